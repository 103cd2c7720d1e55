"""Opens the database file, and turns what DuckDB says into what a user can mend."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DatabaseError, LeaderboardError, QueryError

if TYPE_CHECKING:
    import duckdb

LOCK_PATIENCE = 3.0  # seconds; a batch is written in far less, so who waits longer waits for a whole build
LOCK_PAUSE = 0.1  # seconds between two tries

IN_MEMORY = ":memory:"  # a store that is gone when it is closed, to try things
STORAGE = "v1.4.0"  # 2.0's own format cannot be opened by 1.x, and the command-line client of today is 1.5
MEMORY = "4GB"  # of a reader: a user's own query must not take the machine down
MAGIC = slice(8, 12)  # where every DuckDB file says DUCK

# Locked down from the start: no file is read or written but the database, whatever SQL arrives later.
LOCKED_DOWN = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
    "autoinstall_known_extensions": "false",  # else it may look for the network while it opens a file
}


def open_database(
    path: Path, make: Callable[[duckdb.DuckDBPyConnection], None], *, read_only: bool, memory: str | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the file; when it is missing and may be written, `make` fills a new one.

    `memory` is the most that a writer keeps there; that of a reader is fixed. Waits LOCK_PATIENCE seconds for another
    process. Raises DatabaseError; the file is then as it was.
    """
    if str(path) == IN_MEMORY:
        connection = _connect(path, read_only=False)
        make(connection)
        return connection
    _refuse_what_is_no_database(path, read_only=read_only)
    if not read_only and _is_missing(path):
        with _alone_in(path.parent):
            if _is_missing(path):  # else another process was faster
                _refuse_lonely_log(path)
                _make_whole(path, make)
    return _connect(path, read_only=read_only, memory=MEMORY if read_only else memory)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one process at a time make a database in a folder: the slower one would put an empty one over the other's.

    The lock is on the folder itself, so that no file is left behind. Systems that cannot lock a folder go without.
    """
    with ExitStack() as held:
        with suppress(ImportError, OSError):
            import fcntl

            handle = os.open(folder, os.O_RDONLY)
            held.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _is_missing(path: Path) -> bool:
    """An empty file, as mktemp makes them, counts as none."""
    return not path.exists() or path.stat().st_size == 0


def _refuse_lonely_log(path: Path) -> None:
    """Make no database beside the log of another one: DuckDB would take the two for one, and damaged."""
    log = path.with_name(f"{path.name}.wal")
    if log.exists():
        hint = "put the database back beside it, or delete it to begin anew"
        raise DatabaseError("holds the last changes of a database that is gone", where=str(log), hint=hint)


def _make_whole(path: Path, make: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
    """Make the database beside its place and put it there when it is complete.

    So no crash leaves half a database, and no write-ahead log ever holds the making of a table, which DuckDB
    cannot always replay: "isfinite is not in the catalog".
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        _remove(beside)  # of a run that was killed
        connection = _connect(beside, read_only=False)
        try:
            make(connection)
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        os.replace(beside, path)  # noqa: PTH105 - the one call that does it at one blow on every system
    except DatabaseError as error:
        raise DatabaseError(error.what, where=str(path), hint=error.hint) from error
    except OSError as error:
        raise DatabaseError(error.strerror or str(error), where=str(path), hint=_hint(error)) from error
    finally:
        with suppress(OSError):
            _remove(beside)


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}.wal")):
        each.unlink(missing_ok=True)


def _connect(path: Path, *, read_only: bool, memory: str | None = None) -> duckdb.DuckDBPyConnection:
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "storage_compatibility_version": STORAGE,
        **LOCKED_DOWN,
    }
    if memory is not None:
        config["memory_limit"] = memory
    give_up = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only, config=config)
        except (duckdb.Error, RuntimeError) as error:
            if "Could not set lock" not in str(error) or time.monotonic() > give_up:
                raise database_error(error, path) from error
        time.sleep(LOCK_PAUSE)


def _refuse_what_is_no_database(path: Path, *, read_only: bool) -> None:
    """Guard against what DuckDB would hang on (a fifo) or make anew (a missing file)."""
    try:
        if path.is_dir():
            raise DatabaseError("is a folder, not a database", where=str(path), hint="name a file in it")
        if path.exists() and not path.is_file():
            raise DatabaseError("is not a regular file", where=str(path), hint="name a database file")
        if path.exists():
            return _refuse_foreign_file(path, read_only=read_only)
        if read_only:
            raise DatabaseError("no such database", where=str(path), hint="`leaderboard build INPUT…` makes it")
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(error.strerror or str(error), where=str(path), hint=_hint(error)) from error
    return None


