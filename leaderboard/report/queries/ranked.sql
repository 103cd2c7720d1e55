-- Every result that stands on a board, best first.
SELECT
    l.dataset, l.split, l.metric, l.setting,
    l.result_id,
    l.rank,                      -- among all mentions; null when the direction is unknown
    b.rank AS best_rank,         -- among the models, each at its best; null for a further mention of a model
    b.result_id IS NOT NULL AS is_best,
    l.rank_value,                -- on the board's scale
    coalesce(h.is_record, false) AS is_record,  -- beat everything of earlier days
    h.best_before                -- what it beat; null for the first
FROM leaderboard AS l
LEFT JOIN best AS b ON b.result_id = l.result_id
LEFT JOIN history AS h ON h.result_id = l.result_id
ORDER BY l.rank NULLS LAST, l.rank_value DESC, l.subject DESC, l.published NULLS LAST, l.result_id
