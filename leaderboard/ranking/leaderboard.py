"""Leaderboard: one board, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from leaderboard.ranking.numbers import on_board, said, with_unit
from leaderboard.records import typed

if TYPE_CHECKING:
    import pandas as pd

SHOWN_ROWS = 50  # in a notebook; the whole board is in `rows`
UNSAID = "unspecified"
REPORTED = {"proposed": "own", "other": "quoted", "imported": "imported"}
DIRECTIONS = {True: "higher is better ↑", False: "lower is better ↓", None: "direction unknown"}


@dataclass(frozen=True, eq=False)
class Leaderboard:
    """One board: who reports which number on this dataset, split, metric and setting.

    `rows` has each model once, at its best; `mentions` has every ranked result.
    """

    key: str
    dataset: str
    split: str | None
    metric: str
    setting: str | None
    higher_is_better: bool | None
    unit: str | None
    rows: pd.DataFrame
    mentions: pd.DataFrame

    @property
    def title(self) -> str:
        """What the board is called, without what is unsaid: "ImageNet-1k · top-1 accuracy · zero-shot"."""
        return " · ".join(part for part in (self.dataset, self.split, self.metric, self.setting) if part)

    @property
    def direction(self) -> str:
        """In words: "higher is better ↑"."""
        return DIRECTIONS[self.higher_is_better]

    @property
    def numbers(self) -> list[str]:
        """The numbers of the rows, all written alike: with their unit, or without it, as most of them are printed."""
        shown = with_unit(self.mentions["unit"], self.unit)
        return [on_board(row, self.unit, shown) for row in self.rows.to_dict("records")]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows, each model once at its best, as a DataFrame of one's own, every column with its type."""
        return typed(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Leaderboard {self.title}: {len(self.rows)} models, {len(self.mentions)} results>"

    def _repr_html_(self) -> str:
        """Return a table for notebooks; the sentence behind a number shows when the pointer rests on it."""
        shown = self.rows.head(SHOWN_ROWS).to_dict("records")
        more = f"<p>… and {len(self.rows) - SHOWN_ROWS} more</p>" if len(self.rows) > SHOWN_ROWS else ""
        caption = escape(
            f"{self.title} ({self.direction}; {self.split or UNSAID} split, {self.setting or UNSAID} setting)"
        )
        names = "".join(
            f'<th scope="col">{name}</th>' for name in ("rank", "system", "value", "date", "reported", "paper")
        )
        body = "".join(_html_row(row, number) for row, number in zip(shown, self.numbers, strict=False))
        head = f"<caption>{caption}</caption><thead><tr>{names}</tr></thead>"
        return f"<table>{head}<tbody>{body}</tbody></table>{more}"


def reported(subject: str) -> str:
    """Say whose number it is, from the field `subject`.

    >>> reported("proposed"), reported("other")
    ('own', 'quoted')
    """
    return REPORTED[subject]


def _html_row(row: Any, number: str) -> str:
    rank = str(row["rank"]) if said(row["rank"]) else "–"
    date = row["date"] if said(row["date"]) else ""
    evidence = escape(str(row["sentence"]))
    paper = escape(str(row["title"] if said(row["title"]) else row["document_id"]))
    return (
        f"<tr><td>{rank}</td><td>{escape(str(row['system']))}</td>"
        f'<td title="{evidence}">{escape(number)}</td>'
        f"<td>{escape(str(date))}</td><td>{reported(row['subject'])}</td><td>{paper}</td></tr>"
    )
