"""Explaining: what was seen in a text, what was made of it, and why the other numbers were left."""

from collections.abc import Iterable
from typing import NamedTuple

from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import NAME_OF
from leaderboard.records import Result

# Only what names something is shown; words and punctuation are not.
_SHOWN = {
    "QUANTITY": "quantity",
    "METRIC": "metric",
    "COST": "cost",
    "FASTER": "cost",
    "DATASET": "dataset",
    "SETTING": "setting",
    "SPLIT": "split",
    "TASK": "task",
    "SYSTEM": "model",
    "NAME": "name",
}


class Explanation(NamedTuple):
    """A text with every mention, the results made of it, and the reason for each number not taken.

    `mentions` hold (start, end, kind, name as understood, who saw it); `rejected` hold (start, end, digits, reason). All
    positions count characters of `text`.
    """

    text: str
    mentions: list[tuple[int, int, str, str, str]]
    results: list[Result]
    rejected: list[tuple[int, int, str, str]]


def explain(
    text: str, sentences: Iterable[Sentence], readings: Iterable[Reading], results: list[Result]
) -> Explanation:
    """Put together what reading a text gave."""
    readings = list(readings)
    rules = {reading.item.start: reading.rule for reading in readings}
    mentions = [
        mention for sentence in sentences for item in sentence.items if (mention := _mention(item, rules)) is not None
    ]
    rejected = [
        (
            reading.quantity.start + reading.sentence.start,
            reading.quantity.end + reading.sentence.start,
            reading.quantity.text,
            reading.why_not,
        )
        for reading in readings
        if reading.kind == "silent"
    ]
    return Explanation(text, mentions, results, rejected)


def _mention(item: Item, rules: dict[int, str]) -> tuple[int, int, str, str, str] | None:
    kind = _SHOWN.get(NAME_OF[item.symbol])
    if kind is None:
        return None
    if item.quantity is not None:
        unit = item.quantity.unit.name if item.quantity.unit else ""
        return (
            item.start,
            item.end,
            kind,
            f"{item.quantity.value:g} {unit}".strip(),
            rules.get(item.start) or "quantity",
        )
    known = item.entry.name if item.entry is not None else item.text
    return item.start, item.end, kind, known, "vocabulary" if item.entry is not None else "open name"
