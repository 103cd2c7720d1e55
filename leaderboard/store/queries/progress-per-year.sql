-- How far the best moved each year, on every board of a dataset that has results of two years or more.
-- :dataset = 'ImageNet-1k'
-- :metric = NULL
WITH year_end AS (
    SELECT
        metric,
        setting,
        split,
        board,
        year(published) AS year,
        count(*) AS results,
        -- best_so_far only grows in the metric's direction, so the year's last value is its best
        max_by(best_so_far, published) AS best
    FROM history
    WHERE lower(dataset) = lower($dataset) AND ($metric::VARCHAR IS NULL OR lower(metric) = lower($metric::VARCHAR))
    GROUP BY ALL
)
SELECT
    metric,
    setting,
    split,
    year,
    results,
    best,
    round(best - lag(best) OVER (PARTITION BY board ORDER BY year), 6) AS change,
    year - lag(year) OVER (PARTITION BY board ORDER BY year) AS years
FROM year_end
QUALIFY count(*) OVER (PARTITION BY board) > 1
ORDER BY metric, setting NULLS FIRST, split NULLS FIRST, year;
