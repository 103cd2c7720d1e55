-- every number with a dataset and a metric has a board, and no other has one
-- mend: the rows were changed by hand; build the database again from the papers
SELECT r.result_id AS example
FROM result AS r
WHERE (r.board IS NULL) <> (r.dataset IS NULL OR r.metric IS NULL)
