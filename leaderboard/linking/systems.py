"""Systems: whose number it is, and against whom a change is measured.

Every system that a sentence speaks of is a party: named ("ViT-L/14"), described ("the hybrid OCR system"), a rival
("existing methods"), or the paper's own ("our method", "it"). A number belongs to the party that owns it in so many
words, or else to the subject of the verb that leads to it; behind "vs." and "than" it belongs to what is compared with.
"""

import re
from collections.abc import Iterator

from leaderboard import regexes
from leaderboard.linking.context import Context
from leaderboard.linking.parties import Party, parties_of, party_words, phrase_before, symbols_of
from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols

_VERB = frozenset(SYMBOL[name] for name in ("ACHIEVE", "BEAT", "RAISE", "LOWER", "IS", "SOLVE", "RETAIN"))
_CLAUSE = frozenset(SYMBOL[name] for name in ("COMMA", "SEMICOLON", "COLON"))
_INDIRECT = frozenset(
    SYMBOL[name] for name in ("WITH", "TO", "ON", "OF", "IN", "THAN", "BY", "VERSUS", "FROM", "BEAT", "TRAIN")
)
_SKIPPED = frozenset(SYMBOL[name] for name in ("DET", "ADVERB", "RIVAL", "OWN", "WORD", "SETTING", "MODEL"))
_COMPARES = frozenset(SYMBOL[name] for name in ("BEAT", "THAN", "VERSUS", "BETTER", "WORSE"))
_NO_FINITE_VERB = regexes.rich(r"(?:ing|ly|ed|correct)$")

# "surpassing CLIP's 68.3%".
_OWNER = over_symbols(
    r"(?<= (?P<system> ANY ) (?: MODEL )? POSSESSIVE (?: METRIC | ADVERB | SETTING | RIVAL | GENERIC | OF ){0,3} ) QUANTITY"
)
# "Grok 12%, ThinKV 71%", "o3: 83.5", "(BioBERT, 0.378)".
_BEFORE = over_symbols(r"(?<= (?P<system> SYSTEM ) COLON? | OPEN (?P<system> SYSTEM ) COMMA ) QUANTITY")
# "CLIP (76.2%)", "GPT-4o (3.93)", "existing trackers (22.3)".
_BRACKET = over_symbols(
    r"(?<= (?P<system> ANY ) OPEN (?: (?: (?! OPEN | CLOSE | VERSUS | THAN | TO | BETTER | WORSE | OWN ) ANY ){0,8} QUANTITY (?: COMMA | AND | METRIC | COST | WITH ){1,4} | (?: ADVERB | VERSUS | METRIC | IS ){0,2} ) ) QUANTITY"
)
# "a 3.5 billion parameter diffusion model", "a 7B-parameter Mixture-of-Experts model".
_SIZED = over_symbols(r"QUANTITY COST? (?P<system> WORD | NAME | SYSTEM | TASK | SETTING | ACRONYM )")
# "82.0% achieved by EVA-E", "0.87 for SD-VAE", "76.2% of CLIP".
_AGENT = over_symbols(
    r"QUANTITY (?: METRIC | ADVERB | CLOSE | SETTING ){0,2} (?: COMMA ADVERB )? (?: ACHIEVE? BY | ACHIEVE | IN | OF | WITH | FROM ) (?: DET | ADVERB | OWN ){0,3} (?P<system> ANY )"
)
_VERSUS_NUMBER = over_symbols(
    r"(?<= QUANTITY (?: METRIC | OPEN | COMMA | CLOSE | NAME | SYSTEM | SETTING | DATASET | SPLIT | ADVERB ){0,6} (?: VERSUS | THAN ) (?: ADVERB | DET | OF | WORD | NAME | SYSTEM | RIVAL | MODEL | METRIC | SETTING ){0,5} ) QUANTITY | (?<= (?<! BETTER | WORSE | FASTER ) (?: VERSUS | THAN ) (?: ADVERB | DET | OPEN ){0,2} ) QUANTITY"
)
_BEAT_NUMBER = over_symbols(
    r"(?<= BEAT (?: (?! QUANTITY | COMMA | BY | ACHIEVE | SEMICOLON | WITH | OPEN ) ANY ){0,7} ) QUANTITY"
)
# "the human baseline of 78%", "(FID 2.9 for the baseline)".
_RIVAL_NEAR = over_symbols(
    r"(?<= (?<! ADVERB DET? ) (?P<rival> RIVAL ) ADVERB? (?: (?: METRIC | GENERIC ) OPEN ADVERB? | (?: METRIC | GENERIC | OF | IS | IN | POSSESSIVE ){1,3} ) ) QUANTITY | QUANTITY (?: METRIC | ADVERB ){0,1} (?: BY | OF | IN | FROM | WITH ) (?: DET | ADVERB ){0,2} (?P<behind> RIVAL )"
)
# What a change is measured against: behind than, compared to, over; or the object of the verb of comparison.
_VERSUS = over_symbols(
    r"(?: THAN | VERSUS | BEAT | ON ) (?: DET | ADVERB | OWN | BETTER | WORSE )* (?P<what> (?: RIVAL | SYSTEM | NAME | MODEL | WORD | SETTING | TRAIN | POSSESSIVE | TASK | GENERIC | ACRONYM ){1,6} )"
)
_NO_RIVAL = symbols_of(
    "WORD", "TASK", "TRAIN", "GENERIC", "SETTING", "POSSESSIVE"
)  # alone, they name none behind "over"


def link_systems(sentence: Sentence, readings: list[Reading], context: Context) -> None:
    """Give each number its system, its subject, and for a change what it is compared with."""
    parties = parties_of(sentence, context.proposed)
    for reading in readings:
        if reading.kind not in ("score", "gain", "cost"):
            continue
        if reading.change is not None:
            reading.versus = _compared_with(sentence, reading, parties)
        if reading.change is None and _is_others(sentence, reading, parties):
            _give_to_rival(sentence, reading, parties, context)
        else:
            _give_to_owner(sentence, reading, parties, context)
    _share_out(sentence, readings, parties, unnamed=context.system is None)


def _share_out(sentence: Sentence, readings: list[Reading], parties: list[Party], unnamed: bool) -> None:
    """ "A and B reach 81% and 84%": as many numbers as systems before the verb, or behind the numbers, in their order."""
    for run in _runs(readings):
        names = [party.name for party in _series(sentence, parties, run[0].index, run[-1].index, unnamed)]
        if len(names) == len(run):
            for reading, name in zip(run, names, strict=True):
                reading.model, reading.model_from = name, "list"


