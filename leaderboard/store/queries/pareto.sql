-- The Pareto front of parameters (or another cost) against a metric: nobody is both cheaper and better.
-- :dataset = 'ImageNet-1k'
-- :metric = 'top-1 accuracy'
-- :cost = 'parameters'
-- :setting = NULL
WITH scored AS (
    SELECT *
    FROM leaderboard
    WHERE lower(dataset) = lower($dataset)
        AND lower(metric) = lower($metric)
        AND ($setting::VARCHAR IS NULL OR setting = $setting::VARCHAR)
        AND rank IS NOT NULL
), priced AS (
    -- the cost stated in the same paper for the same system; a change ("48% fewer") is no cost of its own
    SELECT
        s.*,
        c.value AS cost,
        c.value_text AS cost_text,
        c.unit AS cost_unit,
        c.result_id AS cost_result_id,
        CASE WHEN s.higher_is_better THEN s.rank_value ELSE -s.rank_value END AS goodness
    FROM scored AS s
    JOIN result AS c ON c.document_id = s.document_id AND c.system_key = s.system_key
    WHERE c.kind = 'cost' AND c.change IS NULL AND c.metric = $cost
), running AS (
    -- the best of all that cost as much or less: one pass, where comparing all pairs would take n²
    SELECT
        *,
        max(goodness) OVER (ORDER BY cost RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS best_for_the_money,
        rank() OVER (PARTITION BY goodness ORDER BY cost) AS cheapest_of_equals
    FROM priced
)
SELECT system, cost_text, cost_unit, cost, value_text, unit, value, split, setting, date, title, result_id, cost_result_id
FROM running
WHERE goodness = best_for_the_money AND cheapest_of_equals = 1
ORDER BY cost, value, result_id, cost_result_id;
