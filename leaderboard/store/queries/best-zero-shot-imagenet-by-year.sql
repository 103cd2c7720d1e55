-- The best zero-shot ImageNet result of each year (or another dataset, setting and metric).
-- :dataset = 'ImageNet-1k'
-- :setting = 'zero-shot'
-- :metric = NULL
SELECT
    year(published) AS year,
    metric,
    system,
    value_text,
    unit,
    subject,
    date,
    title,
    sentence,
    result_id
FROM leaderboard
WHERE lower(dataset) = lower($dataset)
    AND setting = $setting
    AND ($metric::VARCHAR IS NULL OR lower(metric) = lower($metric::VARCHAR))
    AND published IS NOT NULL
    AND rank IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY year(published), metric ORDER BY CASE WHEN higher_is_better THEN -rank_value ELSE rank_value END, published, result_id) = 1
ORDER BY year, metric;
