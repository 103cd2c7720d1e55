"""Saves a chart as a file: SVG, PNG, the spec as JSON, or a page that opens without a network."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaderboard.errors import LeaderboardError
from leaderboard.writing import write_whole

if TYPE_CHECKING:
    import altair as alt

PIXELS = 2  # of a PNG for each of the chart's, for screens of today


def save(chart: "alt.TopLevelMixin", path: str | Path) -> Path:
    """Save a chart in the format that the name of the file ends with: svg, png, json or html.

    The same chart gives the same bytes. Raises LeaderboardError for another ending, or when the file cannot be
    written; then an older file is still there.
    """
    spec, kind = chart.to_dict(), Path(path).suffix.lower().lstrip(".")
    if kind not in DRAWN:
        hint = f"end it in {', '.join(f'.{each}' for each in DRAWN)}"
        raise LeaderboardError(f"a chart cannot be saved as {kind or 'a file without an ending'!r}", hint=hint)
    return write_whole(path, DRAWN[kind](spec))


def _svg(spec: dict[str, Any]) -> bytes:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec)).encode()


def _png(spec: dict[str, Any]) -> bytes:
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(spec, scale=PIXELS))


def _json(spec: dict[str, Any]) -> bytes:
    return (json.dumps(spec, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _html(spec: dict[str, Any]) -> bytes:
    """Make a page of its own: the spec is data that no script can break out of, and only our scripts may run."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("leaderboard.charts", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    scripts = [vega_bundle(), _file("page.js")]
    page = environment.get_template("page.html").render(
        title=spec["title"]["text"], spec=spec, scripts=scripts, allowed=" ".join(map(_allowed, scripts))
    )
    return page.encode("utf-8", "replace")


def _allowed(script: str) -> str:
    """Name a script for the page's policy: what is not named does not run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _file(name: str) -> str:
    return files("leaderboard.charts").joinpath(name).read_text(encoding="utf-8")


@cache
def vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, in a function: it declares many one-letter names."""
    import vl_convert

    bundle: Any = vl_convert.javascript_bundle  # its stub asks for an argument that may be left out
    return f"(() => {{\n{bundle()}\n}})();\n"


DRAWN = {"svg": _svg, "png": _png, "json": _json, "html": _html}
