"""The chart of one board, made for pages: a spec of Vega-Lite that was checked once and is filled for each board."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from leaderboard.charts.point import Point, day

FEWEST = 3  # results that make a chart worth its place
MOST_BARS = 20
MOST_NAMES = 7  # records named in the chart
HEIGHT = 300
OWN_COLOUR, QUOTED_COLOUR, LINE_COLOUR, INK = (
    "#0072b2",
    "#d55e00",
    "#5b6470",
    "#22262b",
)  # safe for the colour-blind
SAID = ["own", "quoted"]
BAR = 34  # pixels for a bar with its name

Spec = dict[str, Any]


def board_chart(points: Sequence[Point], higher_is_better: bool | None) -> Spec | None:
    """Draw the best over time where at least three results are dated on two days, else ranked bars.

    Without a direction, or with fewer than three results, there is nothing to draw.
    """
    if higher_is_better is None or len(points) < FEWEST:
        return None
    dated = [point for point in points if point.date]
    if len(dated) >= FEWEST and len({day(point.date) for point in dated}) > 1 and any(p.is_record for p in dated):
        return _filled("history", points=[_point(point) for point in dated], best=steps(dated, higher_is_better))
    shown = [point for point in points if point.is_best][:MOST_BARS]
    spec = _filled("bars", points=[_bar(place, point) for place, point in enumerate(shown)])
    spec["height"] = BAR * len(shown)
    return spec


def steps(points: Sequence[Point], higher_is_better: bool) -> list[dict[str, Any]]:
    """The line of the best so far: its steps, then on to the last day."""
    records = sorted((point for point in points if point.is_record), key=lambda point: (day(point.date), point.rank))
    line = {day(point.date): {"day": day(point.date), "value": point.value} for point in records}
    last = max(day(point.date) for point in points)
    if line and last not in line:
        line[last] = {"day": last, "value": records[-1].value}
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
        "record": point.is_record,
    }


def _bar(place: int, point: Point) -> dict[str, Any]:
    return {**_point(point), "place": place, "solid": 1 if point.said_by == "own" else 0.3}


def _filled(kind: str, **datasets: list[dict[str, Any]]) -> Spec:
    """Put data into a chart that was checked once; checking each of hundreds would take most of the time."""
    spec: Spec = json.loads(_empty(kind))
    if kind == "history":
        datasets["names"] = named(datasets["points"])
    spec["datasets"] = datasets
    return spec


def named(points: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records whose names have room: the newest first, none within a seventh of the time of another."""
    from datetime import date

    at = {id(point): date.fromisoformat(point["day"]).toordinal() for point in points}
    span = (max(at.values()) - min(at.values())) or 1
    middle = min(at.values()) + span / 2
    chosen: list[dict[str, Any]] = []
    for point in sorted((one for one in points if one["record"]), key=lambda one: one["day"], reverse=True):
        if all(abs(at[id(point)] - at[id(other)]) > span / MOST_NAMES for other in chosen):
            chosen.append(point)
    return [{**point, "late": at[id(point)] > middle} for point in chosen]


@cache
def _empty(kind: str) -> str:
    return json.dumps(_history() if kind == "history" else _bars())


def _colour(alt: Any, channel: Any) -> Any:
    """Own and quoted results differ in colour, and never in colour alone."""
    return channel(
        "said:N",
        scale=alt.Scale(domain=SAID, range=[OWN_COLOUR, QUOTED_COLOUR]),
        legend=alt.Legend(title=None, orient="top", offset=6),
    )


def _tooltip(alt: Any) -> list[Any]:
    fields = {"system": "system", "number": "value", "said": "reported as", "date": "date"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]


def _history() -> Spec:
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
    line = alt.Chart(alt.NamedData("best")).mark_line(interpolate="step-after", strokeWidth=2, color=LINE_COLOUR)
    points = alt.Chart(alt.NamedData("points")).mark_point(size=70, filled=True, opacity=0.9, cursor="pointer")
    shape = alt.Shape("said:N", scale=alt.Scale(domain=SAID, range=["circle", "diamond"]))
    text: dict[str, Any] = {"fontSize": 11, "limit": 150, "dy": -10, "color": INK}
    side = alt.ExprRef("datum.late ? 'right' : 'left'")  # so that no name leaves the chart
    names = alt.Chart(alt.NamedData("names")).mark_text(align=side, **text)
    layers = [
        line.encode(x=x, y=y),
        points.encode(x=x, y=y, color=_colour(alt, alt.Color), shape=shape, tooltip=_tooltip(alt)),
        names.encode(x=x, y=y, text="system:N"),
    ]
    chart = alt.layer(*layers).properties(width="container", height=HEIGHT)
    return _spec(chart)


def _bars() -> Spec:
    import altair as alt

    order = alt.EncodingSortField("place", op="min")
    y = alt.Y("row:N", sort=order, axis=None)
    x = alt.X("value:Q", axis=None)
    base = alt.Chart(alt.NamedData("points")).encode(y=y)
    solid = alt.FillOpacity("solid:Q", scale=None, legend=None)
    bars = base.mark_bar(height=10, yOffset=8, cursor="pointer", strokeWidth=1).encode(
        x=x,
        fill=_colour(alt, alt.Fill),
        stroke=_colour(alt, alt.Stroke),
        fillOpacity=solid,
        tooltip=_tooltip(alt),
    )
    names = base.mark_text(align="left", dy=-5, limit=320, fontSize=12, color=INK).encode(
        x=alt.value(0), text="system:N"
    )
    numbers = base.mark_text(align="right", dy=-5, fontSize=12, fontWeight="bold", color=INK).encode(
        x=alt.value("width"), text="number:N"
    )
    return _spec(alt.layer(bars, names, numbers).properties(width="container"))


def _spec(chart: Any) -> Spec:
    spec: Spec = chart.to_dict()
    spec.pop("config", None)  # the page's script sets the colours of the reader's scheme
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec
