"""The boards of a store, by name."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from leaderboard.errors import UnknownName
from leaderboard.ranking.leaderboard import UNSAID, Leaderboard

if TYPE_CHECKING:
    import pandas as pd

    from leaderboard.store import Store

LIST = "FROM board ORDER BY results DESC, dataset, metric, setting NULLS FIRST, split NULLS FIRST"
ROWS = "ORDER BY board, rank NULLS LAST, subject DESC, published NULLS LAST, result_id"
SUGGESTED = 3  # names that a hint offers


def boards(store: Store) -> pd.DataFrame:
    """List the boards, one row each, the fullest first; the columns are those of the view `board`."""
    return store.query(LIST)


def board(
    store: Store,
    dataset: str,
    metric: str | None = None,
    setting: str | None = None,
    split: str | None = None,
) -> list[Leaderboard]:
    """Rank one dataset: a board for each split, metric and setting that there is, the fullest first.

    Names may be any alias of the vocabulary. What is None is not chosen by; "unspecified" chooses the
    boards of results whose text names no setting or split.
    Raises UnknownName, its hint with near names, when there is no such board.
    """
    listed = _choose_all(boards(store), dataset=dataset, metric=metric, setting=setting, split=split)
    chosen = listed["board"].tolist()
    where = "WHERE dataset = $dataset AND list_contains($boards, board)"
    return list(_read(store, listed, where, {"dataset": listed["dataset"].iloc[0], "boards": chosen}))


def every_board(
    store: Store, metric: str | None = None, setting: str | None = None, split: str | None = None
) -> Iterator[Leaderboard]:
    """Yield all boards, or those of one metric, setting or split on any dataset; the fullest first.

    Raises UnknownName when there is no such board.
    """
    return _read(store, _choose_all(boards(store), metric=metric, setting=setting, split=split), "", None)


def conflicts(store: Store, dataset: str | None = None) -> pd.DataFrame:
    """List where papers give different numbers for one model on one board, the widest apart first."""
    return store.ask("conflicts", dataset=dataset and _choose(boards(store), "dataset", dataset)["dataset"].iloc[0])


def history(
    store: Store,
    dataset: str,
    metric: str | None = None,
    setting: str | None = None,
    split: str | None = None,
) -> pd.DataFrame:
    """Give the dated results of the fullest such board, with the best so far and which are records."""
    first = board(store, dataset, metric, setting, split)[0]
    return store.query(
        "FROM history WHERE dataset = $dataset AND board = $board ORDER BY published, rank, result_id",
        {"dataset": first.dataset, "board": first.key},
    )


def _read(store: Store, listed: pd.DataFrame, where: str, values: dict[str, Any] | None) -> Iterator[Leaderboard]:
    rows = _by_board(store.query(f"FROM best {where} {ROWS}", values))
    mentions = _by_board(store.query(f"FROM leaderboard {where} {ROWS}", values))
    for each in listed.to_dict("records"):
        yield Leaderboard(
            key=each["board"],
            dataset=each["dataset"],
            split=_or_none(each["split"]),
            metric=each["metric"],
            setting=_or_none(each["setting"]),
            higher_is_better=_or_none(each["higher_is_better"]),
            unit=_or_none(each["unit"]),
            rows=rows[each["board"]],
            mentions=mentions[each["board"]],
        )


def _by_board(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Cut rows that are sorted by board into slices: six times as fast as groupby for 10,000 boards."""
    rows = rows.astype({"rank": "Int64"})  # ranks stay whole numbers where some are missing
    ends = rows.groupby("board", sort=False).size().cumsum()
    starts = [0, *ends.tolist()][:-1]
    return {
        str(key): rows.iloc[start:end].reset_index(drop=True)
        for key, start, end in zip(ends.index, starts, ends.tolist(), strict=True)
    }


def _or_none(value: Any) -> Any:
    import pandas as pd

    return None if pd.isna(value) else value


def _choose_all(listed: pd.DataFrame, **names: str | None) -> pd.DataFrame:
    """The boards that have all these names; None chooses nothing."""
    for column, name in names.items():
        if name is not None:
            listed = _choose(listed, column, name)
    return listed


def _choose(listed: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    """The boards whose dataset, metric, setting or split has that name."""
    if name == UNSAID and listed[column].isna().any():
        return listed[listed[column].isna()]
    there = listed[column].dropna().unique().tolist()
    found = _meant(column, name, there)
    if found is None:
        raise _unknown(listed, column, name, there)
    return listed[listed[column] == found]


def _meant(column: str, name: str, there: Collection[str]) -> str | None:
    """The name as the boards have it, whether given so, in another case or spacing, or by an alias."""
    from leaderboard.vocabulary import load_vocabulary
    from leaderboard.vocabulary.folding import fold

    if name in there and name in getattr(load_vocabulary(), column + "s"):
        return name
    folded = fold(name)
    loosely = [name] if name in there else [each for each in there if fold(each) == folded]
    # An alias first: "ImageNet" means ImageNet-1k, though one paper's ImageNet may be something of its own.
    return _by_alias(column, name, there) or next(iter(loosely), None)


def _by_alias(column: str, name: str, there: Collection[str]) -> str | None:
    from leaderboard.vocabulary import load_vocabulary
    from leaderboard.vocabulary.folding import fold

    folded = fold(name)
    for canonical, entry in getattr(load_vocabulary(), column + "s").items():
        spelled = name in entry.exact or any(fold(alias) == folded for alias in entry.aliases)
        if spelled and canonical in there:
            return str(canonical)
    return None


def _unknown(listed: pd.DataFrame, column: str, name: str, there: Collection[str]) -> UnknownName:
    if column != "dataset" and listed["dataset"].nunique() == 1:
        where = listed["dataset"].iloc[0]
        choice = [*there, UNSAID] if listed[column].isna().any() else list(there)
        return UnknownName(f"no {column} {name!r}", where=where, hint=f"there are: {', '.join(choice)}")
    lowered = {each.lower(): each for each in there}
    near = difflib.get_close_matches(name.lower(), list(lowered), n=SUGGESTED, cutoff=0.5)
    hint = (
        f"did you mean {' or '.join(lowered[each] for each in near)}?"
        if near
        else "`leaderboard show` lists the boards"
    )
    return UnknownName(f"no board for {name!r}" if column == "dataset" else f"no {column} {name!r}", hint=hint)
