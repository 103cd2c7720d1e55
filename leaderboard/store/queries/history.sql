-- The running best over time, in the metric's direction: the results that beat everything before them.
-- :dataset = 'ImageNet-1k'
-- :metric = NULL
-- :setting = NULL
-- :split = NULL
SELECT metric, setting, split, published, system, value_text, unit, best_before, subject, title, sentence, result_id
FROM history
WHERE is_record
    AND lower(dataset) = lower($dataset)
    AND ($metric::VARCHAR IS NULL OR lower(metric) = lower($metric::VARCHAR))
    AND ($setting::VARCHAR IS NULL OR setting = $setting::VARCHAR)
    AND ($split::VARCHAR IS NULL OR split = $split::VARCHAR)
ORDER BY metric, setting NULLS FIRST, split NULLS FIRST, published, result_id;
