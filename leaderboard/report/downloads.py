"""The files beside a board's page: every row of it, not only those that the page has room for."""

import csv
import io
import json
from typing import Any

from leaderboard.report.pages.parts import said_by
from leaderboard.report.readings import BoardKey, Readings, Row
from leaderboard.report.texts import visible, web_link

COLUMNS = (
    "rank", "best_rank", "model", "paper", "value", "value_text", "value_high", "unit", "bound", "settings",
    "said_by", "date", "url", "document_id", "start", "end", "sentence", "pattern", "confidence", "flags",
    "extractor",
)  # fmt: skip

FORMULA = ("=", "+", "-", "@", "|", "%")  # what makes a spreadsheet run a cell


def board_rows(key: BoardKey, readings: Readings) -> list[dict[str, Any]]:
    """All results of a board, best first."""
    return [_row(standing, readings) for standing in readings.ranked[key]]


def _row(standing: Row, readings: Readings) -> dict[str, Any]:
    row = readings.results[standing["result_id"]]
    document = readings.documents[row["document_id"]]
    known = {
        **row,
        "rank": standing["rank"],
        "best_rank": standing["best_rank"],
        "paper": document["title"],
        "said_by": said_by(row),
        "date": document["date"],
        "url": web_link(document["url"]),
        "settings": list(row["settings"]),
        "flags": list(row["flags"]),
    }
    return {name: known[name] for name in COLUMNS}


def board_csv(key: BoardKey, readings: Readings) -> str:
    """A board as CSV that no spreadsheet runs."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(row[name]) for name in COLUMNS] for row in board_rows(key, readings))
    return page.getvalue()


def cell(value: object) -> object:
    """Write a value as a cell: nothing for what is not said, and no text that a spreadsheet would run.

    >>> cell("=1+1"), cell("ViT-L"), cell(None), cell(["zero-shot", "ensemble"]), cell(-2.5)
    ("'=1+1", 'ViT-L', '', 'zero-shot; ensemble', -2.5)
    """
    if value is None or isinstance(value, (int, float)):
        return "" if value is None else value
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = visible(text)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(("\t", "\r")) else text


def board_json(key: BoardKey, readings: Readings) -> str:
    """A board as JSON, with what makes it a board."""
    dataset, split, metric, setting = key
    named = {"dataset": dataset, "split": split, "metric": metric, "setting": setting}
    higher_is_better = readings.boards[key]["higher_is_better"]
    whole = {**named, "higher_is_better": higher_is_better, "results": board_rows(key, readings)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
