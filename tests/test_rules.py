"""Rules: each compiles and decides the sentences that stand beside it."""

from typing import get_args

import pytest

from leaderboard.linking import Extractor, rules
from leaderboard.linking.rules import EVERY, Rule
from leaderboard.records import Document
from leaderboard.records.result import Bound, Change, Kind

TABLES = ("SUCCESS", "SILENT", "COSTS", "FROM_TO", "GAINS", "SCORES", "WEAK_GAINS", "WEAK_SCORES")
RULES: list[Rule] = [rule for table in TABLES for rule in getattr(rules, table)]
EXAMPLES = [(rule, sentence) for rule in RULES for sentence in rule.decides]

# Rules that show no sentence yet. This number may only fall: a new rule brings its sentences.
WITHOUT_EXAMPLE = 22

# Sentences that another rule decides, or none; the reason says which. They must fail until the rule or they are mended.
NOT_DECIDED = {
    (
        "cost.saving_of",
        "We see a power saving of 73.6%.",
    ): "silent: 'saving' joins its noun as a cost, so no saving is left",
    (
        "cost.ratio",
        "With a 4x compression ratio it still works.",
    ): "cost.faster: compression stands among the words of speed",
    ("gain.retains", "It retains 98% of the performance."): "gain.share_of_performance is asked first",
    (
        "gain.noun_right_before",
        "It achieves gains as high as 2.3% in mAP.",
    ): "gain.transitive: 'gains' is read as a verb",
    (
        "gain.noun_after_list",
        "We see an 8.3 PQ and 7.9 mIoU absolute improvement.",
    ): "score.metric_after: 'improvement' is read as a verb, which the rule does not allow",
    (
        "score.metric_points",
        "Scores are estimated well (MAE: 1.72 points).",
    ): "gain.points: this MAE has no company that makes it a metric",
    ("gain.points", "The gap is 5 points."): "gain.noun_of is asked first",
    (
        "score.metric_exceeds",
        "Its attack success rates consistently exceed 99%.",
    ): "score.exceeds: 'exceed' gives the number no bound, which the rule asks for",
    (
        "score.dash",
        "It has the best F1 in all tasks - 94.0% for extraction.",
    ): "silent: the dash is read as the number's sign",
    ("score.to", "Success drops to 10%."): "score.metric_near is asked first",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def _example(rule: Rule, sentence: str) -> object:
    because = NOT_DECIDED.get((rule.name, sentence))
    marks = [pytest.mark.xfail(strict=True, reason=because, raises=AssertionError)] if because else []
    return pytest.param(rule, sentence, marks=marks, id=f"{rule.name}: {sentence}")


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


@pytest.mark.parametrize(("rule", "sentence"), [_example(*each) for each in EXAMPLES])
def test_a_rule_decides_its_sentences(extractor: Extractor, rule: Rule, sentence: str) -> None:
    readings = extractor.read(Document(id="example", text=sentence))
    deciding = [reading for reading in readings if reading.rule == rule.name]
    assert deciding, [(reading.quantity.text, reading.rule or reading.why_not) for reading in readings]
    assert all(reading.kind == rule.kind for reading in deciding)


def test_no_more_rules_than_before_lack_an_example() -> None:
    bare = [rule.name for rule in RULES if not rule.decides]
    assert len(bare) <= WITHOUT_EXAMPLE, f"a new rule needs sentences that it decides: {bare}"


def test_every_sentence_that_is_not_decided_still_stands_beside_its_rule() -> None:
    assert set(NOT_DECIDED) <= {(rule.name, sentence) for rule, sentence in EXAMPLES}
