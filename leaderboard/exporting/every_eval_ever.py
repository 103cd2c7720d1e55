"""Every Eval Ever: a JSON file for each model and paper, after version 0.2.2 of the schema that is public.

Where a number stands in its text goes into the details of its score. The format must say which way is better, so
results whose direction nobody knows are left out, as are those that name no model.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from leaderboard.exporting.eval_results import folder_names
from leaderboard.exporting.model_index import kind
from leaderboard.exporting.selection import Export, Row, Selection
from leaderboard.ranking import Leaderboard, reported
from leaderboard.showing import printable

SCHEMA = "0.2.2"
RELATIONSHIPS = {"own": "first_party", "quoted": "third_party", "imported": "other"}
EVIDENCE = (
    "value_text",
    "value_high",
    "bound",
    "sentence",
    "start",
    "end",
    "pattern",
    "confidence",
    "flags",
    "extractor",
)

Key = tuple[str, str, str]  # of an evaluation: model, paper, who says it


def write(selection: Selection) -> Export:
    """Write a folder for each model, in it a file for each paper that reports on it."""
    evaluations: dict[Key, list[tuple[Leaderboard, Row]]] = {}
    left_out = {"of no named model": 0, "of a metric whose direction nobody knows": 0}
    for board, row in selection.standing():
        if row["model"] is None:
            left_out["of no named model"] += 1
        elif board.higher_is_better is None:
            left_out["of a metric whose direction nobody knows"] += 1
        else:
            key = (row["system_key"], row["document_id"], reported(row["subject"]))
            evaluations.setdefault(key, []).append((board, row))
    return Export(dict(_files(evaluations, selection)), {why: count for why, count in left_out.items() if count})


def _files(evaluations: dict[Key, list[tuple[Leaderboard, Row]]], selection: Selection) -> Iterator[tuple[str, bytes]]:
    ordered = sorted(evaluations.items())
    folders = folder_names({model: found[0][1]["model"] for (model, _, _), found in ordered})
    papers = folder_names({paper: paper for (_, paper, _), _ in ordered})
    for (model, paper, said), found in ordered:
        whole = _evaluation(found, selection.papers[paper], said, selection)
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        yield f"{folders[model]}/{papers[paper]}-{said}.json", text.encode("utf-8", "replace")


def _evaluation(found: list[tuple[Leaderboard, Row]], paper: Row, said: str, selection: Selection) -> dict[str, Any]:
    model = printable(found[0][1]["model"])
    stored = str(int(datetime.fromisoformat(paper["started"]).replace(tzinfo=UTC).timestamp()))
    return {
        "schema_version": SCHEMA,
        "evaluation_id": f"leaderboard/{kind(model)}/{paper['id']}/{said}/{stored}",
        "retrieved_timestamp": stored,
        "source_metadata": {
            "source_name": printable(paper["title"] or paper["id"]),
            "source_type": "documentation",
            "source_organization_name": (urlsplit(paper["url"] or "").hostname or "unknown"),
            "evaluator_relationship": RELATIONSHIPS[said],
            "additional_details": _told(document_id=paper["id"], date=paper["date"], url=paper["url"], reported=said),
        },
        "eval_library": {"name": "unknown", "version": "unknown"},
        "model_info": {"name": model, "id": model},
        "evaluation_results": [_result(board, row, selection) for board, row in found],
    }


def _result(board: Leaderboard, row: Row, selection: Selection) -> dict[str, Any]:
    return {
        "evaluation_result_id": row["result_id"],
        "evaluation_name": printable(board.title),
        "source_data": {
            "dataset_name": printable(board.dataset),
            "source_type": "other",
            "additional_details": _told(split=board.split, task=selection.tasks[board.key][0]),
        },
        "metric_config": _metric(board, row, *selection.ranges[board.metric]),
        "score_details": {"score": row["value"], "details": _told(**{name: row[name] for name in EVIDENCE})},
    }


def _metric(board: Leaderboard, row: Row, low: float | None, high: float | None) -> dict[str, Any]:
    """Describe the metric as this number is printed; its range only where both ends are known."""
    config: dict[str, Any] = {
        "evaluation_description": printable(f"{board.title} ({board.direction})"),
        "metric_name": printable(board.metric),
        "lower_is_better": not board.higher_is_better,
        "additional_details": _told(setting=board.setting, settings=row["settings"], task=row["task"]),
    }
    if row["unit"]:
        config["metric_unit"] = printable(row["unit"])
    if low is not None and high is not None and low <= row["value"] <= high:
        config |= {"score_type": "continuous", "min_score": low, "max_score": high}
    return config


def _told(**details: Any) -> dict[str, str]:
    """Details are texts; what is not known is left out."""
    return {
        name: "; ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in details.items()
        if value is not None and value != []
    }
