"""The hand-annotated texts: the shared set, and ours, which keeps places and values but no text.

`tests/annotated/seen.jsonl` was read while rules were written, `held.jsonl` was not. Each line has the fingerprint of a
text of the shared corpus and the numbers it reports, with the fields of the shared annotation guide.
"""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from leaderboard.reading import fingerprint, read_documents
from leaderboard.records import Document

HERE = Path(__file__).parent.parent / "annotated"


class Annotated(NamedTuple):
    """One set: its name, its documents, and the numbers they report."""

    name: str
    documents: list[Document]
    gold: list[dict[str, Any]]


def annotated_sets(shared: Path) -> Iterator[Annotated]:
    """Yield the shared set, then ours."""
    yield _shared_set(shared / "evaluation")
    texts = {fingerprint(document.text): document for document in _corpus(shared / "corpus")}
    for name in ("seen", "held"):
        yield _own_set(name, texts)


def referee(shared: Path) -> tuple[ModuleType, dict[str, Any]]:
    """Load the referee and its aliases."""
    spec = importlib.util.spec_from_file_location("score", shared / "evaluation" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    alias = json.loads((shared / "evaluation" / "aliases.json").read_text(encoding="utf-8"))
    return module, {kind: module.Names(alias[kind]) for kind in ("dataset", "metric")}


def _shared_set(folder: Path) -> Annotated:
    documents = [
        Document(id=line["id"], title=line["title"], text=line["text"])
        for line in _lines(folder / "dev.documents.jsonl")
    ]
    return Annotated("dev", documents, list(_lines(folder / "dev.gold.jsonl")))


def _own_set(name: str, texts: dict[str, Document]) -> Annotated:
    documents, gold = [], []
    for line in _lines(HERE / f"{name}.jsonl"):
        document = texts[line["fingerprint"]]
        documents.append(document)
        gold += [{**_EMPTY, **number, "doc": document.id} for number in line["numbers"]]
    return Annotated(name, documents, gold)


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(
        (
            "high",
            "unit",
            "change",
            "better",
            "bound",
            "metric",
            "metric_text",
            "dataset",
            "dataset_text",
            "split",
            "model",
            "versus",
            "task",
        )
    ),
    "also": [],
    "setting": [],
    "aggregate": False,
    "hard": False,
}


def _corpus(folder: Path) -> Iterator[Document]:
    yield from read_documents(sorted((folder / "seeds").glob("*.txt")))
    yield from read_documents([folder / "arxiv_sample.jsonl.gz"])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
