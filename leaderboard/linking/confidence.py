"""Confidence: the share of readings with the same grounds that were right on annotated text.

Grounds go from particular to general: the rule with how metric and dataset were found, then without the rule, then the kind
alone. Each level's measured share is drawn towards the next general one, so that few examples say little. The counts are in
confidence.toml; `make calibrate` measures them again.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaderboard.linking.reading import Reading

PRIOR = 12.0  # a level counts like so many examples of the next particular one
AGREES = 0.04  # added where printed differences add up
FLAGGED = 0.5  # out of range, or a difference that does not add up


def grounds(reading: Reading) -> tuple[str, ...]:
    """What a reading rests on, general first."""
    known = "" if reading.dataset is None else "+" if reading.dataset_known else "-"
    return _grounds(reading.kind or "", reading.rule, reading.metric_from, reading.dataset_from, known)


@lru_cache(10_000)
def _grounds(kind: str, rule: str, metric_from: str, dataset_from: str, known: str) -> tuple[str, ...]:
    found = f" {dataset_from or '.'}{known}" if kind != "cost" else ""
    linked = f"{kind} {metric_from or '.'}{found}"
    plain, listed = rule.split("+")[0], " list" if "+list" in rule else ""
    return kind, f"{kind} {plain}", linked, f"{linked} {plain}{listed}"


@cache
def measured() -> dict[str, tuple[int, int]]:
    """Counts (right, all) by ground; empty before the first measurement."""
    file = files("leaderboard.linking") / "confidence.toml"
    if not file.is_file():
        return {}
    return {
        ground: (counts[0], counts[1]) for ground, counts in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def confidence_of(reading: Reading, counts: Mapping[str, tuple[int, int]] | None = None) -> float:
    """The estimated probability that a reading is right, 0 to 1, with two digits; `counts` defaults to the measured."""
    counts = measured() if counts is None else counts
    share = 0.7
    for ground in grounds(reading):
        right, total = counts.get(ground, (0, 0))
        share = (right + PRIOR * share) / (total + PRIOR)
    if reading.agrees:
        share += AGREES
    if reading.flags:
        share *= FLAGGED
    return round(min(share, 0.99), 2)
