-- Scores with a cost that the same paper states for the same system, cheapest first; each system of a paper at its best.
SELECT
    dataset, split, metric, setting,
    higher_is_better,
    cost_metric, cost_unit, cost_higher_is_better,
    result_id,
    rank_value,                  -- on the board's scale
    cost_result_id,
    cost_value
FROM tradeoff
QUALIFY row_number() OVER (PARTITION BY document_id, system_key, board, dataset, cost_result_id ORDER BY rank, result_id) = 1
ORDER BY cost_metric, cost_unit, cost_value, rank_value, result_id, cost_result_id
