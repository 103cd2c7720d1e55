-- What the last run that changed anything added or replaced; :since = a run's number for all after it.
-- :since = NULL
SELECT d.run, d.id AS document_id, d.title, d.date, r.kind, r.value_text, r.unit, r.metric, r.dataset, r.model, r.result_id
FROM document AS d
LEFT JOIN result AS r ON r.document_id = d.id
WHERE d.run > coalesce($since::INTEGER, (SELECT max(run) - 1 FROM run))
ORDER BY d.run, d.id, r."start", r.result_id;
