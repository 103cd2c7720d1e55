"""index.html: the way in."""

from collections import defaultdict
from dataclasses import dataclass

from leaderboard.report.pages.boards import BoardLine, board_line
from leaderboard.report.pages.parts import (
    NO_TASK,
    Link,
    Share,
    board_link,
    board_number,
    date_of,
    system_link,
    variant,
)
from leaderboard.report.pages.quality import strip
from leaderboard.report.readings import BoardKey, Readings, Row, board_key
from leaderboard.report.texts import counted, one_line

FEATURED = 6  # boards on top
NEWEST = 10  # records of late
BOARDS_OF_TASK = 6  # for each task; boards.html has all
MOST_TASKS = 40


@dataclass(frozen=True, slots=True)
class Best:
    """A result that beat all earlier ones of its board."""

    date: str
    system: Link
    number: str
    board: Link
    variant: str
    before: str


@dataclass(frozen=True, slots=True)
class TaskSection:
    """The boards of a task."""

    name: str
    count: str
    anchor: str
    lines: tuple[BoardLine, ...]
    left_off: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The way in."""

    documents: int
    papers: int
    results: int
    boards: int
    models: int
    ranked: int
    featured: tuple[BoardLine, ...]
    tasks: tuple[TaskSection, ...]
    tasks_left_off: int
    newest: tuple[Best, ...]
    strip: tuple[Share, ...]
    conflicts: int


def index_page(readings: Readings) -> IndexPage:
    """Show the way in."""
    tasks = boards_of_tasks(readings)
    return IndexPage(
        documents=readings.counts["documents"],
        papers=len(readings.documents),
        results=len(readings.results),
        boards=len(readings.boards),
        models=len(readings.of_model),
        ranked=len(readings.standing),
        featured=tuple(board_line(key, readings) for key in _featured(readings)),
        tasks=tuple(_task(at, *task, readings) for at, task in enumerate(list(tasks.items())[:MOST_TASKS], 1)),
        tasks_left_off=max(0, len(tasks) - MOST_TASKS),
        newest=_newest(readings),
        strip=strip(readings),
        conflicts=len(readings.conflicts),
    )


def _featured(readings: Readings) -> list[BoardKey]:
    """The fullest boards that rank at all, one of each benchmark and metric."""
    chosen: dict[tuple[str, str], BoardKey] = {}
    for key, board in readings.boards.items():
        if board["results"] >= 3 and board["higher_is_better"] is not None:
            chosen.setdefault((key[0], key[2]), key)
    return list(chosen.values())[:FEATURED]


def boards_of_tasks(readings: Readings) -> dict[str, list[BoardKey]]:
    """The boards of each task, the tasks by the number of their results; what is of no task comes last."""
    tasks: dict[str, list[BoardKey]] = defaultdict(list)
    for key, board in readings.boards.items():
        tasks[one_line(board["task"] or NO_TASK)].append(key)
    results = {name: sum(readings.boards[key]["results"] for key in keys) for name, keys in tasks.items()}
    order = sorted(tasks, key=lambda name: (name == NO_TASK, -results[name], name))
    return {name: tasks[name] for name in order}


def _task(place: int, name: str, keys: list[BoardKey], readings: Readings) -> TaskSection:
    return TaskSection(
        name=name,
        count=counted(len(keys), "board"),
        anchor=f"task-{place}",
        lines=tuple(board_line(key, readings) for key in keys[:BOARDS_OF_TASK]),
        left_off=max(0, len(keys) - BOARDS_OF_TASK),
    )


def _newest(readings: Readings) -> tuple[Best, ...]:
    """The latest results that beat an earlier one; the first of a board beats nothing."""
    beaten = [row for row in readings.standing.values() if row["is_record"] and row["best_before"] is not None]
    dated = [(date_of(readings.results[row["result_id"]], readings), row) for row in beaten]
    dated.sort(key=lambda pair: pair[1]["result_id"])
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(_best(date, row, readings) for date, row in dated[:NEWEST])


def _best(date: str, standing: Row, readings: Readings) -> Best:
    key = board_key(standing)
    return Best(
        date=date,
        system=system_link(readings.results[standing["result_id"]], readings),
        number=board_number(standing, readings),
        board=board_link(key, readings),
        variant=variant(key[1], key[3]),
        before=f"{standing['best_before']:.10g}",
    )
