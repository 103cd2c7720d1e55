"""Markdown: a heading and a table for each board, to paste into a README."""

from leaderboard.exporting.selection import Export, Selection
from leaderboard.showing import frame_text, heading, markdown_inline, ranked_rows


def write(selection: Selection) -> Export:
    """Write each board as a table, each model once at its best."""
    parts = [
        f"## {markdown_inline(heading(board))}\n\n{frame_text(ranked_rows(board), 'markdown')}"
        for board in selection.boards
    ]
    return Export({"": "\n".join(parts).encode("utf-8", "replace")})
