-- The papers that results come from.
SELECT
    d.id,
    d.title,
    d.date,
    d.published,
    d.url,
    run.started                 -- when it was stored in this form, UTC
FROM document AS d
JOIN run USING (run)
ORDER BY d.id
