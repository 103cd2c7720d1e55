-- Same model on the same board, but papers that give different numbers; the widest gap first.
SELECT model, dataset, split, metric, setting, papers, difference, low_result_id, high_result_id
FROM conflict
ORDER BY dataset, metric, split NULLS FIRST, setting NULLS FIRST, model, low_result_id
