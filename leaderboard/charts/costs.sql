-- The results of a board with what their papers say that the same system costs, the cheapest first.
SELECT
    result_id,
    cost_value,
    cost_unit,
    cost_higher_is_better       -- null when nobody knows
FROM tradeoff
WHERE dataset = $dataset AND board = $board AND cost_metric = $cost
ORDER BY cost_value, rank, result_id, cost_result_id
