"""Every error that is raised on purpose, and the exit code each one gives the command line."""


class LeaderboardError(Exception):
    """Something the user can mend: what went wrong, where, and how to mend it.

    >>> str(LeaderboardError("no such file", where="papers.txt", hint="check the path"))
    'papers.txt: no such file\\n  hint: check the path'
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        place = f"{where}: " if where else ""
        advice = f"\n  hint: {hint}" if hint else ""
        super().__init__(f"{place}{what}{advice}")


class InputError(LeaderboardError):
    """A file or text could not be read."""

    exit_code = 3


class DatabaseError(LeaderboardError):
    """The database is missing, locked, damaged or of another version."""

    exit_code = 4


class VocabularyError(LeaderboardError):
    """A vocabulary file breaks a rule."""

    exit_code = 5


class QueryError(LeaderboardError):
    """A query is not one that is allowed, or does not run."""

    exit_code = 6


class UnknownName(LeaderboardError):
    """A board, metric, document or query of that name is not known; the hint names near ones."""

    exit_code = 7
