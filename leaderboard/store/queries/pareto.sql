-- The Pareto front of parameters (or another cost) against a metric: nobody is both cheaper and better.
-- :dataset = 'ImageNet-1k'
-- :metric = 'top-1 accuracy'
-- :cost = 'parameters'
-- :setting = NULL
WITH priced AS (
    SELECT
        *,
        CASE WHEN higher_is_better THEN rank_value ELSE -rank_value END AS goodness,
        CASE WHEN cost_higher_is_better THEN -cost_value ELSE cost_value END AS price
    FROM tradeoff
    WHERE lower(dataset) = lower($dataset)
        AND lower(metric) = lower($metric)
        AND lower(cost_metric) = lower($cost)
        AND ($setting::VARCHAR IS NULL OR setting = $setting::VARCHAR)
), running AS (
    -- the best of all that cost as much or less: one pass, where comparing all pairs would take n²
    SELECT
        *,
        max(goodness) OVER (PARTITION BY cost_unit ORDER BY price RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS best_for_the_money,
        rank() OVER (PARTITION BY cost_unit, goodness ORDER BY price) AS cheapest_of_equals
    FROM priced
)
SELECT system, cost_value_text, cost_unit, cost_value, value_text, unit, value, split, setting, date, title, result_id, cost_result_id
FROM running
WHERE goodness = best_for_the_money AND cheapest_of_equals = 1
ORDER BY cost_unit, price, value, result_id, cost_result_id;
