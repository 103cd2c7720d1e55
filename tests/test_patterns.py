"""Patterns: each finds what its examples say, and leaves what they say it leaves."""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator

import pytest
import regex

import leaderboard.patterns
from leaderboard.patterns.open_names import LOCAL_DATASET, local_dataset_matches
from leaderboard.patterns.pattern import Pattern
from leaderboard.patterns.quantity import BOUND, BOUND_ENDS, QuantityFinder
from leaderboard.patterns.symbols import GROUPS, NAME_OF, SYMBOL, grammar, spell_out
from leaderboard.reading import read_documents
from leaderboard.reading.cleaning import clean
from leaderboard.sample import sample_papers
from leaderboard.vocabulary import load_vocabulary
from tests.faults import examples, mutants


def all_patterns() -> Iterator[Pattern]:
    """Every pattern that a module of leaderboard.patterns holds, and that of quantities, which the units make."""
    for module in pkgutil.iter_modules(leaderboard.patterns.__path__):
        named = vars(importlib.import_module(f"leaderboard.patterns.{module.name}"))
        yield from (value for value in named.values() if isinstance(value, Pattern))
    yield QuantityFinder(load_vocabulary().units).pattern


PATTERNS = {pattern.name: pattern for pattern in all_patterns()}
FINDS = [(name, text, found) for name, pattern in PATTERNS.items() for text, found in pattern.finds.items()]
IGNORES = [(name, text) for name, pattern in PATTERNS.items() for text in pattern.ignores]


def test_the_patterns_were_collected() -> None:
    assert {"quantity", "quantity.bound", "name.shape", "dataset.open"} <= set(PATTERNS)


def test_one_name_belongs_to_one_pattern() -> None:
    distinct = {id(pattern): pattern.name for pattern in all_patterns() if pattern.name != "quantity"}
    assert len(distinct) == len(set(distinct.values()))


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_shows_what_it_finds_and_what_it_leaves(name: str) -> None:
    assert PATTERNS[name].finds, "a pattern has at least one example"
    assert PATTERNS[name].ignores, "and at least one counterexample"


@pytest.mark.parametrize(("name", "text", "found"), FINDS, ids=[f"{name}: {text}" for name, text, _ in FINDS])
def test_a_pattern_finds_what_its_examples_say(name: str, text: str, found: list[str]) -> None:
    assert PATTERNS[name].all_in(text) == list(found)


@pytest.mark.parametrize(("name", "text"), IGNORES, ids=[f"{name}: {text}" for name, text in IGNORES])
def test_a_pattern_leaves_its_counterexamples(name: str, text: str) -> None:
    assert PATTERNS[name].all_in(text) == []


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("text", ["", " ", "\n", "é" * 300, "1" * 3000, "(" * 3000, "A-" * 1500, "1.5 ± " * 500])
def test_a_pattern_gets_to_the_end_of_any_text(name: str, text: str) -> None:
    assert all(match in text for match in PATTERNS[name].all_in(text))


# ---- the alphabet of the grammar


def test_every_class_has_a_symbol_of_its_own() -> None:
    assert len(SYMBOL) == len(NAME_OF)
    assert {NAME_OF[symbol]: symbol for symbol in NAME_OF} == SYMBOL


def test_every_class_of_cue_words_has_a_symbol() -> None:
    assert {name.upper() for name in load_vocabulary().cues} <= set(SYMBOL)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_stands_for_each_of_its_classes_and_no_other(group: str) -> None:
    compiled = regex.compile(grammar(group), regex.VERBOSE | regex.V1)
    assert {name for name, symbol in SYMBOL.items() if compiled.fullmatch(symbol)} == set(GROUPS[group])


def test_a_class_that_does_not_exist_is_an_error_and_not_a_word() -> None:
    with pytest.raises(KeyError, match="ACHEIVE"):
        grammar("ACHEIVE QUANTITY")


def test_symbols_are_spelled_out_as_they_were_written() -> None:
    written = "ACHIEVE QUANTITY METRIC ON DATASET"
    assert spell_out(grammar(written).replace(" ", "")) == written


# ---- every part of a pattern

PARTS = tomllib.loads(examples.TARGET.read_text(encoding="utf-8"))
TRIED = {
    (file, name): pattern
    for file in PARTS
    for name, pattern in examples.patterns_of(importlib.import_module(file.removesuffix(".py").replace("/", ".")))
}
HINT = "look at each; when all are meant, `make examples TRIES=0` writes the answers anew"


@pytest.mark.parametrize(("file", "name"), [(file, name) for file, texts in PARTS.items() for name in texts])
def test_a_pattern_with_each_of_its_parts_finds_what_is_written_down(file: str, name: str) -> None:
    assert (file, name) in TRIED, f"this pattern is gone: {HINT}"
    found = {text: TRIED[file, name].answer(text) for text in PARTS[file][name]}
    other = {text: (said, found[text]) for text, said in PARTS[file][name].items() if found[text] != said}
    assert other == {}, HINT


def test_every_file_of_patterns_has_texts_for_its_parts() -> None:
    assert set(PARTS) == set(mutants.FILES)


# ---- what is asked first, to be fast, must lose nothing

TEXTS = [clean(paper.text) for paper in read_documents([sample_papers()])]
TEXTS += [text for pattern in PATTERNS.values() for text in (*pattern.finds, *pattern.ignores)]


def test_local_datasets_are_those_that_the_pattern_finds_anywhere() -> None:
    def spans(matches: Iterator[re.Match[str]]) -> set[tuple[int, int]]:
        return {match.span() for match in matches}

    for text in TEXTS:
        everywhere = spans(regex.finditer(LOCAL_DATASET.regex, text, regex.VERBOSE, overlapped=True))
        assert spans(local_dataset_matches(text)) == everywhere, text


def test_quantities_are_those_that_the_pattern_finds_anywhere() -> None:
    finder = QuantityFinder(load_vocabulary().units)
    for text in TEXTS:
        found = list(finder.find(text))
        for done, quantity in zip([0, *(each.right for each in found)], [*found, None], strict=True):
            match = finder.pattern.compiled.search(text, done)
            assert (match and match.start("value")) == (quantity and quantity.start), text


def test_every_bound_ends_as_the_quick_look_expects() -> None:
    bounds = [*BOUND.finds, "no more than ", "in excess of ", "> ", "≥ ", "< ", "~ ", "close to the ", "an estimated "]
    for bound in bounds:
        assert BOUND.compiled.search(bound), bound
        assert bound.rstrip().endswith(BOUND_ENDS), bound
