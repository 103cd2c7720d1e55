-- The boards, the fullest first.
SELECT
    dataset,                -- what was measured on
    split,                  -- null: the text does not say
    metric,
    setting,                -- null: the text does not say
    higher_is_better,       -- null: nobody knows, and nothing is ranked
    unit,
    results,                -- ranked results, own and quoted
    papers,
    models,
    quoted,                 -- results that a paper quotes for somebody else's system
    top_system,             -- null when the direction is unknown
    top_value_text,
    task
FROM board
ORDER BY results DESC, papers DESC, dataset, metric, split NULLS FIRST, setting NULLS FIRST
