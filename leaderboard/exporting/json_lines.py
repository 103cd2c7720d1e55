"""JSON lines: an object for each result, every field, in UTF-8."""

from leaderboard.exporting.selection import Export, Selection
from leaderboard.showing import json_line


def write(selection: Selection) -> Export:
    """Write all results, one on each line."""
    return Export({"": b"".join(map(json_line, selection.rows()))})
