"""The files beside the pages: every row, not only those that a page has room for."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leaderboard.exporting.bibtex import bibliography
from leaderboard.report.pages.parts import said_by
from leaderboard.report.readings import BoardKey, Readings, Row
from leaderboard.report.texts import web_link
from leaderboard.showing import csv_line

PLACE = ("date", "url", "document_id", "start", "end", "sentence", "pattern", "confidence", "flags", "extractor")
BOARD = (
    "rank", "best_rank", "model", "paper", "value", "value_text", "value_high", "unit", "bound", "settings",
    "said_by", *PLACE,
)  # fmt: skip
RESULTS = (
    "kind", "value", "value_text", "value_high", "unit", "bound", "change", "better", "metric", "dataset", "split",
    "setting", "settings", "task", "model", "versus", "said_by", "rank", "paper", *PLACE,
)  # fmt: skip
BOARDS = (
    "dataset", "split", "metric", "setting", "higher_is_better", "unit", "task", "results", "papers", "models",
    "quoted", "top_system", "top_value_text", "page",
)  # fmt: skip
BENCHMARKS = (
    "dataset", "papers", "results", "ranked", "boards", "split_unsaid", "setting_unsaid", "model_unsaid",
    "mean_confidence",
)  # fmt: skip


def whole_csv(readings: Readings) -> dict[str, str]:
    """All that was read, as CSV by file name: the numbers, the boards, the benchmarks."""
    results = (_known(row, readings.standing.get(row["result_id"], {}), readings) for row in readings.results.values())
    boards = ({**row, "page": f"boards/{readings.board_files[key]}.html"} for key, row in readings.boards.items())
    return {
        "results.csv": csv_text(RESULTS, results),
        "boards.csv": csv_text(BOARDS, boards),
        "benchmarks.csv": csv_text(BENCHMARKS, readings.coverage),
    }


def board_csv(key: BoardKey, readings: Readings) -> str:
    """A board as CSV, best first."""
    return csv_text(BOARD, _board_rows(key, readings))


def board_json(key: BoardKey, readings: Readings) -> str:
    """A board as JSON, with what makes it a board."""
    dataset, split, metric, setting = key
    named = {"dataset": dataset, "split": split, "metric": metric, "setting": setting}
    results = [{name: row[name] for name in BOARD} for row in _board_rows(key, readings)]
    whole = {**named, "higher_is_better": readings.boards[key]["higher_is_better"], "results": results}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def board_bibtex(key: BoardKey, readings: Readings) -> str:
    """The papers of a board as BibTeX."""
    papers = {readings.results[standing["result_id"]]["document_id"] for standing in readings.ranked[key]}
    return bibliography(readings.documents[paper] for paper in sorted(papers))


def _board_rows(key: BoardKey, readings: Readings) -> list[dict[str, Any]]:
    return [_known(readings.results[standing["result_id"]], standing, readings) for standing in readings.ranked[key]]


def _known(row: Row, standing: Row, readings: Readings) -> dict[str, Any]:
    """All that is known of a result: the number, its paper, and where it stands if it ranks."""
    document = readings.documents[row["document_id"]]
    return {
        **row,
        "rank": standing.get("rank"),
        "best_rank": standing.get("best_rank"),
        "paper": document["title"],
        "said_by": said_by(row),
        "date": document["date"],
        "url": web_link(document["url"]),
    }


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV that no spreadsheet runs."""
    return "".join([csv_line(columns), *(csv_line(row[name] for name in columns) for row in rows)])
