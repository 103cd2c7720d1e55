"""Reads the vocabulary files and refuses what breaks a rule."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from leaderboard.errors import VocabularyError
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
from leaderboard.vocabulary.folding import fold

Shape = TypeVar("Shape", bound=BaseModel)


class Vocabulary(NamedTuple):
    """All words we know, by kind; each mapping goes from canonical name to entry."""

    datasets: Mapping[str, DatasetEntry]
    metrics: Mapping[str, MetricEntry]
    settings: Mapping[str, SettingEntry]
    splits: Mapping[str, SplitEntry]
    tasks: Mapping[str, TaskEntry]
    units: Mapping[str, UnitEntry]
    models: Mapping[str, ModelFamilies]
    cues: Mapping[str, CueClass]
    directions: Mapping[str, CueClass]
    parties: Mapping[str, CueClass]

    def named(self) -> Iterator[tuple[str, Entry]]:
        """Every entry that a text can name, with its kind."""
        for kind in ("dataset", "metric", "setting", "split", "task"):
            for entry in getattr(self, kind + "s").values():
                yield kind, entry


@cache
def load_vocabulary() -> Vocabulary:
    """Load the vocabulary that comes with the package, once per process.

    Raises VocabularyError when a file breaks a rule.

    >>> load_vocabulary().metrics["top-1 accuracy"].higher_is_better
    True
    """
    folder = files("leaderboard.vocabulary")
    datasets: dict[str, DatasetEntry] = {}
    for file in sorted(folder.joinpath("datasets").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            datasets |= _read(file, DatasetEntry, datasets, area=file.name.removesuffix(".toml").replace("_", " "))
    return Vocabulary(
        datasets=MappingProxyType(datasets),
        metrics=_read(folder / "metrics.toml", MetricEntry),
        settings=_read(folder / "settings.toml", SettingEntry),
        splits=_read(folder / "splits.toml", SplitEntry),
        tasks=_read(folder / "tasks.toml", TaskEntry),
        units=_read(folder / "units.toml", UnitEntry),
        models=_read(folder / "models.toml", ModelFamilies),
        cues=_read(folder / "cues.toml", CueClass),
        directions=_read(folder / "directions.toml", CueClass),
        parties=_read(folder / "parties.toml", CueClass),
    )


def _read(
    file: Traversable, shape: type[Shape], known: Mapping[str, Any] | None = None, **extra: str
) -> dict[str, Shape]:
    """One file's lines as entries."""
    try:
        lines = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(str(error), where=file.name, hint="mend the line; every name is quoted") from error
    entries = {}
    for name, fields in lines.items():
        if known and name in known:
            continue  # the first file's line counts; a test lists names that stand in two files
        named = {"name": name} if issubclass(shape, Entry) else {}
        entries[name] = _entry(shape, {**named, **extra, **fields}, f'{file.name}: "{name}"')
    return entries


def _entry(shape: type[Shape], fields: dict[str, Any], where: str) -> Shape:
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise VocabularyError(f"{place}: {first['msg']}", where=where, hint="CONTRIBUTING.md shows a line") from error


def shared_aliases(entries: Mapping[str, Entry]) -> list[str]:
    """Aliases that have two owners, each with both; empty in a sound vocabulary.

    Not part of loading: a test runs it over every file, and start-up does not pay for it.
    """
    owners: dict[tuple[str, ...] | str, str] = {}
    found = []
    for name, entry in entries.items():
        loose: set[tuple[str, ...] | str] = {
            fold(alias) for alias in (name, *entry.aliases) if alias not in entry.exact
        }
        strict: set[tuple[str, ...] | str] = set() if entry.near else set(entry.exact)
        for alias in loose | strict:
            if owners.setdefault(alias, name) != name:
                found.append(f'{alias!r} belongs to "{owners[alias]}" and to "{name}"')
    return found
