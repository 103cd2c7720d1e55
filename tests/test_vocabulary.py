"""The vocabulary as data: every name has one owner, and a text that prints it is understood."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from leaderboard.vocabulary import load_vocabulary
from leaderboard.vocabulary.entries import Entry, MetricEntry
from leaderboard.vocabulary.loader import shared_aliases
from leaderboard.vocabulary.names import NameIndex

FOLDER = Path(str(files("leaderboard.vocabulary")))
FILES = sorted(FOLDER.rglob("*.toml"))
DATASET_FILES = sorted(FOLDER.glob("datasets/*.toml"))
WORDS = load_vocabulary()
KINDS = ("dataset", "metric", "setting", "split", "task")

# Words of the field that name no system are a list of their own, read beside the classes.
BESIDE_THE_CLASSES = {"acronym"}


def entries_of(kind: str) -> dict[str, Entry]:
    return dict(getattr(WORDS, kind + "s"))


@cache
def index_of(kind: str) -> NameIndex:
    return NameIndex((kind, entry) for entry in entries_of(kind).values())


def spellings_of(entry: Entry) -> Iterator[str]:
    """The key and its aliases, as a text prints them: a family with a number for its argument."""
    for alias in dict.fromkeys((entry.name, *entry.aliases, *entry.exact)):
        yield alias.removesuffix("k") + "7" if isinstance(entry, MetricEntry) and entry.family else alias


def sentence_with(alias: str, entry: Entry) -> str:
    company = f" beside {entry.near[0]}" if entry.near else ""
    return f"It reaches 90.1 on {alias} today{company}."


def misread(kind: str, names: list[str]) -> list[str]:
    """Each spelling that its own index does not give back, with what it gives."""
    found = []
    for entry in map(entries_of(kind).__getitem__, names):
        for alias in spellings_of(entry):
            read = [name.entry.name for name in index_of(kind).find(sentence_with(alias, entry))]
            if entry.name not in read:
                found.append(f'"{alias}" of "{entry.name}" is read as {read or "nothing"}')
    return found


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


# Files


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_parses_and_has_no_key_twice(file: Path) -> None:
    assert tomllib.loads(file.read_text(encoding="utf-8"))


def test_no_dataset_stands_in_two_files() -> None:
    assert twice([name for file in DATASET_FILES for name in tomllib.loads(file.read_text("utf-8"))]) == []


def test_the_vocabulary_is_large_enough_to_read_papers_of_every_field() -> None:
    assert len(WORDS.datasets) >= 1500
    assert len(WORDS.metrics) >= 300


# Names


@pytest.mark.parametrize("kind", KINDS)
def test_no_alias_has_two_owners(kind: str) -> None:
    assert shared_aliases(entries_of(kind)) == []


@pytest.mark.parametrize("file", DATASET_FILES, ids=lambda file: file.stem)
def test_a_sentence_that_names_a_dataset_in_any_of_its_ways_is_understood(file: Path) -> None:
    wrong = misread("dataset", list(tomllib.loads(file.read_text("utf-8"))))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "dataset"])
def test_a_sentence_that_names_a_metric_setting_split_or_task_is_understood(kind: str) -> None:
    wrong = misread(kind, list(entries_of(kind)))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_only_names_that_match_as_spelled_ask_for_company(kind: str) -> None:
    assert [entry.name for entry in entries_of(kind).values() if entry.near and not entry.exact] == []


@pytest.mark.parametrize("kind", ["metric", "task"])
def test_no_metric_and_no_task_holds_the_name_of_a_dataset(kind: str) -> None:
    """It would hide the dataset: the "chart QA" of a task is the ChartQA of a board."""
    assert [
        f'"{alias}" of "{entry.name}" holds {name.entry.name}'
        for entry in entries_of(kind).values()
        for alias in spellings_of(entry)
        for name in index_of("dataset").find(alias)
    ] == []


# Metrics and units


def test_the_range_of_a_metric_goes_up() -> None:
    assert [
        name
        for name, entry in WORDS.metrics.items()
        if entry.low is not None and entry.high is not None and not entry.low < entry.high
    ] == []


def test_no_spelling_of_a_unit_has_two_owners() -> None:
    assert twice([way for unit in WORDS.units.values() for way in dict.fromkeys(unit.aliases + unit.exact)]) == []


def test_the_metric_that_a_unit_names_is_known() -> None:
    assert [name for name, unit in WORDS.units.items() if unit.metric and unit.metric not in WORDS.metrics] == []


# Words


def test_a_cue_word_stands_in_one_class() -> None:
    classes = [cue.words for name, cue in WORDS.cues.items() if name not in BESIDE_THE_CLASSES]
    assert twice([word for words in classes for word in words]) == []


@pytest.mark.parametrize("name", WORDS.cues)
def test_a_class_of_cues_has_each_word_once_and_in_lower_case(name: str) -> None:
    words = list(WORDS.cues[name].words)
    assert twice(words) == []
    assert [word for word in words if word != word.lower()] == []


def test_a_family_of_models_stands_in_one_area() -> None:
    assert twice([name for area in WORDS.models.values() for name in area.names + area.ambiguous]) == []
