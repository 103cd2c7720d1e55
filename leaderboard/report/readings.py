"""Readings: all that the report shows, fetched from the database once."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from leaderboard.ranking import with_unit
from leaderboard.report.slugs import joined, slugs
from leaderboard.report.texts import one_line

if TYPE_CHECKING:
    from leaderboard.store import Store

Row = Mapping[str, Any]
BoardKey = tuple[str, str | None, str, str | None]  # dataset, split, metric, setting
FEWEST_FOR_A_MODEL = 2  # a model with one number has nothing to compare; its number stands on its paper's page


@dataclass(frozen=True)
class Readings:
    """The database's rows by what the pages ask for, and the file name of every page."""

    documents: dict[str, Row]
    results: dict[str, Row]
    boards: dict[BoardKey, Row]
    ranked: dict[BoardKey, list[Row]]
    conflicts: list[Row]
    coverage: list[Row]
    tradeoffs: list[Row]
    metrics: list[Row]
    problems: list[Row]
    counts: Row
    of_document: dict[str, list[Row]] = field(default_factory=dict)
    of_model: dict[str, list[Row]] = field(default_factory=dict)
    of_kind: dict[str, list[Row]] = field(default_factory=dict)
    of_dataset: dict[str, list[BoardKey]] = field(default_factory=dict)
    standing: dict[str, Row] = field(default_factory=dict)
    with_unit: dict[BoardKey, bool] = field(default_factory=dict)
    parameters: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    board_files: dict[BoardKey, str] = field(default_factory=dict)
    paper_files: dict[str, str] = field(default_factory=dict)
    model_files: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.of_document.update(_grouped(self.results.values(), "document_id"))
        self.of_kind.update({"score": [], "gain": [], "cost": []} | _grouped(self.results.values(), "kind"))
        for key in self.boards:
            self.of_dataset.setdefault(key[0], []).append(key)
        models = _grouped((row for row in self.results.values() if row["model"]), "system_key")
        self.of_model.update({key: rows for key, rows in models.items() if len(rows) >= FEWEST_FOR_A_MODEL})
        self.standing.update({row["result_id"]: row for rows in self.ranked.values() for row in rows})
        for key, rows in self.ranked.items():
            units = (self.results[row["result_id"]]["unit"] for row in rows)
            self.with_unit[key] = with_unit(units, self.boards[key]["unit"])
        for row in self.results.values():
            if row["kind"] == "cost" and row["metric"] == "parameters" and row["change"] is None:
                self.parameters.setdefault((row["document_id"], row["system_key"]), []).append(row)
        self.board_files.update(slugs({key: joined([key[0], key[2], key[1], key[3]]) for key in self.boards}))
        self.paper_files.update(slugs({key: key for key in self.documents}))
        self.model_files.update(slugs({key: self.model_name(key) for key in self.of_model}))

    def model_name(self, key: str) -> str:
        """The spelling that is used most for a model; of equals the first in order."""
        spellings = Counter(one_line(row["model"]) for row in self.of_model[key])
        return min(spellings, key=lambda name: (-spellings[name], name))

    def paper_title(self, document_id: str) -> str:
        """The title as printed, else the id."""
        return one_line(self.documents[document_id]["title"] or "") or one_line(document_id)


def read(store: "Store") -> Readings:
    """Fetch everything; ten queries, whatever the number of pages."""
    ranked: dict[BoardKey, list[Row]] = defaultdict(list)
    for row in asked(store, "ranked"):
        ranked[board_key(row)].append(row)
    return Readings(
        documents={row["id"]: row for row in asked(store, "documents")},
        results={row["result_id"]: row for row in asked(store, "results")},
        boards={board_key(row): row for row in asked(store, "boards")},
        ranked=dict(ranked),
        conflicts=asked(store, "conflicts"),
        coverage=asked(store, "coverage"),
        tradeoffs=asked(store, "tradeoffs"),
        metrics=asked(store, "metrics"),
        problems=asked(store, "problems"),
        counts=asked(store, "counts")[0],
    )


def asked(store: "Store", name: str) -> list[Row]:
    """Run one of the queries beside this file; what is missing is None, lists are tuples."""
    sql = files("leaderboard.report").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
    frame = store.query(sql)
    columns = [[_plain(value) for value in frame[column].tolist()] for column in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def board_key(row: Row) -> BoardKey:
    """What makes a board: dataset, split, metric and setting."""
    return (row["dataset"], row["split"], row["metric"], row["setting"])


def _plain(value: Any) -> Any:
    """Turn what pandas and numpy put for nothing and for lists into Python's."""
    if hasattr(value, "tolist"):
        return tuple(value.tolist())
    if isinstance(value, list):
        return tuple(value)
    return None if type(value).__name__ == "NAType" or value != value else value


def _grouped(rows: Any, column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return dict(groups)
