"""Settings: under which conditions a number was obtained."""

import re

from leaderboard import regexes
from leaderboard.linking.context import Context
from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary import load_vocabulary
from leaderboard.vocabulary.entries import SettingEntry

# What follows these is what one compares with: "outperforms zero-shot baselines", "compared to standard fine-tuning".
_OTHERS = over_symbols(
    r"(?<= (?: THAN | VERSUS | BEAT ) (?: DET | RIVAL | WORD | ADVERB | NAME | SYSTEM | AVERAGE | MODEL | AND | TASK | RIVAL OF ){0,6} ) SETTING"
    r" | SETTING (?: NAME | SYSTEM | WORD ){0,1} RIVAL"
)
# "By 20.9% over zero-shot prompting", "gains over standard fine-tuning"; not "over three few-shot benchmarks".
_OVER = regexes.rich(
    r"\bover\s(?:(?:the|a|an|standard|vanilla|plain|naive|strong|simple|pure|conventional|direct)\s){0,2}\Z"
)
_OVER_SOME = regexes.rich(r"\b(?:over|surpassing|outperforming)\s(?:[a-z-]+\s){1,3}\Z")  # "over tabular ensembles"
# "fine-tuning" is a setting of the number behind "after", before a metric or with its dataset; else a topic.
_TOPIC = regexes.rich(r"fine-?\s?tun(?:e|ing)$", re.I)
_STATED = over_symbols(
    r"(?<= WITH (?: DET | ADVERB | WORD ){0,2} ) SETTING | SETTING (?: METRIC | ON | SETTING | COMMA | DATASET )"
)


_SETTING = SYMBOL["SETTING"]


def link_settings(sentence: Sentence, readings: list[Reading], context: Context) -> None:
    """Give each number the settings that stand with it, in its metric's name, or in the paper's title."""
    reported = [reading for reading in readings if reading.kind in ("score", "gain")]
    if not reported:
        return
    mentions = [
        (index, item, name)
        for index, item in enumerate(sentence.items)
        if item.symbol == _SETTING and (name := _stated(sentence, index, item)) is not None
    ]
    shared = set()  # the settings that others may take over from a number: those that no name beside them claims
    for index, _, name in mentions:
        named = _named_owners(sentence, index, reported)
        for reading in named or _owners(sentence, index, reported):
            if name not in reading.settings:
                reading.settings.append(name)
        if not named:
            shared.add(name)
    for reading in reported:
        _settings_in_metric(reading, context)
        if not mentions and "context" in (reading.metric_from, reading.dataset_from):
            context.carry_settings(reading)
        elif not any(_makes_board(item, reading) for _, item, _ in mentions):
            _settings_of_source(reading, reported, shared)
        _settings_of_paper(reading, context)
        if not reading.settings and not mentions and (name := _before(sentence)) is not None:
            reading.settings.append(name)


def _before(sentence: Sentence) -> str | None:
    """The shots that the sentence before speaks of, of which one is an example: "excels zero-shot. For instance, it"."""
    text, start = sentence.text, sentence.start
    if _EXAMPLE.match(text, start, sentence.end) is None:
        return None
    shots = _SHOTS.findall(text, max(text.rfind(". ", 0, max(0, start - 3)), start - 300, 0), start)
    return f"{shots[0]}-shot" if len(set(shots)) == 1 else None


_EXAMPLE = regexes.plain(r"\s*(?:For (?:example|instance)|In particular|Specifically|Concretely|Notably|It|They)\b")
_SHOTS = regexes.plain(r"\b(zero|few|one)-shot\b")


def _makes_board(item: Item, reading: Reading) -> bool:
    return isinstance(item.entry, SettingEntry) and item.entry.board and item.entry.name in reading.settings


def _settings_in_metric(reading: Reading, context: Context) -> None:
    """The "fine-tuning" of "83.8% top-1 fine-tuning accuracy"."""
    for entry in context.finder.conditions_in(reading.metric_text or ""):
        if isinstance(entry, SettingEntry) and entry.name not in reading.settings:
            reading.settings.append(entry.name)


def _settings_of_paper(reading: Reading, context: Context) -> None:
    """A paper whose title says zero-shot or few-shot measures so, unless the sentence says otherwise itself."""
    if not any(_excludes(name) for name in reading.settings) and not any(
        item.entry is not None and _excludes(item.entry.name)
        for item in reading.sentence.items
        if item.symbol == _SETTING
    ):
        told = [name for name in context.own_settings if name != "ensemble" or reading.subject == "proposed"]
        reading.settings += [name for name in told if name not in reading.settings]


