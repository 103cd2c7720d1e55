"""boards/*.html: one leaderboard, with the evidence of every number."""

from dataclasses import dataclass

from leaderboard.charts import Point
from leaderboard.ranking import DIRECTIONS, UNSAID, printed
from leaderboard.report.pages.parts import (
    MOST_ROWS,
    NO_TASK,
    Evidence,
    Link,
    anchor,
    board_href,
    board_number,
    date_of,
    evidence,
    paper_link,
    said_by,
    system_link,
    variant,
)
from leaderboard.report.readings import BoardKey, Readings, Row
from leaderboard.report.texts import counted, one_line, visible, web_link


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a board. `rank` counts all mentions, `best_rank` models, each at its best."""

    anchor: str
    rank: int | None
    best_rank: int | None
    is_best: bool
    is_record: bool
    system: Link
    names_model: bool
    value: float
    number: str
    settings: tuple[str, ...]
    said_by: str
    parameters: str
    date: str
    paper: Link
    source: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another board of the same benchmark."""

    name: str
    count: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One leaderboard: dataset × metric × split × setting."""

    file: str
    key: BoardKey
    dataset: str
    metric: str
    split: str
    setting: str
    task: str
    unit: str
    direction: str
    counts: str
    few: str
    entries: tuple[Entry, ...]
    left_off: int
    further_mentions: int
    settings: tuple[str, ...]
    years: tuple[str, ...]
    undated: int
    variants: tuple[Sibling, ...]
    metrics: tuple[Sibling, ...]
    sql: str

    @property
    def title(self) -> str:
        """All that makes it a board, and its direction."""
        return f"{self.dataset} · {self.metric} ({self.direction}) · {variant(self.key[1], self.key[3])}"

    @property
    def has_imported(self) -> bool:
        """Whether a row was imported, so that it may be filtered by."""
        return any(row.said_by == "imported" for row in self.entries)


def board_page(key: BoardKey, readings: Readings) -> BoardPage:
    """Show one board."""
    board, ranked = readings.boards[key], readings.ranked[key]
    # What is best of its model comes first where a page cannot hold all.
    kept = {row["result_id"] for row in sorted(ranked, key=lambda row: not row["is_best"])[:MOST_ROWS]}
    entries = tuple(entry(row, readings) for row in ranked if row["result_id"] in kept)
    return BoardPage(
        file=readings.board_files[key],
        key=key,
        dataset=one_line(key[0]),
        metric=one_line(key[2]),
        split=one_line(key[1] or UNSAID),
        setting=one_line(key[3] or UNSAID),
        task=one_line(board["task"] or NO_TASK),
        unit=one_line(board["unit"] or ""),
        direction=DIRECTIONS[board["higher_is_better"]],
        counts=_counts(board),
        few=_few(len(ranked)),
        entries=entries,
        left_off=len(ranked) - len(entries),
        further_mentions=sum(not row.is_best for row in entries),
        settings=tuple(sorted({setting for row in entries for setting in row.settings})),
        years=tuple(sorted({row.date[:4] for row in entries if row.date}, reverse=True)),
        undated=sum(not row.date for row in entries),
        variants=_variants(key, readings),
        metrics=_metrics(key, readings),
        sql=sql_behind(key),
    )


def entry(standing: Row, readings: Readings) -> Entry:
    """Make the row of a board from a result and its standing."""
    row = readings.results[standing["result_id"]]
    own_board = (standing["setting"] or "").split(" + ")
    return Entry(
        anchor=anchor(row, readings),
        rank=standing["rank"],
        best_rank=standing["best_rank"],
        is_best=bool(standing["is_best"]),
        is_record=bool(standing["is_record"]),
        system=system_link(row, readings),
        names_model=bool(row["model"]),
        value=standing["rank_value"],
        number=board_number(standing, readings),
        settings=tuple(one_line(setting) for setting in row["settings"] if setting not in own_board),
        said_by=said_by(row),
        parameters=parameters_of(row, readings),
        date=date_of(row, readings),
        paper=paper_link(row, readings),
        source=web_link(readings.documents[row["document_id"]]["url"]),
        evidence=evidence(row, readings),
    )


def parameters_of(row: Row, readings: Readings) -> str:
    """The number of parameters that the same paper states for the same model."""
    stated = readings.parameters.get((row["document_id"], row["system_key"]), [])
    return ", ".join(dict.fromkeys(one_line(printed({**one, "unit": None})) for one in stated))


def points(page: BoardPage) -> list[Point]:
    """What the chart of a board shows of its rows."""
    return [
        Point(
            row=row.anchor,
            system=row.system.text,
            value=row.value,
            number=row.number,
            said_by=row.said_by,
            date=row.date,
            rank=row.rank,
            is_best=row.is_best,
        )
        for row in page.entries
    ]


def _counts(board: Row) -> str:
    quoted = f", {board['quoted']} of them quoted" if board["quoted"] else ""
    return f"{counted(board['results'], 'result')} from {counted(board['papers'], 'paper')}{quoted}"


def _few(results: int) -> str:
    """Say plainly that a board of one or two is none yet.

    >>> _few(1), _few(3)
    ('Only one result so far: a reading, not yet a ranking.', '')
    """
    words = {1: "Only one result so far: a reading, not yet a ranking.", 2: "Only two results so far."}
    return words.get(results, "")


def _variants(key: BoardKey, readings: Readings) -> tuple[Sibling, ...]:
    """The splits and settings of this benchmark and metric, the fullest first."""
    keys = [other for other in readings.of_dataset[key[0]] if other[2] == key[2]]
    return tuple(_sibling(other, variant(other[1], other[3]), key, readings) for other in keys)


def _metrics(key: BoardKey, readings: Readings) -> tuple[Sibling, ...]:
    """The metrics of this benchmark, each with its fullest board."""
    fullest: dict[str, BoardKey] = {}
    for other in readings.of_dataset[key[0]]:
        fullest.setdefault(other[2], other)
    fullest[key[2]] = key
    return tuple(_sibling(other, one_line(metric), key, readings) for metric, other in fullest.items())


def _sibling(other: BoardKey, name: str, here: BoardKey, readings: Readings) -> Sibling:
    return Sibling(name, f"{readings.boards[other]['results']:,}", board_href(other, readings), is_here=other == here)


def sql_behind(key: BoardKey) -> str:
    """Write the query that gives a board's table.

    >>> print(sql_behind(("COCO", None, "box AP", "zero-shot")))
    SELECT rank, system, value_text, unit, bound, subject, date, title, url, sentence
    FROM leaderboard
    WHERE dataset = 'COCO'
      AND metric = 'box AP'
      AND split IS NULL
      AND setting = 'zero-shot'
    ORDER BY rank
    """
    dataset, split, metric, setting = key
    named = {"dataset": dataset, "metric": metric, "split": split, "setting": setting}
    where = "\n  AND ".join(f"{column} {_equals(value)}" for column, value in named.items())
    columns = "rank, system, value_text, unit, bound, subject, date, title, url, sentence"
    return f"SELECT {columns}\nFROM leaderboard\nWHERE {where}\nORDER BY rank"


def _equals(value: str | None) -> str:
    return "IS NULL" if value is None else "= '" + visible(value).replace("'", "''") + "'"
