-- Everything about one model: all its numbers, whatever their kind; parts of the name will do.
-- :model = NULL
-- needs: model
SELECT r.model, r.kind, r.value_text, r.unit, r.metric, r.dataset, r.split, r.setting, r.subject, r.versus, d.date, d.title, r.sentence, r.result_id
FROM result AS r
JOIN document AS d ON d.id = r.document_id
WHERE contains(lower(r.model), lower($model))
ORDER BY lower(r.model) = lower($model) DESC, r.model, r.kind DESC, r.dataset, r.metric, d.published, r.result_id;
