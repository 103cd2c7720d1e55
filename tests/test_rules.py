"""Rules: each compiles and decides the sentences that stand beside it."""

from typing import get_args

import pytest

from leaderboard.linking import Extractor, rules
from leaderboard.linking.rules import EVERY, Rule
from leaderboard.reading import read_documents
from leaderboard.records import Document
from leaderboard.records.result import Bound, Change, Kind
from leaderboard.sample import sample_papers

TABLES = ("SUCCESS", "SILENT", "COSTS", "FROM_TO", "GAINS", "SCORES", "WEAK_GAINS", "WEAK_SCORES", "LAST_SCORES")
RULES: list[Rule] = [rule for table in TABLES for rule in getattr(rules, table)]
EXAMPLES = [(rule, sentence) for rule in RULES for sentence in rule.decides]

# Rules that show no sentence yet. This number may only fall: a new rule brings its sentences.
WITHOUT_EXAMPLE = 22


def test_no_table_of_rules_is_left_out() -> None:
    tables = {
        name
        for name, value in vars(rules).items()
        if isinstance(value, tuple) and value and all(isinstance(each, Rule) for each in value)
    }
    assert tables == set(TABLES)


def test_one_name_belongs_to_one_rule() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_only_what_a_record_can_say(rule: Rule) -> None:
    assert rule.compiled is not None
    assert rule.name.partition(".")[0] == rule.kind
    assert rule.kind in (*get_args(Kind), "silent")
    assert rule.change in (None, "unit", *get_args(Change))
    assert rule.better in (None, "clause", "true", "false", "none", "sign")
    assert rule.bound in (None, *get_args(Bound))
    assert rule.units <= EVERY
    assert rule.units


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_matches_nowhere_in_a_sentence_without_numbers(rule: Rule) -> None:
    assert rule.compiled.search("") is None


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.kind in ("score", "silent")], ids=lambda rule: rule.name
)
def test_only_changes_have_a_kind_and_a_direction_of_change(rule: Rule) -> None:
    assert (rule.change, rule.better) == (None, None)


@pytest.mark.parametrize(
    ("rule", "sentence"), EXAMPLES, ids=[f"{rule.name}: {sentence}" for rule, sentence in EXAMPLES]
)
def test_a_rule_decides_its_sentences(extractor: Extractor, rule: Rule, sentence: str) -> None:
    readings = extractor.read(Document(id="example", text=sentence))
    deciding = [reading for reading in readings if reading.rule == rule.name]
    assert deciding, [(reading.quantity.text, reading.rule or reading.why_not) for reading in readings]
    assert all(reading.kind == rule.kind for reading in deciding)


def test_no_more_rules_than_before_lack_an_example() -> None:
    bare = [rule.name for rule in RULES if not rule.decides]
    assert len(bare) <= WITHOUT_EXAMPLE, f"a new rule needs sentences that it decides: {bare}"


def test_a_rule_that_is_not_tried_would_not_have_matched(extractor: Extractor) -> None:
    texts = [paper.text for paper in read_documents([sample_papers()])] + [sentence for _, sentence in EXAMPLES]
    tried = 0
    for reading in (each for text in texts for each in extractor.read(Document(id="text", text=text))):
        symbols, at = reading.sentence.symbols, reading.index
        for rule in RULES:
            if rule.fits_between(symbols[at - 1 : at], symbols[at + 1 : at + 2]) and rule.may_match(set(symbols)):
                tried += 1
            else:
                assert not rule.compiled.match(symbols, at), (rule.name, reading)
    assert tried > 100, "some are tried"
