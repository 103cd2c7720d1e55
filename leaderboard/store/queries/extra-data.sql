-- The best results with against without extra training data, for each dataset and metric that has both kinds.
-- :dataset = NULL
WITH marked AS (
    SELECT
        *,
        CASE
            WHEN list_contains(settings, 'no-extra-data') THEN 'without'
            WHEN list_contains(settings, 'extra-data') THEN 'with'
            ELSE 'unsaid'
        END AS extra_data
    FROM leaderboard
    WHERE ($dataset::VARCHAR IS NULL OR lower(dataset) = lower($dataset::VARCHAR)) AND rank IS NOT NULL
), telling AS (
    -- a dataset and metric about which somebody says it
    SELECT *
    FROM marked
    QUALIFY bool_or(extra_data <> 'unsaid') OVER (PARTITION BY dataset, metric)
)
SELECT dataset, metric, extra_data, system, value_text, unit, setting, split, date, title, sentence, result_id
FROM telling
QUALIFY row_number() OVER (PARTITION BY dataset, metric, extra_data ORDER BY CASE WHEN higher_is_better THEN -rank_value ELSE rank_value END, published, result_id) = 1
ORDER BY dataset, metric, extra_data DESC;
