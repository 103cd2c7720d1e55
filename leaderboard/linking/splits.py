"""Splits: on which part of a dataset a number was measured."""

from itertools import pairwise

from leaderboard import regexes
from leaderboard.linking.context import Context
from leaderboard.linking.named import OF_DATASET
from leaderboard.linking.parties import party_words
from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary.entries import SplitEntry

# "val and test-dev", "val/test": two or more splits in a row, for as many numbers.
_ROW = over_symbols("SPLIT (?: (?: COMMA AND? | AND | SLASH ) DET? SPLIT )+")
_BRACKETED = SYMBOL["OPEN"] + SYMBOL["QUANTITY"]


def link_splits(sentence: Sentence, readings: list[Reading], context: Context) -> None:
    """Give each score and gain the split that stands with it."""
    splits = [index for index, symbol in enumerate(sentence.symbols) if symbol == SYMBOL["SPLIT"]]
    for reading in readings:
        reading.split = _inside_metric(reading, context) or _own_part(reading) or (None if splits else _headed(reading))
    if splits:
        _pair_rows(sentence, readings)
        for reading in readings:
            if reading.split is None:
                reading.split = _beside(sentence, reading, splits)
        for reading in readings:
            if reading.split is None:
                reading.split = _of_list(reading)
        return
    for reading in readings:
        if reading.split is None and reading.dataset_from == "context" and reading.dataset is not None:
            reading.split = context.splits.get(reading.dataset)


def _own_part(reading: Reading) -> str | None:
    """What a text itself calls a part of its data: "61.2% in the low-resource setting"."""
    sentence, start = reading.sentence, reading.item.end
    following = sentence.symbols.find(SYMBOL["QUANTITY"], reading.index + 1)
    end = sentence.items[following].start if following >= 0 else sentence.end
    if SYMBOL["SPLIT"] in sentence.symbols[reading.index : following if following >= 0 else None]:
        return None
    match = _OWN_PART.match(sentence.text, start, min(end, start + 140))
    if match is None or not party_words("no-part").isdisjoint(match["name"].lower().split()):
        return None
    name = match["name"].removeprefix(f"{reading.dataset_text} ").removeprefix("challenging ")
    return name if " " in name else None


_OWN_PART = regexes.plain(
    r"[^.;:()]{0,70}?\b(?:on|in|for|under)\s(?:the|its|our)\s(?P<name>(?:[A-Za-z][\w-]*\s){1,2}(?:subset|partition|track|category|setting|regime|mode|tier|split))\b(?!\s(?:of|for|that))"
)


def _headed(reading: Reading) -> str | None:
    """The part of its data with which a text heads a sentence: "On the knowledge-update subset, FooNet reaches 3%"."""
    sentence = reading.sentence
    match = _HEADING.match(sentence.text, sentence.start, reading.item.start)
    if match is None or not party_words("no-part").isdisjoint(match["name"].lower().split()):
        return None
    return match["name"].removesuffix(" split")


_IN_TRAINING = regexes.plain(r"[Tt]raining (?:loss|error|accuracy|perplexity)")
_HEADING = regexes.plain(
    r"(?:[^.;:]{0,120}[,;] (?:and |but )?)?[Oo]n (?:the|its|our) (?P<name>(?:[A-Za-z][\w-]* ){1,3}(?:subset|partition|track|category|setting|regime|mode|tier|split|stratum|subtask|scenario|scene))\b(?: \([A-Z]+\))?(?: of [\w -]{1,30})?, "
)


def _inside_metric(reading: Reading, context: Context) -> str | None:
    """The "test" of "2.4% test error", the "train" of "a training loss of 0.3"."""
    if _IN_TRAINING.match(reading.metric_text or ""):
        return "train"
    named = context.finder.conditions_in(reading.metric_text or "")
    return next((entry.name for entry in named if isinstance(entry, SplitEntry)), None)


def _pair_rows(sentence: Sentence, readings: list[Reading]) -> None:
    """ "52.1 and 53.3 on COCO val and test-dev": the numbers of the list before a row of as many splits, in order."""
    for match in _ROW.finditer(sentence.symbols):
        row = [item.entry for item in sentence.items[match.start() : match.end()] if isinstance(item.entry, SplitEntry)]
        before = [reading for reading in readings if reading.index < match.start()][-len(row) :]
        if sentence.symbols[match.end() : match.end() + 2] == _BRACKETED:  # "val/test-dev (86.2/82.2)"
            before = [reading for reading in readings if reading.index >= match.end()][: len(row)]
        listed = all(right in left.linked for left, right in pairwise(before))
        if len(before) == len(row) and listed and len({entry.name for entry in row}) == len(row):
            for reading, entry in zip(before, row, strict=True):
                reading.split = entry.name


def _beside(sentence: Sentence, reading: Reading, splits: list[int]) -> str | None:
    """The split behind the number before the next number, else the last one before it, else the only one."""
    following = sentence.symbols.find(SYMBOL["QUANTITY"], reading.index + 1)
    behind = [index for index in splits if reading.index < index and (following < 0 or index < following)]
    before = [index for index in splits if index < reading.index]
    chosen = behind[:1] or before[-1:] or (splits if len(splits) == 1 else [])
    if not chosen or _of_another_dataset(sentence, reading, chosen[0]):
        return None
    entry = sentence.items[chosen[0]].entry
    return entry.name if entry else None


def _of_another_dataset(sentence: Sentence, reading: Reading, split: int) -> bool:
    for match in OF_DATASET.finditer(sentence.symbols, max(0, split - 4), split + 5):
        if match.start() <= split < match.end():
            item = next(
                each for each in sentence.items[match.start() : match.end()] if each.symbol == SYMBOL["DATASET"]
            )
            name = item.entry.name if item.entry is not None else item.text
            return reading.dataset is not None and name not in (reading.dataset, reading.dataset_text)
    return False


def _of_list(reading: Reading) -> str | None:
    """ "58.7 box AP and 51.1 mask AP on COCO test-dev": what is measured on one dataset is so on one part of it."""
    return next(
        (other.split for other in reading.linked if other.split is not None and other.dataset == reading.dataset), None
    )
