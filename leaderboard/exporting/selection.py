"""What is exported: all of a database, or the boards and the model that were chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from leaderboard.errors import UnknownName
from leaderboard.ranking import Leaderboard, board, boards, every_board, reported
from leaderboard.showing import plain, web_link

if TYPE_CHECKING:
    from pandas import DataFrame

    from leaderboard.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Selection:
    """The chosen results with their papers, the boards that they stand on, and what is known of their metrics."""

    results: "DataFrame"
    boards: list[Leaderboard]
    papers: Mapping[str, Row]
    tasks: Mapping[str, tuple[str | None, str | None]]  # of a board: task and area
    ranges: Mapping[str, tuple[float | None, float | None]]  # of a metric: least and greatest value

    def rows(self) -> Iterator[Row]:
        """The results as plain values, in reading order."""
        for row in records(self.results):
            yield {**row, "reported": reported(row["subject"])}

    def standing(self) -> Iterator[tuple[Leaderboard, Row]]:
        """Every result of the boards, board by board, the best first."""
        for each in self.boards:
            for row in records(each.mentions):
                yield each, row


@dataclass
class Export:
    """The files that were made, by their name in the folder ("" where there is one), and what did not fit."""

    files: dict[str, bytes]
    left_out: dict[str, int] = field(default_factory=dict)  # why, and how many results


def select(
    store: "Store",
    dataset: str | None = None,
    metric: str | None = None,
    setting: str | None = None,
    split: str | None = None,
    model: str | None = None,
) -> Selection:
    """Choose what to export; without names, all results of every kind.

    Raises UnknownName when there is no such board or model.
    """
    if dataset is None:
        chosen = list(every_board(store, metric, setting, split))
    else:
        chosen = board(store, dataset, metric, setting, split)
    results = _asked(store, "results")
    if any(name is not None for name in (dataset, metric, setting, split)):
        results = results[results["board"].isin([each.key for each in chosen]) & results["rank_value"].notna()]
    if model is not None:
        results, chosen = _of_model(model, results, chosen)
    listed = boards(store)
    return Selection(
        results=results.drop(columns=["board", "system_key"]),
        boards=chosen,
        papers={row["id"]: row for row in records(_asked(store, "papers"))},
        tasks={row["board"]: (row["task"], row["area"]) for row in records(listed)},
        ranges={row["metric"]: (row["low"], row["high"]) for row in records(_asked(store, "metrics"))},
    )


def _of_model(model: str, results: "DataFrame", chosen: list[Leaderboard]) -> tuple["DataFrame", list[Leaderboard]]:
    from leaderboard.store.questions import unknown
    from leaderboard.store.rows import loosely_same

    key = f"model {loosely_same(model)}"
    if not (results["system_key"] == key).any():
        there: UnknownName = unknown("model", model, dict.fromkeys(results["model"].dropna().unique()))
        raise there
    found = [
        replace(
            each,
            rows=each.rows[each.rows["system_key"] == key],
            mentions=each.mentions[each.mentions["system_key"] == key],
        )
        for each in chosen
    ]
    return results[results["system_key"] == key], [each for each in found if len(each.mentions)]


def records(frame: "DataFrame") -> list[dict[str, Any]]:
    """Rows as plain values: None for what is missing, days as text, lists as lists, links of the web."""
    names = [str(name) for name in frame.columns]
    rows = [dict(zip(names, map(plain, row), strict=True)) for row in frame.astype(object).itertuples(False, None)]
    return [{**row, "url": web_link(row["url"])} if "url" in row else row for row in rows]


def _asked(store: "Store", name: str) -> "DataFrame":
    sql = files("leaderboard.exporting").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    return store.query(sql).astype({"rank": "Int64", "best_rank": "Int64"} if name == "results" else {})
