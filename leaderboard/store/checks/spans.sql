-- every number stands at its place in the stored text
-- mend: the text was changed by hand, or its results; store the paper again with `leaderboard build`, after deleting its row in document
SELECT r.result_id AS example
FROM result AS r
JOIN document AS d ON d.id = r.document_id
WHERE substr(d.text, r."start" + 1, r."end" - r."start") <> r.value_text
    OR substr(d.text, r.sentence_start + 1, length(r.sentence)) <> r.sentence
    OR r."start" < r.sentence_start
    OR r."end" > r.sentence_start + length(r.sentence)
