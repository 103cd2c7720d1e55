"""method.html: how the numbers were read: what ranks, the words, the rules, the versions, the limits."""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from leaderboard.ranking import DIRECTIONS
from leaderboard.ranking.numbers import ATTACHED
from leaderboard.report.pages.parts import MOST_ROWS, Share, share
from leaderboard.report.pages.reliability import Trial, trials
from leaderboard.report.readings import Readings, Row
from leaderboard.report.texts import one_line

MOST_METRICS = 40


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule: what it reads as what, a sentence that it decides, and how much it read here."""

    name: str
    kind: str
    decides: str
    reads: Share
    confidence: str


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric that occurs: its direction, unit and range."""

    name: str
    kind: str
    direction: str
    unit: str
    range: str
    results: int


@dataclass(frozen=True, slots=True)
class MethodPage:
    """How the numbers were read."""

    extractors: tuple[str, ...]
    schema: str
    known_benchmarks: int
    known_metrics: int
    metrics: tuple[MetricLine, ...]
    metrics_left_off: int
    rules: tuple[RuleLine, ...]
    trials: tuple[Trial, ...]


def method_page(readings: Readings) -> MethodPage:
    """Say how the numbers were read."""
    versions = {one_line(row["extractor"]) for row in readings.results.values()}
    return MethodPage(
        extractors=tuple(sorted(versions)),
        schema=readings.counts["schema"],
        known_benchmarks=readings.counts["known_benchmarks"],
        known_metrics=readings.counts["known_metrics"],
        metrics=tuple(_metric(row) for row in readings.metrics[:MOST_METRICS]),
        metrics_left_off=max(0, len(readings.metrics) - MOST_METRICS),
        rules=_rules(readings)[:MOST_ROWS],
        trials=trials(),
    )


def _metric(row: Row) -> MetricLine:
    return MetricLine(
        name=one_line(row["metric"]),
        kind="cost" if row["is_cost"] else "quality",
        direction=DIRECTIONS[row["higher_is_better"]],
        unit=one_line(ATTACHED.get(row["unit"], row["unit"] or "")),
        range=_range(row["low"], row["high"]),
        results=row["results"],
    )


def _range(low: float | None, high: float | None) -> str:
    """Write the values that a metric can take.

    >>> _range(0, 100), _range(0, None), _range(None, None)
    ('0 to 100', 'from 0', '')
    """
    if low is None:
        return "" if high is None else f"up to {high:g}"
    return f"from {low:g}" if high is None else f"{low:g} to {high:g}"


def _rules(readings: Readings) -> tuple[RuleLine, ...]:
    """The rules by the numbers they read; one that reads on in a list ("+list") counts with the rule that began it."""
    read: dict[str, list[Row]] = defaultdict(list)
    for row in readings.results.values():
        read[row["pattern"].split("+")[0]].append(row)
    order = sorted(read, key=lambda name: (-len(read[name]), name))
    return tuple(_rule(name, read[name], len(readings.results)) for name in order)


def _rule(name: str, rows: list[Row], whole: int) -> RuleLine:
    return RuleLine(
        name=one_line(name),
        kind=rows[0]["kind"],
        decides=_sentences().get(name, ""),
        reads=Share(one_line(name), len(rows), share(len(rows), whole)),
        # fsum: Python 3.12's sum rounds otherwise than 3.11's, and the same papers give the same bytes
        confidence=f"{math.fsum(row['confidence'] for row in rows) / len(rows):.2f}",
    )


@cache
def _sentences() -> dict[str, str]:
    """A sentence of its own for each rule that has one; they stand beside the rules and are tested with them."""
    from leaderboard.linking import rules

    tables = (rules.SUCCESS, rules.COSTS, rules.FROM_TO, rules.GAINS, rules.SCORES, rules.WEAK_GAINS, rules.WEAK_SCORES)
    return {rule.name: rule.decides[0] for table in tables for rule in table if rule.decides}
