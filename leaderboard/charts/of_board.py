"""The charts of one board: the best over time, and ranked bars.

For pages, a chart is checked once as an empty one and then filled: checking each of hundreds would take most of
the time of a report.
"""

import json
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from leaderboard.charts import style
from leaderboard.charts.point import LONGEST_NAME, Point, day, days, points, records, with_room
from leaderboard.errors import LeaderboardError
from leaderboard.showing import printable

if TYPE_CHECKING:
    import altair as alt

    from leaderboard.ranking import Leaderboard

FEWEST = 3  # results that make a chart worth its place on a page
MOST_BARS = 20
BAR = 34  # pixels for a bar with its name above it

Spec = dict[str, Any]
Rows = dict[str, list[dict[str, Any]]]  # the datasets of a chart, by name


def best_over_time(board: "Leaderboard") -> "alt.LayerChart":
    """Draw each dated result as a point, and the best so far as a line of steps.

    Raises LeaderboardError where nothing can be the best so far: without a direction, or without dates.
    """
    shown = points(board)
    if board.higher_is_better is None:
        hint = "draw bars; or add the metric to metrics.toml"
        raise LeaderboardError("nobody knows which way its metric is better", where=board.title, hint=hint)
    if not records(shown):
        hint = "draw bars; or build with --metadata, which adds dates"
        raise LeaderboardError("none of its results is dated", where=board.title, hint=hint)
    chart = _history(style.said(shown)).properties(width=style.WIDTH, datasets=_of_history(shown))
    return style.titled(chart, *style.heading(board))


def ranked_bars(board: "Leaderboard", top: int = MOST_BARS) -> "alt.LayerChart":
    """Draw a bar for each model at its best, the best first; every bar has room for its name and number."""
    best = [point for point in points(board) if point.is_best]
    shown = best[:top]
    chart = _bars(style.said(shown)).properties(width=style.WIDTH, height=BAR * len(shown), datasets=_of_bars(shown))
    title, below = style.heading(board)
    left_out = [f"the first {len(shown)} of {len(best)} models"] if len(best) > len(shown) else []
    return style.titled(chart, title, below, *left_out)


def has_history(board: "Leaderboard") -> bool:
    """Whether the best over time says more than bars: a direction, and three results dated on two days."""
    return board.higher_is_better is not None and _is_history(points(board))


def _is_history(shown: Sequence[Point]) -> bool:
    return sum(bool(point.date) for point in shown) >= FEWEST and len(days(shown)) > 1 and bool(records(shown))


def board_chart(shown: Sequence[Point], higher_is_better: bool | None) -> Spec | None:
    """Make the chart of a board's page: the best over time where three results are dated on two days, else bars.

    Without a direction, or with fewer than three results, there is nothing to draw.
    """
    if higher_is_better is None or len(shown) < FEWEST:
        return None
    if _is_history(shown):
        dated = [point for point in shown if point.date]
        return {**_empty("history", style.said(dated)), "datasets": _of_history(dated)}
    best = [point for point in shown if point.is_best][:MOST_BARS]
    return {**_empty("bars", style.said(best)), "datasets": _of_bars(best), "height": BAR * len(best)}


def _of_history(shown: Sequence[Point]) -> Rows:
    dated = [point for point in shown if point.date]
    best = records(dated)
    return {"points": [_point(point) for point in dated], "best": steps(best, dated), "names": _named(best, dated)}


def _of_bars(shown: Sequence[Point]) -> Rows:
    solid = style.SOLID
    return {
        "points": [
            {**_point(point), "place": place, "solid": solid[point.said_by]} for place, point in enumerate(shown)
        ]
    }


def steps(best: Sequence[Point], dated: Sequence[Point]) -> list[dict[str, Any]]:
    """The line of the best so far: its steps, then on to the last day."""
    line = {day(point.date): {"day": day(point.date), "value": point.value} for point in best}
    last = max(days(dated))
    if line and last not in line:
        line[last] = {"day": last, "value": best[-1].value}
    return list(line.values())


