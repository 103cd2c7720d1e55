-- Written by `make schemas`; never edit it by hand.
-- The tables. Comments on the columns of `document` and `result` that carry a field of the public records are
-- generated from the records' own descriptions when the database is made; the others stand here.
-- There are no foreign keys: a document and its results are deleted in one transaction, which they would forbid.

CREATE TABLE meta (
    name  VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE meta IS 'What this file is: schema version, version of the tool that made it, digest of its views';
COMMENT ON COLUMN meta.name IS 'Name of the fact';
COMMENT ON COLUMN meta.value IS 'The fact, as text';

CREATE TABLE run (
    run             INTEGER PRIMARY KEY,
    started         TIMESTAMP NOT NULL,
    tool            VARCHAR NOT NULL,
    new             INTEGER NOT NULL DEFAULT 0,
    changed         INTEGER NOT NULL DEFAULT 0,
    results_added   INTEGER NOT NULL DEFAULT 0,
    results_removed INTEGER NOT NULL DEFAULT 0
);
COMMENT ON TABLE run IS 'One row for each time the database was changed; a run that adds nothing leaves no row';
COMMENT ON COLUMN run.run IS 'Counts up from 1';
COMMENT ON COLUMN run.started IS 'When, UTC; never shown in a report, which must not depend on the clock';
COMMENT ON COLUMN run.tool IS 'Version of the tool';
COMMENT ON COLUMN run.new IS 'Documents stored for the first time';
COMMENT ON COLUMN run.changed IS 'Documents replaced, because text, title, date, url or the extractor changed';
COMMENT ON COLUMN run.results_added IS 'Results stored with those documents';
COMMENT ON COLUMN run.results_removed IS 'Results that stood there before the documents were replaced';

CREATE TABLE document (
    id          VARCHAR PRIMARY KEY,
    title       VARCHAR,
    text        VARCHAR NOT NULL,
    date        VARCHAR,
    published   DATE,
    url         VARCHAR,
    source      VARCHAR,
    fingerprint VARCHAR NOT NULL,
    extractor   VARCHAR NOT NULL,
    run         INTEGER NOT NULL
);
COMMENT ON TABLE document IS 'The papers, each once, with their untouched text';
COMMENT ON COLUMN document.published IS 'First day of date, to sort and compute with; null when the date is unknown';
COMMENT ON COLUMN document.fingerprint IS 'Hash of the text: the same paper under another id has the same one';
COMMENT ON COLUMN document.extractor IS 'Version of the extractor that read it';
COMMENT ON COLUMN document.run IS 'The run that stored it in this form';

CREATE TABLE result (
    result_id        VARCHAR NOT NULL,
    document_id      VARCHAR NOT NULL,
    part             VARCHAR NOT NULL,
    "start"          INTEGER NOT NULL CHECK ("start" >= 0),
    "end"            INTEGER NOT NULL,
    value_text       VARCHAR NOT NULL,
    value            DOUBLE NOT NULL CHECK (isfinite(value)), -- NaN sorts first and would win every board
    value_high       DOUBLE CHECK (isfinite(value_high)),
    unit             VARCHAR,
    kind             VARCHAR NOT NULL CHECK (kind IN ('score', 'gain', 'cost')),
    change           VARCHAR CHECK (change IN ('points', 'relative', 'ratio')),
    better           BOOLEAN,
    bound            VARCHAR CHECK (bound IN ('over', 'under', 'about', 'upto')),
    metric           VARCHAR,
    metric_text      VARCHAR,
    higher_is_better BOOLEAN,
    dataset          VARCHAR,
    dataset_text     VARCHAR,
    also             VARCHAR[] NOT NULL,
    aggregate        BOOLEAN NOT NULL,
    split            VARCHAR,
    settings         VARCHAR[] NOT NULL,
    setting          VARCHAR,
    task             VARCHAR,
    model            VARCHAR,
    subject          VARCHAR NOT NULL CHECK (subject IN ('proposed', 'other', 'imported')),
    versus           VARCHAR,
    confidence       DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    flags            VARCHAR[] NOT NULL,
    pattern          VARCHAR NOT NULL,
    sentence         VARCHAR NOT NULL,
    sentence_start   INTEGER NOT NULL CHECK (sentence_start >= 0),
    extractor        VARCHAR NOT NULL,
    system_key       VARCHAR NOT NULL,
    board            VARCHAR,
    CHECK ("end" > "start")
);
COMMENT ON TABLE result IS 'Every number read: scores, gains and costs, each with its place in the text';
COMMENT ON COLUMN result.result_id IS 'Names the result for good: document_id:start';
COMMENT ON COLUMN result.system_key IS 'Equal for spellings of one model that differ in case, spaces and hyphens; without a model, the paper';
COMMENT ON COLUMN result.board IS 'Names the board: 12 hexadecimal digits made of dataset, split, metric and setting; null unless dataset and metric are known';

CREATE TABLE metric (
    name             VARCHAR PRIMARY KEY,
    higher_is_better BOOLEAN,
    unit             VARCHAR,
    low              DOUBLE,
    high             DOUBLE,
    kind             VARCHAR NOT NULL
);
COMMENT ON TABLE metric IS 'The metrics of the vocabulary, as known when the database was last written';
COMMENT ON COLUMN metric.name IS 'Canonical name';
COMMENT ON COLUMN metric.higher_is_better IS 'Direction; null when neither is better';
COMMENT ON COLUMN metric.unit IS 'Usual unit';
COMMENT ON COLUMN metric.low IS 'Least possible value, as printed';
COMMENT ON COLUMN metric.high IS 'Greatest possible value; 100 for what is printed both as 0.845 and as 84.5';
COMMENT ON COLUMN metric.kind IS 'quality or cost';

CREATE TABLE dataset (
    name VARCHAR PRIMARY KEY,
    task VARCHAR,
    area VARCHAR
);
COMMENT ON TABLE dataset IS 'The datasets of the vocabulary, as known when the database was last written';
COMMENT ON COLUMN dataset.name IS 'Canonical name';
COMMENT ON COLUMN dataset.task IS 'Its usual task';
COMMENT ON COLUMN dataset.area IS 'The field it belongs to: vision, language, …';

CREATE TABLE problem (
    position INTEGER NOT NULL,
    source   VARCHAR,
    line     INTEGER,
    reason   VARCHAR NOT NULL
);
COMMENT ON TABLE problem IS 'What the last run could not read';
COMMENT ON COLUMN problem.position IS 'Order of reading, from 1';
COMMENT ON COLUMN problem.source IS 'The file';
COMMENT ON COLUMN problem.line IS 'The line in it; null when the whole file was refused';
COMMENT ON COLUMN problem.reason IS 'Why, and how to mend it';

COMMENT ON COLUMN document."id" IS 'Identifies the paper: arXiv id, the input''s own id, or one derived from title or text';
COMMENT ON COLUMN document."title" IS 'Title as printed; null when the input gives none';
COMMENT ON COLUMN document."text" IS 'The abstract or text, exactly as read';
COMMENT ON COLUMN document."date" IS 'When it appeared: YYYY, YYYY-MM or YYYY-MM-DD';
COMMENT ON COLUMN document."url" IS 'Where it can be read, http(s)';
COMMENT ON COLUMN document."source" IS 'The file and line it was read from';
COMMENT ON COLUMN result."document_id" IS 'The document that reports the number';
COMMENT ON COLUMN result."part" IS 'The part of the document that start and end count in';
COMMENT ON COLUMN result."start" IS 'First character of the number in that part, 0-based';
COMMENT ON COLUMN result."end" IS 'One past the last character of the number';
COMMENT ON COLUMN result."value_text" IS 'The number exactly as printed, without sign, unit or suffix';
COMMENT ON COLUMN result."value" IS 'The number; a magnitude suffix is applied (227M is 227000000), percent stays as printed';
COMMENT ON COLUMN result."value_high" IS 'Second number of a range';
COMMENT ON COLUMN result."unit" IS 'Unit as understood: %, points, x, dB, ms, parameters, …';
COMMENT ON COLUMN result."kind" IS 'score: absolute quality; gain: a difference in quality; cost: speed, size, compute, money';
COMMENT ON COLUMN result."change" IS 'For a difference: points, relative or ratio; null for absolute values';
COMMENT ON COLUMN result."better" IS 'For a difference: whether it is an improvement';
COMMENT ON COLUMN result."bound" IS 'Whether the number is a bound: over, under, about, upto';
COMMENT ON COLUMN result."metric" IS 'Canonical name of the metric';
COMMENT ON COLUMN result."metric_text" IS 'The words that name the metric, as printed';
COMMENT ON COLUMN result."higher_is_better" IS 'Direction of the metric; null when unknown';
COMMENT ON COLUMN result."dataset" IS 'Canonical name of the dataset or benchmark';
COMMENT ON COLUMN result."dataset_text" IS 'The words that name the dataset, as printed';
COMMENT ON COLUMN result."also" IS 'Further datasets that the same number is claimed for';
COMMENT ON COLUMN result."aggregate" IS 'Whether the number is an average over several datasets or tasks';
COMMENT ON COLUMN result."split" IS 'val, test, test-dev, or another named part of the dataset';
COMMENT ON COLUMN result."settings" IS 'All settings stated for the number: zero-shot, ensemble, …';
COMMENT ON COLUMN result."setting" IS 'The settings that make it another board, joined by '' + ''; null when unsaid';
COMMENT ON COLUMN result."task" IS 'The task, as named or as known for the dataset';
COMMENT ON COLUMN result."model" IS 'The system that has the number, as printed';
COMMENT ON COLUMN result."subject" IS 'proposed: the paper''s own system or finding; other: quoted for another; imported: not read in a paper but taken from a table of results, which does not say whose it is';
COMMENT ON COLUMN result."versus" IS 'What a gain or a cost change is measured against, as printed';
COMMENT ON COLUMN result."confidence" IS 'Share of such records that are right, measured on annotated text';
COMMENT ON COLUMN result."flags" IS 'What to double-check: out-of-range, arithmetic, ambiguous-dataset, …';
COMMENT ON COLUMN result."pattern" IS 'Name of the rule that read it';
COMMENT ON COLUMN result."sentence" IS 'The sentence it stands in, as printed';
COMMENT ON COLUMN result."sentence_start" IS 'First character of that sentence in the same part';
COMMENT ON COLUMN result."extractor" IS 'Version of the extractor that read it';