def _excludes(name: str) -> bool:
    """Whether what is measured so is not measured as the whole paper is: fine-tuned, but not as an ensemble."""
    return name != "ensemble" and load_vocabulary().settings[name].board


def _settings_of_source(reading: Reading, readings: list[Reading], shared: set[str]) -> None:
    """A number whose metric or dataset was named for an earlier one was obtained as that one was."""
    earlier = [other for other in readings if other.index < reading.index]
    source = reading.mirrored or reading.metric_source
    if source is not None and reading.metric_from == "task" and _names_another_metric(source):
        source = None
    if source is None or source not in earlier:
        same = [other for other in earlier if other.dataset and other.dataset == reading.dataset]
        source = same[-1] if same else None
    if source is not None:
        alike = reading.dataset == source.dataset and reading.model == source.model
        reading.settings += [
            name for name in source.settings if name not in reading.settings and (alike or name in shared)
        ]


def _names_another_metric(source: Reading) -> bool:
    """Whether a metric stands behind that of a number: a list without one goes on as it began."""
    return source.sentence.symbols.count(SYMBOL["METRIC"], source.index) > 1


def _stated(sentence: Sentence, index: int, item: Item) -> str | None:
    """The setting that an item says numbers have: none for what one compares with, is denied, or is a topic."""
    if item.entry is None or _OTHERS.match(sentence.symbols, index):
        return None
    if item.entry.name != "frozen" and _OVER.search(sentence.text, max(sentence.start, item.start - 40), item.start):
        return None
    if item.entry.name == "ensemble" and _OVER_SOME.search(
        sentence.text, max(sentence.start, item.start - 40), item.start
    ):
        return None
    if _DENIED.search(sentence.text, max(sentence.start, item.start - 40), item.start):
        return _CONTRARY.get(item.entry.name)  # "without multiple tests or ensemble", "non-ensemble methods"
    stated = not _TOPIC.search(item.text) or _STATED.match(sentence.symbols, index) is not None
    return item.entry.name if stated else None


_CONTRARY = {"extra-data": "no-extra-data"}
_DENIED = regexes.rich(r"(?:\b[Ww]ithout|\b[Nn]o|\b[Nn]ot|\b[Nn]either|\bnor)\s(?:[\w-]+\s){0,4}$|\b[Nn]on-$")


def _named_owners(sentence: Sentence, index: int, readings: list[Reading]) -> list[Reading]:
    """The numbers on the dataset, or of the system, that a setting stands right beside.

    "ImageNet zero-shot classification" says nothing of the COCO behind it, "the fine-tuned FooNet" nothing of a rival.
    """
    owners: list[Reading] = []
    for place in (index - 1, index + 1):
        item = sentence.items[place] if 0 <= place < len(sentence.items) else None
        if item is not None and item.symbol == SYMBOL["DATASET"]:
            name = item.entry.name if item.entry is not None else item.text
            owners += [reading for reading in readings if reading.dataset == name]
        elif item is not None and place > index and item.symbol in _SYSTEMS:
            owners += [
                reading for reading in readings if reading.model is not None and reading.model.startswith(item.text)
            ]
    return owners


_SYSTEMS = frozenset(SYMBOL[name] for name in ("SYSTEM", "NAME"))
_NEW_PHRASE = frozenset(
    SYMBOL[name] for name in ("COMMA", "AND", "SEMICOLON", "ACHIEVE", "BEAT", "RAISE", "LOWER", "OPEN")
)


def _owners(sentence: Sentence, index: int, readings: list[Reading]) -> list[Reading]:
    """The numbers that a setting belongs to.

    Before the first number it heads the sentence and is of all; between two it is of the one whose phrase it stands in;
    behind the last it is of that one and its list.
    """
    before = [reading for reading in readings if reading.index < index]
    after = [reading for reading in readings if reading.index > index]
    if not before:
        return readings
    last = before[-1]
    between = sentence.symbols[last.index + 1 : index]
    if after and any(symbol in _NEW_PHRASE for symbol in between):
        return _with_list(after[0], after)
    return _with_list(last, before)


def _with_list(reading: Reading, others: list[Reading]) -> list[Reading]:
    """A number and those that share its list, unless a setting of their own stands between."""
    symbols = reading.sentence.symbols
    members = [reading]
    for other in others:
        first, last = sorted((reading.index, other.index))
        if other in reading.linked and SYMBOL["SETTING"] not in symbols[first:last]:
            members.append(other)
    return members
