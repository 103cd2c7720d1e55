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
