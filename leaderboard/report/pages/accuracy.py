"""How often records are right, measured on annotated text: a part of quality.html. The figures are in accuracy.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

SETS = {
    "held": "never read while rules were written; what a new text can expect",
    "seen": "read while rules were written",
    "dev": "annotated by others, read while rules were written",
}
ROWS = {
    "score.found": "scores: found, and told apart from gains and costs",
    "score.benchmark": "scores with the right metric and benchmark",
    "leaderboard": "the same, where the text names both: what boards rank",
    "gain.benchmark": "gains with the right metric and benchmark",
    "cost.benchmark": "costs with the right metric",
    "model": "the model’s name, where one is given",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure on each annotated set."""

    name: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often records are right: the sets, F1 of each kind of reading, and the share right at each confidence."""

    sets: tuple[Measured, ...]
    rows: tuple[Measured, ...]
    bands: tuple[Measured, ...]


@cache
def accuracy() -> Accuracy:
    """Read what `make accuracy` measured.

    >>> [one.name for one in accuracy().sets], len(accuracy().rows)
    (['held', 'seen', 'dev'], 6)
    """
    text = files("leaderboard.report").joinpath("accuracy.toml").read_text(encoding="utf-8")
    measured: dict[str, Any] = tomllib.loads(text)
    sets = [measured[name] for name in SETS]
    lowest = sorted({band[0] for each in sets for band in each["confidence"]} | {1.0}, reverse=True)
    return Accuracy(
        sets=tuple(
            Measured(name, (f"{measured[name]['abstracts']:,}", f"{measured[name]['numbers']:,}", what))
            for name, what in SETS.items()
        ),
        rows=tuple(Measured(words, tuple(f"{each[row]:.2f}" for each in sets)) for row, words in ROWS.items()),
        bands=tuple(
            Measured(f"{low:.1f} to {high:.1f}", tuple(_right(each, low) for each in sets))
            for high, low in pairwise(lowest)
        ),
    )


def _right(measured: dict[str, Any], low: float) -> str:
    """The share of records from one confidence to the next that was right, of how many."""
    return next((f"{share:.0%} of {count}" for at, share, count in measured["confidence"] if at == low), "")
