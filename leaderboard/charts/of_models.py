"""The chart of models on many datasets: a heat map, each column with a scale of its own."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from leaderboard.charts import style
from leaderboard.errors import LeaderboardError
from leaderboard.showing import printable

if TYPE_CHECKING:
    import altair as alt

    from leaderboard.store import Store

CELL = (64, 22)  # pixels across and down: room for a number
DARK = 0.55  # shade from which ink on a cell must be white to be read


def heat_map(store: "Store", metric: str, models: int = 30, datasets: int = 12) -> "alt.LayerChart":
    """Draw model × dataset for one metric: each model's best number, shaded within its dataset.

    The number stands in every cell; the shade only says how near it is to the best of that column.
    Raises LeaderboardError when no board has the metric.
    """
    from leaderboard.store import questions

    asked = questions()["matrix"]
    found = store.query(asked.sql, asked.bind({"metric": metric, "models": models, "datasets": datasets}))
    if found.empty:
        raise LeaderboardError(
            f"no model has a ranked result in {metric!r}", hint="`leaderboard show` lists boards with their metrics"
        )
    rows = _shaded(found.to_dict("records"))
    direction = "higher is better ↑" if found["higher_is_better"].iloc[0] else "lower is better ↓"
    chart = _cells(rows)
    below = f"{direction} · each model at its best, whatever the split and setting · reported by authors, not re-run"
    return style.titled(chart, f"{metric}: models on datasets", below, "darker: nearer to the best of its column")


def _shaded(found: list[dict[Hashable, Any]]) -> list[dict[str, Any]]:
    columns: dict[str, list[float]] = {}
    for row in found:
        columns.setdefault(row["dataset"], []).append(row["rank_value"])
    return [
        {
            "model": printable(row["model"]),
            "dataset": printable(row["dataset"]),
            "number": row["value_text"],
            "shade": _shade(row["rank_value"], columns[row["dataset"]], bool(row["higher_is_better"])),
        }
        for row in found
    ]


def _shade(value: float, column: list[float], higher_is_better: bool) -> float:
    """How near a number is to the best of its column, from 0 to 1.

    >>> _shade(80.0, [80.0, 90.0], True), _shade(80.0, [80.0, 90.0], False), _shade(80.0, [80.0], True)
    (0.0, 1.0, 1.0)
    """
    low, high = min(column), max(column)
    share = (value - low) / (high - low) if high > low else 1.0 if higher_is_better else 0.0
    return round(share if higher_is_better else 1 - share, 4)


def _cells(rows: list[dict[str, Any]]) -> Any:
    import altair as alt

    base = alt.Chart(alt.NamedData("cells")).encode(
        x=alt.X("dataset:N", sort=None, axis=alt.Axis(title=None, orient="top", labelAngle=-40, labelLimit=160)),
        y=alt.Y("model:N", sort=None, axis=alt.Axis(title=None, labelLimit=260)),
    )
    fill = alt.Color("shade:Q", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None)
    ink = alt.condition(f"datum.shade > {DARK}", alt.value(style.PAPER), alt.value(style.INK))
    squares = base.mark_rect(stroke=style.PAPER).encode(
        color=fill, tooltip=style.tooltip(model="model", dataset="dataset", number="value")
    )
    numbers = base.mark_text(fontSize=11).encode(text="number:N", color=ink)
    across = CELL[0] * len({row["dataset"] for row in rows})
    down = CELL[1] * len({row["model"] for row in rows})
    return alt.layer(squares, numbers).properties(width=across, height=down, datasets={"cells": rows})
