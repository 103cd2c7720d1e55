-- Everything about one paper: all its numbers in reading order; by id, or by a part of the title.
-- :paper = NULL
-- needs: paper
SELECT d.id AS document_id, d.title, r.value_text, r.unit, r.kind, r.change, r.metric, r.dataset, r.split, r.setting, r.model, r.subject, r.versus, r.confidence, r.sentence, r.result_id
FROM document AS d
LEFT JOIN result AS r ON r.document_id = d.id
WHERE (d.id = $paper OR contains(lower(d.title), lower($paper)))
ORDER BY d.id, r."start", r.result_id;
