-- Which papers disagree on the same model, dataset, metric, split and setting; the widest apart first.
-- :dataset = NULL
-- :model = NULL
FROM conflict
WHERE ($dataset::VARCHAR IS NULL OR lower(dataset) = lower($dataset::VARCHAR))
    AND ($model::VARCHAR IS NULL OR contains(lower(model), lower($model::VARCHAR)))
ORDER BY difference DESC, dataset, metric, model, low_result_id, high_result_id;
