-- Every number that was read, in reading order.
SELECT
    result_id, document_id, "start", "end", value_text, value, value_high, unit, kind, change, better, bound,
    metric, dataset, split, settings, setting, task, model, subject, versus, confidence, flags, pattern,
    sentence, sentence_start, extractor, system_key
FROM result
ORDER BY document_id, "start", result_id
