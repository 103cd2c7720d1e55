"""Papers with Code's evaluation-tables.json: tasks, their datasets, and the rows of each table.

The format has one direction of speech: a row is what its paper reports of its own. It cannot say that a number is
quoted for another system, so quoted ones are left out and counted. Split and setting stand in the dataset's name,
as they do on the site: "COCO test-dev (zero-shot)"; `leaderboard import` reads them back.
"""

import json
from collections.abc import Iterator
from typing import Any

from leaderboard.exporting.selection import Export, Row, Selection
from leaderboard.ranking import Leaderboard

NO_TASK = "Task not stated"
EXTRA = "extra-data"


def write(selection: Selection) -> Export:
    """Write the boards as tasks with their tables."""
    tasks: dict[str, dict[str, Any]] = {}
    quoted = 0
    for board, row in selection.standing():
        if row["subject"] == "other":
            quoted += 1
            continue
        task, area = selection.tasks[board.key]
        table = _table(tasks.setdefault(task or NO_TASK, _task(task or NO_TASK, area)), board)
        _add(table["sota"], board, row)
    whole = json.dumps(list(_sorted(tasks)), ensure_ascii=False, indent=1) + "\n"
    left_out = {"quoted for another system, which the format cannot say": quoted} if quoted else {}
    return Export({"": whole.encode("utf-8", "replace")}, left_out)


def _task(name: str, area: str | None) -> dict[str, Any]:
    return {
        "task": name,
        "description": "",
        "categories": [area] if area else [],
        "datasets": {},
        "subtasks": [],
        "synonyms": [],
        "source_link": None,
    }


def table_name(board: Leaderboard) -> str:
    """Name a table by dataset, split and setting."""
    setting = f"({board.setting})" if board.setting else None
    return " ".join(part for part in (board.dataset, board.split, setting) if part)


def _table(task: dict[str, Any], board: Leaderboard) -> dict[str, Any]:
    name = table_name(board)
    empty: dict[str, Any] = {
        "dataset": name,
        "description": "",
        "subdatasets": [],
        "dataset_links": [],
        "dataset_citations": [],
        "sota": {"metrics": [], "rows": {}},
    }
    table: dict[str, Any] = task["datasets"].setdefault(name, empty)
    return table


def _add(sota: dict[str, Any], board: Leaderboard, row: Row) -> None:
    """Put a number into its model's row; of several numbers of one paper for one metric the best stays."""
    if board.metric not in sota["metrics"]:
        sota["metrics"].append(board.metric)
    used = EXTRA in row["settings"]
    line = sota["rows"].setdefault(
        (row["system"], row["document_id"], used),
        {
            "model_name": row["system"],
            "paper_title": row["title"] or "",
            "paper_url": row["url"] or "",
            "paper_date": row["published"],
            "code_links": [],
            "model_links": [],
            "metrics": {},
            "uses_additional_data": used,
        },
    )
    line["metrics"].setdefault(board.metric, f"{row['value_text']}{'%' if row['unit'] == '%' else ''}")


def _sorted(tasks: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for _, task in sorted(tasks.items()):
        tables = [
            {**table, "sota": {**table["sota"], "rows": list(table["sota"]["rows"].values())}}
            for _, table in sorted(task["datasets"].items())
        ]
        yield {**task, "datasets": tables}
