"""Parties: the systems that a sentence speaks of, by name, by description, as rivals, or as the paper's own."""

import re
from collections.abc import Collection
from functools import cache
from typing import Literal, NamedTuple

from leaderboard import regexes
from leaderboard.patterns.mentions import Sentence
from leaderboard.patterns.open_names import NAME_SHAPE
from leaderboard.patterns.symbols import SYMBOL
from leaderboard.vocabulary import load_vocabulary

Kind = Literal["named", "described", "rival", "own"]


class Party(NamedTuple):
    """A system in a sentence: its items, how it is printed (None for "it" and "our method"), and its kind."""

    first: int
    last: int
    name: str | None
    kind: Kind


@cache
def party_words(name: str) -> frozenset[str]:
    """A class of words of parties.toml."""
    return frozenset(load_vocabulary().parties[name].words)


def is_of_the_field(name: str) -> bool:
    """Whether a name is that of a tool, a task or a thing rather than of a system: KV, SQL, PyTorch."""
    return name.lower() in party_words("field")


def symbols_of(*names: str) -> frozenset[str]:
    """A set of classes, by name."""
    return frozenset(SYMBOL[name] for name in names)


_NAMES = symbols_of("SYSTEM", "NAME")
_MODIFIERS = symbols_of("WORD", "TASK", "SETTING", "TRAIN", "STUFF", "GENERIC", "NAME", "SYSTEM", "RIVAL", "FASTER", "DATASET", "METRIC", "MARK", "ACRONYM", "DASH", "DUTY")  # fmt: skip
_LEADS = symbols_of("OWN", "DET", "ADVERB", "BETTER", "WORSE")
_MOST = 5  # words before the noun
# Rivals that are nouns themselves; the other words of the class are adjectives and need one.
_RIVAL_NOUN = regexes.rich(
    r"(?:baselines?|state[- ]of[- ]the[- ]art|sota|competitors?|alternatives?|humans?|chance|runner-up|second-best|leading models)$",
    re.I,
)
_PEOPLE = regexes.plain(r"(?:humans?|chance)$", re.I)
_RIVAL_PHRASE = symbols_of("WORD", "TASK", "TRAIN")
_PLURAL_OR_WORK = regexes.rich(r"(?:[a-z]{3,}s|work|art|best|approach|performance|level|experts?)$")


# "the BERT-based model", "LLM-generated reports", "post-LLM", "GOps/inference", "N_C": no name of its own.
_ONLY_SAYS_WHICH = regexes.rich(
    r"^(?:non|pre|post|multi|near|inter|intra|cross|anti|of|per|no|public|class|human|long|inverted)-|^[A-Za-z.]+/[a-z]+$|^[A-Za-z]{1,2}_|_[A-Z0-9]$|^[Pp][0-9]{2}(?:\.9+)?$|^Type-(?:[0-9]|[IV]+)$|^PC[0-9]$"
    r"|-(?:based|generated|trained|driven|assisted|powered|inspired|induced|written|parallel|level|aware|style|like|specific|related)$"
)
# "Variant 2", "Framework B".
_NUMBERED = regexes.plain(r"(?!System\b)[A-Z][a-z]+ (?:[0-9]{1,2}|[A-H])\b(?![.%-]?\w)")
_VERBS = symbols_of("ACHIEVE", "BEAT", "RAISE", "LOWER")
# "the IG captioner achieves": the noun belongs to the name.
_AGENT_NOUN = regexes.rich(r"[a-z](?:ers?|ors?|tion|ing)$")


