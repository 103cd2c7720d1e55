"""Documents and results as Arrow tables: a bulk insert takes 1 µs a row, a row by row one 150 times that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from leaderboard.records import Document, Result

if TYPE_CHECKING:
    import pyarrow as pa

FIELDS = tuple(Result.model_fields)

_SPACES = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_SPACE_BESIDE_LETTER = re.compile(r"(?<=[^0-9 ]) | (?=[^0-9 ])")


def first_day(when: str | None) -> date | None:
    """The first day that a date of any precision can mean; None for a date that is none.

    >>> first_day("2021"), first_day("2021-03"), first_day("2021-02-31")
    (datetime.date(2021, 1, 1), datetime.date(2021, 3, 1), None)
    """
    if when is None:
        return None
    year, month, day = (*(int(part) for part in when.split("-")), 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=65_536)
def loosely_same(model: str) -> str:
    """Reduce a model's name to what survives sloppy typesetting; digits apart stay apart.

    >>> loosely_same("Swin-L") == loosely_same("swin l")
    True
    >>> loosely_same("Llama-2-7B") == loosely_same("Llama-27B")
    False
    """
    spaced = _SPACES.sub(" ", model).strip().casefold()
    return _SPACE_BESIDE_LETTER.sub("", spaced) or spaced


@lru_cache(maxsize=65_536)
def board_key(dataset: str | None, split: str | None, metric: str | None, setting: str | None) -> str | None:
    """Name the board that a result belongs to; None when dataset or metric is unknown.

    48 bits: of 100,000 boards two share a key in one of 50,000 databases.

    >>> board_key("COCO", "val", "box AP", None)
    '785356e43aad'
    """
    if dataset is None or metric is None:
        return None
    identity = "\x1f".join("\x00" if part is None else part for part in (dataset, split, metric, setting))
    return blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def document_table(documents: Sequence[Document], fingerprints: Sequence[str], extractor: str, run: int) -> pa.Table:
    """The rows of the table `document`."""
    import pyarrow as pa

    return pa.table(
        {
            "id": pa.array([each.id for each in documents], pa.string()),
            "title": pa.array([each.title for each in documents], pa.string()),
            "text": pa.array([each.text for each in documents], pa.string()),
            "date": pa.array([each.date for each in documents], pa.string()),
            "published": pa.array([first_day(each.date) for each in documents], pa.date32()),
            "url": pa.array([each.url for each in documents], pa.string()),
            "source": pa.array([each.source for each in documents], pa.string()),
            "fingerprint": pa.array(fingerprints, pa.string()),
            "extractor": pa.array([extractor] * len(documents), pa.string()),
            "run": pa.array([run] * len(documents), pa.int32()),
        }
    )


def result_table(
    columns: Mapping[str, Sequence[Any]], documents: Sequence[Document], repeated: Set[str] = frozenset()
) -> pa.Table:
    """The rows of the table `result` that belong to the documents; results of other documents are left out.

    Of the documents whose ids were `repeated` in the batch, one text is stored: results that were read from
    another text go, and those that were read twice are kept once.

    Raises ValueError when the columns are not the fields of Result.
    """
    import pyarrow as pa

    if set(columns) != set(FIELDS):
        odd = ", ".join(sorted(set(columns) ^ set(FIELDS)))
        raise ValueError(f"the columns are not the fields of Result: {odd}")
    columns = _only_of(columns, documents, repeated)
    table = {name: pa.array(columns[name], _arrow_type(Result.model_fields[name].annotation)) for name in FIELDS}
    boards = zip(columns["dataset"], columns["split"], columns["metric"], columns["setting"], strict=True)
    return pa.table(
        {
            "result_id": pa.array(_result_ids(columns["document_id"], columns["start"]), pa.string()),
            **table,
            "system_key": pa.array(_system_keys(columns, documents), pa.string()),
            "board": pa.array([board_key(*each) for each in boards], pa.string()),
        }
    )


def _only_of(
    columns: Mapping[str, Sequence[Any]], documents: Sequence[Document], repeated: Set[str]
) -> Mapping[str, Sequence[Any]]:
    """Leave out the results of documents that are not stored: the same paper again, or read before."""
    texts = {each.id: each.text for each in documents}
    ids = columns["document_id"]
    if not repeated and all(each in texts for each in ids):
        return columns
    rows = [row for row, each in enumerate(ids) if each in texts]
    if repeated:
        rows = list(_once(columns, rows, texts, repeated))
    return {name: [values[row] for row in rows] for name, values in columns.items()}


def _once(
    columns: Mapping[str, Sequence[Any]], rows: Sequence[int], texts: Mapping[str, str], repeated: Set[str]
) -> Iterator[int]:
    """Of repeated documents, the results that stand in the text that is stored, each once."""
    seen = set()
    for row in rows:
        id_ = columns["document_id"][row]
        if id_ in repeated:
            start, end = columns["start"][row], columns["end"][row]
            reading = repr([values[row] for values in columns.values()])
            if texts[id_][start:end] != columns["value_text"][row] or reading in seen:
                continue
            seen.add(reading)
        yield row


def _result_ids(document_ids: Sequence[str], starts: Sequence[int]) -> list[str]:
    """Number what stands at one place in one document: a second reading of the same number gets '#2'."""
    seen: Counter[str] = Counter()
    ids = []
    for document_id, start in zip(document_ids, starts, strict=True):
        name = f"{document_id}:{start}"
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return ids


def _system_keys(columns: Mapping[str, Sequence[Any]], documents: Sequence[Document]) -> list[str]:
    """Who has the number: the model, else the paper (and there its own system or another)."""
    paper = {each.id: each.title or each.id for each in documents}
    rows = zip(columns["model"], columns["document_id"], columns["subject"], strict=True)
    return [
        f"model {loosely_same(model)}" if model else f"{subject} in {loosely_same(paper[id_])}"
        for model, id_, subject in rows
    ]


def _arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type that holds a field of Result."""
    import pyarrow as pa

    if get_origin(annotation) is tuple:
        return pa.list_(pa.string())
    simple = {str: pa.string(), float: pa.float64(), int: pa.int32(), bool: pa.bool_()}
    members = [each for each in get_args(annotation) if each is not type(None)] or [annotation]
    if get_origin(annotation) is Literal or get_origin(members[0]) is Literal:
        return pa.string()
    return simple[members[0]]
