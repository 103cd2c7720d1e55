"""What is wrong with a database, and what an interrupted run left: each check is a file of SQL in checks/.

A file begins with what must hold; then `-- mend:` says what to do where it does not, or `-- note:` where that is no
fault. It selects an `example` for each row that breaks the promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaderboard.store.store import Store

EXAMPLES = 3  # of each fault that are named
TABLES = ("meta", "run", "document", "result", "metric", "dataset", "problem")


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise: how often it is broken, where for example, and what to do then."""

    promise: str
    broken: int = 0
    examples: tuple[str, ...] = ()
    advice: str = ""
    is_note: bool = False

    @property
    def is_fault(self) -> bool:
        """Whether something must be mended."""
        return self.broken > 0 and not self.is_note


def examine(store: Store, extractor: str) -> Iterator[Finding]:
    """Check every promise of a database; `extractor` is the version of today's rules.

    Raises DatabaseError when the file is damaged.

    >>> from leaderboard.store import Store
    >>> with Store(":memory:") as store:
    ...     [finding.promise for finding in examine(store, "1") if finding.broken]
    []
    """
    yield _whole(store)
    folder = files("leaderboard.store").joinpath("checks")
    for name in sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql")):
        yield _checked(store, folder.joinpath(name).read_text(encoding="utf-8"), extractor)


def _whole(store: Store) -> Finding:
    """Read every byte: DuckDB checks the sum of each block that it reads."""
    for table in TABLES:
        store.query(f"SELECT sum(hash({table})) FROM {table}")
    version = store.metadata()["schema_version"]
    return Finding(f"the file can be read as a whole; its schema is version {version}, that of this leaderboard")


def _checked(store: Store, sql: str, extractor: str) -> Finding:
    promise, advice = (line.removeprefix("-- ") for line in sql.split("\n", 2)[:2])
    given = {"extractor": extractor} if "$extractor" in sql else None
    found = store.query(f"SELECT example FROM ({sql}) ORDER BY example", given)["example"]
    kind, _, what = advice.partition(": ")
    return Finding(promise, len(found), tuple(found[:EXAMPLES]), what, is_note=kind == "note")


def leftovers(database: Path, report: Path) -> Iterator[Finding]:
    """Say what runs that were killed left beside the database and beside the report."""
    beside = {
        f"{database.name}.wal": "the last changes of a run that was killed; nothing is lost: the next `leaderboard "
        "build` takes them in. Never move the database without it",
        f"{database.name}.new": "of a run that was killed while it made the database; the next build removes it",
        f"{database.name}.schema-*": "the database before it was brought up to date; delete it when you are content",
    }
    for pattern, advice in beside.items():
        yield _left(database.parent, pattern, advice)
    yield _left(report.parent, f".{report.name}-*", "half a report, of a run that was killed; delete it")


def _left(folder: Path, pattern: str, advice: str) -> Finding:
    found = sorted(str(path) for path in folder.glob(pattern))
    return Finding(f"no {pattern} is left", len(found), tuple(found[:EXAMPLES]), advice, is_note=True)
