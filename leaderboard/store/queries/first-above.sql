-- The first paper that passes a value: above it, or below it where lower is better.
-- :dataset = 'ImageNet-1k'
-- :metric = 'top-1 accuracy'
-- :value = 90
-- :setting = NULL
SELECT published, system, value_text, unit, setting, split, subject, title, url, sentence, result_id
FROM leaderboard
WHERE lower(dataset) = lower($dataset)
    AND lower(metric) = lower($metric)
    AND ($setting::VARCHAR IS NULL OR setting = $setting::VARCHAR)
    AND published IS NOT NULL
    AND CASE WHEN higher_is_better THEN rank_value > $value WHEN NOT higher_is_better THEN rank_value < $value END
ORDER BY published, rank, result_id
LIMIT 1;
