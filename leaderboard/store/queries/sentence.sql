-- The sentence behind a number, by result_id or by the number as printed, with dataset or model if you like.
-- :result = NULL
-- :value = NULL
-- :dataset = NULL
-- :model = NULL
-- needs: result, value, dataset, model
SELECT r.sentence, r.value_text, r.kind, r.metric, r.dataset, r.model, r.confidence, r.pattern, d.title, d.url, r.result_id
FROM result AS r
JOIN document AS d ON d.id = r.document_id
WHERE ($result::VARCHAR IS NULL OR r.result_id = $result::VARCHAR)
    AND ($value::VARCHAR IS NULL OR r.value_text = $value::VARCHAR)
    AND ($dataset::VARCHAR IS NULL OR lower(r.dataset) = lower($dataset::VARCHAR))
    AND ($model::VARCHAR IS NULL OR contains(lower(r.model), lower($model::VARCHAR)))
ORDER BY r.document_id, r."start", r.result_id;
