"""Store: the database of papers and results."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import leaderboard
from leaderboard.errors import DatabaseError, QueryError
from leaderboard.records import Document
from leaderboard.store import database, rows, schema
from leaderboard.store.questions import question

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from leaderboard.vocabulary import Vocabulary

LONGEST_ANSWER = 1_000_000  # rows of a user's own query; more would fill the memory, and nobody reads them
PATIENCE = 30.0  # seconds a user's own query may take
CHUNK = 64  # vectors of 2,048 rows that are fetched at a time


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of `Store.add` did, counted in documents; the sum is the number of documents given."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    again: int = 0  # the same paper under another id
    results: int = 0  # stored with the new and the changed


@dataclass(slots=True)
class Known:
    """Documents, sorted by what the store knows of them already."""

    extractor: str
    new: list[Document] = field(default_factory=list)
    changed: list[Document] = field(default_factory=list)
    unchanged: list[Document] = field(default_factory=list)
    again: list[Document] = field(default_factory=list)
    to_read: list[Document] = field(default_factory=list)  # new or changed, each id once, in the order they came
    fingerprints: list[str] = field(default_factory=list)  # of to_read, for `add`
    replaced: list[str] = field(default_factory=list)  # ids of stored documents that to_read takes the place of


class _Stored(NamedTuple):
    """What tells whether a stored document must be read again."""

    id: str
    fingerprint: str
    extractor: str
    title: str | None
    date: str | None
    url: str | None


class Store:
    """A database of papers and results; the file is made when it is missing and may be written.

    One process writes; while it does, nobody else can open the file. `memory` ("200MB") bounds what a writer keeps
    of it at hand: a question that looks at more at once takes longer. Raises DatabaseError when the file cannot be
    opened: missing, locked, damaged, no database, or written by a newer version of this tool.

    >>> with Store(":memory:") as store:
    ...     store.query("SELECT count(*) AS papers FROM document").papers[0].item()
    0
    """

    def __init__(
        self,
        path: str | Path,
        read_only: bool = False,
        *,
        vocabulary: Vocabulary | None = None,
        memory: str | None = None,
    ) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._vocabulary = vocabulary
        self._run: int | None = None
        self._wrote = False
        self._connection = database.open_database(self.path, schema.make_database, read_only=read_only, memory=memory)
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r}, read_only={self.read_only})"

    def close(self) -> None:
        """Bring everything written into the one file, so that no .wal is left beside it, and close."""
        try:
            if self._wrote:
                self._execute("CHECKPOINT")
                self._wrote = False
        finally:
            self._connection.close()

    # Writing

    def known(
        self, documents: Iterable[Document], *, extractor: str, fingerprints: Sequence[str] | None = None
    ) -> Known:
        """Sort documents by what must be read: the new ones and those that changed.

        Changed means another text or extractor, or another title, date or url where one is given. The same
        text under another id is the same paper again. It is left out, unless it says all that the stored
        one says of title, date and url, and more: then it takes that one's place.
        """
        documents = list(documents)
        prints = _fingerprints(documents, fingerprints)
        stored = self._stored(documents, prints)
        return _sort_out(documents, prints, extractor, stored)

    def add(
        self,
        documents: Iterable[Document] | Known,
        columns: Mapping[str, Sequence[Any]],
        *,
        fingerprints: Sequence[str] | None = None,
        extractor: str | None = None,
    ) -> Added:
        """Store documents with all their results, in one transaction: each as a whole or not at all.

        `columns` are the fields of Result, one entry a result; results of documents that are known already
        are left out. Give the answer of `known` instead of documents, and they are not looked up again; else
        say `extractor`, the version that read them: a document without results cannot tell.
        Raises DatabaseError when the file cannot be written, ValueError when the columns are not the fields.
        """
        version = extractor or next(iter(columns.get("extractor", ())), leaderboard.__version__)
        if isinstance(documents, Known):
            known, repeated = documents, set[str]()
        else:
            documents = list(documents)
            known = self.known(documents, extractor=version, fingerprints=fingerprints)
            repeated = {id for id, times in Counter(each.id for each in documents).items() if times > 1}
        results = self._write(known, columns, repeated) if known.to_read else 0
        return Added(len(known.new), len(known.changed), len(known.unchanged), len(known.again), results)

    def record_problems(self, problems: Iterable[tuple[str | None, int | None, str]]) -> None:
        """Keep what this run could not read, as (source, line, reason), in place of the last run's list."""
        listed = [(position, *each) for position, each in enumerate(problems, 1)]
        kept = self._execute("SELECT position, source, line, reason FROM problem ORDER BY position")
        if listed == kept.fetchall():
            return  # nothing is written where nothing changed
        with self._transaction():
            self._execute("DELETE FROM problem")
            for each in listed:
                self._execute("INSERT INTO problem VALUES (?, ?, ?, ?)", each)

    def _write(self, known: Known, columns: Mapping[str, Sequence[Any]], repeated: set[str]) -> int:
        """Replace and insert; the number of results stored."""
        run = self._run or self._execute("SELECT coalesce(max(run), 0) + 1 FROM run").fetchall()[0][0]
        documents = rows.document_table(known.to_read, known.fingerprints, known.extractor, run)
        results = rows.result_table(columns, known.to_read, repeated)
        with self._transaction():
            if self._run is None:
                self._begin_run(run)
            removed = self._remove(known.replaced)
            self._insert("document", documents)
            self._insert("result", results)
            self._execute(
                "UPDATE run SET new = new + ?, changed = changed + ?, results_added = results_added + ?,"
                " results_removed = results_removed + ? WHERE run = ?",
                (len(known.new), len(known.changed), results.num_rows, removed, run),
            )
        self._run = run
        return int(results.num_rows)

    def _begin_run(self, run: int) -> None:
        self._execute(
            "INSERT INTO run (run, started, tool) VALUES (?, now()::TIMESTAMP, ?)",
            (run, leaderboard.__version__),
        )
        self._describe()

    def _describe(self) -> None:
        """Take over directions, ranges and tasks from the vocabulary, as it is today."""
        from leaderboard.vocabulary import load_vocabulary

        words = self._vocabulary or load_vocabulary()
        metrics = [(m.name, m.higher_is_better, m.unit, m.low, m.high, m.kind) for m in words.metrics.values()]
        datasets = [(d.name, d.task, d.area or None) for d in words.datasets.values()]
        self._replace_rows("metric", ("name", "higher_is_better", "unit", "low", "high", "kind"), metrics)
        self._replace_rows("dataset", ("name", "task", "area"), datasets)

    def _replace_rows(self, table: str, names: Sequence[str], values: Sequence[tuple[Any, ...]]) -> None:
        import pyarrow as pa

        if self._execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid").fetchall() == list(values):
            return
        self._execute(f"DELETE FROM {table}")
        self._insert(table, pa.table(dict(zip(names, map(list, zip(*values, strict=True)), strict=True))))

    def _insert(self, table: str, arrow: Any) -> None:
        self._connection.register("incoming", arrow)
        self._execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        self._connection.unregister("incoming")

    def _remove(self, ids: Sequence[str]) -> int:
        """Delete documents with their results; the number of results that went."""
        if not ids:
            return 0
        doomed = list(ids)
        removed = self._execute("DELETE FROM result WHERE document_id IN (SELECT unnest(?))", (doomed,)).fetchall()
        self._execute("DELETE FROM document WHERE id IN (SELECT unnest(?))", (doomed,))
        return int(removed[0][0])

    def _stored(self, documents: Sequence[Document], fingerprints: Sequence[str]) -> list[_Stored]:
        """The stored documents that have an id or a text of these."""
        found = self._execute(
            """
            WITH near AS ( -- two passes over one column each, and then the other columns of few rows
                SELECT rowid FROM document WHERE id IN (SELECT unnest(?))
                UNION
                SELECT rowid FROM document WHERE fingerprint IN (SELECT unnest(?))
            )
            SELECT id, fingerprint, extractor, title, date, url FROM document WHERE rowid IN (FROM near) ORDER BY id
            """,
            ([each.id for each in documents], list(fingerprints)),
        )
        return [_Stored(*row) for row in found.fetchall()]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, also when the user interrupts."""
        import duckdb

        if self.read_only:
            raise DatabaseError("was opened for reading only", where=str(self.path), hint="open it without read_only")
        self._execute("BEGIN")
        try:
            yield
            self._execute("COMMIT")
        except BaseException:
            with suppress(duckdb.Error, RuntimeError):
                self._connection.execute("ROLLBACK")
            raise
        self._wrote = True

    # Asking

    def query(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] | None = None) -> pd.DataFrame:
        """Run a query of ours, values bound to $name or ?. For what a user typed there is `user_query`.

        Raises QueryError when the query is wrong, DatabaseError when the file is.
        """
        import duckdb

        try:
            return self._connection.execute(sql, parameters).df()
        except (duckdb.Error, RuntimeError) as error:
            raise _interrupt(error) or database.query_error(error, self.path) from error

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """Answer a named question (`questions()` lists them); parameters left out have their defaults.

        Raises UnknownName, with near names, for a question or a parameter that does not exist.
        """
        asked = question(name)
        answer = self.query(asked.sql, asked.bind(parameters) or None)
        if asked.pivot is None:
            return answer
        index, columns, values = asked.pivot
        order = answer[columns].drop_duplicates()
        matrix = answer.pivot(index=index, columns=columns, values=values)
        return (
            matrix.reindex(index=answer[index].drop_duplicates(), columns=order).rename_axis(columns=None).reset_index()
        )

    def user_query(self, sql: str, seconds: float = PATIENCE) -> pd.DataFrame:
        """Run one SELECT that a user typed; it sees this database and nothing else of the machine.

        Raises QueryError for anything but one SELECT, and for a query that is wrong, takes longer than
        `seconds`, or answers with more than LONGEST_ANSWER rows.
        """
        import duckdb

        late = threading.Event()

        def stop() -> None:
            late.set()
            self._connection.interrupt()

        timer = threading.Timer(seconds, stop)
        try:
            self._refuse_all_but_one_select(sql)
            timer.start()
            return self._fetch_bounded(sql)
        except (duckdb.Error, RuntimeError) as error:
            if late.is_set():
                hint = "ask for less: add a WHERE or a LIMIT"
                raise QueryError(f"takes longer than {seconds:g} seconds", hint=hint) from error
            raise _interrupt(error) or database.query_error(error, self.path) from error
        finally:
            timer.cancel()

    def _refuse_all_but_one_select(self, sql: str) -> None:
        import duckdb

        statements = self._connection.extract_statements(sql)
        if len(statements) != 1:
            raise QueryError(f"{len(statements) or 'no'} statements where there must be one", hint="write one SELECT")
        if statements[0].type != duckdb.StatementType.SELECT:
            said = statements[0].type.name
            raise QueryError(f"{said} is not allowed", hint="begin with SELECT, FROM, WITH, DESCRIBE or SUMMARIZE")

    def _fetch_bounded(self, sql: str) -> pd.DataFrame:
        import pandas as pd

        answer = self._connection.execute(sql)
        chunks = [answer.fetch_df_chunk(CHUNK)]
        while len(chunks[-1]):
            if sum(map(len, chunks)) > LONGEST_ANSWER:
                raise QueryError(f"answers with more than {LONGEST_ANSWER:,} rows", hint="add a WHERE or a LIMIT")
            chunks.append(answer.fetch_df_chunk(CHUNK))
        return pd.concat(chunks[:-1], ignore_index=True) if len(chunks) > 1 else chunks[0]

    def metadata(self) -> dict[str, str]:
        """What the file says of itself: schema version, the tool that made it.

        >>> with Store(":memory:") as store:
        ...     store.metadata()["schema_version"]
        '2'
        """
        return dict(self._execute("SELECT name, value FROM meta ORDER BY name").fetchall())

    def _execute(self, sql: str, parameters: Sequence[Any] | None = None) -> duckdb.DuckDBPyConnection:
        import duckdb

        try:
            return self._connection.execute(sql, parameters)
        except (duckdb.Error, RuntimeError) as error:
            raise _interrupt(error) or database.database_error(error, self.path) from error

    # Opening

    def _prepare(self) -> None:
        """Bring an older database up to date; refuse a newer or a foreign one."""
        tables = {
            name for (name,) in self._execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
        }
        if "meta" not in tables:
            hint = "name another file; `leaderboard build INPUT…` makes one"
            raise DatabaseError("is a DuckDB database, but holds no leaderboard", where=str(self.path), hint=hint)
        facts = self.metadata()
        self._bring_up_to_date(int(facts["schema_version"]))
        if facts.get("views") != schema.views_digest():
            self._renew_views()

    def _bring_up_to_date(self, version: int) -> None:
        """Migrate an older schema, in one transaction, after a copy of the file."""
        if version > schema.SCHEMA_VERSION:
            raise DatabaseError(
                f"was written by a newer version (schema {version}; this one knows {schema.SCHEMA_VERSION})",
                where=str(self.path),
                hint="upgrade leaderboard, or build another database",
            )
        if version == schema.SCHEMA_VERSION:
            return
        if self.read_only:
            hint = "open it once for writing: `leaderboard build` brings it up to date, after a copy"
            raise DatabaseError(f"has the older schema {version}", where=str(self.path), hint=hint)
        self._execute("CHECKPOINT")  # the copy must hold everything
        shutil.copyfile(self.path, self.path.with_name(f"{self.path.name}.schema-{version}"))
        with self._transaction():
            for step in range(version, schema.SCHEMA_VERSION):
                self._execute(schema.migration(step))
            self._execute("UPDATE meta SET value = ? WHERE name = 'schema_version'", (str(schema.SCHEMA_VERSION),))

    def _renew_views(self) -> None:
        """Have this version's views; in a file that may not be written, for as long as it is open."""
        if self.read_only:
            return schema.make_temporary_views(self._connection)
        with self._transaction():
            schema.make_views(self._connection)
            self._execute("INSERT OR REPLACE INTO meta VALUES ('views', ?)", (schema.views_digest(),))
        return None


