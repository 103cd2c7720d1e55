"""CSV: a row for each result, every field, and no cell that a spreadsheet would run."""

from leaderboard.exporting.selection import Export, Selection
from leaderboard.showing import csv_line


def write(selection: Selection) -> Export:
    """Write all results with a header."""
    header = [*map(str, selection.results.columns), "reported"]
    lines = [csv_line(header), *(csv_line(row.values()) for row in selection.rows())]
    return Export({"": "".join(lines).encode()})
