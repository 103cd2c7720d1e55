-- The views. A board is dataset × split × metric × setting; what the text leaves unsaid (null) is a value of its
-- own, because numbers with and without extra data, or of other splits, do not belong in one ranking.
-- A document is met through the few rows of the ranking, never through results: those are estimated at millions.
-- A column that carries a field of a record inherits that field's description; comments on the others stand here.
-- Windows run over the few columns they need and meet the wide ones (sentences, titles) afterwards: ten times faster.

-- One row per known metric, and per metric that only the results know.
CREATE OR REPLACE VIEW direction AS
WITH printed AS (
    SELECT metric, unit, count(*) AS times, bool_and(higher_is_better) AS all_higher, bool_or(higher_is_better) AS any_higher
    FROM result
    WHERE metric IS NOT NULL
    GROUP BY metric, unit
), said AS (
    SELECT
        metric,
        -- of units that are as frequent, always the same one: mode() takes whichever thread came first
        arg_max(unit, (times, unit)) FILTER (unit IS NOT NULL) AS unit,
        CASE WHEN bool_and(all_higher) = bool_or(any_higher) THEN bool_and(all_higher) END AS higher_is_better
    FROM printed
    GROUP BY metric
)
SELECT
    s.metric,
    coalesce(m.higher_is_better, s.higher_is_better) AS higher_is_better,
    coalesce(m.unit, s.unit) AS usual_unit,
    m.low,
    m.high
FROM said AS s
LEFT JOIN metric AS m ON m.name = s.metric;
COMMENT ON VIEW direction IS 'The metrics that occur, each with one direction: the vocabulary''s, else the one that all its results agree on';
COMMENT ON COLUMN direction.usual_unit IS 'The vocabulary''s unit, else the one most results have';
COMMENT ON COLUMN direction.low IS 'Least possible value';
COMMENT ON COLUMN direction.high IS 'Greatest possible value';

-- Scores that may stand on a board. Gains, costs, averages over several datasets, values outside the metric's range
-- and readings that are more likely wrong than right never rank.
CREATE OR REPLACE VIEW standing AS
WITH rankable AS (
    SELECT
        r.rowid AS result_row,
        r.document_id,
        r.dataset,
        r.board,
        r.system_key,
        r.subject,
        r.confidence,
        m.higher_is_better,
        round(
            CASE
                -- 0.845 on a board of percentages
                WHEN m.low = 0 AND m.high = 100 AND r.unit IS NULL AND r.value <= 1
                    AND (starts_with(r.value_text, '0.') OR starts_with(r.value_text, '.')) THEN r.value * 100
                -- 84.5% on a board of fractions
                WHEN m.high = 1 AND r.unit = '%' THEN r.value / 100
                ELSE r.value
            END, 9 -- 0.07 * 100 is 7.000000000000001
        ) AS rank_value
    FROM result AS r
    JOIN direction AS m ON m.metric = r.metric
    WHERE r.kind = 'score'
        AND r.board IS NOT NULL
        AND NOT r.aggregate
        AND r.confidence >= 0.5
        AND NOT list_contains(r.flags, 'out-of-range')
)
SELECT
    *,
    CASE
        WHEN higher_is_better IS NOT NULL THEN rank() OVER (
            PARTITION BY dataset, board
            ORDER BY CASE WHEN higher_is_better THEN -rank_value ELSE rank_value END
        )
    END AS rank
FROM rankable;
COMMENT ON VIEW standing IS 'The ranking without the words: what leaderboard, best and history are made of';
COMMENT ON COLUMN standing.result_row IS 'Row of the result';
COMMENT ON COLUMN standing.rank_value IS 'The value on the board''s scale: 0.845 counts as 84.5 where the metric runs to 100';
COMMENT ON COLUMN standing.rank IS 'Place on the board; equal values share it (1, 1, 3); null when the direction is unknown';

CREATE OR REPLACE VIEW leaderboard AS
SELECT
    s.rank,
    coalesce(r.model, d.title, d.id) AS system,
    s.rank_value,
    r.* REPLACE (s.higher_is_better AS higher_is_better),
    d.title,
    d.date,
    d.published,
    d.url
FROM standing AS s
JOIN result AS r ON r.rowid = s.result_row AND r.dataset = s.dataset AND r.board = s.board
JOIN document AS d ON d.id = s.document_id;
COMMENT ON VIEW leaderboard IS 'Every score that may stand on a board, with its rank: metric and dataset named, no average, in range, confidence at least 0.5; own, quoted and imported ones (see subject)';
COMMENT ON COLUMN leaderboard.rank IS 'Place on the board (dataset, split, metric, setting); equal values share it; null when the direction is unknown';
COMMENT ON COLUMN leaderboard.system IS 'The model; if the text names none, the paper''s title or id';
COMMENT ON COLUMN leaderboard.rank_value IS 'The value on the board''s scale: 0.845 counts as 84.5 where the metric runs to 100; value stays as printed';

