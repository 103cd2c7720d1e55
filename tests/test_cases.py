"""Sentences and what must be read from them: complete, in order, and nothing where nothing is reported."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from leaderboard.linking import Extractor
from leaderboard.records import Document, Result

CASES = Path(__file__).parent / "cases"
READ = tomllib.loads((CASES / "must_read.toml").read_text(encoding="utf-8"))["case"]
SILENT = tomllib.loads((CASES / "must_stay_silent.toml").read_text(encoding="utf-8"))["case"]
KNOWN = tomllib.loads((CASES / "known_failures.toml").read_text(encoding="utf-8"))["case"]

# Names may differ in case, spaces and hyphens; everything else is what it is.
NAMES = {"metric", "metric_text", "dataset", "dataset_text", "also", "split", "model", "versus", "task"}
SHOWN = ("value_text", "kind", "pattern")


def paper(case: dict[str, Any]) -> Document:
    """A case as a paper: its text, and its title if whose numbers they are depends on that."""
    return Document(id="case", title=case.get("title"), text=case["text"])


def folded(said: Any) -> Any:
    if isinstance(said, (list, tuple)):
        return [folded(each) for each in said]
    return re.sub(r"[^a-z0-9]", "", said.lower()) if isinstance(said, str) else said


def same(field: str, said: Any, wanted: Any) -> bool:
    if field in NAMES:
        return bool((folded(said) or "") == folded(wanted))  # dataset = "": none is named
    return bool((list(said) if isinstance(said, tuple) else said) == wanted)


def differences(case: dict[str, Any], results: list[Result]) -> list[str]:
    """What is wrong with the results of a sentence, one line each; nothing when all is right."""
    wanted = case.get("results", [])
    if [result.value_text for result in results] != [each["value_text"] for each in wanted]:
        read = [tuple(getattr(result, field) for field in SHOWN) for result in results]
        return [f"read {read}, wanted {[(each['value_text'], each['kind']) for each in wanted]}"]
    return [
        f"{each['value_text']}: {field} is {getattr(result, field)!r}, wanted {value!r}"
        for result, each in zip(results, wanted, strict=True)
        for field, value in each.items()
        if not same(field, getattr(result, field), value)
    ]


@pytest.mark.parametrize("case", READ, ids=[case["text"] for case in READ])
def test_every_number_of_the_sentence_is_read(extractor: Extractor, case: dict[str, Any]) -> None:
    assert differences(case, extractor.extract(paper(case))) == []


@pytest.mark.parametrize("case", SILENT, ids=[case["text"] for case in SILENT])
def test_nothing_is_read_where_nothing_is_reported(extractor: Extractor, case: dict[str, Any]) -> None:
    assert differences(case, extractor.extract(paper(case))) == [], case["why"]


@pytest.mark.parametrize("case", KNOWN, ids=[case["text"] for case in KNOWN])
def test_what_is_not_understood_yet_still_is_not(extractor: Extractor, case: dict[str, Any]) -> None:
    wrong = differences(case, extractor.extract(paper(case)))
    home = "must_read.toml" if case.get("results") else "must_stay_silent.toml"
    assert wrong, f"this case has healed: move it from known_failures.toml to {home}"


def test_every_known_failure_says_in_a_phrase_what_is_not_understood() -> None:
    for case in KNOWN:
        assert 10 < len(case["because"]) <= 100, case["text"]
        assert case["because"][0].islower() or case["because"][0] == "'", case["because"]


def test_every_case_asks_for_fields_that_a_record_has() -> None:
    for case in READ + KNOWN:
        for each in case["results"]:
            assert {"value_text", "kind"} <= set(each) <= set(Result.model_fields), case["text"]


def test_every_silent_case_says_why() -> None:
    assert all(case["why"] for case in SILENT)


def test_no_sentence_stands_in_two_places() -> None:
    texts = [case["text"] for case in READ + SILENT + KNOWN]
    assert sorted(texts) == sorted(set(texts))


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"value_text": "84.5", "kind": "score"}, []),
        ({"value_text": "84.5", "kind": "score", "dataset": "image net1K"}, []),
        ({"value_text": "84.5", "kind": "gain"}, ["84.5: kind is 'score', wanted 'gain'"]),
        ({"value_text": "84.50", "kind": "score"}, ["read [('84.5', 'score', 'r')], wanted [('84.50', 'score')]"]),
        ({"value_text": "84.5", "kind": "score", "unit": "dB"}, ["84.5: unit is '%', wanted 'dB'"]),
        ({"value_text": "84.5", "kind": "score", "settings": ["zero-shot"]}, []),
    ],
)
def test_names_are_compared_loosely_and_all_else_exactly(case: dict[str, Any], said: list[str]) -> None:
    result = Result(
        document_id="d",
        start=0,
        end=4,
        value_text="84.5",
        value=84.5,
        unit="%",
        kind="score",
        dataset="ImageNet-1k",
        settings=("zero-shot",),
        confidence=1,
        pattern="r",
        sentence="84.5",
        sentence_start=0,
        extractor="0",
    )
    assert differences({"results": [case]}, [result]) == said
