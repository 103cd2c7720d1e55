-- The papers that report at least one number.
SELECT id, title, text, date, url
FROM document
WHERE id IN (SELECT document_id FROM result)
ORDER BY id
