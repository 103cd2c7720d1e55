"""Settings and splits: under which conditions a number was obtained."""

import regex

from leaderboard.linking.context import Context
from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Sentence
from leaderboard.patterns.symbols import SYMBOL, grammar
from leaderboard.vocabulary.entries import SettingEntry


def _compiled(source: str) -> regex.Pattern[str]:
    return regex.compile(grammar(source), regex.VERBOSE | regex.V1)


# What follows these is what one compares with: "outperforms zero-shot baselines", "compared to standard fine-tuning".
_OTHERS = _compiled(r"(?<= (?: THAN | VERSUS | BEAT ) (?: DET | RIVAL | WORD | ADVERB | NAME | SYSTEM | AVERAGE ){0,4} ) SETTING | SETTING (?: NAME | SYSTEM | WORD ){0,1} RIVAL")
_RIGHT = _compiled(r"QUANTITY (?: (?! QUANTITY | SEMICOLON | COMMA | BEAT | ACHIEVE ) ANY ){0,9} SETTING")


def link_settings(sentence: Sentence, readings: list[Reading], context: Context) -> None:
    """Give each number the settings and the split that stand with it."""
    reported = [reading for reading in readings if reading.kind in ("score", "gain")]
    if not reported:
        return
    mentions = [
        (index, item.entry)
        for index, item in enumerate(sentence.items)
        if isinstance(item.entry, SettingEntry) and not _OTHERS.match(sentence.symbols, index)
    ]
    boards = {entry.name for _, entry in mentions if entry.board}
    for reading in reported:
        if len(boards) > 1:
            _nearest(sentence, reading, mentions)
        else:
            _all(reading, mentions)
        if not mentions and "context" in (reading.metric_from, reading.dataset_from):
            context.carry_settings(reading)
        _split(sentence, reading)


def _all(reading: Reading, mentions: list[tuple[int, SettingEntry]]) -> None:
    for _, entry in mentions:
        if entry.name not in reading.settings:
            reading.settings.append(entry.name)


def _nearest(sentence: Sentence, reading: Reading, mentions: list[tuple[int, SettingEntry]]) -> None:
    """With several settings in a sentence, a number has the one right behind it, else the nearest before it."""
    match = _RIGHT.match(sentence.symbols, reading.index)
    behind = [(index, entry) for index, entry in mentions if match and reading.index < index < match.end() + 1]
    before = [(index, entry) for index, entry in mentions if index < reading.index]
    chosen = behind[:1] or before[-1:] or mentions[:1]
    _all(reading, chosen + [each for each in mentions if not each[1].board])


def _split(sentence: Sentence, reading: Reading) -> None:
    """The split behind the number before the next number, else the one with its dataset, else the only one."""
    splits = [index for index, symbol in enumerate(sentence.symbols) if symbol == SYMBOL["SPLIT"]]
    if not splits:
        return
    following = sentence.symbols.find(SYMBOL["QUANTITY"], reading.index + 1)
    behind = [index for index in splits if reading.index < index and (following < 0 or index < following)]
    before = [index for index in splits if index < reading.index]
    chosen = behind[:1] or before[-1:] or (splits if len(splits) == 1 else [])
    if chosen:
        entry = sentence.items[chosen[0]].entry
        reading.split = entry.name if entry else None
