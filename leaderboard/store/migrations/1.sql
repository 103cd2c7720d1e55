-- From schema 1 to 2: `subject` may also say "imported". A CHECK cannot be changed, so the table is made again.
ALTER TABLE result RENAME TO result_of_schema_1;

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

INSERT INTO result SELECT * FROM result_of_schema_1 ORDER BY rowid;
DROP TABLE result_of_schema_1;

COMMENT ON TABLE result IS 'Every number read: scores, gains and costs, each with its place in the text';
COMMENT ON COLUMN result.result_id IS 'Names the result for good: document_id:start';
COMMENT ON COLUMN result.system_key IS 'Equal for spellings of one model that differ in case, spaces and hyphens; without a model, the paper';
COMMENT ON COLUMN result.board IS 'Names the board: 12 hexadecimal digits made of dataset, split, metric and setting; null unless dataset and metric are known';