def _fingerprints(documents: Sequence[Document], given: Sequence[str] | None) -> Sequence[str]:
    if given is not None:
        return given
    from leaderboard.reading import fingerprint

    return [fingerprint(each.text) for each in documents]


def _sort_out(documents: Sequence[Document], prints: Sequence[str], extractor: str, stored: Sequence[_Stored]) -> Known:
    """Sort as if the documents came one by one: the later of two with one id replaces the earlier."""
    known = Known(extractor)
    in_file = {each.id for each in stored}
    by_id = {each.id: each for each in stored}
    by_print: dict[str, _Stored] = {}
    for each in stored:
        by_print.setdefault(each.fingerprint, each)
    chosen: dict[str, tuple[Document, str]] = {}
    replaced: dict[str, None] = {}
    for document, fingerprint in zip(documents, prints, strict=True):
        now = _told(document, fingerprint, extractor)
        before = by_id.get(document.id) or by_print.get(fingerprint)
        if before is not None and not _takes_the_place(now, before):
            (known.unchanged if before.id == now.id else known.again).append(document)
            continue
        (known.new if before is None else known.changed).append(document)
        if before is not None:
            chosen.pop(before.id, None)
            by_id.pop(before.id)
            by_print.pop(before.fingerprint, None)
            if before.id in in_file:
                replaced[before.id] = None
        chosen[now.id] = (document, fingerprint)
        by_id[now.id] = by_print[fingerprint] = now
    _leave_what_is_stored(known, chosen, replaced, stored)
    known.to_read = [document for document, _ in chosen.values()]
    known.fingerprints = [fingerprint for _, fingerprint in chosen.values()]
    known.replaced = list(replaced)
    return known


