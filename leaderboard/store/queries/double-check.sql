-- What to double-check: results with low confidence, with a flag, or that could be read in several ways.
-- :confidence = 0.7
-- :limit = 200
SELECT r.confidence, r.flags, r.value_text, r.unit, r.kind, r.metric, r.dataset, r.model, r.pattern, r.sentence, d.title, r.result_id
FROM result AS r
JOIN document AS d ON d.id = r.document_id
WHERE r.confidence < $confidence OR len(r.flags) > 0
ORDER BY len(r.flags) > 0 DESC, r.confidence, r.result_id
LIMIT $limit::INTEGER;
