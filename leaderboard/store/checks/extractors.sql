-- every document was read by the rules of today
-- note: others were read by older rules; `leaderboard build` with the same files reads them again
SELECT id AS example
FROM document
WHERE extractor <> $extractor
