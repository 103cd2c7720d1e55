-- How much was read, and how many words it was read with.
SELECT
    (SELECT count(*) FROM document) AS documents,
    (SELECT count(*) FROM metric) AS known_metrics,
    (SELECT count(*) FROM dataset) AS known_benchmarks,
    (SELECT value FROM meta WHERE name = 'schema_version') AS schema
