"""Takes in boards of other sites: their rows stand beside what was read, and say that they were imported.

    done = import_tables("evaluation-tables.json", "outputs/leaderboard.duckdb")
    done.results, done.problems

A row is kept as a small document, "imported:…", whose text is the row itself; so each number has its place there,
as a number read in a paper has in the paper. The field `subject` of its results is "imported".
"""

from leaderboard.importing.tables import Imported, import_tables

__all__ = ["Imported", "import_tables"]
