"""What reading costs, counted in calls and not in seconds: the same on every machine, and steady to the last digit.

The bounds leave room for more rules. A change that goes beyond one reads again what was read, or asks every rule where
few can answer; both once halved the speed, and no other test noticed.
"""

import gc
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from leaderboard import Extractor, read_documents
from leaderboard.sample import sample_papers

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
        ("proposed_systems", "clean", 1),  # what a paper proposes is worked out once
        ("local_datasets", "clean", 1),
        ("all", "Reading.__init__", 720),  # calls of anything for a number
    ],
)
def test_reading_does_not_take_more_steps_than_it_did(calls: Counter[str], what: str, of: str, most: float) -> None:
    assert 0 < calls[what] <= most * calls[of], f"{calls[what] / calls[of]:.1f} times {what} for each {of}"