def _leave_what_is_stored(
    known: Known, chosen: dict[str, tuple[Document, str]], replaced: dict[str, None], stored: Sequence[_Stored]
) -> None:
    """Of two texts with one id the later one counts: where that one is stored already, nothing changes."""
    for before in stored:
        document, fingerprint = chosen.get(before.id, (None, ""))
        if document is None or _takes_the_place(_told(document, fingerprint, known.extractor), before):
            continue
        del chosen[before.id], replaced[before.id]
        known.unchanged += [each for each in known.changed if each.id == before.id]
        known.changed = [each for each in known.changed if each.id != before.id]


def _told(document: Document, fingerprint: str, extractor: str) -> _Stored:
    return _Stored(document.id, fingerprint, extractor, document.title, document.date, document.url)


def _takes_the_place(now: _Stored, before: _Stored) -> bool:
    """Whether a document replaces a stored one that has its id or its text."""
    said_now, said_before = now[3:], before[3:]
    if now.id == before.id:
        if _is_older_version(now, before):
            return False
        corrected = any(new is not None and new != old for new, old in zip(said_now, said_before, strict=True))
        return corrected or (now.fingerprint, now.extractor) != (before.fingerprint, before.extractor)
    says_as_much = all(new is not None for new, old in zip(said_now, said_before, strict=True) if old is not None)
    says_more = any(old is None for new, old in zip(said_now, said_before, strict=True) if new is not None)
    return says_as_much and says_more


def _is_older_version(now: _Stored, before: _Stored) -> bool:
    from leaderboard.reading.identity import arxiv_version

    version, stored = arxiv_version(now.url), arxiv_version(before.url)
    return version is not None and stored is not None and version < stored


def _interrupt(error: BaseException) -> KeyboardInterrupt | None:
    """DuckDB reports Ctrl-C as `RuntimeError: Query interrupted`."""
    return KeyboardInterrupt() if isinstance(error, RuntimeError) and "Query interrupted" in str(error) else None
