"""conflicts.html: models that papers give different numbers for, both sentences side by side."""

from dataclasses import dataclass

from leaderboard.report.pages.parts import (
    MOST_ROWS,
    Evidence,
    Link,
    board_link,
    date_of,
    evidence,
    number,
    paper_link,
    said_by,
    system_link,
    variant,
)
from leaderboard.report.readings import Readings, Row, board_key
from leaderboard.report.texts import counted


@dataclass(frozen=True, slots=True)
class Side:
    """One of two numbers that disagree."""

    number: str
    said_by: str
    paper: Link
    date: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Conflict:
    """A model that papers give different numbers for."""

    model: Link
    board: Link
    variant: str
    difference: str
    papers: str
    sides: tuple[Side, Side]


def conflicts_page(readings: Readings) -> tuple[Conflict, ...]:
    """Show where papers disagree."""
    return tuple(_conflict(row, readings) for row in readings.conflicts[:MOST_ROWS])


def _conflict(row: Row, readings: Readings) -> Conflict:
    low, high = (readings.results[row[name]] for name in ("low_result_id", "high_result_id"))
    return Conflict(
        model=system_link(low, readings),
        board=board_link(board_key(row), readings),
        variant=variant(row["split"], row["setting"]),
        difference=f"{row['difference']:.4g}",
        papers=counted(row["papers"], "paper"),
        sides=(_side(low, readings), _side(high, readings)),
    )


def _side(row: Row, readings: Readings) -> Side:
    return Side(
        number=number(row),
        said_by=said_by(row),
        paper=paper_link(row, readings),
        date=date_of(row, readings),
        evidence=evidence(row, readings),
    )
