-- The cost that the same paper states for the same system; a change ("48% fewer") is no cost of its own.
SELECT
    r.result_id,
    c.value,
    c.unit
FROM result AS r
JOIN result AS c ON c.document_id = r.document_id AND c.system_key = r.system_key
WHERE list_contains($results, r.result_id)
    AND c.kind = 'cost' AND c.change IS NULL AND c.metric = $cost
ORDER BY c.value, r.result_id, c.result_id
