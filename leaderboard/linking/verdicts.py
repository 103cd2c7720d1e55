"""Verdicts: the last look at a number: change, direction, range, confidence."""

from leaderboard.linking.context import Context
from leaderboard.linking.reading import Reading
from leaderboard.patterns.symbols import SYMBOL


def settle(reading: Reading, context: Context) -> None:
    """Fill in what follows from the links, and refuse what cannot be."""
    if reading.kind in (None, "silent"):
        reading.kind = "silent"
        reading.why_not = reading.why_not or "nothing near it says what it would measure"
        return
    if reading.change == "unit":
        reading.change = _change(reading)


def _change(reading: Reading) -> str:
    if reading.unit_kind == "times":
        return "ratio"
    if reading.unit_kind == "percent" and _is_relative(reading):
        return "relative"
    return "points"


def _is_relative(reading: Reading) -> bool:
    """A percentage is a share of the old value when the text says so or the metric itself is no percentage."""
    around = reading.sentence.symbols[max(0, reading.index - 5) : reading.index + 6]
    if reading.kind == "cost" or SYMBOL["RELATIVE"] in around:
        return True
    if SYMBOL["ABSOLUTE"] in around:
        return False
    entry = reading.metric_entry
    lowered = _is_lowered(reading)
    if entry is None:
        return reading.metric is not None and not reading.metric.endswith(_SHARES)
    if entry.unit != "%" and entry.high != 100:
        return True
    return lowered and entry.higher_is_better is False and reading.quantity.value >= 10


# Metrics that are percentages by their names; a percentage of anything else is a share of it.
_SHARES = ("rate", "rates", "score", "scores", "accuracy", "ratio", "precision", "recall", "f1", "agreement")


def _is_lowered(reading: Reading) -> bool:
    clause = reading.sentence.symbols[max(0, reading.index - 9) : reading.index + 4]
    return SYMBOL["LOWER"] in clause or SYMBOL["LOSS"] in clause
