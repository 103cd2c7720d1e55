"""Pairing: numbers side by side, and the names side by side that they go with."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols

# Numbers side by side, and names side by side.
RUN = {
    name: over_symbols(
        rf"{name} (?: (?: HOST | SPLIT | TASK | CLOSE )? (?: COMMA AND? | AND | SLASH ) (?: DET | ADVERB | ON | IN | SPLIT | TASK | SETTING | BY | OF | AND | IS | OWN | AVERAGE ){{0,2}} {name} )+"
    )
    for name in ("DATASET", "METRIC", "SETTING", "TASK")
}
_NUMBERS = over_symbols(
    r"QUANTITY (?: (?: CLOSE )? (?: COMMA AND? | AND | SLASH ) (?: ADVERB | BY | OF | DET ){0,2} QUANTITY )+"
)


# "75.9 mIoU and 92.8% on A and B, respectively"
_NUMBERS_APART = over_symbols(
    r"QUANTITY METRIC? (?: CLOSE? (?: COMMA AND? | AND | SLASH ) (?: ADVERB | BY | OF | DET ){0,2} QUANTITY METRIC? )+ (?= (?: (?! QUANTITY | SEMICOLON ) ANY ){0,16} RESPECTIVELY )"
)


def match_name(pattern: re.Pattern[str], reading: Reading) -> Item | None:
    """The item that a pattern calls `name`, where it matches at the number."""
    match = pattern.match(reading.sentence.symbols, reading.index)
    return reading.sentence.items[match.start("name")] if match else None


def number_runs(sentence: Sentence, readings: list[Reading]) -> list[list[Reading]]:
    """The lists of reported numbers that stand side by side."""
    if len(readings) < 2:
        return []
    at = {reading.index: reading for reading in readings}
    runs: list[list[Reading]] = []
    apart = _NUMBERS_APART.finditer(sentence.symbols) if SYMBOL["RESPECTIVELY"] in sentence.symbols else ()
    for match in (*apart, *_NUMBERS.finditer(sentence.symbols)):
        if any(reading.index == match.start() for run in runs for reading in run):
            continue
        run = [at[index] for index in range(match.start(), match.end()) if index in at]
        if len(run) > 1 and all(reading.kind in ("score", "gain", "cost") for reading in run):
            runs.append(run)
    return runs


def zip_names(
    sentence: Sentence, runs: list[list[Reading]], name: str, take: Callable[[Reading, Item, str], None]
) -> None:
    """Pair each run of numbers with the run of names of the same length that stands next to it."""
    if not runs:
        return
    lists = [
        [
            sentence.items[index]
            for index in range(match.start(), match.end())
            if sentence.symbols[index] == SYMBOL[name]
        ]
        for match in RUN[name].finditer(sentence.symbols)
    ]
    for run in runs:
        for items in sorted(lists, key=lambda each: _distance(run, each)):
            if len(items) == len(run):
                for reading, item in zip(run, items, strict=True):
                    take(reading, item, "zip")
                break
            if len(run) % len(items) == 0 and _by_slash(sentence, items) and _by_slash(sentence, run[: len(items)]):
                for number, reading in enumerate(run):  # "AUROC/AURC of 0.98/2.48 and 0.99/0.26"
                    take(reading, items[number % len(items)], "zip")
                break
            if len(run) == 2 * len(items) and "/" in sentence.text[run[0].item.end : run[1].item.start]:
                for number, reading in enumerate(run):
                    take(reading, items[number // 2], "zip")
                break


def _by_slash(sentence: Sentence, row: Sequence[Reading] | Sequence[Item]) -> bool:
    """Whether slashes, and no commas, stand between names or numbers."""
    items = [each.item if isinstance(each, Reading) else each for each in row]
    return all("/" in sentence.text[left.end : right.start] for left, right in pairwise(items))


def _distance(run: list[Reading], items: list[Item]) -> int:
    """Characters between a run of numbers and a list of names; what follows is nearer than what went before."""
    if items[0].start >= run[-1].item.end:
        return items[0].start - run[-1].item.end
    return 2 * (run[0].item.start - items[-1].end)
