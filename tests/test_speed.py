"""What reading costs, counted in calls and not in seconds: the same on every machine, and steady to the last digit.

The bounds leave room for more rules. A change that goes beyond one reads again what was read, or asks every rule where
few can answer; both once halved the speed, and no other test noticed.
"""

import gc
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from leaderboard import Extractor, read_documents
from leaderboard.patterns.open_names import LOCAL_DATASET, NAME_SHAPE
from leaderboard.patterns.quantity import BEHIND, BOUND, QuantityFinder
from leaderboard.sample import sample_papers
from leaderboard.vocabulary import load_vocabulary

ENGINES = ("re", "regex")  # what they do in Python is to look a pattern up by its source, or to compile it


@contextmanager
def calls_counted() -> Iterator[Counter[str]]:
    """Count calls by the name of what is called, and together as "all"."""
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            calls[frame.f_code.co_qualname] += 1
            calls["engine"] += frame.f_globals.get("__package__") in ENGINES
        calls["all"] += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


@pytest.fixture(scope="module")
def calls() -> Counter[str]:
    papers = list(read_documents([sample_papers()]))
    extractor = Extractor()
    extractor.columns(papers)  # compiles what is compiled when it is first needed
    gc.collect()  # what compiling left behind
    with calls_counted() as counted:
        extractor.columns(papers)
    return counted


def test_no_pattern_is_compiled_while_texts_are_read(calls: Counter[str]) -> None:
    assert calls["engine"] == 0


@pytest.mark.parametrize(
    ("what", "of", "most"),
    [
        ("NameIndex.find", "MentionFinder.read", 2),  # one pass over a sentence, and some over single names
        ("MentionFinder.read_datasets", "MentionFinder.read", 0.5),  # sentences that only later ones made worth reading
        ("Rule.may_match", "Reading.__init__", 16),  # rules that are asked about a number, of 150
        ("_ratio_of_cost", "Reading.__init__", 1.5),  # what is checked once a number's kind is known, and not again
        ("proposed_systems", "clean", 1),  # what a paper proposes is worked out once
        ("local_datasets", "clean", 1),
        ("all", "Reading.__init__", 700),  # calls of anything for a number
    ],
)
def test_reading_does_not_take_more_steps_than_it_did(calls: Counter[str], what: str, of: str, most: float) -> None:
    assert 0 < calls[what] <= most * calls[of], f"{calls[what] / calls[of]:.1f} times {what} for each {of}"


def test_the_patterns_that_meet_every_number_are_of_the_standard_library() -> None:
    """They match in half the time; a look-back over a varying number of characters would make them `regex`'s."""
    patterns = (QuantityFinder(load_vocabulary().units).pattern, BEHIND, BOUND, NAME_SHAPE, LOCAL_DATASET)
    assert {type(pattern.compiled) for pattern in patterns} == {re.Pattern}


def test_a_start_compiles_no_pattern_before_it_is_needed() -> None:
    """A pattern of leaderboard.regexes is made when it is first asked for; one that `re` or `regex` makes, at once."""
    script = (
        "import re, regex, sys, leaderboard.linking; from leaderboard.regexes import Regex\n"
        "folders = ('leaderboard.linking', 'leaderboard.patterns')\n"
        "modules = [vars(module) for name, module in sys.modules.items() if name.startswith(folders)]\n"
        "every = [(name, value) for module in modules for name, value in module.items()]\n"
        "print(sum(isinstance(value, Regex) for _, value in every) > 200)\n"
        "print([name for name, value in every if type(value) in (Regex, re.Pattern, regex.Pattern)])"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == ["True", "[]"]
