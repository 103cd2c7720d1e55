"""Reads the vocabulary files and refuses what breaks a rule."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
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
from leaderboard.vocabulary.keeping import kept

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
    measures: Mapping[str, CueClass]

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
    lines = kept("vocabulary", sources().values(), lambda: {name: _parsed(name) for name in sources()})
    datasets: dict[str, DatasetEntry] = {}
    for name in lines:
        if name.startswith(_DATASETS):
            area = name.removeprefix(_DATASETS).removesuffix(".toml").replace("_", " ")
            for key, entry in _entries(lines, name, DatasetEntry, area=area).items():
                datasets.setdefault(key, entry)  # a test lists names that stand in two files
    return Vocabulary(
        datasets=MappingProxyType(datasets),
        metrics=_entries(lines, "metrics.toml", MetricEntry),
        settings=_entries(lines, "settings.toml", SettingEntry),
        splits=_entries(lines, "splits.toml", SplitEntry),
        tasks=_entries(lines, "tasks.toml", TaskEntry),
        units=_entries(lines, "units.toml", UnitEntry),
        models=_entries(lines, "models.toml", ModelFamilies),
        cues=_entries(lines, "cues.toml", CueClass),
        directions=_entries(lines, "directions.toml", CueClass),
        parties=_entries(lines, "parties.toml", CueClass),
        measures=_entries(lines, "measures.toml", CueClass),
    )


@cache
def measure_words(name: str) -> frozenset[str]:
    """The words of one list of measures.toml.

    >>> "smaller" in measure_words("extent")
    True
    """
    return frozenset(load_vocabulary().measures[name].words)


@cache
def sources() -> Mapping[str, bytes]:
    """The vocabulary files by their names, in order."""
    top = files("leaderboard.vocabulary")
    found = [*(("", each) for each in top.iterdir()), *((_DATASETS, each) for each in (top / _DATASETS).iterdir())]
    toml = {folder + each.name: each.read_bytes() for folder, each in found if each.name.endswith(".toml")}
    return dict(sorted(toml.items()))


_DATASETS = "datasets/"


def _parsed(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(sources()[name].decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(str(error), where=name, hint="mend the line; every name is quoted") from error


def _entries(lines: Mapping[str, Any], file: str, shape: type[Shape], **extra: str) -> dict[str, Shape]:
    """One file's lines as entries."""
    named = issubclass(shape, Entry)
    return {
        name: _entry(shape, {**({"name": name} if named else {}), **extra, **fields}, f'{file}: "{name}"')
        for name, fields in lines[file].items()
    }


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
