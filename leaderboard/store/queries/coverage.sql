-- How well each dataset is covered, and how much the texts leave unsaid.
-- :area = NULL
-- :task = NULL
FROM coverage
WHERE ($area::VARCHAR IS NULL OR lower(area) = lower($area::VARCHAR))
    AND ($task::VARCHAR IS NULL OR lower(task) = lower($task::VARCHAR))
ORDER BY papers DESC, results DESC, dataset;
