"""Systems: whose number it is, and against whom a change is measured."""

from typing import NamedTuple

from leaderboard.linking.context import Context
from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Sentence
from leaderboard.patterns.open_names import NAME_SHAPE
from leaderboard.patterns.symbols import SYMBOL, over_symbols


class System(NamedTuple):
    """A named system in a sentence: its items, and how it is printed."""

    first: int
    last: int
    name: str


_GROUP = over_symbols(r"(?: SYSTEM | NAME ) (?: SYSTEM | NAME ){0,3}")
_VERB = frozenset(SYMBOL[name] for name in ("ACHIEVE", "BEAT", "RAISE", "LOWER", "IS"))
_CLAUSE = frozenset(SYMBOL[name] for name in ("COMMA", "SEMICOLON", "COLON"))
_INDIRECT = frozenset(SYMBOL[name] for name in ("WITH", "TO", "ON", "OF", "IN", "THAN", "BY", "VERSUS", "FROM", "BEAT"))
_SKIPPED = frozenset(SYMBOL[name] for name in ("DET", "ADVERB", "RIVAL", "OWN", "WORD", "SETTING", "MODEL"))

# "82.0% achieved by EVA-E", "0.87 for SD-VAE", "76.2% of CLIP".
_AGENT = over_symbols(
    r"QUANTITY (?: METRIC | ADVERB | CLOSE ){0,2} (?: ACHIEVE? BY | ACHIEVE | IN | OF | WITH | FROM ) (?: DET | RIVAL | ADVERB | OWN | WORD ){0,4} (?P<system> SYSTEM | NAME )"
)
# "surpassing CLIP's 68.3%".
_OWNER = over_symbols(
    r"(?<= (?P<system> SYSTEM | NAME ) (?: MODEL )? POSSESSIVE (?: METRIC | ADVERB | SETTING | RIVAL ){0,3} ) QUANTITY"
)
# "CLIP (76.2%)", "GPT-4o (3.93)"
_BRACKET = over_symbols(r"(?<= (?P<system> SYSTEM | NAME ) OPEN (?: ADVERB | VERSUS | METRIC | IS ){0,2} ) QUANTITY")
_VERSUS_NUMBER = over_symbols(
    r"(?<= QUANTITY (?: METRIC | OPEN | COMMA | CLOSE | NAME | SYSTEM | SETTING | DATASET | SPLIT | ADVERB ){0,6} (?: VERSUS | THAN ) (?: ADVERB | DET | OF | WORD | NAME | SYSTEM | RIVAL | MODEL | METRIC | SETTING ){0,5} ) QUANTITY"
)
_BEAT_NUMBER = over_symbols(r"(?<= BEAT (?: (?! QUANTITY | COMMA | BY | ACHIEVE | SEMICOLON ) ANY ){0,7} ) QUANTITY")
_RIVAL_NEAR = over_symbols(
    r"(?<= RIVAL (?: MODEL | WORD | NAME | SYSTEM | METRIC | OF | IS | ACHIEVE | POSSESSIVE | SETTING | ADVERB ){0,4} ) QUANTITY | QUANTITY (?: METRIC | ADVERB ){0,1} (?: BY | OF | IN | FROM | WITH ) (?: DET | ADVERB ){0,2} RIVAL"
)
# What a change is measured against: behind than, over, compared to; or the object of the verb of comparison.
_VERSUS = over_symbols(
    r"(?: THAN | VERSUS | BEAT | ON ) (?P<what> (?: DET | ADVERB )* (?: (?: RIVAL | SYSTEM | NAME | MODEL | WORD | SETTING | TRAIN | POSSESSIVE | TASK ){1,7} ) )"
)


def link_systems(sentence: Sentence, readings: list[Reading], context: Context) -> None:
    """Give each number its system, its subject, and for a change what it is compared with."""
    systems = _systems(sentence, context)
    for reading in readings:
        if reading.kind not in ("score", "gain", "cost"):
            continue
        _name_system(sentence, reading, systems, context)
        if reading.kind == "score" or (reading.kind == "cost" and reading.change is None):
            _whose(sentence, reading, systems, context)
        if reading.change is not None:
            reading.versus = _compared_with(sentence, reading)


def _systems(sentence: Sentence, context: Context) -> list[System]:
    found = []
    for match in _GROUP.finditer(sentence.symbols):
        first, last = match.start(), match.end() - 1
        name = sentence.text[sentence.items[first].start : sentence.items[last].end]
        strong = any(
            sentence.symbols[index] == SYMBOL["SYSTEM"] or NAME_SHAPE.compiled.match(sentence.items[index].text)
            for index in range(first, last + 1)
        )
        if strong or name in context.proposed:
            found.append(System(first, last, name))
    for index, item in enumerate(sentence.items):
        if item.symbol == SYMBOL["WORD"] and item.text in context.proposed:
            found.append(System(index, index, item.text))
    return sorted(found)


def _name_system(sentence: Sentence, reading: Reading, systems: list[System], context: Context) -> None:
    for pattern, how in ((_OWNER, "owner"), (_BRACKET, "bracket"), (_AGENT, "agent")):
        match = pattern.match(sentence.symbols, reading.index)
        system = _at(systems, match.start("system")) if match else None
        if system is not None and (how != "agent" or _is_agent(sentence, reading, system, context)):
            reading.model, reading.model_from = system.name, how
            return
    subject = _subject(sentence, reading, systems)
    if subject is not None:
        reading.model, reading.model_from = subject.name, "subject"
    elif context.system is not None:
        reading.model, reading.model_from = context.system, "document"
    else:
        _user(sentence, reading, systems)


