"""boards.html: all boards in one list; and the line of a board in such lists."""

from dataclasses import dataclass

from leaderboard.charts import spark_line
from leaderboard.report.pages.parts import (
    ARROWS,
    MOST_ROWS,
    NO_TASK,
    Link,
    board_href,
    board_number,
    date_of,
    system_link,
    variant,
)
from leaderboard.report.readings import BoardKey, Readings
from leaderboard.report.texts import one_line


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board in a list of boards."""

    board: Link
    metric: str
    variant: str
    arrow: str
    task: str
    top: str
    top_by: str
    results: int
    papers: int
    years: str
    spark: str | None


@dataclass(frozen=True, slots=True)
class BoardsPage:
    """All boards, the fullest first."""

    lines: tuple[BoardLine, ...]
    tasks: tuple[str, ...]
    left_off: int


def boards_page(readings: Readings) -> BoardsPage:
    """List all boards, the fullest first, as many as a page can hold."""
    lines = tuple(board_line(key, readings) for key in list(readings.boards)[:MOST_ROWS])
    return BoardsPage(
        lines=lines,
        tasks=tuple(sorted({line.task for line in lines})),
        left_off=len(readings.boards) - len(lines),
    )


def board_line(key: BoardKey, readings: Readings) -> BoardLine:
    """Make a board's line in a list."""
    board, first = readings.boards[key], readings.ranked[key][0]
    ranks = first["rank"] is not None
    top = readings.results[first["result_id"]]
    history = _history(key, readings)
    years = dict.fromkeys(date[:4] for date, _ in (history[:1] + history[-1:]))
    return BoardLine(
        board=Link(one_line(key[0]), board_href(key, readings)),
        metric=one_line(key[2]),
        variant=variant(key[1], key[3]),
        arrow=ARROWS[board["higher_is_better"]],
        task=one_line(board["task"] or NO_TASK),
        top=board_number(first, readings) if ranks else "",
        top_by=system_link(top, readings).text if ranks else "",
        results=board["results"],
        papers=board["papers"],
        years="–".join(years),
        spark=spark_line(history, board["higher_is_better"]),
    )


def _history(key: BoardKey, readings: Readings) -> list[tuple[str, float]]:
    rows = readings.ranked[key]
    dated = [(date_of(readings.results[row["result_id"]], readings), row["rank_value"]) for row in rows]
    return sorted(point for point in dated if point[0])
