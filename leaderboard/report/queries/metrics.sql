-- The metrics that the papers report, most numbers first, and what is known of each.
SELECT
    d.metric,
    d.higher_is_better,     -- null: nobody knows, and nothing is ranked by it
    d.usual_unit AS unit,
    d.low, d.high,          -- what lies outside is flagged and does not rank
    count(*) AS results,
    bool_or(r.kind = 'cost') AS is_cost
FROM direction AS d
JOIN result AS r ON r.metric = d.metric
GROUP BY ALL
ORDER BY results DESC, d.metric
