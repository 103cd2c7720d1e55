"""Markdown: a heading and a table for each board, to paste into a README."""

from leaderboard.exporting.selection import Export, Selection
from leaderboard.showing import frame_text, heading, printable, ranked_rows


def write(selection: Selection) -> Export:
    """Write each board as a table, each model once at its best."""
    parts = [
        f"## {printable(heading(board))}\n\n{frame_text(ranked_rows(board), 'markdown')}" for board in selection.boards
    ]
    return Export({"": "\n".join(parts).encode("utf-8", "replace")})
