-- every document was stored by a run that is known
-- mend: the rows were changed by hand; build the database again from the papers
SELECT d.id AS example
FROM document AS d
ANTI JOIN run AS r ON r.run = d.run