def _runs(readings: list[Reading]) -> Iterator[list[Reading]]:
    """Numbers of one list, two or more."""
    run: list[Reading] = []
    for reading in readings:
        apart = reading.model_from == "rival" or reading.rule.startswith("score.from_to")
        if run and (reading not in run[-1].linked or reading.kind != run[0].kind or apart):
            if len(run) > 1:
                yield run
            run = []
        if reading.kind in ("score", "gain", "cost") and not apart:
            run.append(reading)
    if len(run) > 1:
        yield run


def _series(sentence: Sentence, parties: list[Party], first: int, last: int, unnamed: bool) -> list[Party]:
    """The named systems that stand in a row right before the verb of a list of numbers, or right behind the list.

    `unnamed` tells that the paper names no system of its own, which the numbers could be of.
    """
    symbols = sentence.symbols
    rows: list[list[Party]] = []
    for party in parties:
        if party.kind != "named":
            continue
        if rows and _ROW.fullmatch(symbols, rows[-1][-1].last + 1, party.first):
            rows[-1].append(party)
        else:
            rows.append([party])
    for row in rows:
        if not _JOINS & set(symbols[row[0].last : row[-1].first]):
            continue
        begin, end = row[0].first, row[-1].last + 1
        named = _ASIDE.match(symbols, end) is not None and sentence.items[begin - 1].text in _NAMELY
        if end <= first and _LEADS_TO.fullmatch(symbols, end + named, first):
            return [] if any(end <= party.first < first and party.kind == "named" for party in parties) else row
        if begin > last and _BEHIND.fullmatch(symbols, last + 1, begin):
            told = unnamed or symbols[begin - 1] != SYMBOL["IN"] or any(_is_known(sentence, party) for party in row)
            return row if told else []  # "for FCC and BCC" may be anything
    return []


def _is_known(sentence: Sentence, party: Party) -> bool:
    """Whether a list knows a party's name, or a noun says that it is a model."""
    return not _KNOWN.isdisjoint(sentence.symbols[party.first : party.last + 1])


_JOINS = symbols_of("AND", "SLASH")
_ASIDE = over_symbols("COMMA (?! AND )")
# Between the systems of a row (with sizes in brackets), between it and its numbers, and between numbers and a row.
_ROW = over_symbols(r"(?: OPEN (?: (?! CLOSE ) ANY ){1,12} CLOSE )? (?: COMMA? AND | COMMA | SLASH ) (?: OWN | DET )?")
_LEADS_TO = over_symbols(
    r"(?: OPEN (?: (?! CLOSE ) ANY ){1,12} CLOSE )? CLOSE? (?: MODEL | ADVERB | WORD | IS | AND | TRAIN | ON | DET | ACRONYM | STUFF ){0,9} (?: ACHIEVE | BEAT | RAISE | LOWER ) (?: (?! COMMA | SEMICOLON | QUANTITY | BEAT ) ANY ){0,8}"
)
_BEHIND = over_symbols(
    r"(?: (?! SEMICOLON | QUANTITY | VERSUS | THAN | ACHIEVE | BEAT ) ANY ){0,10} (?: IN | WITH | BY ) DET?"
)


def _base(reading: Reading, parties: list[Party], context: Context) -> str | None:
    """The model that a paper works with, of which a number goes from one to another where no other is named."""
    changed = reading.rule.startswith(("score.from_to", "score.to_after_from", "score.arrow"))
    return context.base if changed and all(party.kind != "named" for party in parties) else None


def _give_to_rival(sentence: Sentence, reading: Reading, parties: list[Party], context: Context) -> None:
    reading.subject, reading.model_from = "other", "rival"
    rival = _rival(sentence, reading, parties)
    reading.model = rival.name if rival else _base(reading, parties, context)


def _give_to_owner(sentence: Sentence, reading: Reading, parties: list[Party], context: Context) -> None:
    party, how = _owner(sentence, reading, parties, context)
    if party is not None and party.name is not None and _stands_for_itself(sentence, party, how, reading, context):
        reading.model, reading.model_from = party.name, how
    elif context.system is not None:
        reading.model, reading.model_from = context.system, "document"
    elif party is None or (
        party.kind == "own" and (_is_the_one(sentence, party) or not _is_one_of_several(sentence, party))
    ):
        used = None if party is not None and party.first != party.last else _nearest(sentence, reading, parties)
        stand_in = context.stand_in or _base(reading, parties, context)
        reading.model, reading.model_from = (used.name, "nearest") if used else (stand_in, "document")
        party, how = used or party, "nearest"
    if _belongs_to_another(sentence, reading, party, how, context):
        reading.subject = "other"


def _stands_for_itself(sentence: Sentence, party: Party, how: str, reading: Reading, context: Context) -> bool:
    """Whether a party is the system to name, and not another word for the paper's own."""
    if party.kind == "rival":
        return reading.change is None
    if party.name is None or party.kind == "named" or context.system is None:
        return party.name is not None
    indefinite = sentence.items[party.first].text.lower() in ("a", "an")  # "a monolithic agent" is not the paper's own
    if party.kind != "described" or (how == "bracket" and _IN_APPOSITION.search(sentence.symbols, 0, party.first)):
        return False  # "FooNet, a family of small models (1B and 7B)"
    return indefinite or how in ("owner", "bracket", "sized", "agent")


_IN_APPOSITION = over_symbols(r"(?: NAME | SYSTEM ) COMMA (?: DET | ADVERB | WORD | OF ){0,6} \Z")


def _belongs_to_another(sentence: Sentence, reading: Reading, party: Party | None, how: str, context: Context) -> bool:
    """Whether a number is that of a baseline, of earlier work or of a system that the paper only looks at."""
    if party is not None and (_is_ours(sentence, party) or context.is_own(party.name or "")):
        return False
    if party is None or party.name is None:
        return reading.change is None and context.examines and (party is None or _is_one_of_several(sentence, party))
    if party.kind == "rival":
        return reading.change is None
    if party.kind == "described":
        return context.examines and _SEVERAL.search(party.name) is not None
    if context.examines:
        at = sentence.items[party.first].start
        return _JUST_TUNED.search(sentence.text, max(sentence.start, at - 40), at) is None
    if how == "owner" and _BEAT_NUMBER.match(sentence.symbols, reading.index):
        return True
    if how in ("owner", "bracket", "agent"):
        return context.system is not None or _is_anothers(party.name, context)
    if reading.change is not None or _speaks_of_own(sentence, context) or not _is_anothers(party.name, context):
        return False
    return _TUNED.search(sentence.text, sentence.start, sentence.end) is None


