-- Every result with its paper and its place, in reading order: what the data formats hold.
SELECT
    r.* EXCLUDE (system_key, board),
    d.title,
    d.date,
    d.published,                -- first day of the date
    d.url,
    b.rank AS best_rank,        -- among the models of its board, each at its best; null for a further mention
    s.rank,                     -- among all results of its board; null when it does not rank
    s.rank_value,               -- on the board's scale
    r.board,
    r.system_key
FROM result AS r
JOIN document AS d ON d.id = r.document_id
LEFT JOIN standing AS s ON s.result_row = r.rowid
LEFT JOIN best AS b ON b.result_id = r.result_id
ORDER BY r.document_id, r."start", r.result_id
