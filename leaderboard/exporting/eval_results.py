"""Hugging Face .eval_results: a YAML file for each model, to put into the folder of that name in its repository.

The Hub asks for its own id of the dataset and of the task; neither is known here, so our names stand in their place.
"""

from typing import Any

from leaderboard.exporting.model_index import kind
from leaderboard.exporting.selection import Export, Row, Selection
from leaderboard.ranking import Leaderboard, printed, reported
from leaderboard.showing import printable


def write(selection: Selection) -> Export:
    """Write a folder for each named model; results that name none are left out."""
    import yaml

    models: dict[str, list[dict[str, Any]]] = {}
    names: dict[str, str] = {}
    nameless = 0
    for board, row in selection.standing():
        if row["model"] is None:
            nameless += 1
            continue
        names.setdefault(row["system_key"], row["model"])
        models.setdefault(row["system_key"], []).append(_entry(board, row))
    folders = folder_names(names)
    files = {
        f"{folders[key]}/.eval_results/leaderboard.yaml": yaml.safe_dump(
            entries, sort_keys=False, allow_unicode=True, width=120
        ).encode("utf-8", "replace")
        for key, entries in sorted(models.items())
    }
    return Export(files, {"of no named model": nameless} if nameless else {})


def folder_names(names: dict[str, str]) -> dict[str, str]:
    """Give each model a folder of its own, whatever its name holds.

    >>> folder_names({"a": "Swin-L", "b": "swin l", "c": "../x"})
    {'a': 'swin-l', 'b': 'swin-l-2', 'c': 'x'}
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    for key, name in names.items():
        wanted, number = kind(name), 1
        place = wanted
        while place in taken:
            number += 1
            place = f"{wanted}-{number}"
        taken.add(place)
        given[key] = place
    return given


def _entry(board: Leaderboard, row: Row) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "dataset": {"id": printable(board.dataset), "task_id": kind(board.metric)},
        "value": row["value"],
    }
    if row["published"]:
        entry["date"] = row["published"]
    if row["url"]:
        entry["source"] = {"url": row["url"], "name": printable(row["title"] or row["document_id"])}
    entry["notes"] = _notes(board, row)
    return entry


def _notes(board: Leaderboard, row: Row) -> str:
    told = {
        "metric": f"{board.metric}, {board.direction}",
        "printed": printed(row),
        "split": board.split,
        "setting": board.setting,
        "reported": reported(row["subject"]),
        "sentence": row["sentence"],
    }
    return printable("; ".join(f"{name}: {value}" for name, value in told.items() if value))