def _is_anothers(name: str, context: Context) -> bool:
    return context.says_we and context.is_existing(name)


_JUST_TUNED = regexes.rich(r"\bfine-?tun(?:ed|ing)\s(?:\S+\s){0,2}\Z", re.I)
# What a paper has tuned is its own, though the model is another's: "fine-tuned GPT-4o reaches".
_TUNED = regexes.rich(r"\b(?:fine-?tun(?:ed|ing)|trained|distilled)\b", re.I)


# "the best model", "models": what a paper that examines systems says of them, if not "the model".
_SEVERAL = regexes.rich(r"(?:best|worst|even|strong|top|leading)|(?:s|LLM|VLM|GPT)\b", re.I)


def _is_one_of_several(sentence: Sentence, party: Party) -> bool:
    """ "The best model", "top models": one of those that a paper compares; "this method" and "our models" are its own."""
    if sentence.symbols[party.first] == SYMBOL["OWN"]:
        return False
    if party.first == party.last:
        return sentence.symbols[party.first] == SYMBOL["MODEL"] and sentence.items[party.first].text.endswith("s")
    return any(_SEVERAL.search(item.text) for item in sentence.items[party.first : party.last + 1])


def _is_the_one(sentence: Sentence, party: Party) -> bool:
    """ "The LLM" is the one that was spoken of."""
    the, noun = sentence.items[party.first], sentence.items[party.last]
    return the.text.lower() == "the" and party.last - party.first == 1 and not noun.text.endswith("s")


def _is_ours(sentence: Sentence, party: Party) -> bool:
    """Whether a party is "we" or "it", or "our" stands before it: "our learned ResNet-50"."""
    symbols, at = sentence.symbols, party.first
    if symbols[at] != SYMBOL["OWN"]:
        while at and symbols[at] in _SKIPPED and symbols[at] != SYMBOL["OWN"] and sentence.items[at].text != "that":
            at -= 1
        if not sentence.items[at].text.lower().endswith(("our", "proposed", "resulting")):
            return False
    return symbols[at] == SYMBOL["OWN"] and sentence.items[at].text.lower() != "this"


def _speaks_of_own(sentence: Sentence, context: Context) -> bool:
    own = any(
        symbol == SYMBOL["OWN"]
        and party_words("study").isdisjoint(item.text.lower() for item in sentence.items[at + 1 : at + 3])
        for at, symbol in enumerate(sentence.symbols)
    )  # "our method", "we", but not "our evaluation"
    return own or any(
        name in sentence.text[sentence.items[0].start : sentence.items[-1].end] for name in context.proposed[:2]
    )


def _owner(sentence: Sentence, reading: Reading, parties: list[Party], context: Context) -> tuple[Party | None, str]:
    """The party that has a number, and what tells it."""
    itself = _itself(sentence, reading, parties)
    if itself is not None:
        return itself, "subject"
    for pattern, how in (
        (_OWNER, "owner"),
        (_BEFORE, "owner"),
        (_BRACKET, "bracket"),
        (_SIZED, "sized"),
        (_AGENT, "agent"),
    ):
        match = pattern.match(sentence.symbols, reading.index)
        party = _at(parties, match.start("system")) if match else None
        if party is None or (reading.change is not None and (party.kind == "rival" or pattern in (_BRACKET, _BEFORE))):
            continue  # "it lifts CLIP (+2.3%)"
        if how == "bracket" and (
            reading.rule.startswith("score.bracket_pair")
            or (party.kind == "rival" and _stands_behind(sentence, party.first, _WITH))
            or (reading.kind == "score" and party.first and sentence.items[party.first - 1].text in ("among", "across"))
        ):
            continue  # "beats prior work (80% vs. 78%)", "agrees with human ratings (0.69)"
        if how == "sized" and (party.first <= reading.index or not _is_of_another(sentence, reading)):
            continue
        if how != "agent" or _is_agent(sentence, reading, party, parties, context):
            return party, how
    return _subject(sentence, reading, parties), "subject"


def _rival_near(sentence: Sentence, parties: list[Party], index: int) -> Party | None:
    """The rival that has the number at `index` in so many words: "the human baseline of 78%".

    A state of the art may be what the paper's own system achieves, and human ratings are not what humans achieve.
    """
    match = _RIVAL_NEAR.match(sentence.symbols, index)
    at = max(match.start("rival"), match.start("behind")) if match else -1
    if at < 0 or _REACHED.match(sentence.items[at].text):
        return None
    rated = sentence.symbols[at + 1 : at + 2] == SYMBOL["METRIC"] and sentence.items[at].text.startswith("human")
    return None if rated and not _governed(sentence, at) else _at(parties, at)


_REACHED = regexes.rich(r"state[- ]of[- ]the[- ]art|sota|current|recent|other|original", re.I)


def _is_of_another(sentence: Sentence, reading: Reading) -> bool:
    """Whether a count of parameters stands in a phrase of its own: not "FooNet, a 3B-parameter model" nor "our 3B model"."""
    before = sentence.items[max(0, reading.index - 6) : reading.index]
    makes = any(item.symbol == SYMBOL["OWN"] or item.text.lower() in party_words("making") for item in before)
    return reading.metric == "parameters" and not makes and not _DEFINED.match(sentence.symbols, reading.index)


_DEFINED = over_symbols(
    r"(?<= (?: IS | (?: NAME | SYSTEM | CLOSE | NUMBER ) COMMA ) (?: DET | ADVERB | WORD | OF | COMMA ){0,5} ) QUANTITY"
)


def _at(parties: list[Party], index: int) -> Party | None:
    return next((party for party in parties if party.first <= index <= party.last), None)


