"""A chart as a still picture."""

from copy import deepcopy
from typing import Any

WIDTH = 720


def picture(spec: dict[str, Any], title: str) -> str:
    """Draw a chart as an SVG on white, with its title as data."""
    import vl_convert

    still = deepcopy(spec)
    heading = {
        "data": {"values": [{"title": title}]},
        "mark": {
            "type": "text",
            "align": "left",
            "fontSize": 13,
            "fontWeight": "bold",
            "dy": -24,
            "limit": WIDTH,
        },
        "encoding": {"text": {"field": "title", "type": "nominal"}, "x": {"value": 0}, "y": {"value": 0}},
    }
    still["layer"].append(heading)
    still["width"] = WIDTH
    config = {
        "background": "#ffffff",
        "view": {"stroke": None},
        "padding": {"top": 34, "left": 12, "right": 12, "bottom": 12},
    }
    still["config"] = config | {"axis": {"gridColor": "#e5e5e5", "domainColor": "#bbb", "tickColor": "#bbb"}}
    return str(vl_convert.vegalite_to_svg(still))
