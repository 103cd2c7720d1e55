-- What the last run refused to read.
SELECT source, line, reason FROM problem ORDER BY position
