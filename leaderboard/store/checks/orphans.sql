-- every number belongs to a stored document
-- mend: delete what belongs to none, in a copy, with the duckdb command: DELETE FROM result WHERE document_id NOT IN (SELECT id FROM document)
SELECT r.result_id AS example
FROM result AS r
ANTI JOIN document AS d ON d.id = r.document_id
