-- The least and the greatest possible value of each metric.
SELECT metric, low, high FROM direction ORDER BY metric