def _at(systems: list[System], index: int) -> System | None:
    return next((system for system in systems if system.first <= index <= system.last), None)


def _is_agent(sentence: Sentence, reading: Reading, system: System, context: Context) -> bool:
    """ "for SD-VAE" and "by EVA-E" own the number; "with ResNet-50" only when the paper names no system."""
    between = sentence.symbols[reading.index + 1 : system.first]
    return SYMBOL["WITH"] not in between and (SYMBOL["IN"] not in between or _is_second(sentence, reading))


def _is_second(sentence: Sentence, reading: Reading) -> bool:
    return bool(_VERSUS_NUMBER.match(sentence.symbols, reading.index)) or any(
        other.index < reading.index for other in reading.linked
    )


def _subject(sentence: Sentence, reading: Reading, systems: list[System]) -> System | None:
    """The system before the verb that leads to the number: the first of its clause that no preposition governs.

    A participle behind a comma ("..., achieving 83%") shares the subject of the clause before it.
    """
    symbols = sentence.symbols
    verbs = [index for index in range(reading.index) if symbols[index] in _VERB]
    for verb in reversed(verbs):
        begin = _clause_begin(symbols, verb)
        candidates = [
            system for system in systems if begin <= system.first < verb and not _governed(symbols, system.first)
        ]
        if candidates:
            return candidates[0]
        if SYMBOL["OWN"] in symbols[begin:verb]:
            return None
    return None


def _clause_begin(symbols: str, verb: int) -> int:
    """Where the clause of a verb begins: behind the comma, verb or semicolon before it; brackets are passed over."""
    depth = 0
    for index in range(verb - 1, -1, -1):
        if symbols[index] == SYMBOL["CLOSE"]:
            depth += 1
        elif symbols[index] == SYMBOL["OPEN"]:
            depth -= 1
            if depth < 0:
                return index + 1
        elif depth == 0 and (symbols[index] in _CLAUSE or symbols[index] in _VERB):
            return index + 1
    return 0


def _governed(symbols: str, index: int) -> bool:
    """Whether a preposition stands before a name: "trained comparably to CLIP", "with the ViT model"."""
    return _stands_behind(symbols, index, _INDIRECT)


def _stands_behind(symbols: str, index: int, words: frozenset[str]) -> bool:
    at = index - 1
    while at >= 0 and symbols[at] in _SKIPPED:
        at -= 1
    return at >= 0 and symbols[at] in words


def _user(sentence: Sentence, reading: Reading, systems: list[System]) -> None:
    """A paper that names no system of its own: the one it used, nearest to the number."""
    own = [system for system in systems if not _stands_behind(sentence.symbols, system.first, _COMPARES)]
    if own:
        nearest = min(own, key=lambda system: abs(system.first - reading.index))
        reading.model, reading.model_from = nearest.name, "nearest"


# "improves X from 54.5% to 82.3%", "(8.0 -> 26.3)", "(76.6% vs. 74.0%)": which of two is the other's.
_OLD = ("score.from_to", "score.arrow", "score.compared_after")
_OLD_PAIR = over_symbols(r"QUANTITY TO QUANTITY")


def _is_others(sentence: Sentence, reading: Reading) -> bool:
    rule = reading.rule.split("+")[0]
    if rule == "score.bracket_pair":
        return bool(_OLD_PAIR.match(sentence.symbols, reading.index))
    return rule in _OLD or bool(_VERSUS_NUMBER.match(sentence.symbols, reading.index))


def _rival(sentence: Sentence, reading: Reading, systems: list[System]) -> str | None:
    """The system that a comparison before the number names: "outperforms RETFound (0.958 vs. 0.940)"."""
    for system in reversed([each for each in systems if each.last < reading.index]):
        if _stands_behind(sentence.symbols, system.first, _COMPARES):
            return system.name
    return None


_COMPARES = frozenset(SYMBOL[name] for name in ("BEAT", "THAN", "VERSUS", "BETTER", "WORSE"))


def _whose(sentence: Sentence, reading: Reading, systems: list[System], context: Context) -> None:
    symbols, at = sentence.symbols, reading.index
    if _is_others(sentence, reading) and reading.model_from not in ("owner", "bracket", "agent"):
        reading.subject = "other"
        reading.model, reading.model_from = _rival(sentence, reading, systems), "rival"
        return
    own = reading.model is not None and any(_same(reading.model, name) for name in context.proposed)
    if own and reading.model_from != "document":
        return
    if _BEAT_NUMBER.match(symbols, at) or _VERSUS_NUMBER.match(symbols, at) or _RIVAL_NEAR.match(symbols, at):
        reading.subject = "other"
        if reading.model_from in ("document", "subject"):
            reading.model = None
    elif reading.model_from in ("owner", "agent", "bracket") or (
        reading.model_from == "subject" and context.is_existing(reading.model or "")
    ):
        reading.subject = "other"


def _same(left: str, right: str) -> bool:
    return left.lower().startswith(right.lower()) or right.lower().startswith(left.lower())


def _compared_with(sentence: Sentence, reading: Reading) -> str | None:
    """The words that name what a change is measured against, nearest to the number."""
    matches = list(_VERSUS.finditer(sentence.symbols))
    if not matches:
        return None
    match = min(
        matches, key=lambda each: abs(each.start() - reading.index) + (0 if each.start() > reading.index else 2)
    )
    first, last = match.span("what")
    while first < last - 1 and sentence.symbols[first] in (SYMBOL["DET"], SYMBOL["ADVERB"]):
        first += 1
    return sentence.text[sentence.items[first].start : sentence.items[last - 1].end]