def _point(point: Point) -> dict[str, Any]:
    return {
        "row": point.row,
        "system": point.system,
        "value": point.value,
        "number": point.number,
        "said": point.said_by,
        "date": point.date,
        "day": day(point.date) if point.date else None,
    }


def _named(best: Sequence[Point], dated: Sequence[Point]) -> list[dict[str, Any]]:
    """The records whose names have room, the newest first; late ones have their name on the left."""
    at = [_number(day(point.date)) for point in best]
    room = with_room([point.system for point in best], at, list(map(_number, days(dated))))
    return [{**_point(best[index]), "late": late} for index, late in room]


def _number(when: str) -> int:
    return date.fromisoformat(when).toordinal()


def _empty(kind: str, who: tuple[str, ...]) -> Spec:
    spec: Spec = json.loads(_checked(kind, who))
    return spec


@cache
def _checked(kind: str, who: tuple[str, ...]) -> str:
    chart = _history(who) if kind == "history" else _bars(who)
    return json.dumps(style.on_page(chart))


def _history(who: tuple[str, ...]) -> Any:
    import altair as alt

    # In UTC, so that the first of a month is in that month everywhere.
    x = alt.X(
        "day:T",
        scale=alt.Scale(type="utc", nice=False, padding=24),
        axis=alt.Axis(title=None, grid=False, tickCount=6),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(zero=False, padding=24),
        axis=alt.Axis(title=None, tickCount=6, domain=False),
    )
    line = alt.Chart(alt.NamedData("best")).mark_line(interpolate="step-after", strokeWidth=2, color=style.LINE)
    dots = alt.Chart(alt.NamedData("points")).mark_point(size=70, filled=True, opacity=0.9, cursor="pointer")
    text: dict[str, Any] = {"fontSize": 11, "limit": LONGEST_NAME, "dy": -10, "color": style.INK}
    side = alt.ExprRef("datum.late ? 'right' : 'left'")  # so that no name leaves the chart
    names = alt.Chart(alt.NamedData("names")).mark_text(align=side, **text)
    layers = [
        line.encode(x=x, y=y),
        dots.encode(x=x, y=y, color=style.colour(alt.Color, who), shape=style.shape(who), tooltip=_tooltip()),
        names.encode(x=x, y=y, text="system:N"),
    ]
    return alt.layer(*layers).properties(height=style.HEIGHT)


def _bars(who: tuple[str, ...]) -> Any:
    import altair as alt

    order = alt.EncodingSortField("place", op="min")
    y = alt.Y("row:N", sort=order, axis=None)
    x = alt.X("value:Q", axis=None)
    base = alt.Chart(alt.NamedData("points")).encode(y=y)
    solid = alt.FillOpacity("solid:Q", scale=None, legend=None)
    bars = base.mark_bar(height=10, yOffset=8, cursor="pointer", strokeWidth=1).encode(
        x=x,
        fill=style.colour(alt.Fill, who),
        stroke=style.colour(alt.Stroke, who),
        fillOpacity=solid,
        tooltip=_tooltip(),
    )
    names = base.mark_text(align="left", dy=-5, limit=320, fontSize=12, color=style.INK).encode(
        x=alt.value(0), text="system:N"
    )
    numbers = base.mark_text(align="right", dy=-5, fontSize=12, fontWeight="bold", color=style.INK).encode(
        x=alt.value("width"), text="number:N"
    )
    return alt.layer(bars, names, numbers)


def _tooltip() -> list[Any]:
    return style.tooltip(system="system", number="value", said="reported as", date="date")


def picture(spec: Spec, title: str) -> str:
    """Draw the chart of a page as an SVG on white, with its title."""
    import vl_convert

    still = deepcopy(spec) | {"title": printable(title), "width": style.WIDTH, "config": style.CONFIG}
    return str(vl_convert.vegalite_to_svg(still))
