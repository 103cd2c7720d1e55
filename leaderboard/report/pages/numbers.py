"""The table of numbers on the pages of papers and of models."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leaderboard.report.pages.parts import (
    Link,
    date_of,
    number,
    paper_link,
    place_href,
    row_href,
    said_by,
    system_link,
)
from leaderboard.report.readings import Readings, Row, board_key
from leaderboard.report.texts import counted, one_line


@dataclass(frozen=True, slots=True)
class Record:
    """A number of a paper or of a model, with the board it stands on."""

    number: Link
    kind: str
    change: str
    metric: str
    benchmark: Link
    variant: str
    rank: str
    model: Link
    versus: str
    said_by: str
    paper: Link
    date: str
    confidence: str
    pattern: str


def record(row: Row, readings: Readings) -> Record:
    """Make the line of a number on the page of its paper or model."""
    standing = readings.standing.get(row["result_id"])
    return Record(
        number=Link(number(row), place_href(row, readings)),
        kind=row["kind"],
        change=change(row),
        metric=one_line(row["metric"] or ""),
        benchmark=Link(one_line(row["dataset"] or ""), row_href(standing, readings) if standing else None),
        variant=" · ".join(one_line(word) for word in (row["split"], *row["settings"]) if word),
        rank=_rank(standing, readings),
        model=system_link(row, readings) if row["model"] else Link(""),
        versus=one_line(row["versus"] or ""),
        said_by=said_by(row),
        paper=paper_link(row, readings),
        date=date_of(row, readings),
        confidence=f"{row['confidence']:.2f}",
        pattern=one_line(row["pattern"]),
    )


def change(row: Row) -> str:
    """Say which way a difference goes, and what it counts in; nothing for a number that is no difference.

    >>> change({"change": "points", "better": True}), change({"change": "ratio", "better": False})
    ('better by points', 'worse by a factor')
    >>> change({"change": "relative", "better": None}), change({"change": None, "better": None})
    ('a relative difference', '')
    """
    if row["change"] is None:
        return ""
    if row["better"] is None:
        return {"points": "a difference in points", "relative": "a relative difference", "ratio": "a factor"}[
            row["change"]
        ]
    by = {"points": "by points", "relative": "relative to it", "ratio": "by a factor"}[row["change"]]
    return f"{'better' if row['better'] else 'worse'} {by}"


def _rank(standing: Row | None, readings: Readings) -> str:
    if standing is None or standing["rank"] is None:
        return ""
    return f"{standing['rank']} of {len(readings.ranked[board_key(standing)])}"


def kinds(rows: Sequence[Row]) -> str:
    """Count numbers by kind: "4 scores, 1 gain"."""
    count = Counter(row["kind"] for row in rows)
    return ", ".join(counted(count[kind], kind) for kind in ("score", "gain", "cost") if count[kind])