def _refuse_foreign_file(path: Path, *, read_only: bool) -> None:
    with path.open("rb") as file:
        head = file.read(MAGIC.stop)
    if not head and not read_only:
        return  # to be made
    if head[MAGIC] != b"DUCK":
        raise DatabaseError(
            "is not a DuckDB database", where=str(path), hint="name another file, or move this one away"
        )


def _hint(error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "you may not write there: choose another place with --database"
    return "choose another place with --database"


# What DuckDB's message holds → what it means, and how to mend it. The first that fits counts.
MEANINGS = (
    (
        r"Could not set lock",
        "is in use by another process{holder}",
        "wait until it is done, or end it; then try again",
    ),
    (
        r"different configuration|already attached|Unique file handle conflict",
        "is open twice in this process, for reading and for writing",
        "close the first Store before opening the second",
    ),
    (
        r"Permission denied|Read-only file system|Operation not permitted",
        "may not be opened or written",
        "change its permissions, or choose another place with --database",
    ),
    (
        r"No space left|File too large|Disk quota|out of disk space",
        "the disk is full; what was stored before is safe",
        "free some space and run the same command again",
    ),
    (
        r"newer version of DuckDB|older or newer|trying to read a database file with version",
        "was written by another version of DuckDB",
        "upgrade duckdb, or build the database again",
    ),
    (
        r"[Cc]orrupt|checksum|not a valid DuckDB|Failed to deserialize|INTERNAL Error|"
        r"Could not read enough bytes|Failure while replaying WAL|Serialization Error",
        "is damaged",
        "move it away and build it again; the papers are all that is needed",
    ),
    (
        r"Constraint Error",
        "a result breaks the contract of the records, and nothing of its batch was stored",
        "this is a mistake in leaderboard: please report it with the text that was read",
    ),
    (r"read-only mode", "was opened for reading only", "open it without read_only"),
    (r"invalidated|FATAL", "can no longer be used after an earlier error", "run the command again"),
)


def database_error(error: BaseException, path: Path) -> DatabaseError:
    """Say what a failure of DuckDB means for the user.

    >>> print(database_error(OSError("IO Error: Could not set lock on file: Conflicting lock is held in "
    ...                              "/usr/bin/python3 (PID 42)"), Path("my.duckdb")))
    my.duckdb: is in use by another process (PID 42)
      hint: wait until it is done, or end it; then try again
    """
    message = str(error)
    for pattern, what, hint in MEANINGS:
        if re.search(pattern, message):
            pid = re.search(r"\(PID (\d+)\)", message)
            holder = f" (PID {pid[1]})" if pid else ""
            return DatabaseError(what.format(holder=holder), where=str(path), hint=hint)
    return DatabaseError(first_line(message), where=str(path))


def query_error(error: BaseException, path: Path) -> LeaderboardError:
    """Tell a query that is wrong (QueryError) from a database that is (DatabaseError)."""
    import duckdb

    if isinstance(error, duckdb.InterruptException) or "Query interrupted" in str(error):
        return QueryError("was interrupted", hint="ask for less: add a WHERE or a LIMIT")
    if isinstance(error, duckdb.OutOfMemoryException):
        return QueryError("needs more memory than there is", hint="ask for less: add a WHERE or a LIMIT")
    if isinstance(error, duckdb.PermissionException):
        return QueryError(
            "a query may read this database only, no files and no network",
            hint="put files in with `leaderboard build`",
        )
    if isinstance(error, duckdb.InvalidInputException) and "read-only mode" in str(error):
        return QueryError("a query may read, not write", hint="begin with SELECT or FROM")
    wrong_query = (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError)
    if isinstance(error, wrong_query) and not isinstance(error, duckdb.IntegrityError):
        return QueryError(_complaint(str(error)), hint='`leaderboard sql "FROM duckdb_columns()"` lists what there is')
    return database_error(error, path)


def first_line(message: str) -> str:
    """Cut off the position marker and the stack trace that DuckDB adds."""
    return message.strip().split("\n", 1)[0]


def _complaint(message: str) -> str:
    """The message up to the echo of the query: the error itself and its candidates."""
    return re.split(r"\n\s*LINE \d+:|\n\nStack Trace", message, maxsplit=1)[0].strip()