-- Each model's best first, then the ranks: rank() beside a choice would also count the rows that are not chosen.
-- Where the direction is unknown nobody can say which of a model's numbers is the best: all of them stay.
CREATE OR REPLACE VIEW best AS
WITH best_of_system AS (
    -- the least of these rows is the best: lowest rank, then the authors' own word, then a quotation, then what was
    -- imported, then the surer reading;
    -- one pass over groups, three times as fast as row_number()
    SELECT
        dataset,
        board,
        any_value(higher_is_better) AS higher_is_better,
        min(struct_pack(
            rank := rank,
            word := CASE subject WHEN 'proposed' THEN 0 WHEN 'other' THEN 1 ELSE 2 END,
            doubt := 1 - confidence,
            result_row := result_row,
            rank_value := rank_value
        )) AS top
    FROM standing
    GROUP BY dataset, board, system_key, CASE WHEN rank IS NULL THEN result_row END
), ranked AS (
    SELECT
        dataset,
        board,
        higher_is_better,
        top.result_row AS result_row,
        top.rank_value AS rank_value,
        CASE
            WHEN higher_is_better IS NOT NULL THEN rank() OVER (
                PARTITION BY dataset, board
                ORDER BY CASE WHEN higher_is_better THEN -top.rank_value ELSE top.rank_value END
            )
        END AS rank
    FROM best_of_system
)
SELECT
    s.rank,
    coalesce(r.model, d.title, d.id) AS system,
    s.rank_value,
    r.* REPLACE (s.higher_is_better AS higher_is_better),
    d.title,
    d.date,
    d.published,
    d.url
FROM ranked AS s
JOIN result AS r ON r.rowid = s.result_row AND r.dataset = s.dataset AND r.board = s.board
JOIN document AS d ON d.id = r.document_id;
COMMENT ON VIEW best IS 'The leaderboard with each model once, at its best; spellings that differ in case, spaces and hyphens are one model';
COMMENT ON COLUMN best.rank IS 'Place among the models of the board; equal values share it; null when the direction is unknown';
COMMENT ON COLUMN best.system IS 'The model; if the text names none, the paper''s title or id';
COMMENT ON COLUMN best.rank_value IS 'The value on the board''s scale; value stays as printed';

