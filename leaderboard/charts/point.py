"""A point of a chart: one number, with the words that name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from leaderboard.charts.style import WIDTH
from leaderboard.showing import missing, printable

if TYPE_CHECKING:
    from leaderboard.ranking import Leaderboard

LETTER, LONGEST_NAME = 7, 150  # pixels of a name in a chart


@dataclass(frozen=True, slots=True)
class Point:
    """A result as charts show it. `row` names it on its page, `date` is empty when it is not known."""

    row: str
    system: str
    value: float
    number: str
    said_by: str
    date: str
    rank: int | None
    is_best: bool


def points(board: "Leaderboard") -> list[Point]:
    """All results of a board, best first; values are on the board's scale."""
    from leaderboard.ranking import on_board, reported, with_unit

    best, unit_shown = set(board.rows["result_id"]), with_unit(board.mentions["unit"], board.unit)
    return [
        Point(
            row=row["result_id"],
            system=printable(row["system"]),
            value=row["rank_value"],
            number=on_board(row, board.unit, unit_shown),
            said_by=reported(row["subject"]),
            date="" if missing(row["date"]) else row["date"],
            rank=None if missing(row["rank"]) else int(row["rank"]),
            is_best=row["result_id"] in best,
        )
        for row in board.mentions.to_dict("records")
    ]


def day(date: str) -> str:
    """The first day of a date.

    >>> day("2021"), day("2021-03"), day("2021-03-25")
    ('2021-01-01', '2021-03-01', '2021-03-25')
    """
    return f"{date}-01-01"[:10] if len(date) < 7 else f"{date}-01"[:10]


def days(points: Sequence[Point]) -> set[str]:
    """The days on which these points appeared, as far as they are known."""
    return {day(point.date) for point in points if point.date}


def records(points: Sequence[Point]) -> list[Point]:
    """The points that were better than everything of earlier days and the best of their own, oldest first."""
    found: list[Point] = []
    ranked = [(day(point.date), point.rank, point) for point in points if point.date and point.rank is not None]
    for _, of_day in groupby(sorted(ranked, key=lambda each: each[:2]), key=lambda each: each[0]):
        least, *others = of_day
        if not found or least[1] < (found[-1].rank or 0):
            found += [point for _, rank, point in (least, *others) if rank == least[1]]
    return found


def with_room(names: Sequence[str], places: Sequence[float], whole: Sequence[float]) -> Iterator[tuple[int, bool]]:
    """Choose, from the last on, names that do not run into each other; each with whether it stands late.

    A late name, in the right half, ends at its place, an early one begins there: so none leaves the chart.

    >>> list(with_room(["ViT", "Swin", "A long name of a model"], places=[0, 90, 100], whole=[0, 100]))
    [(2, True), (0, False)]
    """
    low, high = min(whole), max(whole)
    taken: list[tuple[float, float]] = []
    for index in reversed(range(len(places))):
        at = (places[index] - low) / ((high - low) or 1)
        wide = min(len(names[index]) * LETTER, LONGEST_NAME) / WIDTH
        start, end = (at - wide, at) if at > 0.5 else (at, at + wide)
        if all(end < other_start or start > other_end for other_start, other_end in taken):
            taken.append((start, end))
            yield index, at > 0.5
