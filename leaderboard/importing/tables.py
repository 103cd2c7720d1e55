"""Reads Papers with Code's evaluation-tables.json into a store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from leaderboard.errors import InputError
from leaderboard.importing import names
from leaderboard.importing.values import is_absent, number
from leaderboard.reading import Problem
from leaderboard.reading.identity import ARXIV_ID, derived_id
from leaderboard.reading.limits import MIB, Limits
from leaderboard.reading.source import open_source
from leaderboard.records import Document, Result
from leaderboard.showing import printable, web_link
from leaderboard.store import Added, Store
from leaderboard.store.rows import first_day

VERSION = "evaluation-tables 1"
PATTERN = "imported.evaluation-tables"
SURE = 1.0  # nothing was read that could be misread; whether the table is right, nobody counted
MAX_TABLES = 256 * MIB  # characters of a file; the last one of Papers with Code has half as many
DEEPEST = 20  # tasks within tasks; the site had three
LONGEST_NAME = 400  # characters of a name; more are no name
EXTRA = "extra-data"

Json = Mapping[str, Any]


@dataclass
class Imported:
    """What an import did: counts of what the file holds, what was stored, and what was left out."""

    database: Path
    tables: int = 0
    rows: int = 0
    results: int = 0  # in the file
    added: Added = field(default_factory=Added)  # documents, one for each paper of a table
    problems: list[Problem] = field(default_factory=list)


class Row(NamedTuple):
    """One row of a table, with the place it stands at."""

    task: str
    table: str
    number: int  # counted through the whole file, from 1
    row: Json

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.task}, {self.table}"


def import_tables(path: str | Path, database: str | Path) -> Imported:
    """Store the rows of an evaluation-tables.json, all in one transaction; importing it again adds nothing.

    A paper's rows in a table are replaced when they differ. Rows and numbers that make no sense are left out and
    listed in `problems`; an empty cell is no problem.
    Raises InputError for a file that cannot be read or holds something else, DatabaseError for the database.
    """
    done = Imported(Path(database))
    with open_source(path, "utf-8", Limits(text=MAX_TABLES)) as source:
        name, whole = source.name, _parsed(source.text(), source.name)
    documents, results = _taken_in(_rows(whole, done, name), done, name)
    columns = {each: [_column(getattr(result, each)) for result in results] for each in Result.model_fields}
    with Store(database) as store:
        done.added = store.add(documents, columns, extractor=VERSION)
        store.record_problems((each.source, each.line, each.reason) for each in done.problems)
    return done


def _column(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _parsed(text: str | None, name: str) -> list[Any]:
    import orjson

    hint = "give the evaluation-tables.json of Papers with Code, or one written by `leaderboard export`"
    if text is None:
        raise InputError(f"longer than {MAX_TABLES:,} characters", where=name, hint="cut it into lists of fewer tasks")
    try:
        whole = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error}", where=name, hint=hint) from error
    if not isinstance(whole, list) or not all(isinstance(each, dict) and "datasets" in each for each in whole):
        raise InputError("is no list of tasks with their tables", where=name, hint=hint)
    return whole


def _rows(tasks: list[Any], done: Imported, name: str) -> Iterator[Row]:
    """Every row of every table, of tasks within tasks and of tables within tables as well."""
    below = [(each, "", 0) for each in reversed(tasks)]
    while below:
        part, above, depth = below.pop()
        if not isinstance(part, dict) or depth > DEEPEST:
            done.problems.append(
                Problem(name, done.rows, f"{above}: a part that is no task or table, or lies too deep")
            )
            continue
        task = _name(part.get("task")) or above
        inner = [*_list(part, "datasets"), *_list(part, "subdatasets"), *_list(part, "subtasks")]
        below += [(each, task, depth + 1) for each in reversed(inner)]
        if table := _name(part.get("dataset")):
            done.tables += 1
            sota = part.get("sota")
            for row in _list(sota, "rows") if isinstance(sota, dict) else []:
                done.rows += 1
                yield Row(task, table, done.rows, row if isinstance(row, dict) else {})


def _list(part: Json, name: str) -> list[Any]:
    found = part.get(name)
    return found if isinstance(found, list) else []


def _name(value: Any) -> str | None:
    """A text that can be a name, on one line; None for anything else."""
    if not isinstance(value, str) or len(value) > 4 * LONGEST_NAME:
        return None
    line = printable(value)
    return line if 0 < len(line) <= LONGEST_NAME else None


class Paper(NamedTuple):
    """What is known of the paper of a row."""

    title: str | None
    url: str | None
    date: str | None


def _taken_in(rows: Iterator[Row], done: Imported, name: str) -> tuple[list[Document], list[Result]]:
    """Make a document of each paper's rows in a table, and a result of each number."""
    grouped: dict[tuple[str, str, Paper], list[Row]] = {}
    for row in rows:
        if _name(row.row.get("model_name")) is None or not isinstance(row.row.get("metrics"), dict):
            done.problems.append(Problem(name, row.number, f"{row.place}: a row without a model's name or metrics"))
            continue
        grouped.setdefault((row.task, row.table, _paper(row.row)), []).append(row)
    documents, results = [], []
    for (task, table, paper), group in grouped.items():
        sheet = Sheet(task, table, paper, name)
        for row in group:
            sheet.add(row, done.problems)
        if sheet.results:
            documents.append(sheet.document())
            results += sheet.results
    done.results = len(results)
    return documents, results