def _is_agent(sentence: Sentence, reading: Reading, party: Party, parties: list[Party], context: Context) -> bool:
    """Whether "by EVA-E", "for SD-VAE" or "with ResNet-50" behind a number tells whose it is.

    What stands behind "for" and "with" may be a backbone or a task: only where no other party is the subject, and of
    known systems or described ones.
    """
    between = sentence.symbols[reading.index + 1 : party.first]
    if _shows(sentence, reading.index, party.first):
        return False
    if SYMBOL["COMMA"] in between and not sentence.items[reading.index + 2].text.startswith("respectively"):
        return False  # "68.2%, competitive with the strongest baseline"
    if party.kind == "rival" or SYMBOL["BY"] in between or SYMBOL["ACHIEVE"] in between:
        return True
    if SYMBOL["WITH"] in between:
        return False
    if SYMBOL["IN"] not in between:
        return True
    if context.system is not None and not _is_second(sentence, reading):
        return False
    return _is_known(sentence, party) and _subject(sentence, reading, parties) is None


def _shows(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a finite verb stands behind a number, and no "achieved by": "a baseline of 40% shows that FooNet"."""
    items = sentence.items[first + 1 : end]
    return any(item.symbol == SYMBOL["ACHIEVE"] and not item.text.endswith((" by", "ed")) for item in items)


def _is_second(sentence: Sentence, reading: Reading) -> bool:
    return any(other.index < reading.index for other in reading.linked)


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a finite verb or participle of achieving stands at `index`; "correctly" and "detecting" are none."""
    symbol = sentence.symbols[index]
    if symbol not in _VERB or (index and sentence.items[index - 1].text.lower() in _ARTICLES):
        return False  # "the evaluated benchmarks", "a complete framework"
    if symbol == SYMBOL["SOLVE"]:
        noun = sentence.symbols[index + 1 : index + 2] == SYMBOL["METRIC"]  # "answer accuracy"
        return not noun and _NO_FINITE_VERB.search(sentence.items[index].text) is None
    return sentence.items[index].text[0].isalpha()


_ARTICLES = frozenset({"the", "a", "an", "our", "its", "their"})


def _subject(sentence: Sentence, reading: Reading, parties: list[Party]) -> Party | None:
    """The party before the verb that leads to the number: the first of its clause that no preposition governs.

    A participle behind a comma ("..., achieving 83%") shares the subject of the clause before it.
    """
    verbs = [
        at for at, symbol in enumerate(sentence.symbols[: reading.index]) if symbol in _VERB and _is_verb(sentence, at)
    ]
    for number in range(len(verbs) - 1, -1, -1):
        verb = verbs[number]
        pronoun = _relative(sentence, verb)
        if pronoun is not None:  # "a ViT with 2B parameters, which attains"
            for each in reversed(parties):
                if each.last < pronoun and _WHICH.fullmatch(sentence.symbols, each.last + 1, pronoun):
                    rival = each.kind == "rival" or _stands_behind(sentence, each.first, _COMPARES)
                    if rival or sentence.items[pronoun].text == "which":
                        said = _apposed(sentence, parties, each)
                        return said._replace(kind="rival") if rival and said.name else said
        within = _helped(sentence, parties, verb) if reading.change is None else None
        within = within or _in_passing(sentence, parties, verb)
        if within is not None:
            return within
        begin = _clause_begin(sentence, verb)
        found = [
            party
            for party in parties
            if begin <= party.first < verb
            and _may_be_subject(sentence, party)
            and not _is_coordinated(sentence, parties, party)
            and not _modifies(sentence, party, verb)
            and not _is_object(sentence, begin, party.first)
        ]
        phrase = phrase_before(sentence, begin, _before_aside(sentence, verb) + 1, verb) if not found else None
        if phrase is not None:
            return phrase
        if not found and number == 0:  # "Our largest model, a ViT-H/16 trained on videos, obtains"
            found = _opening(sentence, parties, verb)
        if found:
            return _apposed(sentence, parties, found[0])
        owner = _METRIC_OF.search(sentence.symbols, begin, verb)
        party = _at(parties, owner.start("system")) if owner else None
        if party is not None:
            return party
    return None if verbs else next(iter(_opening(sentence, parties, reading.index)), None)


def _relative(sentence: Sentence, verb: int) -> int | None:
    """Where the pronoun of a clause stands that a verb belongs to: "which attains", "which, despite its size, attains"."""
    match = _PRONOUN.search(sentence.symbols, max(0, verb - 12), verb)
    if match is None or sentence.items[match.start()].text not in ("which", "that"):
        return None
    behind = sentence.items[match.start() + 1 : verb]  # "that currently achieve", but "that FooNet achieves"
    told = behind[:1] == [] or behind[0].symbol == SYMBOL["COMMA"]
    return (
        match.start()
        if told or all(item.symbol == SYMBOL["ADVERB"] or item.text.endswith("ly") for item in behind)
        else None
    )


_PRONOUN = over_symbols(
    r"DET (?: (?: ADVERB | WORD ){1,2} | COMMA (?: (?! ACHIEVE | BEAT | RAISE | LOWER | IS | QUANTITY | SEMICOLON ) ANY ){1,9} )? \Z"
)


def _helped(sentence: Sentence, parties: list[Party], verb: int) -> Party | None:
    """The party that something helps: "our loss enables FooNet to reach" says what FooNet reaches."""
    symbols, to = sentence.symbols, verb - 1
    if to < 1 or symbols[to] != SYMBOL["TO"]:
        return None
    party = next((each for each in parties if each.last == to - 1), None)
    before = range(party.first - 1, max(-1, party.first - 3), -1) if party is not None else ()
    return party if any(sentence.items[at].text.lower() in party_words("helping") for at in before) else None


def _in_passing(sentence: Sentence, parties: list[Party], verb: int) -> Party | None:
    """The party that a clause in passing is about: "with FooNet achieving 83%"."""
    if not sentence.items[verb].text.endswith("ing"):
        return None
    party = next((each for each in parties if each.last == verb - 1 and each.name), None)
    before = _PASSING.search(sentence.symbols, 0, party.first) if party is not None else None
    return party if before is not None and sentence.items[before.start()].text.lower() == "with" else None


_PASSING = over_symbols(r"WITH (?: DET | ADVERB ){0,2} \Z")


def _opening(sentence: Sentence, parties: list[Party], end: int) -> list[Party]:
    """The parties before `end` that a clause may open with: no object of a verb that no list knows; "we" first.

    What stands in a clause of "while" before a comma is not what the other clause is about.
    """
    comma = sentence.symbols.find(SYMBOL["COMMA"]) if sentence.items[0].text in _SUBORDINATE else -1
    begin = comma if 0 < comma < end else 0
    found = [
        party
        for party in parties
        if begin <= party.first < end
        and _may_be_subject(sentence, party)
        and (party.kind == "own" or party.first == 0 or sentence.symbols[party.first - 1] not in _WORDS)
    ]
    return sorted(found, key=lambda party: party.kind != "own")


_SUBORDINATE = frozenset({"While", "Although", "Though", "Whereas", "Whilst", "Since", "As", "Because", "When", "If"})
_WORDS = symbols_of("WORD", "AND", "RAISE", "LOWER", "ACHIEVE", "SOLVE")
_WHICH = over_symbols(r"(?: GENERIC | METRIC )? (?: WITH DET? QUANTITY )? CLOSE? COMMA?")
_METRIC_OF = over_symbols(r"(?: METRIC | GENERIC ) OF (?: DET | ADVERB | OWN )* (?P<system> ANY )")


def _apposed(sentence: Sentence, parties: list[Party], party: Party) -> Party:
    """The name beside a description: "our largest model, a ViT-H/16", "models like ViT", "SwinV2-H, it achieves"."""
    symbols = sentence.symbols
    for other in parties:
        if other.kind != "named":
            continue
        spelled = party.name is not None and " " in party.name
        if spelled and _IN_BRACKETS.match(symbols, party.last + 1) and other.first == party.last + 2:
            return other  # "Extreme Gradient Boosting (XGBoost)"
        if party.kind != "named" and _NEXT_TO.fullmatch(symbols, party.last + 1, other.first):
            return other
        if (
            party.kind != "named"
            and _SUCH_AS.fullmatch(symbols, party.last + 1, other.first)
            and any(item.text.lower() in _NAMELY for item in sentence.items[party.last + 1 : other.first])
        ):
            return other
        if party.kind != "named" and _VERSION_OF.fullmatch(symbols, party.last, other.first):
            return other
        alone = other.first == 0 or symbols[other.first - 1] == SYMBOL["COMMA"]
        if party.name is None and alone and _NEXT_TO.fullmatch(symbols, other.last + 1, party.first):
            return other
    return party


_NEXT_TO = over_symbols(r"(?: COMMA | OPEN ) DET?")
_IN_BRACKETS = over_symbols(r"OPEN (?: NAME | SYSTEM ) CLOSE")
_NAMELY = frozenset(
    {
        "like",
        "as",
        "including",
        "namely",
        "notably",
        "particularly",
        "especially",
        "specifically",
        "e.g.",
        "e.g.,",
        "i.e.",
        "i.e.,",
    }
)
_VERSION_OF = over_symbols(r"MODEL OF (?: DET | OWN | ADVERB | WORD ){0,2}")
_SUCH_AS = over_symbols(r"(?: OPEN | COMMA )? (?: WORD | DET | ADVERB ){1,2} COMMA? DET?")


def _clause_begin(sentence: Sentence, verb: int) -> int:
    """Where the clause of a verb begins: behind the comma, verb or semicolon before it; brackets are passed over."""
    symbols, depth = sentence.symbols, 0
    for index in range(_before_aside(sentence, verb), -1, -1):
        if symbols[index] == SYMBOL["CLOSE"]:
            depth += 1
        elif symbols[index] == SYMBOL["OPEN"]:
            depth -= 1
            if depth < 0:
                return index + 1
        elif depth == 0 and (
            symbols[index] in _CLAUSE
            or (symbols[index] in _VERB and _is_verb(sentence, index))
            or _ends_a_sentence(sentence, index)
        ):
            return index + 1
        elif index < verb - 1 and sentence.items[index].text == "that" and _says(sentence, index - 1):
            return index + 1  # "we find that LLMs reach"
    return 0


def _before_aside(sentence: Sentence, verb: int) -> int:
    """The last item before a verb, or before an aside between two commas: "the baseline, even with X, attains"."""
    close = verb - 1
    if close > 0 and sentence.symbols[close] == SYMBOL["COMMA"] and not sentence.items[verb].text.endswith("ing"):
        opened = sentence.symbols.rfind(SYMBOL["COMMA"], 0, close)
        within = range(opened + 1, close)
        if opened > 0 and not any(_is_verb(sentence, at) or sentence.items[at].quantity for at in within):
            return opened - 1
    return close


def _ends_a_sentence(sentence: Sentence, index: int) -> bool:
    """Whether a full stop stands behind an item: the next sentence begins with a small letter."""
    return ". " in sentence.text[sentence.items[index].end : sentence.items[index + 1].start]


def _is_object(sentence: Sentence, begin: int, index: int) -> bool:
    """Whether a clause that begins behind a verb has not come to its own subject: "achieves full KV quality while"."""
    said = sentence.items[begin - 1].text
    if begin == 0 or not _is_verb(sentence, begin - 1) or _SAYING.match(said) or said.endswith(" by"):
        return False
    between = sentence.symbols[begin:index]
    return SYMBOL["AND"] not in between and not any(
        item.text.lower() in party_words("joining") for item in sentence.items[begin:index]
    )


_SAYING = regexes.rich(r"(?:show|demonstrat|report|indicat|reveal|predict|evidenc|is|are|was|were|remain)", re.I)


def _says(sentence: Sentence, index: int) -> bool:
    """Whether the verb at `index` may have a clause as its object: "show that", "find that"."""
    return index >= 0 and (sentence.symbols[index] == SYMBOL["WORD"] or _is_verb(sentence, index))


def _may_be_subject(sentence: Sentence, party: Party) -> bool:
    """Whether a party is neither governed by a preposition nor what a verb achieves ("state-of-the-art results")."""
    if _governed(sentence, party.first):
        return False
    return party.kind != "rival" or party.first == 0 or not _is_verb(sentence, party.first - 1)


def _is_coordinated(sentence: Sentence, parties: list[Party], party: Party) -> bool:
    """Whether a preposition before the names of a row is the last one's too: "results for BarNet and FooNet"."""
    joined = _AND
    while True:
        before = next(
            (each for each in parties if joined.fullmatch(sentence.symbols, each.last + 1, party.first)), None
        )
        if before is None or _governed(sentence, before.first):
            return before is not None and not _stands_behind(sentence, before.first, _WITH)  # "with A and B reaching"
        party, joined = before, _COMMA


_AND, _COMMA = over_symbols("COMMA? AND DET?"), over_symbols("COMMA DET?")


def _modifies(sentence: Sentence, party: Party, verb: int) -> bool:
    """Whether a name only says which: "extensive FooSim simulations show", "GPT-4 annotations reach"."""
    between = sentence.items[party.last + 1 : verb]
    if party.kind != "named" or not between or any(item.symbol not in _PLAIN for item in between):
        return False
    return between[-1].text.lower() in party_words("study")


_PLAIN = symbols_of("WORD", "TASK", "STUFF", "SETTING", "GENERIC", "TRAIN", "HOST")


def _governed(sentence: Sentence, index: int) -> bool:
    """Whether a preposition stands before a name: "trained comparably to CLIP", "with the ViT model"."""
    return _stands_behind(sentence, index, _INDIRECT)


def _stands_behind(sentence: Sentence, index: int, words: frozenset[str]) -> bool:
    symbols, at = sentence.symbols, index - 1
    while at >= 0 and symbols[at] in _SKIPPED:
        at -= 1
    if at < 0:
        return sentence.items[0].text.lower() in _UNLIKE and index > 0
    said = sentence.items[at].text.lower()
    if words in (_RIVAL_BEHIND, _ON) and symbols[at] == SYMBOL["ON"]:
        return said == ("on" if words is _ON else "over")  # "across multiple backbones" names none
    return symbols[at] in words and said != "while"


_UNLIKE = frozenset({"unlike", "beyond", "against", "besides"})


def _nearest(sentence: Sentence, reading: Reading, parties: list[Party]) -> Party | None:
    """A paper that names no system of its own: the one it used, nearest to the number."""
    used = [
        party
        for party in parties
        if party.kind == "named"
        and (reading.versus is None or party.name != reading.versus)
        and not _stands_behind(sentence, party.first, _COMPARES | _CHANGED)
        and (
            _is_known(sentence, party) or any(each.islower() for each in party.name or "")  # not an acronym of anything
        )
    ]
    return min(used, key=lambda party: abs(party.first - reading.index), default=None)


_WITH = symbols_of("WITH")
_KNOWN = symbols_of("SYSTEM", "MODEL")
_CHANGED = symbols_of("RAISE", "LOWER")


# "improves X from 54.5% to 82.3%", "(8.0 -> 26.3)", "(76.6% vs. 74.0%)": which of two is the other's.
_OLD = ("score.from_to", "score.arrow", "score.compared_after", "score.beat_directly", "score.than", "cost.from_to")
_TWO = over_symbols(
    r"(?<= (?: DATASET | METRIC | TASK ) OPEN ) QUANTITY (?= QUANTITY CLOSE )"
)  # "FUNSD (0.78 0.84)", which has lost its arrow
# "Reduces the delivery time from 228 to 23 minutes", "faster than a traditional 0.6B model".
_OLD_COST = over_symbols(
    r"(?<= (?: RAISE | LOWER ) (?: (?! QUANTITY | SEMICOLON | TO ) ANY ){1,8} FROM (?: DET | ADVERB ){0,2} ) QUANTITY (?: COST | METRIC | WORD )? TO (?: DET | ADVERB ){0,2} QUANTITY"
    r" | (?<= THAN (?: DET | ADVERB | RIVAL | WORD ){1,3} ) QUANTITY COST? (?: WORD | TASK )? MODEL"
)
_OLD_PAIR = over_symbols(r"QUANTITY TO QUANTITY")


def _is_others(sentence: Sentence, reading: Reading, parties: list[Party]) -> bool:
    """Whether a number is what the paper compares with: behind "vs." or "surpassing", or the first of "from 2 to 3"."""
    rule = reading.rule.split("+")[0]
    if rule == "score.bracket_pair":
        return _OLD_PAIR.match(sentence.symbols, reading.index) is not None or _trails(sentence, reading)
    if rule == "score.bracket_pair_second" and _trails(sentence, reading):
        return False
    if rule in _BESIDE_RIVAL and _beaten(sentence, reading) is not None:
        return True
    if rule == "score.rival_bracket":
        return False
    if reading.kind == "score" and _TWO.match(sentence.symbols, reading.index):
        return True
    if reading.kind == "cost" and _OLD_COST.match(sentence.symbols, reading.index):
        return True
    match = _OWNER.match(sentence.symbols, reading.index)
    owner = _at(parties, match.start("system")) if match else None
    if owner is not None:
        return False
    symbols, at = sentence.symbols, reading.index
    if rule == "score.exceeds" or (rule == "score.than" and not _COMPARED_TWO.match(symbols, at)):
        the = at and sentence.items[at - 1].text == "the"  # "surpassing the 67.8% of", but "surpassing 93% accuracy"
        return bool(the or _OF_RIVAL.match(symbols, at) or _rival_near(sentence, parties, at))
    if rule in _OLD and "+" not in reading.rule:
        spans = rule == "score.from_to" and _SPANS.search(sentence.text, sentence.start, reading.item.start)
        return not spans and _itself(sentence, reading, parties) is None
    if _VERSUS_NUMBER.match(symbols, at) or _BEAT_NUMBER.match(symbols, at) or _rival_near(sentence, parties, at):
        return True
    return any(
        other.index < at and other.model_from == "rival" and _AND_NUMBER.fullmatch(symbols, other.index, at + 1)
        for other in reading.linked
    )


_OF_RIVAL = over_symbols("QUANTITY (?: WORD | NAME | SETTING ){0,2} RIVAL")
_COMPARED_TWO = over_symbols(r"(?<= QUANTITY (?: (?! SEMICOLON ) ANY ){0,20} THAN (?: DET | ADVERB ){0,2} ) QUANTITY")


def _trails(sentence: Sentence, reading: Reading) -> bool:
    """Whether the first of two numbers is the loser's: "outperforms FooNet (83% vs. 95% accuracy)"."""
    pair = _PAIR.match(sentence.symbols, reading.index)
    entry = reading.metric_entry  # without a name, a percentage is an accuracy
    higher = entry.higher_is_better if entry is not None else reading.unit_kind == "percent"
    if pair is None or higher is not True:
        return False
    first, second = (sentence.items[at].quantity for at in (pair.start("first"), pair.start("second")))
    wins = _WINS.search(sentence.symbols, 0, pair.start("first")) is not None
    return wins and first is not None and second is not None and first.value < second.value


_PAIR = over_symbols(
    r"(?P<first> QUANTITY ) METRIC? VERSUS (?P<second> QUANTITY ) | (?<= (?P<first> QUANTITY ) METRIC? VERSUS ) (?P<second> QUANTITY )"
)
_WINS = over_symbols(
    r"(?: BEAT | BETTER ) (?: (?! BEAT | ACHIEVE | RAISE | LOWER | WORSE | QUANTITY | COMMA ) ANY ){0,24} \Z"
)


def _itself(sentence: Sentence, reading: Reading, parties: list[Party]) -> Party | None:
    """The system that goes from one number to another itself: "FooNet's accuracy drops from 90% to 20%"."""
    match = _ITSELF.match(sentence.symbols, reading.index)
    party = _at(parties, match.start("system")) if match else None
    if party is None or party.kind not in ("named", "described") or _stands_behind(sentence, party.first, _WHERE):
        return None  # "its accuracy on FooNet increases from 20% to 30%" tells what was improved
    return party if party.name else None


_WHERE = symbols_of("ON", "IN", "WITH", "BY", "TO", "FROM", "TRAIN")
_ITSELF = over_symbols(
    r"(?<= (?P<system> ANY ) (?: POSSESSIVE (?: METRIC | GENERIC | WORD | TASK | AVERAGE ){1,4} )? ADVERB{0,2} (?: RAISE | LOWER ) ADVERB{0,2} FROM (?: DET | ADVERB ){0,2} ) QUANTITY"
)


# "Scores ranging from 41 (English) to 15": no change.
_SPANS = regexes.rich(r"\b(?:rang|vary|varie|span)\w*\sfrom\s(?:\w+\s){0,2}\Z")

_AND_NUMBER = over_symbols(
    r"QUANTITY (?: (?! ACHIEVE | BEAT | RAISE | LOWER | TO | COMMA | SEMICOLON | VERSUS | THAN | QUANTITY ) ANY ){0,7} COMMA? AND (?: DET | METRIC | OF ){0,3} QUANTITY | QUANTITY SLASH QUANTITY"
)


# "outperforming standard RAG (46.2%), FooNet (51%) and step-by-step search (53%)"
_BEATEN = over_symbols(
    r"(?<= (?: BEAT | THAN ) (?: (?! SEMICOLON | ACHIEVE | RAISE | LOWER ) ANY ){0,24}? (?: (?<= BEAT | THAN ) | COMMA AND? | AND ) DET? (?P<phrase> (?: (?! QUANTITY | COMMA | AND | SEMICOLON | OPEN | CLOSE | BEAT ) ANY ){1,7} ) OPEN (?: ADVERB? (?: QUANTITY SLASH )? | METRIC (?: IS | COLON )? ) ) QUANTITY (?! VERSUS )"
)


_IN_METRIC = ("score.metric_equals", "score.metric_before", "score.metric_after")
_BESIDE_RIVAL = ("score.rival_bracket", "score.baseline_bracket", *_IN_METRIC)
_PLACED = symbols_of("ON", "BY", "FROM")
_NAMING = symbols_of("MODEL", "SYSTEM", "NAME")
_ROW_OF_BEATEN = over_symbols(r"(?: BEAT | THAN | CLOSE COMMA? AND? ) DET? \Z")
_BEFORE_RIVAL = regexes.rich(
    r"^(?:.*\b(?:such as|including|like|e\.g\.,?)\s|(?:both|either|only|even|all)\s)?(?:the\s|an?\s)?", re.I
)


def _beaten(sentence: Sentence, reading: Reading) -> Party | None:
    """Whom a verb of comparison names right before a bracketed number."""
    match = _BEATEN.match(sentence.symbols, reading.index)
    if match is None or match["phrase"][0] == SYMBOL["IN"] or match["phrase"][-1] == SYMBOL["METRIC"]:
        return None  # "beats FooNet in coverage (0.942)"
    first, end = match.span("phrase")
    if reading.rule in _IN_METRIC and (
        any(symbol in _PLACED for symbol in match["phrase"])
        or match["phrase"][0] == SYMBOL["WITH"]
        or (reading.rule == "score.metric_after" and end - first > 1 and any(s in _NAMING for s in match["phrase"]))
        or not _ROW_OF_BEATEN.search(sentence.symbols, 0, first)
    ):
        return (
            None  # "beats features, predicting age (r = 0.69)"; in "the zero-shot performance of GPT-4" a name is said
        )
    party = _party_of(sentence, first, end)
    name = _BEFORE_RIVAL.sub("", party.name or "").strip(" ~")
    return Party(first, end - 1, name, party.kind) if name else None


def _rival(sentence: Sentence, reading: Reading, parties: list[Party]) -> Party | None:
    """The party that a comparison names: "outperforms RETFound (0.958 vs. 0.940)", "versus 12% for the seed"."""
    for pattern in (_AGENT, _SIZED) if reading.metric == "parameters" else (_AGENT,):
        match = pattern.match(sentence.symbols, reading.index)
        party = _at(parties, match.start("system")) if match else None
        if party is not None and party.name is not None and not _shows(sentence, reading.index, party.first):
            return party
    near = _rival_near(sentence, parties, reading.index)
    if near is not None:
        return near
    beaten = _beaten(sentence, reading) if reading.rule in _BESIDE_RIVAL else None
    if beaten is not None:
        return beaten
    for pattern in (_RIGHT_BEHIND, _LABEL):
        behind = pattern.match(sentence.symbols, reading.index)
        if behind is not None:
            return _party_of(sentence, *behind.span("phrase"))
    phrase = _PHRASE.match(sentence.symbols, reading.index)
    if phrase is not None and _says_whose(sentence, reading.index, phrase.start("phrase")):
        return _party_of(sentence, *phrase.span("phrase"))
    changed = _changed(sentence, reading, parties)
    if changed is not None:
        return changed
    from_to = reading.rule.startswith("score.from_to")
    compared = [party for party in parties if party.name and _is_compared(sentence, party, from_to)]
    before = [party for party in compared if party.first < reading.index]
    nearest = min(before or compared, key=lambda party: abs(party.first - reading.index), default=None)
    if nearest is not None:
        return _apposed(sentence, parties, nearest)
    said = None if from_to else _compared_with(sentence, reading, parties)
    if said is not None:
        return Party(reading.index, reading.index, said, "rival")
    return _the_other(sentence, reading, parties) if reading.rule.startswith("score.bracket_pair") else None


def _the_other(sentence: Sentence, reading: Reading, parties: list[Party]) -> Party | None:
    """Of two systems that a clause speaks of, the one that is not its subject: "while A match it, B do better (2 vs. 1)"."""
    subject = _subject(sentence, reading, parties)
    others = [
        party
        for party in parties
        if party.first < reading.index
        and (party.kind == "rival" or (party.name and not _governed(sentence, party.first)))
        and party != subject
    ]
    return others[0] if len(others) == 1 and subject is not None else None


def _changed(sentence: Sentence, reading: Reading, parties: list[Party]) -> Party | None:
    """The system that is improved: "lifts the accuracy of FooNet from 2 to 3" gives the first number to FooNet."""
    match = _CHANGED_FROM.match(sentence.symbols, reading.index)
    if match is None:
        return None
    found = [
        party
        for party in parties
        if match.start("object") <= party.first < reading.index
        and party.name
        and (party.kind != "named" or _is_known(sentence, party))  # "raises ES from 12 to 9": a metric
    ]
    return found[-1] if found else None


_CHANGED_FROM = over_symbols(
    r"(?<= (?: RAISE | LOWER ) (?P<object> (?: (?! QUANTITY | COMMA | SEMICOLON | ACHIEVE | BEAT | RAISE | LOWER | FROM ) ANY ){1,8} ) FROM (?: DET | ADVERB ){0,2} ) QUANTITY"
)
# "(vs. 22% MCL and 10% AMCL)", "against 33% chance".
_RIGHT_BEHIND = over_symbols(
    r"QUANTITY (?P<phrase> (?: RIVAL | SYSTEM | NAME ) MODEL? ) (?= COMMA | CLOSE | AND | MARK | SEMICOLON | \Z )"
    r" | QUANTITY (?P<phrase> (?: WORD | ACRONYM | NAME | SYSTEM | SETTING | TRAIN | TASK ){1,3} RIVAL ) (?= COMMA | CLOSE | AND | TO | IN | ON | SEMICOLON | \Z )"
)
# "0.612 (Gemini)", "58% (legacy architecture)".
_LABEL = over_symbols(
    r"QUANTITY METRIC? OPEN (?: DET | ADVERB ){0,2} (?P<phrase> (?: WORD | TASK | TRAIN | SETTING | NAME | SYSTEM ){0,4} (?: NAME | SYSTEM | MODEL | RIVAL ) ) CLOSE"
)
# "12.7% for the seed", "67.3% with supervised pre-training".
_PHRASE = over_symbols(
    r"QUANTITY (?: METRIC )? (?: IN | WITH | OF | FROM | BY | TRAIN ) (?: DET | ADVERB )* (?P<phrase> (?: WORD | TASK | TRAIN | SETTING | NAME | MODEL | RIVAL | GENERIC | DATASET ){1,4} ) (?= COMMA | OPEN | CLOSE | AND | MARK | DASH | SEMICOLON | \Z )"
)
_OF_WHOM = frozenset({"for", "with", "by", "of", "from", "using", "based on"})


def _says_whose(sentence: Sentence, start: int, end: int) -> bool:
    return any(item.text.lower() in _OF_WHOM for item in sentence.items[start:end])


def _party_of(sentence: Sentence, first: int, end: int) -> Party:
    text = sentence.text[sentence.items[first].start : sentence.items[end - 1].end]
    return Party(first, end - 1, text, "rival")


def _is_compared(sentence: Sentence, party: Party, changed: bool) -> bool:
    """Whether a party is what something is compared with: "than FooNet", or "on Llama-3", but not "on RSNA PE".

    What the first number of a change is likened to may have the second.
    """
    if _stands_behind(sentence, party.first, _RIVAL_BEHIND):
        return True
    if not changed and _LIKENED.search(sentence.text, sentence.start, sentence.items[party.first].start):
        return True
    return _is_known(sentence, party) and party.kind == "named" and _stands_behind(sentence, party.first, _ON)


# "performs comparably with FooNet", "on par with the FooNet baseline", "matching FooNet".
_LIKENED = regexes.rich(
    r"\b(?:(?:compar(?:ab(?:ly|le)|es? favou?rably)|similar(?:ly)?|on par|competitive(?:ly)?|close|identical|equivalent|superior|inferior|equal) (?:performance )?(?:to|with)|match(?:es|ed|ing)?|approach(?:es|ed|ing)|trail(?:s|ed|ing)?) (?:that of |the |an? |[a-z-]+ ){0,3}\Z"
)
_ON = symbols_of("ON")
_RIVAL_BEHIND = _COMPARES | {SYMBOL["ON"]}


def _compared_with(sentence: Sentence, reading: Reading, parties: list[Party]) -> str | None:
    """The words that name what a change is measured against, nearest to the number."""
    found = []
    for match in _VERSUS.finditer(sentence.symbols):
        first, end = match.span("what")
        party = _at(parties, first) or _at(parties, end - 1)
        if party is not None and party.kind == "own":
            continue
        over = sentence.symbols[match.start()] == SYMBOL["ON"]
        if over and (
            sentence.items[match.start()].text.lower() != "over"
            or not (set(sentence.symbols[first:end]) - _NO_RIVAL or "state-of-the-art" in sentence.items[first].text)
        ):
            continue  # "on six benchmarks", "over a range of tasks"
        if sentence.symbols[end : end + 1] in _GOES_ON:
            continue  # "on the FooNet dataset", "than 90%"
        found.append((_distance(sentence, reading, match.start()), first, end, party))
    if not found:
        before = [other.versus for other in reading.linked if other.index < reading.index]
        return before[-1] if before else None
    _, first, end, party = min(found, key=lambda each: each[0])
    if party is not None and party.name is not None:
        return party.name
    while end - 1 > first and sentence.symbols[end - 1] in (SYMBOL["POSSESSIVE"], SYMBOL["GENERIC"]):
        end -= 1
    return sentence.text[sentence.items[first].start : sentence.items[end - 1].end]


_GOES_ON = symbols_of("DATASET", "HOST", "DUTY", "QUANTITY")


def _distance(sentence: Sentence, reading: Reading, at: int) -> int:
    """How far a comparison stands from a number: behind it before in front of it, and not past other numbers."""
    first, last = sorted((reading.index, at))
    between = sentence.symbols[first + 1 : last]
    apart = 6 * between.count(SYMBOL["QUANTITY"]) + 8 * between.count(SYMBOL["SEMICOLON"])
    return last - first + apart + (2 if at < reading.index else 0)
