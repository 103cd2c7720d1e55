"""Leaderboard: one board, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SHOWN_ROWS = 50  # in a notebook; the whole board is in `rows`
UNSAID = "unspecified"
BOUNDS = {"over": "> ", "under": "< ", "about": "~ ", "upto": "≤ "}
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

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows, each model once at its best, as a DataFrame of one's own."""
        return self.rows.copy()

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
        body = "".join(_html_row(row) for row in shown)
        head = f"<caption>{caption}</caption><thead><tr>{names}</tr></thead>"
        return f"<table>{head}<tbody>{body}</tbody></table>{more}"


def printed(row: Any) -> str:
    """Write a result's number as the paper has it, with bound, range and unit.

    >>> printed({"value_text": "84.5", "bound": "over", "value_high": None, "unit": "%"})
    '> 84.5%'
    >>> printed({"value_text": "4", "bound": None, "value_high": 6.0, "unit": "points"})
    '4–6 points'
    """
    high = f"–{row['value_high']:g}" if _said(row["value_high"]) else ""
    bound = BOUNDS.get(row["bound"], "") if _said(row["bound"]) else ""
    unit = row["unit"] if _said(row["unit"]) else ""
    space = "" if unit in ("", "%", "x") else " "
    return f"{bound}{row['value_text']}{high}{space}{unit}"


def _said(value: Any) -> bool:
    """Whether there is a value: pandas writes a missing one as None, NaN, NaT or NA."""
    import pandas as pd

    return not pd.isna(value)


def _html_row(row: Any) -> str:
    rank = str(row["rank"]) if _said(row["rank"]) else "–"
    date = row["date"] if _said(row["date"]) else ""
    reported = "by its authors" if row["subject"] == "proposed" else "quoted"
    evidence = escape(str(row["sentence"]))
    paper = escape(str(row["title"] if _said(row["title"]) else row["document_id"]))
    return (
        f"<tr><td>{rank}</td><td>{escape(str(row['system']))}</td>"
        f'<td title="{evidence}">{escape(printed(row))}</td>'
        f"<td>{escape(str(date))}</td><td>{reported}</td><td>{paper}</td></tr>"
    )
