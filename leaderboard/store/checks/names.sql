-- every number has a name of its own
-- mend: the rows were changed by hand; build the database again from the papers
SELECT result_id AS example
FROM result
GROUP BY result_id
HAVING count(*) > 1