def _paper(row: Json) -> Paper:
    url, date = row.get("paper_url"), row.get("paper_date")
    return Paper(
        _name(row.get("paper_title")),
        web_link(url) if isinstance(url, str) else None,
        date if isinstance(date, str) and _is_date(date) else None,
    )


def _is_date(text: str) -> bool:
    parts = text.split("-")
    shaped = [len(part) for part in parts] == [4, 2, 2] and text.replace("-", "").isascii()
    return shaped and all(part.isdigit() for part in parts) and first_day(text) is not None


class Sheet:
    """One paper's rows in one table, written out as a text, a line for each number."""

    def __init__(self, task: str, table: str, paper: Paper, source: str) -> None:
        self.paper, self.source, self.place = paper, source, f"{task}, {table}"
        self.named = names.table(table, task)
        self.task = names.canonical("tasks", task) or task.lower() or None
        self.id = _id(paper, f"{task}\n{table}")
        self.results: list[Result] = []
        self._lines = [paper.title or paper.url or "no paper named"]

    def add(self, row: Row, problems: list[Problem]) -> None:
        """Take in the numbers of a row; what is none is listed."""
        model = _name(row.row["model_name"]) or ""
        used = (EXTRA,) if row.row.get("uses_additional_data") is True else ()
        for metric, cell in row.row["metrics"].items():
            text = str(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell
            if text is None or (isinstance(text, str) and is_absent(text)):
                continue
            result = self._result(model, metric, text, used) if isinstance(text, str) and _name(metric) else None
            if result is None:
                said = f"{printable(metric)[:60]} is {printable(str(text))[:60]!r}, which is no number"
                problems.append(Problem(self.source, row.number, f"{self.place}, {model}: {said}"))
            else:
                self.results.append(result)

    def document(self) -> Document:
        """The rows as a document."""
        title, url, date = self.paper
        return Document(id=self.id, title=title, text="\n".join(self._lines), date=date, url=url, source=self.source)

    def _result(self, model: str, column: str, cell: str, used: tuple[str, ...]) -> Result | None:
        read, metric = number(cell), names.metric(column)
        if read is None:
            return None
        before = f"{self.place}, {model}: {printable(column)} = "
        line, line_start = before + cell, sum(len(each) + 1 for each in self._lines)
        self._lines.append(line)
        start = line_start + len(before) + read.start
        setting = self.named.setting
        cost = metric.entry is not None and metric.entry.kind == "cost"
        return Result(
            document_id=self.id,
            start=start,
            end=start + len(read.digits),
            value_text=read.digits,
            value=read.value * metric.factor,
            unit=read.unit or metric.unit or (metric.entry.unit if cost and metric.entry else None),
            kind="cost" if cost else "score",
            bound=read.bound,
            metric=metric.name,
            metric_text=column,
            higher_is_better=metric.entry.higher_is_better if metric.entry else None,
            dataset=self.named.dataset,
            dataset_text=self.place,
            split=self.named.split or metric.split,
            settings=(*(setting.split(" + ") if setting else ()), *used),
            setting=setting,
            task=self.task,
            model=model,
            subject="imported",
            confidence=SURE,
            flags=_flags(read.value * metric.factor, metric),
            pattern=PATTERN,
            sentence=line,
            sentence_start=line_start,
            extractor=VERSION,
        )


def _id(paper: Paper, table: str) -> str:
    """Name the rows of a paper in a table; never the id of the paper itself, which may be read as well."""
    arxiv = ARXIV_ID.search(paper.url or "")
    known = arxiv["id"] if arxiv else derived_id(paper.title, paper.url or "")
    digest = blake2b(f"{table}\n{paper.title}\n{paper.url}".encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"imported:{known}:{digest}"


def _flags(value: float, metric: names.Metric) -> tuple[str, ...]:
    """Values that the metric cannot have rank nowhere."""
    entry = metric.entry
    if entry is None:
        return ()
    low, high = entry.low, entry.high
    outside = (low is not None and value < low) or (high is not None and value > (100 if high == 1 else high))
    return ("out-of-range",) if outside else ()
