-- How many papers were read, and how many of them have a date.
SELECT count(*) AS documents, count(date) AS dated FROM document
