-- The best results with against without extra training data, for each dataset and metric that has both kinds.
-- :dataset = NULL
WITH said AS (
    -- only where somebody says it
    SELECT DISTINCT dataset, metric FROM result WHERE list_has_any(settings, ['extra-data', 'no-extra-data'])
), marked AS (
    SELECT
        *,
        CASE
            WHEN list_contains(settings, 'no-extra-data') THEN 'without'
            WHEN list_contains(settings, 'extra-data') THEN 'with'
            ELSE 'unsaid'
        END AS extra_data
    FROM leaderboard
    SEMI JOIN said USING (dataset, metric)
    WHERE ($dataset::VARCHAR IS NULL OR lower(dataset) = lower($dataset::VARCHAR)) AND rank IS NOT NULL
), best_of_kind AS (
    SELECT
        dataset,
        metric,
        extra_data,
        arg_min(result_id, (CASE WHEN higher_is_better THEN -rank_value ELSE rank_value END, published, result_id)) AS result_id
    FROM marked
    GROUP BY dataset, metric, extra_data
)
SELECT b.dataset, b.metric, b.extra_data, m.system, m.value_text, m.unit, m.setting, m.split, m.date, m.title, m.sentence, m.result_id
FROM best_of_kind AS b
JOIN marked AS m ON m.result_id = b.result_id AND m.dataset = b.dataset
WHERE EXISTS (FROM marked AS t WHERE t.dataset = b.dataset AND t.metric = b.metric AND t.extra_data <> 'unsaid')
ORDER BY b.dataset, b.metric, b.extra_data DESC;
