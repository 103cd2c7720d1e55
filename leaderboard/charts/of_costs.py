"""The chart of what a score costs: parameters, FLOPs or another cost against a metric, with the frontier."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from leaderboard.charts import style
from leaderboard.charts.point import LONGEST_NAME, points, with_room
from leaderboard.errors import LeaderboardError
from leaderboard.showing import cell, missing, printable

if TYPE_CHECKING:
    import altair as alt

    from leaderboard.ranking import Leaderboard
    from leaderboard.store import Store

COST = "parameters"
FEWEST = 3  # results that make a chart worth its place
WIDE = 10  # times the least cost; from there on a linear scale crowds the cheap ones


@dataclass(frozen=True, slots=True)
class Priced:
    """A result with what the same paper says that its system costs."""

    row: str
    system: str
    value: float
    number: str
    said_by: str
    date: str
    cost: float
    price: str  # the cost with its unit, in words
    dearer_is_better: bool  # as of frames per second


def priced(store: "Store", board: "Leaderboard", cost: str = COST) -> list[Priced]:
    """The results of a board whose paper states the cost of the same system, the cheapest first.

    Costs in different units do not compare: those in the commonest unit stay.
    """
    sql = files("leaderboard.charts").joinpath("costs.sql").read_text(encoding="utf-8")
    found = store.query(sql, {"dataset": board.dataset, "board": board.key, "cost": cost}).to_dict("records")
    units = Counter(cell(row["cost_unit"]) for row in found)
    unit = min(units, key=lambda each: (-units[each], each), default="")
    known = {point.row: point for point in points(board)}
    shown = []
    for row in found:
        if cell(row["cost_unit"]) == unit:
            of, price = known[row["result_id"]], f"{row['cost_value']:,.10g} {unit}".rstrip()
            dearer_is_better = not missing(row["cost_higher_is_better"]) and bool(row["cost_higher_is_better"])
            named = (of.row, of.system, of.value, of.number, of.said_by, of.date)
            shown.append(Priced(*named, row["cost_value"], price, dearer_is_better))
    return shown


def frontier(shown: Sequence[Priced], higher_is_better: bool) -> list[Priced]:
    """Choose those that nobody beats for the same cost or less, the cheapest first; of equals the cheapest.

    >>> offers = [Priced(name, name, value, "", "own", "", cost, "", False)
    ...           for name, value, cost in (("a", 80.0, 5e6), ("b", 79.0, 9e6), ("c", 84.0, 9e6), ("d", 84.0, 2e7))]
    >>> [each.system for each in frontier(offers, higher_is_better=True)]
    ['a', 'c']
    """
    best: list[Priced] = []
    sign = -1 if higher_is_better else 1
    for each in sorted(shown, key=lambda each: (-each.cost if each.dearer_is_better else each.cost, sign * each.value)):
        if not best or sign * each.value < sign * best[-1].value:
            best.append(each)
    return best


def pareto(shown: Sequence[Priced], board: "Leaderboard", cost: str = COST) -> "alt.LayerChart":
    """Draw cost against score; the line joins those that nobody beats for the same cost or less.

    Raises LeaderboardError where there is no frontier: without a direction, or when no cost is stated.
    """
    if board.higher_is_better is None:
        raise LeaderboardError("nobody knows which way its metric is better", where=board.title)
    if not shown:
        hint = "another --cost (FLOPs, latency, …), or another board"
        raise LeaderboardError(f"no result comes with its {cost}", where=board.title, hint=hint)
    chart = _scatter(shown, frontier(shown, board.higher_is_better), cost)
    title, below = style.heading(board)
    lead = "most" if shown[0].dearer_is_better else "least"
    line = f"the line: the best for the {lead} {cost}; {len(shown)} results come with it"
    return style.titled(chart, f"{title} against {cost}", below, line)


def cost_chart(shown: Sequence[Priced], higher_is_better: bool, cost: str) -> dict[str, Any] | None:
    """Make the same chart for a page of the report; of fewer than three results there is nothing to draw."""
    if len(shown) < FEWEST:
        return None
    return style.on_page(_scatter(shown, frontier(shown, higher_is_better), cost))


def _scatter(shown: Sequence[Priced], best: Sequence[Priced], cost: str) -> Any:
    import altair as alt

    who, costs = style.said(shown), [each.cost for each in shown]
    wide = min(costs) > 0 and max(costs) > WIDE * min(costs)
    billions = "replace(format(datum.value, '~s'), 'G', 'B')"  # parameters are counted in billions, not in giga
    ticks: Any = {"labelExpr": billions} if "parameters" in cost else {"format": "~s"}
    x = alt.X(
        "cost:Q",
        scale=alt.Scale(**({"type": "log"} if wide else {"zero": False}), nice=False, padding=24),
        axis=alt.Axis(title=printable(cost), grid=False, tickCount=6, **ticks),
    )
    y = alt.Y("value:Q", scale=alt.Scale(zero=False, padding=24), axis=alt.Axis(title=None, tickCount=6, domain=False))
    line = alt.Chart(alt.NamedData("frontier")).mark_line(interpolate="linear", strokeWidth=2, color=style.LINE)
    dots = alt.Chart(alt.NamedData("points")).mark_point(size=70, filled=True, opacity=0.9, cursor="pointer")
    side = alt.ExprRef("datum.late ? 'right' : 'left'")
    names = alt.Chart(alt.NamedData("names")).mark_text(
        align=side, fontSize=11, limit=LONGEST_NAME, dy=-10, color=style.INK
    )
    said = style.tooltip(system="system", number="value", price="cost", said="reported as", date="date")
    layers = [
        line.encode(x=x, y=y),
        dots.encode(x=x, y=y, color=style.colour(alt.Color, who), shape=style.shape(who), tooltip=said),
        names.encode(x=x, y=y, text="system:N"),
    ]
    data = {"points": _rows(shown), "frontier": _rows(best), "names": _names(best, shown, wide)}
    return alt.layer(*layers).properties(width=style.WIDTH, height=style.HEIGHT, datasets=data)


def _rows(shown: Sequence[Priced]) -> list[dict[str, Any]]:
    return [
        {
            "row": each.row,
            "system": each.system,
            "value": each.value,
            "number": each.number,
            "said": each.said_by,
            "date": each.date,
            "cost": each.cost,
            "price": each.price,
        }
        for each in shown
    ]


def _names(best: Sequence[Priced], shown: Sequence[Priced], wide: bool) -> list[dict[str, Any]]:
    """The names on the frontier that have room."""
    at = [math.log(each.cost) if wide else each.cost for each in best]
    whole = [math.log(each.cost) if wide else each.cost for each in shown]
    room = with_room([each.system for each in best], at, whole)
    return [{**_rows([best[index]])[0], "late": late} for index, late in room]
