-- Model × dataset: the best number of each model that has results on several datasets.
-- :metric = 'accuracy'
-- :models = 30
-- :datasets = 12
-- pivot: model × dataset = value_text
WITH shown AS (
    SELECT *
    FROM leaderboard
    WHERE lower(metric) = lower($metric) AND model IS NOT NULL AND rank IS NOT NULL
), one AS (
    SELECT *
    FROM shown
    QUALIFY row_number() OVER (PARTITION BY system_key, dataset ORDER BY CASE WHEN higher_is_better THEN -rank_value ELSE rank_value END, result_id) = 1
), named AS (
    -- one spelling for a model, the first by alphabet
    SELECT min(model) OVER (PARTITION BY system_key) AS model, dataset, value_text, rank_value, higher_is_better, system_key FROM one
), wide AS (
    SELECT dataset, count(*) AS models FROM named GROUP BY dataset ORDER BY models DESC, dataset LIMIT $datasets::INTEGER
), full_rows AS (
    SELECT system_key, count(*) AS datasets
    FROM named SEMI JOIN wide USING (dataset)
    GROUP BY system_key ORDER BY datasets DESC, system_key LIMIT $models::INTEGER
)
SELECT n.model, n.dataset, n.value_text, n.rank_value, n.higher_is_better
FROM named AS n
JOIN wide AS w USING (dataset)
JOIN full_rows AS f USING (system_key)
ORDER BY f.datasets DESC, n.model, w.models DESC, n.dataset;
