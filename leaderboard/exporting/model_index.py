"""Hugging Face model-index: the YAML that stands at the top of a model's card, for one model or for all.

The Hub's own ids of tasks and datasets are not known here; `type` is our name in the Hub's spelling, `name` our name.
"""

from typing import Any

from leaderboard.exporting.selection import Export, Row, Selection
from leaderboard.ranking import Leaderboard, reported
from leaderboard.reading.identity import slug
from leaderboard.showing import printable


def write(selection: Selection) -> Export:
    """Write the ranked results of each model; those that name none stand for a paper and are left out."""
    import yaml

    models: dict[str, tuple[str, dict[Any, dict[str, Any]]]] = {}
    nameless = 0
    for board, row in selection.standing():
        if row["model"] is None:
            nameless += 1
            continue
        _, results = models.setdefault(row["system_key"], (printable(row["model"]), {}))
        place = (board.dataset, board.split, row["document_id"], row["subject"])
        result = results.setdefault(place, _result(board, row, selection.tasks[board.key][0]))
        result["metrics"].append(_metric(board, row))
    index = [{"name": name, "results": list(results.values())} for _, (name, results) in sorted(models.items())]
    text = yaml.safe_dump({"model-index": index}, sort_keys=False, allow_unicode=True, width=120)
    left_out = {"of no named model": nameless} if nameless else {}
    return Export({"": text.encode("utf-8", "replace")}, left_out)


def _result(board: Leaderboard, row: Row, task: str | None) -> dict[str, Any]:
    dataset: dict[str, Any] = {"type": kind(board.dataset), "name": printable(board.dataset)}
    if board.split:
        dataset["split"] = printable(board.split)
    result: dict[str, Any] = {
        "task": {"type": kind(task or "other"), "name": printable(task or "task not stated")},
        "dataset": dataset,
        "metrics": [],
    }
    if row["url"]:  # without an address the Hub takes no source at all
        result["source"] = {"name": printable(row["title"] or row["document_id"]), "url": row["url"]}
    return result


def _metric(board: Leaderboard, row: Row) -> dict[str, Any]:
    said = reported(row["subject"])
    apart = [each for each in (board.setting, said if said != "own" else None) if each]
    name = f"{board.metric} ({', '.join(apart)})" if apart else board.metric
    return {"type": kind(board.metric), "value": row["value"], "name": printable(name)}


def kind(name: str) -> str:
    """Spell a name as the Hub spells its ids.

    >>> kind("image classification"), kind("深度")
    ('image-classification', 'other')
    """
    return slug(name) or "other"
