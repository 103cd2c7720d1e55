-- All boards, the fullest first.
-- :dataset = NULL
FROM board
WHERE ($dataset::VARCHAR IS NULL OR lower(dataset) = lower($dataset::VARCHAR))
ORDER BY results DESC, dataset, metric, setting NULLS FIRST, split NULLS FIRST;