CREATE OR REPLACE VIEW history AS
WITH dated AS (
    SELECT
        s.*,
        d.published,
        CASE WHEN s.higher_is_better THEN 1 ELSE -1 END AS sign
    FROM standing AS s
    JOIN document AS d ON d.id = s.document_id
    WHERE d.published IS NOT NULL AND s.higher_is_better IS NOT NULL
), running AS (
    SELECT
        *,
        max(sign * rank_value) OVER (
            PARTITION BY dataset, board ORDER BY published
            RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS reached,
        max(sign * rank_value) OVER (
            PARTITION BY dataset, board ORDER BY published
            RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
        ) AS before
    FROM dated
)
SELECT
    s.sign * s.rank_value = s.reached AND (s.before IS NULL OR s.reached > s.before) AS is_record,
    s.sign * s.reached AS best_so_far,
    s.sign * s.before AS best_before,
    coalesce(r.model, d.title, d.id) AS system,
    s.rank_value,
    s.rank,
    r.* REPLACE (s.higher_is_better AS higher_is_better),
    d.title,
    d.date,
    d.published,
    d.url
FROM running AS s
JOIN result AS r ON r.rowid = s.result_row AND r.dataset = s.dataset AND r.board = s.board
JOIN document AS d ON d.id = s.document_id;
COMMENT ON VIEW history IS 'Every dated score of a board with the best value so far; FROM history WHERE is_record is the line of records';
COMMENT ON COLUMN history.is_record IS 'Whether it beat everything published on an earlier day, and was not beaten on its own';
COMMENT ON COLUMN history.best_so_far IS 'Best value on the board up to and including that day, on the board''s scale';
COMMENT ON COLUMN history.best_before IS 'Best value up to the day before; null for the first';
COMMENT ON COLUMN history.system IS 'The model; if the text names none, the paper''s title or id';
COMMENT ON COLUMN history.rank_value IS 'The value on the board''s scale; value stays as printed';
COMMENT ON COLUMN history.rank IS 'Place on the whole board, dated and undated';

CREATE OR REPLACE VIEW gain AS
SELECT
    coalesce(r.model, d.title, d.id) AS system,
    r.*,
    d.title,
    d.date,
    d.published,
    d.url
FROM result AS r
JOIN document AS d ON d.id = r.document_id
WHERE r.kind = 'gain';
COMMENT ON VIEW gain IS 'Differences in quality: "+2.7 points over X"; they never rank';
COMMENT ON COLUMN gain.system IS 'The model that improved; if the text names none, the paper''s title or id';

CREATE OR REPLACE VIEW cost AS
SELECT
    coalesce(r.model, d.title, d.id) AS system,
    r.*,
    d.title,
    d.date,
    d.published,
    d.url
FROM result AS r
JOIN document AS d ON d.id = r.document_id
WHERE r.kind = 'cost';
COMMENT ON VIEW cost IS 'Speed, size, compute and money, absolute (change is null) or as a difference; they never rank';
COMMENT ON COLUMN cost.system IS 'The model; if the text names none, the paper''s title or id';

-- Where one paper states several costs for one system ("25M and 86M"), nobody can say which belongs to the score.
CREATE OR REPLACE VIEW tradeoff AS
WITH stated AS (
    SELECT
        document_id,
        system_key,
        metric,
        unit,
        min(rowid) AS result_row
    FROM result
    WHERE kind = 'cost' AND change IS NULL AND metric IS NOT NULL
    GROUP BY document_id, system_key, metric, unit
    HAVING count(DISTINCT value) = 1
)
SELECT
    s.rank,
    coalesce(r.model, d.title, d.id) AS system,
    s.rank_value,
    c.result_id AS cost_result_id,
    c.metric AS cost_metric,
    c.value AS cost_value,
    c.value_text AS cost_value_text,
    c.unit AS cost_unit,
    m.higher_is_better AS cost_higher_is_better,
    r.* REPLACE (s.higher_is_better AS higher_is_better),
    d.title,
    d.date,
    d.published,
    d.url
FROM standing AS s
JOIN stated AS p ON p.document_id = s.document_id AND p.system_key = s.system_key
JOIN result AS r ON r.rowid = s.result_row AND r.dataset = s.dataset AND r.board = s.board
JOIN result AS c ON c.rowid = p.result_row
JOIN direction AS m ON m.metric = c.metric
JOIN document AS d ON d.id = s.document_id
WHERE s.rank IS NOT NULL;
COMMENT ON VIEW tradeoff IS 'Every ranked score with a cost that the same paper states for the same system: parameters, FLOPs, latency, …; one row for each cost';
COMMENT ON COLUMN tradeoff.rank IS 'Place on the board of the score';
COMMENT ON COLUMN tradeoff.system IS 'The model; if the text names none, the paper''s title or id';
COMMENT ON COLUMN tradeoff.rank_value IS 'The score on the board''s scale; value stays as printed';
COMMENT ON COLUMN tradeoff.cost_result_id IS 'The cost''s result';
COMMENT ON COLUMN tradeoff.cost_metric IS 'What is paid: parameters, FLOPs, …';
COMMENT ON COLUMN tradeoff.cost_value IS 'How much; a magnitude suffix is applied';
COMMENT ON COLUMN tradeoff.cost_value_text IS 'How much, as printed';
COMMENT ON COLUMN tradeoff.cost_unit IS 'In which unit; costs in different units do not compare';
COMMENT ON COLUMN tradeoff.cost_higher_is_better IS 'Whether more is better, as of frames per second; null when nobody knows';

-- Papers that disagree. One paper's own several numbers for a model are variants, not a conflict; so each paper
-- counts as the interval from its lowest to its highest number, and there is a conflict where two papers' intervals
-- lie apart by more than the coarser of the two printed precisions can explain (84.5 and 84.53 agree). Bounds
-- ("over 80%") and ranges say nothing exact and are left out, and so are rows without a model.
CREATE OR REPLACE VIEW conflict AS
WITH exact AS (
    SELECT
        s.dataset,
        s.board,
        s.system_key,
        s.document_id,
        s.result_row,
        s.rank_value,
        -- one unit of the last printed place, on the board's scale
        power(10, -length(regexp_extract(r.value_text, '\.([0-9]*)', 1)))
            * CASE WHEN r.value = 0 THEN 1 ELSE s.rank_value / r.value END AS step
    FROM standing AS s
    JOIN result AS r ON r.rowid = s.result_row AND r.dataset = s.dataset AND r.board = s.board
    WHERE r.model IS NOT NULL AND r.bound IS NULL AND r.value_high IS NULL
), paper AS (
    SELECT
        dataset,
        board,
        system_key,
        document_id,
        min(rank_value) AS low,
        max(rank_value) AS high,
        arg_min(struct_pack(result_row := result_row, step := step), rank_value) AS lowest,
        arg_max(struct_pack(result_row := result_row, step := step), rank_value) AS highest
    FROM exact
    GROUP BY ALL
), apart AS (
    SELECT
        dataset,
        board,
        system_key,
        count(*) AS papers,
        min(high) AS low,
        max(low) AS high,
        arg_min(highest, high) AS lower_row,
        arg_max(lowest, low) AS upper_row
    FROM paper
    GROUP BY ALL
    HAVING count(*) > 1 AND max(low) > min(high)
)
SELECT
    a.model,
    a.dataset,
    a.split,
    a.metric,
    a.setting,
    c.papers,
    c.high - c.low AS difference,
    a.result_id AS low_result_id,
    a.document_id AS low_document_id,
    a.value_text AS low_value_text,
    a.subject AS low_subject,
    a.sentence AS low_sentence,
    b.result_id AS high_result_id,
    b.document_id AS high_document_id,
    b.value_text AS high_value_text,
    b.subject AS high_subject,
    b.sentence AS high_sentence,
    c.board,
    c.system_key
FROM apart AS c
JOIN result AS a ON a.rowid = c.lower_row.result_row
JOIN result AS b ON b.rowid = c.upper_row.result_row
WHERE c.high - c.low > greatest(c.lower_row.step, c.upper_row.step) / 2 + 1e-9;
COMMENT ON VIEW conflict IS 'Same model, dataset, metric, split and setting, but papers that give different numbers: the two farthest apart, side by side';
COMMENT ON COLUMN conflict.papers IS 'Papers that give a number for this model on this board';
COMMENT ON COLUMN conflict.difference IS 'How far apart, on the board''s scale';
COMMENT ON COLUMN conflict.low_result_id IS 'The lower number''s result';
COMMENT ON COLUMN conflict.low_document_id IS 'The paper with the lower number';
COMMENT ON COLUMN conflict.low_value_text IS 'The lower number, as printed';
COMMENT ON COLUMN conflict.low_subject IS 'proposed: that paper''s own number; other: quoted there; imported: from a table';
COMMENT ON COLUMN conflict.low_sentence IS 'Its sentence';
COMMENT ON COLUMN conflict.high_result_id IS 'The higher number''s result';
COMMENT ON COLUMN conflict.high_document_id IS 'The paper with the higher number';
COMMENT ON COLUMN conflict.high_value_text IS 'The higher number, as printed';
COMMENT ON COLUMN conflict.high_subject IS 'proposed: that paper''s own number; other: quoted there; imported: from a table';
COMMENT ON COLUMN conflict.high_sentence IS 'Its sentence';

CREATE OR REPLACE VIEW board AS
WITH counted AS (
    SELECT
        s.dataset,
        s.board,
        count(*) AS results,
        count(DISTINCT s.document_id) AS papers,
        count(DISTINCT s.system_key) AS models,
        count(*) FILTER (WHERE s.subject = 'other') AS quoted,
        count(*) FILTER (WHERE s.subject = 'imported') AS imported,
        any_value(s.higher_is_better) AS higher_is_better,
        min((-s.confidence, s.result_row, coalesce(d.title, d.id))) FILTER (s.rank IS NULL OR s.rank = 1) AS top,
        min(d.published) AS first_published,
        max(d.published) AS last_published
    FROM standing AS s
    JOIN document AS d ON d.id = s.document_id
    GROUP BY s.dataset, s.board
)
SELECT
    r.dataset,
    r.split,
    r.metric,
    r.setting,
    c.higher_is_better,
    coalesce(m.usual_unit, r.unit) AS unit,
    c.results,
    c.papers,
    c.models,
    c.quoted,
    c.imported,
    CASE WHEN c.higher_is_better IS NOT NULL THEN coalesce(r.model, c.top[3]) END AS top_system,
    CASE WHEN c.higher_is_better IS NOT NULL THEN r.value_text END AS top_value_text,
    CASE WHEN c.higher_is_better IS NOT NULL THEN r.value END AS top_value,
    CASE WHEN c.higher_is_better IS NOT NULL THEN r.result_id END AS top_result_id,
    c.first_published,
    c.last_published,
    coalesce(known.task, r.task) AS task,
    known.area,
    c.board
FROM counted AS c
JOIN result AS r ON r.rowid = c.top[2] AND r.dataset = c.dataset
LEFT JOIN direction AS m ON m.metric = r.metric
LEFT JOIN dataset AS known ON known.name = r.dataset;
COMMENT ON VIEW board IS 'The boards, one row each, with counts and the top result';
COMMENT ON COLUMN board.unit IS 'The metric''s usual unit';
COMMENT ON COLUMN board.results IS 'Ranked results';
COMMENT ON COLUMN board.papers IS 'Papers they come from';
COMMENT ON COLUMN board.models IS 'Distinct models, papers counting for results without a model';
COMMENT ON COLUMN board.quoted IS 'Results that a paper quotes for somebody else''s system';
COMMENT ON COLUMN board.imported IS 'Results that were imported from a table, not read in a paper';
COMMENT ON COLUMN board.top_system IS 'The system on top; null when the direction is unknown';
COMMENT ON COLUMN board.top_value_text IS 'Its number, as printed';
COMMENT ON COLUMN board.top_value IS 'Its number';
COMMENT ON COLUMN board.top_result_id IS 'Its result';
COMMENT ON COLUMN board.first_published IS 'First day of the earliest date on the board';
COMMENT ON COLUMN board.last_published IS 'First day of the latest date on the board';
COMMENT ON COLUMN board.task IS 'The dataset''s usual task, else the one named with the top result';

-- What is joined is counted first: a few thousand datasets meet each other, and not all their results.
CREATE OR REPLACE VIEW coverage AS
WITH ranked AS (
    SELECT dataset, count(*) AS ranked, count(DISTINCT board) AS boards FROM standing GROUP BY dataset
), reported AS (
    SELECT
        dataset,
        count(*) AS results,
        count(*) FILTER (WHERE kind = 'gain') AS gains,
        count(*) FILTER (WHERE kind = 'cost') AS costs,
        round(avg((metric IS NULL)::INTEGER), 4) AS metric_unsaid,
        round(avg((split IS NULL)::INTEGER), 4) AS split_unsaid,
        round(avg((setting IS NULL)::INTEGER), 4) AS setting_unsaid,
        round(avg((model IS NULL)::INTEGER), 4) AS model_unsaid,
        round(avg(confidence::DECIMAL(5, 4)), 4) AS mean_confidence, -- exact, in whatever order the threads come
        mode(task ORDER BY task) AS task
    FROM result
    WHERE dataset IS NOT NULL
    GROUP BY dataset
), reporting AS (
    SELECT r.dataset, count(*) AS papers, min(d.published) AS first_published, max(d.published) AS last_published
    FROM (SELECT DISTINCT dataset, document_id FROM result WHERE dataset IS NOT NULL) AS r
    JOIN document AS d ON d.id = r.document_id
    GROUP BY r.dataset
)
SELECT
    r.dataset,
    p.papers,
    r.results,
    coalesce(k.ranked, 0) AS ranked,
    coalesce(k.boards, 0) AS boards,
    r.gains,
    r.costs,
    r.metric_unsaid,
    r.split_unsaid,
    r.setting_unsaid,
    r.model_unsaid,
    r.mean_confidence,
    p.first_published,
    p.last_published,
    coalesce(known.task, r.task) AS task,
    known.area
FROM reported AS r
JOIN reporting AS p ON p.dataset = r.dataset
LEFT JOIN ranked AS k ON k.dataset = r.dataset
LEFT JOIN dataset AS known ON known.name = r.dataset;
COMMENT ON VIEW coverage IS 'The datasets that occur, with how much is known of each and how much the texts leave unsaid';
COMMENT ON COLUMN coverage.papers IS 'Papers that report a number on it';
COMMENT ON COLUMN coverage.results IS 'Numbers of all kinds';
COMMENT ON COLUMN coverage.ranked IS 'Numbers that stand on a board';
COMMENT ON COLUMN coverage.boards IS 'Its boards';
COMMENT ON COLUMN coverage.gains IS 'Differences in quality';
COMMENT ON COLUMN coverage.costs IS 'Costs';
COMMENT ON COLUMN coverage.metric_unsaid IS 'Share of its numbers whose metric the text does not name, 0 to 1';
COMMENT ON COLUMN coverage.split_unsaid IS 'Share whose split is not named';
COMMENT ON COLUMN coverage.setting_unsaid IS 'Share without a setting';
COMMENT ON COLUMN coverage.model_unsaid IS 'Share whose model is not named';
COMMENT ON COLUMN coverage.mean_confidence IS 'Mean confidence of its numbers';
COMMENT ON COLUMN coverage.first_published IS 'First day of the earliest date';
COMMENT ON COLUMN coverage.last_published IS 'First day of the latest date';
COMMENT ON COLUMN coverage.task IS 'Its usual task, else the one most often named with it';
