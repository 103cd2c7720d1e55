"""Publishes the shapes: JSON Schema of the records and of the vocabulary files, SQL of tables and views.

`python -m leaderboard.schemas [FOLDER]` writes them (`make schemas`); a test fails when they are stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from leaderboard.records import Document, Result
from leaderboard.store.schema import schema_sql, views_sql
from leaderboard.vocabulary.entries import (
    CueClass,
    DatasetEntry,
    Entry,
    MetricEntry,
    ModelFamilies,
    SettingEntry,
    SplitEntry,
    TaskEntry,
    UnitEntry,
)
from leaderboard.writing import write_whole

FOLDER = Path("schemas")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
BY_HAND = "Written by `make schemas`; never edit it by hand."

RECORDS: dict[str, type[BaseModel]] = {"document": Document, "result": Result}

# One line of each vocabulary file. `datasets` stands for all files of that folder.
LINES: dict[str, type[BaseModel]] = {
    "cues": CueClass,
    "directions": CueClass,
    "parties": CueClass,
    "measures": CueClass,
    "datasets": DatasetEntry,
    "metrics": MetricEntry,
    "models": ModelFamilies,
    "settings": SettingEntry,
    "splits": SplitEntry,
    "tasks": TaskEntry,
    "units": UnitEntry,
}
FILLED_IN = ("name", "area")  # by the loader: from the key of the line and the name of the file


def write_schemas(folder: str | Path = FOLDER) -> list[Path]:
    """Write all published shapes into a folder and return the files, in the order of their names."""
    return [write_whole(Path(folder) / name, text.encode()) for name, text in sorted(published().items())]


def published() -> dict[str, str]:
    """Every published file with its text.

    >>> sorted(published())[:3]
    ['document.schema.json', 'result.schema.json', 'schema.sql']
    """
    records = {f"{name}.schema.json": _text(_record_schema(model)) for name, model in RECORDS.items()}
    files = {f"vocabulary/{name}.schema.json": _text(_file_schema(name, model)) for name, model in LINES.items()}
    sql = {"schema.sql": f"-- {BY_HAND}\n{schema_sql()}", "views.sql": f"-- {BY_HAND}\n{views_sql()}"}
    return records | files | sql


def _record_schema(model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": DIALECT, "$comment": BY_HAND, **model.model_json_schema(mode="serialization")}


def _file_schema(name: str, model: type[BaseModel]) -> dict[str, Any]:
    """The shape of a whole file: names, each with one line."""
    line = model.model_json_schema()
    if issubclass(model, Entry):
        line["properties"] = {key: shape for key, shape in line["properties"].items() if key not in FILLED_IN}
        line["required"] = [key for key in line.get("required", ()) if key not in FILLED_IN]
    title = f"leaderboard/vocabulary/{name}.toml" if name != "datasets" else "leaderboard/vocabulary/datasets/*.toml"
    return {
        "$schema": DIALECT,
        "$comment": BY_HAND,
        "title": title,
        "type": "object",
        "additionalProperties": line,
    }


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path in write_schemas(*sys.argv[1:2]):
        print(path)
