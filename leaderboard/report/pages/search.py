"""assets/names.js: what the search on the index finds."""

from leaderboard.report.pages.parts import board_href, board_name, variant
from leaderboard.report.readings import Readings
from leaderboard.report.texts import counted, one_line

Found = tuple[str, str, str, str]  # kind, name, more words, address


def names(readings: Readings) -> list[Found]:
    """Boards, then models, then papers."""
    boards = [("board", board_name(key), variant(key[1], key[3]), board_href(key, readings)) for key in readings.boards]
    models = [
        ("model", readings.model_name(key), counted(len(rows), "number"), f"models/{readings.model_files[key]}.html")
        for key, rows in sorted(readings.of_model.items())
    ]
    papers = [
        ("paper", readings.paper_title(key), one_line(row["date"] or ""), f"papers/{readings.paper_files[key]}.html")
        for key, row in readings.documents.items()
    ]
    return boards + models + papers
