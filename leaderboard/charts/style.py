"""What all charts share: colours that the colour-blind can tell apart, shapes beside them, a title that says it all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from leaderboard.showing import printable

if TYPE_CHECKING:
    import altair as alt

    from leaderboard.ranking import Leaderboard

WIDTH, HEIGHT = 720, 300  # pixels of a picture; on a page a chart takes the width it finds
LINE, INK, PAPER = "#5b6470", "#22262b", "#ffffff"
COLOURS = {"own": "#0072b2", "quoted": "#d55e00", "imported": "#009e73"}  # of Okabe and Ito
SHAPES = {"own": "circle", "quoted": "diamond", "imported": "triangle-up"}
SOLID = {"own": 1.0, "quoted": 0.3, "imported": 0.6}  # of bars, which have no shape

CONFIG: dict[str, Any] = {
    "background": PAPER,
    "view": {"stroke": None},
    "padding": {"top": 12, "left": 12, "right": 12, "bottom": 12},
    "axis": {
        "gridColor": "#e5e5e5",
        "domainColor": "#bbbbbb",
        "tickColor": "#bbbbbb",
        "titleColor": LINE,
        "titleFontWeight": "normal",
    },
    "title": {
        "anchor": "start",
        "frame": "group",
        "fontSize": 14,
        "color": INK,
        "subtitleColor": LINE,
        "subtitleFontSize": 12,
        "subtitlePadding": 4,
        "offset": 14,
        "limit": WIDTH,
    },
}


def said(points: Iterable[Any]) -> tuple[str, ...]:
    """Who says the numbers of these points, in the order of the legend."""
    there = {point.said_by for point in points}
    return tuple(each for each in COLOURS if each in there)


def colour(channel: Any, who: tuple[str, ...]) -> Any:
    """Colour by who says it; never by colour alone: shapes and fillings differ as well."""
    import altair as alt

    scale = alt.Scale(domain=list(who), range=[COLOURS[each] for each in who])
    return channel("said:N", scale=scale, legend=alt.Legend(title=None, orient="top", offset=6))


def shape(who: tuple[str, ...]) -> Any:
    """The shape that goes with the colour."""
    import altair as alt

    return alt.Shape("said:N", scale=alt.Scale(domain=list(who), range=[SHAPES[each] for each in who]))


def tooltip(**titles: str) -> list[Any]:
    """What shows when the pointer rests on a mark: a field and its title each."""
    import altair as alt

    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def titled(chart: Any, title: str, *under: str) -> "alt.LayerChart":
    """Give a chart its title and the colours of a picture; Vega draws both as they are and evaluates neither."""
    import altair as alt

    lines = [printable(line) for line in under]
    whole: alt.LayerChart = chart.properties(title=alt.Title(printable(title), subtitle=lines), config=CONFIG)
    return whole


def on_page(chart: Any) -> dict[str, Any]:
    """Make the spec of a chart for a page: as wide as there is room, in the colours that the page's script sets."""
    spec: dict[str, Any] = chart.properties(width="container").to_dict()
    spec.pop("config", None)
    return spec | {"autosize": {"type": "fit-x", "contains": "padding"}}


def heading(board: "Leaderboard") -> tuple[str, str]:
    """Say which board it is: dataset and metric; below, direction, split, setting, and whose numbers they are."""
    from leaderboard.ranking import UNSAID

    where = f"split: {board.split or UNSAID} · setting: {board.setting or UNSAID}"
    return f"{board.dataset} · {board.metric}", f"{board.direction} · {where} · reported by authors, not re-run"
