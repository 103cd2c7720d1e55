-- every value is a finite number, and one that its metric cannot have is flagged and on no board
-- mend: this is a mistake in leaderboard: please report the sentence
SELECT r.result_id AS example
FROM result AS r
LEFT JOIN metric AS m ON m.name = r.metric
WHERE NOT isfinite(r.value)
    OR NOT isfinite(coalesce(r.value_high, 0))
    OR (
        r.kind = 'score' AND r.board IS NOT NULL AND r.confidence >= 0.5 AND NOT list_contains(r.flags, 'out-of-range')
        AND (r.value < m.low OR (CASE WHEN m.high = 1 AND r.unit = '%' THEN r.value / 100 ELSE r.value END) > m.high)
    )