def parties_of(sentence: Sentence, own_names: Collection[str]) -> list[Party]:
    """The parties of a sentence from left to right; `own_names` are those of the paper's systems."""
    items, symbols = sentence.items, sentence.symbols
    found: list[Party] = []
    index = 0
    while index < len(items):
        symbol, last, party = symbols[index], index, None
        if symbol in _NAMES or (symbol == SYMBOL["WORD"] and items[index].text in own_names):
            while last + 1 < len(items) and last - index < 3 and _goes_on(sentence, last + 1):
                if "." in sentence.text[items[last].end : items[last + 1].start]:
                    break  # a sentence that ends in an abbreviation
                last += 1
            while index and _is_glued_to(sentence, index) and items[index - 1].text[0].isupper():
                index -= 1  # "Tarn-DeepResearch-35B", though a list knows the middle of it
            strong = any(_is_strong(sentence, each) for each in range(index, last + 1))
            if (
                strong
                and last + 1 < len(items)
                and symbols[last + 1] == SYMBOL["MODEL"]
                and items[last + 1].text.istitle()
            ):
                last += 1  # "Wave-PDE Nets"
            if last + 2 < len(items) and symbols[last + 1] == SYMBOL["WORD"] and symbols[last + 2] in _VERBS:
                last += _AGENT_NOUN.search(items[last + 1].text) is not None
            name = sentence.text[items[index].start : items[last].end]
            which = name not in own_names and _ONLY_SAYS_WHICH.search(name) is not None
            if is_of_the_field(name) or (which and SYMBOL["SYSTEM"] not in symbols[index : last + 1]):
                party = None
            elif name in own_names or strong:
                party = Party(index, last, name, "named")
        elif symbol == SYMBOL["ACRONYM"] and _is_technique(sentence, index):
            party = Party(index, index, items[index].text, "named")
        elif symbol == SYMBOL["MODEL"] and (numbered := _NUMBERED.match(sentence.text, items[index].start)):
            while last + 1 < len(items) and items[last + 1].end <= numbered.end():
                last += 1
            party = Party(index, last, numbered.group(), "named")
        elif symbol == SYMBOL["MODEL"]:
            while last + 1 < len(items) and (
                symbols[last + 1] == symbol or (symbols[last + 1] == SYMBOL["RIVAL"] and _is_noun(sentence, last + 1))
            ):
                last += 1
            party = _phrase(sentence, index, last, found)
        elif symbol == SYMBOL["GENERIC"] and _is_state_of_the_art(sentence, index):
            party = Party(index, index, "state-of-the-art", "rival")
        elif symbol == SYMBOL["RIVAL"]:
            last = _rival_end(sentence, index)
            if last >= index:
                party = _phrase(sentence, last, last, found)
            last = max(last, index)
        elif (
            symbol == SYMBOL["OWN"]
            and items[index].text.lower() in party_words("pronoun")
            and not _is_link(sentence, index)
        ):
            party = Party(index, index, None, "own")
        if party is not None:
            if party.kind == "named" and found and _belongs(sentence, found[-1], party):
                party = party._replace(first=found.pop().first)
            found = [each for each in found if each.last < party.first]
            found.append(party)
        index = last + 1
    return found


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether an item is another part of the name before it: a name itself, or glued to it ("DeepSeek-OCR")."""
    if sentence.symbols[index] in _NAMES:
        return True
    return _is_glued_to(sentence, index) and sentence.items[index].text[0].isupper()


def _is_glued_to(sentence: Sentence, index: int) -> bool:
    """Whether only a hyphen stands between an item and the one before it."""
    item, before = sentence.items[index], sentence.items[index - 1]
    return item.start == before.end + 1 and sentence.text[before.end] == "-"


def _is_technique(sentence: Sentence, index: int) -> bool:
    """Whether an acronym of the field does what systems do: "SFT reaches 40%"."""
    item, behind = sentence.items[index], sentence.symbols[index + 1 : index + 3].lstrip(SYMBOL["ADVERB"])
    alone = sentence.text[item.start - 1 : item.start] in ("", " ", "\n", "(")  # not the end of "D^2MoE"
    return alone and behind[:1] in _VERBS and item.text.lower() in party_words("technique")


def _belongs(sentence: Sentence, own: Party, party: Party) -> bool:
    """Whether "our" stands before a name, with adjectives at most between: "our largest 5B-parameter TarnNet"."""
    between = sentence.symbols[own.last + 1 : party.first]
    if not sentence.items[own.first].text.lower().endswith(("our", "proposed", "resulting")):
        return False
    return own.name is None and len(between) <= 4 and own.first == own.last and not set(between) - _BETWEEN


_BETWEEN = symbols_of("ADVERB", "WORD", "QUANTITY", "TRAIN", "SETTING", "BETTER", "WORSE", "FASTER", "RIVAL")


def _is_link(sentence: Sentence, index: int) -> bool:
    """ "this http URL" is what listings print for a link."""
    return sentence.items[index + 1 : index + 2] != [] and sentence.items[index + 1].text.startswith("http")


def _is_strong(sentence: Sentence, index: int) -> bool:
    """Whether an item is a name by its shape or because a list knows it."""
    return sentence.symbols[index] == SYMBOL["SYSTEM"] or (
        NAME_SHAPE.compiled.match(sentence.items[index].text) is not None
    )


def _is_state_of_the_art(sentence: Sentence, index: int) -> bool:
    """Whether "the state-of-the-art" is a noun: what follows it is no noun of the same phrase."""
    behind = sentence.symbols[index + 1 : index + 2]
    return sentence.items[index].text.lower() == "the state-of-the-art" and behind not in _NOUN_BEHIND


_NOUN_BEHIND = symbols_of("WORD", "TASK", "TRAIN", "MODEL", "SYSTEM", "NAME", "METRIC", "SETTING", "RIVAL", "GENERIC", "STUFF", "ACRONYM", "FASTER", "COST", "DATASET")  # fmt: skip


def _is_noun(sentence: Sentence, index: int) -> bool:
    return _RIVAL_NOUN.match(sentence.items[index].text) is not None


def _rival_end(sentence: Sentence, index: int) -> int:
    """Where the noun of a rival stands: "the previous state of the art", "prior work", "human experts"; -1 if nowhere."""
    items, symbols, last = sentence.items, sentence.symbols, index
    while last + 1 < len(items) and symbols[last + 1] == SYMBOL["RIVAL"]:
        last += 1
    after = symbols[last + 1] if last + 1 < len(items) else ""
    if after in (SYMBOL["MODEL"], SYMBOL["SYSTEM"], SYMBOL["NAME"]):
        return -1  # they make the party, and take these words in
    if after and items[last + 1].text == "best":
        return last + 1
    end = last
    while end + 1 < len(items) and symbols[end + 1] in _RIVAL_PHRASE and end - last < 3:
        end += 1
    if (
        items[last].text.lower() in party_words("earlier")
        and items[end + 1 : end + 2]
        and items[end + 1].text.startswith("result")
    ):
        return end + 1  # "the best prior result", but "state-of-the-art results" may be one's own
    if end + 1 < len(items) and symbols[end + 1] in (SYMBOL["MODEL"], SYMBOL["SYSTEM"], SYMBOL["NAME"]):
        return -1
    if end > last and _PLURAL_OR_WORK.search(items[end].text):
        return end
    return last if _is_noun(sentence, last) else -1


def _is_glued(sentence: Sentence, index: int) -> bool:
    """Whether a number is the first part of a compound: the 8 of "our 8-task model"."""
    item = sentence.items[index]
    return item.symbol in _COUNTS and sentence.text[item.end : item.end + 1] == "-"


_COUNTS = symbols_of("QUANTITY", "NUMBER")


def _phrase(sentence: Sentence, head: int, last: int, found: list[Party]) -> Party | None:
    """The party whose noun stands at `head`: "the hybrid OCR system", "existing methods", "our joint model"."""
    items, symbols = sentence.items, sentence.symbols
    core = head
    most = 0 if _PEOPLE.match(items[head].text) else _MOST if symbols[head] == SYMBOL["MODEL"] else 3
    while core and head - core < most and (symbols[core - 1] in _MODIFIERS or _is_glued(sentence, core - 1)):
        before = items[core - 1].text.lower()
        if before in party_words("joining") or before in party_words("acting"):
            break
        core -= 1
    first = core
    while (
        first and symbols[first - 1] in _LEADS and core - first < 4 and items[first - 1].text not in ("that", "which")
    ):
        first -= 1
    is_own = SYMBOL["OWN"] in symbols[first:core]
    rivals = {items[each].text.lower() for each in range(core, last + 1) if symbols[each] == SYMBOL["RIVAL"]}
    names = [each for each in found if core <= each.first and each.kind == "named"]
    if names and names[-1].last >= head - 1:
        name = names[-1].name
        if name and _ONLY_SAYS_WHICH.search(name):
            name = sentence.text[items[names[-1].first].start : items[last].end]
        return Party(first, last, name, "rival" if rivals - party_words("harmless") else "named")
    if items[head].text.lower().startswith("baseline"):
        rivals.add("baseline model")
    if items[core].text.lower() == "the state-of-the-art":
        rivals.add("state-of-the-art")
    while core < head and (
        items[core].text.lower() in party_words("plain")
        or symbols[core] == SYMBOL["MARK"]
        or items[core].text == "train"
        or (symbols[core] == SYMBOL["TRAIN"] and " " in items[core].text)  # "based on the previous model"
    ):
        core += 1
    name = sentence.text[items[core].start : items[last].end].removeprefix("the ")
    if rivals and not is_own:
        return Party(first, last, name, "rival")
    if core == head and not is_own:
        picked = next((at for at in range(first, head) if items[at].text.lower() in party_words("superlative")), head)
        if picked < head:
            return Party(first, last, sentence.text[items[picked].start : items[last].end], "described")
    if core == head:
        return Party(first, last, None, "own") if symbols[head] == SYMBOL["MODEL"] else None
    return Party(first, last, name, "own" if is_own else "described")


_PLACES, _MEASURED_ON = symbols_of("ON", "IN"), symbols_of("DATASET", "HOST", "SPLIT", "DUTY")
_PHRASE = symbols_of("WORD", "TASK", "SETTING", "TRAIN", "FASTER", "NAME", "ACRONYM")
_DOERS = symbols_of("ACHIEVE", "BEAT", "RAISE", "LOWER")
# Verbs of achievement whose subject may be anything at all.
_VAGUE = regexes.rich(
    r"(?:show|exhibit|record|remain|produce|ha[sd]|have|report|demonstrat|perform|maintain|provid|indicat|gains|lower$|increase$|drop$|evaluated|measured)"
)


def phrase_before(sentence: Sentence, begin: int, end: int, verb: int) -> Party | None:
    """The noun phrase that alone stands between the beginning of a clause and its verb: "nugget retrieval improves".

    It ends before `end`: an aside may stand between it and the verb.
    """
    items, symbols = sentence.items, sentence.symbols
    first, last = begin, end - 1
    if first < end and symbols[first] in _PLACES:  # "on the FooBar test set dynamic convolutions achieve"
        first = max((at + 1 for at in range(first, end) if symbols[at] in _MEASURED_ON), default=first)
    while first < end and (symbols[first] in _LEADS or items[first].text.lower() in party_words("plain")):
        if symbols[first] == SYMBOL["OWN"]:
            return None
        first += 1
    while last > first and (symbols[last] == SYMBOL["ADVERB"] or items[last].text.lower() in party_words("helper")):
        last -= 1
    told = symbols[verb] in _DOERS and 0 <= last - first < 4 and not set(symbols[first : last + 1]) - _PHRASE
    head = items[last].text.lower() if told else ""
    if not told or symbols[last] != SYMBOL["WORD"] or head.endswith(("ly", "ing them")):
        return None
    alone = first == last and "-" not in head and not (first and symbols[first - 1] == SYMBOL["DET"])
    if (
        alone
        or _VAGUE.match(items[verb].text.lower())
        or any(item.text.lower() in party_words("nobody") | party_words("study") for item in items[first : last + 1])
    ):
        return None
    name = sentence.text[items[first].start : items[last].end]
    return Party(first, last, name, "described")
