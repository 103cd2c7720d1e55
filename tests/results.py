"""Documents, results and a vocabulary to fill a store with."""

from collections.abc import Iterable
from typing import Any

from leaderboard.records import Document, Result
from leaderboard.store import Store
from leaderboard.vocabulary.entries import DatasetEntry, MetricEntry
from leaderboard.vocabulary.loader import Vocabulary

VERSION = "1"

METRICS = (
    MetricEntry(name="accuracy", better="higher", unit="%", range=(0, 100)),
    MetricEntry(name="top-1 accuracy", better="higher", unit="%", range=(0, 100), aliases=("top-1",)),
    MetricEntry(name="FID", better="lower", range=(0,)),
    MetricEntry(name="SSIM", better="higher", range=(0, 1)),
    MetricEntry(name="temperature", better="neither"),
    MetricEntry(name="parameters", better="lower", unit="parameters", kind="cost"),
)
DATASETS = (
    DatasetEntry(name="ImageNet-1k", task="image classification", aliases=("ImageNet",), area="vision"),
    DatasetEntry(name="CIFAR-10", task="image classification", area="vision"),
)
NO_WORDS: dict[str, Any] = {kind: {} for kind in Vocabulary._fields}
VOCABULARY = Vocabulary(
    **NO_WORDS
    | {
        "datasets": {each.name: each for each in DATASETS},
        "metrics": {each.name: each for each in METRICS},
    }
)


def a_store(path: Any, read_only: bool = False) -> Store:
    """A store that knows a few metrics and datasets, whatever the real vocabulary says."""
    return Store(path, read_only, vocabulary=VOCABULARY)


def a_document(id: str, text: str | None = None, **said: Any) -> Document:
    """A paper whose text differs from every other's unless it is given."""
    return Document(id=id, text=text or f"The text of {id} reports 84.5.", **said)


def a_result(document_id: str, value: float | str = 84.5, **said: Any) -> Result:
    """A top-1 accuracy on ImageNet-1k, unless something else is said."""
    said = {
        "kind": "score", "metric": "top-1 accuracy", "dataset": "ImageNet-1k", "confidence": 0.9, "unit": "%",
        "pattern": "test", "sentence": f"We reach {value}.", "sentence_start": 0, "extractor": VERSION,
        "start": 0, "higher_is_better": True,
    } | said  # fmt: skip
    said.setdefault("end", said["start"] + len(str(value)))
    return Result(document_id=document_id, value_text=str(value), value=float(value), **said)


def columns_of(results: Iterable[Result]) -> dict[str, list[Any]]:
    """The results as the extractor hands them over: one list for each field."""
    results = list(results)
    columns = {name: [getattr(each, name) for each in results] for name in Result.model_fields}
    listed = ("also", "settings", "flags")
    return columns | {name: [list(values) for values in columns[name]] for name in listed}
