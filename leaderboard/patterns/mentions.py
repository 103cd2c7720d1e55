"""Mentions: what a sentence names, in order, as items with one grammar symbol each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from leaderboard import regexes
from leaderboard.patterns.open_names import (
    NAME_SHAPE,
    campaign,
    is_word,
    local_datasets,
    looks_like_a_name,
    short_names,
    titled_dataset,
)
from leaderboard.patterns.quantity import Quantity, QuantityFinder
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary import Vocabulary, load_vocabulary, measure_words
from leaderboard.vocabulary.entries import DatasetEntry, Entry, MetricEntry, SplitEntry
from leaderboard.vocabulary.folding import fold
from leaderboard.vocabulary.names import Name, NameIndex, name_index

Kept = TypeVar("Kept")


class Item:
    """One mention or word of a sentence; positions count in the sentence's document."""

    __slots__ = ("end", "entry", "quantity", "start", "symbol", "text")

    def __init__(
        self, symbol: str, start: int, end: int, text: str, entry: Entry | None = None, quantity: Quantity | None = None
    ) -> None:
        self.symbol, self.start, self.end, self.text = symbol, start, end, text
        self.entry, self.quantity = entry, quantity

    def __repr__(self) -> str:
        return f"Item({self.text!r})"


class Sentence:
    """A sentence as items, and as the string of their symbols."""

    __slots__ = ("end", "items", "start", "symbols", "text")

    def __init__(self, text: str, start: int, end: int, items: list[Item]) -> None:
        self.text, self.start, self.end, self.items = text, start, end, items
        self.symbols = symbols_of(items)

    def take_for(self, at: int, name: str, entry: Entry | None = None) -> None:
        """Let an item be of another class than it was read as."""
        item, symbol = self.items[at], SYMBOL[name]
        item.symbol, item.entry = symbol, entry
        self.symbols = f"{self.symbols[:at]}{symbol}{self.symbols[at + 1 :]}"


def symbols_of(items: list[Item]) -> str:
    """The symbols of items, one character each, which is what the rules look at."""
    return "".join([item.symbol for item in items])


_PIECE = regexes.plain(
    r"""
      [A-Za-zµα-ωÀ-ÿ0-9] (?: [\w+] | '(?! s\b | \W ) | [-./@*^&:] (?= \w ) | \+ )* (?: (?: (?<= \bvs ) | (?<= \bresp ) | (?<= \be\.g ) | (?<= \bi\.e ) ) \. )? \+*
    | '(?: s\b )?
    | -> | → | => | -{2,3} | [=≈≥≤&~<>] | [^\w\s]
    """,
    re.VERBOSE,
)

_HUMP = regexes.rich(r"(?<=[a-z])(?=[A-Z])")

# Where a size or a version may begin behind the name of a family: "ViT-L/14", "GPT-4o", "Qwen2.5", "LLaMA 2".
_VERSION = regexes.plain(r"[-/ ](?=[A-Z0-9a-z])|(?<=[A-Za-z])(?=[vV]?[0-9])")

_LOWER_VERSION = regexes.plain(r"[0-9]|-(?:base|large|small|mini|nano|pro|flash|instruct|turbo)$")
# "jina-reranker-v3", "text-embedding-3-small", but not "mid-to-large".
_LOWER_NAME = regexes.plain(
    r"(?!.*-to-)[a-z][a-z0-9]*(?:-[a-z0-9.]+)*-v[0-9]+(?:\.[0-9]+)?|(?!.*-to-)(?=.*-.*-)[a-z][a-z0-9]*(?:-[a-z0-9.]+)*-(?:base|large|small|mini|[0-9.]+b)"
)
# A version printed apart from its family: "Claude 3.5 Sonnet", "Llama 2 70B", "Claude Opus 4.6".
_TIER = r"(?:Pro|Flash|Sonnet|Opus|Haiku|Ultra|Mini|Turbo|Instruct|Nano|Large|Base|Lite|mini|nano|Chat|Vision|Thinking|Coder|Max|Plus|Maverick|Scout|Preview|Medium|Small)"
_FAMILY = regexes.plain(rf"(?<![\w-])(?P<family>[A-Z][\w-]*?)(?: {_TIER})?[ -]$")
_GLUED_NAME = regexes.plain(r"(?<![\w.-])(?P<name>[A-Za-z][\w.]*(?:-[\w.]+)*)-$")
# "Llama-3.1 8B", "Qwen3 4B": of a family with its version, what follows is a size, and no parameters are counted.
_VERSIONED = regexes.plain(r"(?<![\w.-])(?P<name>[A-Z][A-Za-z]*-?[0-9][\w.]*) $")
_SIZE_AHEAD = regexes.plain(rf"[0-9]{{1,3}}(?:\.[0-9])?B\b(?!\s?-?param)(?:[ -]{_TIER}\b)*")
_VERSION_AHEAD = regexes.plain(
    rf"[0-9]{{1,2}}(?:\.[0-9])?(?:[ -][0-9]{{1,3}}(?:\.[0-9])?[BM])?(?![\w%.]*[0-9%]| ?(?:%|\\%|percent|points|times|x\b|\$))(?:[ -]{_TIER}\b)*(?:[ -][0-9]{{1,3}}[BM]\b)?"
)

_UNREAD = frozenset(".\"'`“”")
_FOUNDATION = ("language", "multimodal")
_METRIC_AT = regexes.rich(r"[A-Za-z][\w-]{0,20}@[0-9]{1,4}$")  # MAR@10

_PUNCTUATION = {
    ",": "COMMA", ";": "SEMICOLON", ":": "COLON", "(": "OPEN", ")": "CLOSE", "[": "OPEN", "]": "CLOSE", "/": "SLASH",
    "-": "DASH", "--": "DASH", "---": "DASH", "—": "DASH", "|": "SLASH", "=": "IS", "≈": "IS", "≥": "IS", "≤": "IS", "&": "AND", "->": "TO", "→": "TO", "=>": "TO",
}  # fmt: skip

_START = attrgetter("start")

_KINDS = {"system": "SYSTEM", "dataset": "DATASET", "setting": "SETTING", "split": "SPLIT", "task": "TASK"}


class LocalNames:
    """The names that one document calls datasets, the one that its title gives to its own, and what is short for which.

    `campaign` is the shared task that the paper takes part in.
    """

    __slots__ = ("campaign", "names", "short", "titled")

    def __init__(
        self, names: set[str], short: dict[str, str], titled: str | None = None, campaign: str | None = None
    ) -> None:
        self.names, self.short, self.titled, self.campaign = names, short, titled, campaign

    def stand_in(self, sentence: str) -> bool:
        """Whether one of them may stand in a sentence."""
        return any(name in sentence for name in self.names)

    def spans(self, sentence: str) -> list[tuple[int, int]]:
        """Where they stand, the longest first where two begin at one place."""
        found = []
        for name in self.names:
            at = sentence.find(name)
            while at >= 0:
                end = at + len(name)
                before = sentence[at - 1 : at]
                inside = is_word(before) or before in ("-", "/") or is_word(sentence[end : end + 1])
                if not inside and not _TAIL.match(sentence, end):
                    found.append((at, -end))
                at = sentence.find(name, at + 1)
        found.sort()
        spans: list[tuple[int, int]] = []
        for begin, minus_end in found:
            if not spans or begin >= spans[-1][1]:
                spans.append((begin, -minus_end))
        return spans


_MOST_TOKENS = 4  # of a setting or split inside a longer name
_LONGEST = 100  # characters; no name of a system is longer
_TAIL = regexes.rich(r"-[a-z]{3}")


class MentionFinder:
    """Turns sentences into items, given the vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._names = name_index() if words is load_vocabulary() else NameIndex(words.named())
        self._quantities = QuantityFinder(words.units)
        self._cues, self._phrases = _cue_words(words)
        self._known: dict[str, _Known] = {}
        self._held: dict[str, list[Entry]] = {}
        self._acronyms = frozenset(words.cues["acronym"].words)
        self._no_datasets = self._acronyms | measure_words("language")
        self._families = {name for area in words.models.values() for name in area.names}
        self._foundation = (
            {name for area in _FOUNDATION for name in (*words.models[area].names, *words.models[area].ambiguous)}
            if words.models
            else set()
        )
        self._conditions = {
            fold(alias): entry
            for entry in (*words.settings.values(), *words.splits.values())
            for alias in (entry.name, *entry.aliases, *entry.exact)
        }
        self._splits = words.splits
        self._condition_begins = {tokens[0] for tokens in self._conditions}
        self._letters = {letter: entry for entry in words.metrics.values() for letter in entry.equated}
        self._lower = {name.lower() for name in self._foundation if len(name) > 2}
        self._printed_apart = self._foundation | {name for area in words.models.values() for name in area.ambiguous}
        for name in sorted(self._families):
            parts = tuple(_PIECE.findall(name.lower()))
            if len(parts) > 1:
                self._phrases.setdefault(parts[0], []).insert(0, (parts, "SYSTEM"))
        self._versioned = {name for area in words.models.values() for name in area.ambiguous}

    def local_datasets(self, text: str, title: str | None = None) -> LocalNames | None:
        """The names that a document itself calls datasets."""
        titled, shared = titled_dataset(title or ""), campaign(title or "")
        titled = None if titled is not None and self.is_known_system(titled) else titled
        called = local_datasets(text, self._no_datasets) | {name for name in (titled, shared) if name}
        names = {name for name in called if not self.is_known_system(name) and not self._knows_dataset(name)}
        short = short_names(text, names)
        names.update(short.values())
        return LocalNames(names, short, titled, shared) if names or titled or shared else None

    def conditions_in(self, name: str) -> Sequence[Entry]:
        """The settings and splits that a longer name or a title contains: "test error", "fine-tuning accuracy"."""
        found = self._held.get(name)
        if found is None:
            tokens = fold(name)
            begins = [at for at, token in enumerate(tokens) if token in self._condition_begins]
            parts = [tokens[at:end] for at in begins for end in range(at + 1, min(at + _MOST_TOKENS, len(tokens)) + 1)]
            found = [self._conditions[part] for part in parts if part in self._conditions]
            _keep(self._held, name, found)
        return found

    def quantities(self, sentence: str) -> list[Quantity]:
        """The numbers of a sentence."""
        return self._quantities.find(sentence)

    def read_datasets(
        self,
        text: str,
        start: int,
        end: int,
        quantities: list[Quantity],
        local: LocalNames | None,
        own: Callable[[], frozenset[str]],
    ) -> Sentence | None:
        """Read a sentence for the datasets that it names, if it may name one; what numbers are "on" may be a new one."""
        sentence = text[start:end]
        new = bool(quantities) and "on " in sentence.lower()
        if not (new or self._names.may_find("dataset", sentence) or (local and local.stand_in(sentence))):
            return None
        names = self._named(sentence, text, local, own)
        if not new and not any(name.kind == "dataset" for name in names):
            return None
        return self._itemise(text, start, end, names, quantities)

    def read(
        self,
        text: str,
        start: int,
        end: int,
        local: LocalNames | None = None,
        own: Callable[[], frozenset[str]] = frozenset,
        quantities: list[Quantity] | None = None,
    ) -> Sentence:
        """Read text[start:end], a clean sentence, into items.

        `local` are the names that the document itself calls datasets, `own` gives those of its own systems.
        """
        sentence = text[start:end]
        if quantities is None:
            quantities = self.quantities(sentence)
        return self._itemise(text, start, end, self._named(sentence, text, local, own), quantities)

    def _named(
        self, sentence: str, text: str, local: LocalNames | None, own: Callable[[], frozenset[str]]
    ) -> list[Name]:
        names = [_grown(sentence, name) for name in self._alone(sentence, text)]
        if any(name.kind == "dataset" for name in names):
            taken = own()
            names = [
                name for name in names if not (name.kind == "dataset" and sentence[name.start : name.end] in taken)
            ]
        return names if local is None else _with_local(names, local, sentence)

    def _alone(self, sentence: str, text: str) -> Iterator[Name]:
        """The names that are no piece of a longer word; inside one that is, a shorter one may stand."""
        for name in self._names.find(sentence, text):
            if isinstance(name.entry, MetricEntry) and name.entry.behind:
                share = _SHARE_OF.search(sentence, max(0, name.start - 60), name.start)
                if share is not None:
                    yield Name(share.end(), name.end, "metric", name.entry)
            elif _stands_alone(sentence, name):
                yield name
            elif (space := sentence.find(" ", name.start, name.end)) >= 0:
                for inner in self._names.find(sentence[space + 1 : name.end], text):
                    shifted = Name(inner.start + space + 1, inner.end + space + 1, inner.kind, inner.entry)
                    if _stands_alone(sentence, shifted):
                        yield shifted

    def _itemise(self, text: str, start: int, end: int, names: list[Name], quantities: list[Quantity]) -> Sentence:
        names, quantities = self._versions(text[start:end], names, quantities)
        items: list[Item] = []
        done = start
        for item in _in_order(names, quantities, text, start):
            if item.start < done:
                continue
            if item.start > done:
                self._add_words(items, text, done, item.start)
            items.append(item)
            done = item.end
        self._add_words(items, text, done, end)
        sentence = Sentence(text, start, end, _without_brackets(_name_measures(items, text)))
        self._open_datasets(sentence)
        _join_years(sentence)
        self._share_heads(sentence)
        self._name_splits(sentence)
        _name_acronym_metrics(sentence)
        _name_approaches(sentence)
        self._name_systems(sentence)
        self._name_letters(sentence)
        return sentence

    def _versions(
        self, sentence: str, names: list[Name], quantities: list[Quantity]
    ) -> tuple[list[Name], list[Quantity]]:
        """Take "Claude 3.5 Sonnet" and "Llama 2 70B" for names: their numbers are versions, and measure nothing."""
        kept, done = [], 0
        for quantity in quantities:
            if quantity.start < done or self._ends_a_name(sentence, quantity):
                continue
            before, match = self._printed_before(sentence, quantity)
            if before and match:
                names = [*names, Name(before.start(), match.end(), "system", _LOCAL)]
                done = match.end()
            else:
                kept.append(quantity)
        return sorted(names, key=lambda name: name.start) if done else names, kept

    def _printed_before(self, sentence: str, quantity: Quantity) -> tuple[re.Match[str] | None, re.Match[str] | None]:
        """The family of models that stands before a number, and the version or size that the number begins."""
        first, start = max(0, quantity.start - 40), quantity.start
        version, size = _VERSION_AHEAD.match(sentence, start), _SIZE_AHEAD.match(sentence, start)
        before = _FAMILY.search(sentence, first, start) if version else None
        if before is not None and before["family"] in self._printed_apart:
            return before, version
        before = _VERSIONED.search(sentence, first, start) if size else None
        known = before is not None and self.is_foundation_model(before["name"])
        return (before, size) if known else (None, None)

    def _ends_a_name(self, sentence: str, quantity: Quantity) -> bool:
        """Whether a number is the last part of a known system's name: the 3B of "Llama-3.2-3B"."""
        if not sentence.endswith("-", 0, quantity.start):
            return False
        word = _GLUED_NAME.search(sentence, max(0, quantity.start - 40), quantity.start)
        return word is not None and (self.is_known_system(word["name"]) or self._is_lower_system(word["name"]))

    def _knows_dataset(self, name: str) -> bool:
        """Whether a list knows a name, as it is or with its task behind it: "COCO Instance Segmentation"."""
        found = list(self._names.find(name))
        whole = bool(found) and found[0].start == 0 and found[-1].end == len(name)
        return whole and (len(found) == 1 or (len(found) == 2 and [each.kind for each in found] == ["dataset", "task"]))

    def _open_datasets(self, sentence: Sentence) -> None:
        """ "on Manga109" names a dataset even when no list knows it; so do the names in a list with it."""
        symbols, items = sentence.symbols, sentence.items
        if SYMBOL["QUANTITY"] not in symbols or _NAMELIKE.isdisjoint(symbols):
            return
        for match in _ON_NAMES.finditer(symbols):
            if items[match.start()].text.lower() != "on":
                continue
            if match.end() < len(items) and _THINGS.fullmatch(items[match.end()].text):
                continue  # "on LaTeX equations"
            _make_datasets(sentence, *match.span())
        if SYMBOL["DATASET"] in symbols:
            for match in _ON_PLAIN.finditer(symbols):
                if items[match.end() - 2].text == "on":
                    sentence.take_for(match.end() - 1, "DATASET", items[match.end() - 1].entry)
        for pattern in (_NAME_LIST, _BRACKET_LIST):
            for match in pattern.finditer(sentence.symbols):
                if SYMBOL["DATASET"] in match.group():
                    _make_datasets(sentence, *match.span())

    def _share_heads(self, sentence: Sentence) -> None:
        """ "box/mask AP" and "macro and micro F1" name two metrics, of which the first shares the head of the second."""
        if SYMBOL["METRIC"] not in sentence.symbols:
            return
        for match in _SHARED_HEAD.finditer(sentence.symbols):
            first, metric = sentence.items[match.start()].text, sentence.items[match.end() - 1].text
            for head in _heads(metric):
                [*found] = self._names.find(f"{first} {head}")
                if len(found) == 1 and found[0].kind == "metric" and found[0].end == len(first) + 1 + len(head):
                    sentence.take_for(match.start(), _class_of(found[0]), found[0].entry)

    def _name_splits(self, sentence: Sentence) -> None:
        """Name the splits that other words tell: before a metric, behind a dataset, or before a split whose noun they share.

        "test MSE", "training and validation accuracy", "MUST-C test", "on the public and private leaderboards".
        """
        symbols = sentence.symbols
        found = [*_SPLIT_OF_METRIC.finditer(symbols)] if SYMBOL["METRIC"] in symbols else []
        found += _SPLIT_OF_DATASET.finditer(symbols) if SYMBOL["DATASET"] in symbols else ()
        for match in found:
            name = _SPLITS_TOO.get(sentence.items[match.start()].text.lower())
            if name is not None:
                sentence.take_for(match.start(), "SPLIT", self._splits[name])
        if SYMBOL["SPLIT"] not in sentence.symbols:
            return
        for match in _SHARED_SPLIT.finditer(sentence.symbols):
            _, _, head = sentence.items[match.end() - 1].text.partition(" ")
            entry = self._conditions.get(fold(f"{sentence.items[match.start()].text} {head}")) if head else None
            if isinstance(entry, SplitEntry):
                sentence.take_for(match.start(), "SPLIT", entry)

    def _name_letters(self, sentence: Sentence) -> None:
        """ "r = 0.91", "κ > 0.8": letters that stand for a metric beside a decimal of at most one."""
        items = sentence.items
        for at, number in [(at, item.quantity) for at, item in enumerate(items) if item.quantity is not None]:
            if not at or "." not in number.text or number.value > 1:
                continue
            equals = at > 1 and items[at - 1].text in ("=", "≈", "≥", "≤")
            letter = items[at - 1 - equals].text
            if letter not in self._letters or not (equals or number.bound):
                continue
            if letter in "rR" or _CORRELATES.search(sentence.text):
                sentence.take_for(at - 1 - equals, "METRIC", self._letters[letter])

    def _name_systems(self, sentence: Sentence) -> None:
        """ "Claude reaches", "Grok (12%)", "Falcon and GPT-4o": a word that is also a system's name is one by its place."""
        for at, item in enumerate(sentence.items):
            if item.text not in self._versioned or item.symbol not in _MAY_NAME:
                continue
            symbols = sentence.symbols
            if at and symbols[at - 1] in _NAMES:
                continue  # "Fashion Florence"
            behind, around = symbols[at + 1 : at + 3], symbols[max(0, at - 2) : at + 3]
            in_a_row = SYMBOL["SYSTEM"] in around and not _IN_A_ROW.isdisjoint(around)
            if behind[:1] in _ACTS or behind == _BRACKETED or in_a_row:
                sentence.take_for(at, "SYSTEM", item.entry)

    def is_known_system(self, name: str) -> bool:
        """Whether a name is that of a well-known system, with or without size and version.

        Ordinary words ("Gemini", "Claude") count only with a version.
        """
        if len(name) > _LONGEST or name.endswith(("Bench", "Eval", "QA", "Arena")):
            return False
        if name in self._families or (name[-1:] == "s" and name[:-1] in self._families):
            return True
        if name.islower() and self._is_lower_system(name):
            return True
        stems = [name[: cut.start()] for cut in _VERSION.finditer(name)] if not name.isalpha() else ()
        return any(stem in self._families or stem in self._versioned for stem in stems)

    def _is_lower_system(self, name: str) -> bool:
        """Whether a name in small letters is a published model's: "claude-sonnet-4", "gpt-4.1"."""
        return any(name[: cut.start()] in self._lower for cut in _VERSION.finditer(name))

    def is_foundation_model(self, name: str) -> bool:
        """Whether a name is that of a published model which papers evaluate as it is (GPT-4o, Llama 3)."""
        return name in self._foundation or any(
            name[: cut.start()] in self._foundation for cut in _VERSION.finditer(name)
        )

    def may_be_a_system(self, name: str) -> bool:
        """Whether a name is neither an acronym of the field nor wholly that of a dataset or a metric."""
        if name.lower() in self._acronyms:
            return False
        return not any(
            found.kind in ("dataset", "metric") and found.start == 0 and found.end == len(name)
            for found in self._names.find(name)
        )

    def _add_words(self, items: list[Item], text: str, start: int, end: int) -> None:
        """Add what stands between two mentions, word by word; phrases of cues count as one."""
        pieces = _PIECE.findall(text, start, end)
        opens = not items
        after, finish = 0, start
        for at, piece in enumerate(pieces):
            if at < after:
                continue
            begin = text.find(piece, finish)  # what is passed over begins no piece
            finish = begin + len(piece)
            phrases, symbol = self._known.get(piece) or self._learn(piece)
            if phrases and at + 1 < len(pieces) and pieces[at + 1].lower() in phrases:
                length, cue = _longest_phrase(phrases[pieces[at + 1].lower()], pieces, at)
                if cue is not None:
                    after = at + length
                    for other in pieces[at + 1 : after]:
                        finish = text.find(other, finish) + len(other)
                    items.append(Item(cue, begin, finish, text[begin:finish]))
                    continue
            if opens and at == 0 and symbol == SYMBOL["NAME"]:
                symbol = SYMBOL[self._class_of(piece, True)]
            if symbol and not (piece == "-" and not text[finish : finish + 1].isspace()):
                items.append(Item(symbol, begin, finish, piece))

    def _learn(self, piece: str) -> _Known:
        """What is known of a word: the phrases that it may begin, and its symbol ("" for none)."""
        low = piece.lower()
        if low in self._cues:
            symbol = SYMBOL[self._cues[low]]
        else:
            symbol = "" if piece in _UNREAD else SYMBOL[self._class_of(piece, False)]
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for parts, cue in self._phrases.get(low, ()):
            phrases.setdefault(parts[1], []).append((parts, SYMBOL[cue]))
        _keep(self._known, piece, (phrases, symbol))
        return phrases, symbol

    def _class_of(self, piece: str, first: bool) -> str:
        if piece in _PUNCTUATION:
            return _PUNCTUATION[piece]
        if piece.lower() in ("'s", "'"):
            return "POSSESSIVE"
        if not piece[0].isalnum():
            return "MARK"
        bare = piece.removesuffix("'s").removesuffix("'")
        if "@" in bare and _METRIC_AT.match(bare):
            return "METRIC"
        if bare.islower():
            return self._class_of_small(bare)
        if self.is_known_system(bare):
            return "SYSTEM"
        if not looks_like_a_name(bare, first):
            return "WORD"
        return "METRIC" if self._ends_as_a_metric(bare) else "NAME"

    def _class_of_small(self, name: str) -> str:
        """The class of a word in small letters: few are names ("o3", "gpt-4.1", "multi-qa-mpnet-v1")."""
        if not _LOWER_VERSION.search(name):
            return "WORD"
        if name in self._families or self._is_lower_system(name):
            return "SYSTEM"
        return "NAME" if _LOWER_NAME.fullmatch(name) else "WORD"

    def _ends_as_a_metric(self, name: str) -> bool:
        """Whether the last part of a name is a metric's: "iAUC", "AvgTestPassRate", "AnthroScore"."""
        parts = _HUMP.split(name)
        if len(parts) < 2:
            return False
        if parts[-1] in ("Score", "Rate", "Acc", "Accuracy", "Error"):
            return True
        return parts[-1].isupper() and any(
            found.kind == "metric" and (found.start, found.end) == (0, len(parts[-1]))
            for found in self._names.find(parts[-1])
        )


_Known = tuple[dict[str, list[tuple[tuple[str, ...], str]]], str]  # phrases by their second word, and a symbol
_MOST_KNOWN = 100_000  # words in memory: what texts repeat, whatever texts hold


def _keep(known: dict[str, Kept], name: str, told: Kept) -> None:
    """Remember what was found out about a name, and forget all others when they are too many."""
    if len(known) >= _MOST_KNOWN:
        known.clear()
    known[name] = told


def _longest_phrase(phrases: list[tuple[tuple[str, ...], str]], pieces: list[str], at: int) -> tuple[int, str | None]:
    for phrase, cue in phrases:
        if at + len(phrase) <= len(pieces) and all(pieces[at + k].lower() == part for k, part in enumerate(phrase)):
            return len(phrase), cue
    return 1, None


def _cue_words(words: Vocabulary) -> tuple[dict[str, str], dict[str, list[tuple[tuple[str, ...], str]]]]:
    """Single words by class, and phrases by their first word, longest first."""
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, cue in words.cues.items():
        for word in cue.words:
            parts = tuple(_PIECE.findall(word))
            if len(parts) == 1:
                single.setdefault(word, name.upper())
            else:
                phrases.setdefault(parts[0], []).append((parts, name.upper()))
    for found in phrases.values():
        found.sort(key=lambda each: -len(each[0]))
    return single, phrases


def _in_order(names: list[Name], quantities: list[Quantity], text: str, start: int) -> list[Item]:
    """Names and quantities by position; where they overlap, digits that belong to a name are the name's.

    Those count characters of the sentence, which begins at `start`; items count those of the text.
    """
    taken = [(name.start, name.end) for name in names]
    found: list[Item] = []
    kept: list[tuple[int, int]] = []
    for quantity in quantities:
        if _meets(quantity.start, quantity.end, taken):
            continue
        left, right = quantity.left, quantity.right
        for begin, finish in taken:  # a bound or unit that is part of a name leaves the quantity
            if begin < left < finish:
                left = finish
        kept.append((left, right))
        begin, finish = start + left, start + right
        found.append(Item(SYMBOL["QUANTITY"], begin, finish, text[begin:finish], quantity=quantity))
    for name in names:
        if not _meets(name.start, name.end, kept):
            begin, finish = start + name.start, start + name.end
            entry = None if name.entry is _LOCAL else name.entry
            found.append(Item(SYMBOL[_class_of(name)], begin, finish, text[begin:finish], entry))
    return sorted(found, key=_START)


def _meets(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    for begin, finish in spans:  # noqa: SIM110  a plain loop takes half the time
        if begin < end and finish > start:
            return True
    return False


def _with_local(names: list[Name], local: LocalNames, sentence: str) -> list[Name]:
    """Add the document's own dataset names; where one is longer than a known name inside it, it is meant."""
    for begin, end in local.spans(sentence):
        overlapping = [name for name in names if name.start < end and name.end > begin]
        if any(name.end - name.start >= end - begin for name in overlapping):
            continue
        names = [name for name in names if name not in overlapping]
        names.append(Name(begin, end, "dataset", _LOCAL))
    return sorted(names, key=lambda each: each.start)


_ON_NAMES = over_symbols(
    r"ON (?: DET | ADVERB | RIVAL | SETTING | TASK | WORD ){0,5} (?: NAME | DATASET ) (?: (?: COMMA DET? (?: NAME | DATASET ) ){0,20} COMMA? (?: AND | SLASH ) DET? (?: NAME | DATASET ) )? (?! SYSTEM | NAME | ACHIEVE | BEAT | RAISE | LOWER | DUTY )"
)
# Names in a list with a dataset, or before bracketed numbers beside one, are datasets too.
_NAME_LIST = over_symbols(
    r"(?: NAME | DATASET ) (?: COMMA DET? (?: NAME | DATASET ) ){0,20} COMMA? (?: AND | SLASH ) DET? (?: NAME | DATASET ) (?! SYSTEM | NAME | ACHIEVE | BEAT | RAISE | LOWER | DUTY | METRIC )"
)
# "71% on SWE-bench, 88% on Polyglot": beside a dataset, a capital is enough.
_ON_PLAIN = over_symbols(
    r"QUANTITY (?: METRIC | ADVERB | GAIN | LOSS | CLOSE ){0,3} ON NAME (?= CLOSE | COMMA | AND | SEMICOLON | THAN | IN | \Z )"
)
_BRACKET_LIST = over_symbols(
    r"(?: NAME | DATASET | ACRONYM ) OPEN METRIC? QUANTITY METRIC? CLOSE (?: COMMA? AND? DET? (?: NAME | DATASET | ACRONYM ) OPEN METRIC? QUANTITY METRIC? CLOSE )+"
)
_NAMELIKE = frozenset({SYMBOL["NAME"], SYMBOL["ACRONYM"]})


# Ordinary words in the plural, but those that a data set is made of.
_THINGS = regexes.plain(
    r"(?!(?:instance|case|question|problem|sample|scene|task|split|subset|quer)i?e?s)[a-z]{3,20}[b-rt-z]s"
)


def _make_datasets(sentence: Sentence, first: int, end: int) -> None:
    for at in range(first, end):
        item = sentence.items[at]
        if item.symbol == SYMBOL["ACRONYM"] and item.text[:1].isupper():
            sentence.take_for(at, "DATASET", item.entry)  # "on PPI (0.995) and Reddit (0.970)"
        if item.symbol == SYMBOL["NAME"] and NAME_SHAPE.compiled.match(item.text) and not _names_no_dataset(item.text):
            sentence.take_for(at, "DATASET")


# Pairs of languages, adjectives, short acronyms and their plural: En-De, EN-ZH, English-German, EEG-based, MRI, SLMs.
_CODE = (
    "(?:ar|bn|cs|de|en|es|et|fa|fi|fr|gu|ha|hi|is|it|ja|kk|ko|lt|lv|ml|mr|nl|pl|pt|ro|ru|sv|sw|ta|te|tr|uk|ur|vi|zh)"
)
_NO_DATASET = regexes.rich(
    rf"^(?i:{_CODE}-?(?:to-)?{_CODE})$|^(?:[A-Z][a-z]+(?:ish|an|ese|ic)|French|Dutch|Greek|Hindi|Thai|Czech)-|-(?:[a-z]{{2,}}(?:ed|ing)|based|driven|level|specific|style|free|aware|like|wise|only|centric|oriented)$|[A-Z]{{2}}s$|^[A-Z]{{2,3}}$|[-_][0-9.]{{1,5}}[bB](?:-|$)|-(?:Instruct|Chat)\b"
)
_MACHINE = regexes.plain(r"(?:[AHVTLPB]|G[BH]|MI)[0-9]{2,3}[sX]?|M[1-4]")  # A100, GB200, MI300X, an M1


def _names_no_dataset(name: str) -> bool:
    """Whether a name behind "on" is that of a language, a field or of what a system runs on."""
    runs_on = name.startswith(tuple(measure_words("hardware"))) or _MACHINE.fullmatch(name) is not None
    return runs_on or _NO_DATASET.search(name) is not None


def _join_years(sentence: Sentence) -> None:
    """ "SemEval 2010", "ICCMA-2023": a year behind a dataset without a number belongs to its name."""
    items = sentence.items
    if _DATED not in sentence.symbols:
        return
    for at in range(len(items) - 2, -1, -1):
        item, behind = items[at], items[at + 1]
        year = behind.quantity
        if (
            item.symbol == SYMBOL["DATASET"]
            and year is not None
            and _YEAR.fullmatch(behind.text)
            and year.unit is None
            and year.high is None
            and sentence.text[item.end : behind.start] in (" ", "-")
            and not any(letter.isdigit() for letter in (item.entry.name if item.entry else item.text))
        ):
            name = sentence.text[item.start : behind.end]
            items[at : at + 2] = [Item(item.symbol, item.start, behind.end, name)]
    sentence.symbols = symbols_of(items)


_DATED = SYMBOL["DATASET"] + SYMBOL["QUANTITY"]
_YEAR = regexes.plain(r"(?:19[89]|20[0-2])[0-9]")
_LOCAL = DatasetEntry(name="(the document's own)")
_MEASURE = {
    "METRIC": over_symbols(
        "(?: WORD | NAME | SETTING | TASK | ACRONYM | SOLVE | STUFF | GENERIC | AVERAGE ){1,3} MEASURE"
    ),
    "COST": over_symbols("(?: WORD | NAME | COST | FASTER | TRAIN | ACRONYM ){1,3} EXPENSE"),
}


def _names_a_metric(items: list[Item], at: int) -> bool:
    return at >= 0 and items[at].symbol in (SYMBOL["METRIC"], SYMBOL["CLOSE"])


_CHANGES = {SYMBOL["RAISE"], SYMBOL["LOWER"]}  # "reduces the size of the model"


def _name_measures(items: list[Item], text: str) -> list[Item]:
    """Join the words of metrics and costs that no list knows: "tool-grounded answer rate", "conversion time"."""
    if items and "scores" in text[items[0].start : items[-1].end]:
        _name_scores(items)
    symbols = symbols_of(items)
    if SYMBOL["MEASURE"] not in symbols and SYMBOL["EXPENSE"] not in symbols:
        return items
    for kind, pattern in _MEASURE.items():
        symbols = symbols_of(items)
        for match in reversed(list(pattern.finditer(symbols))):
            begin = match.start()
            while begin < match.end() - 1 and items[begin].text.lower() in measure_words("leading"):
                begin += 1  # "the current top score", "at the same rate"
            if begin == match.end() - 1:
                continue
            first, last = items[begin], items[match.end() - 1]
            if kind == "COST" and items[match.end() - 2].text.lower() in measure_words("no-time"):
                continue
            printed = text[first.start : last.end]
            items[begin : match.end()] = [Item(SYMBOL[kind], first.start, last.end, printed)]
    items = [
        item
        for number, item in enumerate(items)
        if not (item.symbol == SYMBOL["MEASURE"] and number and items[number - 1].symbol == SYMBOL["METRIC"])
    ]  # "precision rate": the second word says nothing more
    for number, item in enumerate(items):
        changed = {before.symbol for before in items[max(0, number - 2) : number]} & _CHANGES
        if item.symbol == SYMBOL["EXPENSE"] and (changed or item.text.lower() in measure_words("expense")):
            item.symbol = SYMBOL["COST"]
        elif (
            item.symbol == SYMBOL["MEASURE"] and item.text.lower() == "score" and not _names_a_metric(items, number - 1)
        ):
            item.symbol = SYMBOL["METRIC"]
    return items


def _without_brackets(items: list[Item]) -> list[Item]:
    """ "a 4% (absolute) gain" says the same without brackets."""
    symbols = symbols_of(items)
    if SYMBOL["ABSOLUTE"] not in symbols and SYMBOL["RELATIVE"] not in symbols:
        return items
    dropped: set[int] = set()
    for match in _QUALIFIED.finditer(symbols):
        dropped.update((match.start(), match.end() - 1))
    return [item for at, item in enumerate(items) if at not in dropped] if dropped else items


_QUALIFIED = over_symbols("OPEN (?: ABSOLUTE | RELATIVE ) CLOSE")


def _name_scores(items: list[Item]) -> None:
    """ "Scores" may be a noun ("raises alignment scores by 2%"): it measures."""
    for number, item in enumerate(items):
        if item.text == "scores" and _is_noun(items, number):
            item.symbol = SYMBOL["MEASURE"]


def _is_noun(items: list[Item], at: int) -> bool:
    """Whether "scores" is a noun ("raises alignment scores by 2%") and no verb ("the model scores 61%")."""
    before = items[at - 1].symbol if at else ""
    behind = items[at + 1].symbol if at + 1 < len(items) else ""
    return before in _NOUNS and behind not in _OBJECTS


_NOUNS = frozenset(SYMBOL[name] for name in ("WORD", "TASK", "METRIC", "AVERAGE"))
_OBJECTS = frozenset(SYMBOL[name] for name in ("QUANTITY", "ADVERB", "BETTER", "WORSE", "DET", "BEAT"))

_MAY_NAME = frozenset(SYMBOL[name] for name in ("NAME", "WORD"))
_NAMES = frozenset(SYMBOL[name] for name in ("NAME", "DATASET", "SYSTEM"))
_ACTS = frozenset(SYMBOL[name] for name in ("ACHIEVE", "BEAT", "RAISE", "LOWER", "POSSESSIVE"))
_BRACKETED = SYMBOL["OPEN"] + SYMBOL["QUANTITY"]
_IN_A_ROW = frozenset(SYMBOL[name] for name in ("AND", "COMMA", "SLASH"))
_AMOUNT = frozenset(SYMBOL[name] for name in ("QUANTITY", "ADVERB", "METRIC"))


def _name_approaches(sentence: Sentence) -> None:
    """ "Approaches" is a verb before a number ("approaches 50%"), and a noun before anything else."""
    if "approaches" not in sentence.text[sentence.start : sentence.end]:
        return
    for at, item in enumerate(sentence.items):
        if item.text == "approaches" and sentence.symbols[at + 1 : at + 2] not in _AMOUNT:
            sentence.take_for(at, "MODEL")


_ACRONYM_METRIC = over_symbols(
    r"QUANTITY (?P<name> NAME ) (?= ON | IN | AND | COMMA | OPEN | CLOSE | GAIN | LOSS | THAN | VERSUS | WITH | \Z )"
)
_METRIC = SYMBOL["METRIC"]
# "(AUP: 0.89 vs. 0.91)", "an AUROC/AURC of 0.98/2.48"
_ACRONYM_OF_PAIR = over_symbols(
    r"(?<= OPEN ) (?P<name> NAME ) (?= (?: COLON | IS )? QUANTITY VERSUS QUANTITY )"
    r" | (?<= METRIC SLASH ) (?P<name> NAME ) (?= (?: OF | IS | COLON | OPEN )? QUANTITY SLASH QUANTITY )"
    r" | (?P<name> NAME ) (?= SLASH METRIC (?: OF | IS | COLON | OPEN )? QUANTITY SLASH QUANTITY )"
)


# "31.6% PQ (test) and 55.26% PC": behind a percentage only where another has its metric behind it.
_ALSO_MEASURED = over_symbols("QUANTITY METRIC (?: OPEN ANY{1,3} CLOSE | ON DATASET )? (?: COMMA AND? | AND ) \\Z")
_METRIC_BEFORE = over_symbols(r"METRIC (?: OF | IS | OPEN | COLON )? \Z")


def _name_acronym_metrics(sentence: Sentence) -> None:
    """The acronym right behind a bare decimal is its metric: "70.7 SUC on LaSOT", "+3.4 NPM gain"."""
    symbols, items = sentence.symbols, sentence.items
    if SYMBOL["QUANTITY"] not in symbols or SYMBOL["NAME"] not in symbols:
        return
    for at, item in enumerate(items):
        if item.symbol != SYMBOL["NAME"] or sentence.text.startswith("(", item.start - 1):
            continue  # where it is defined, the long form beside it says more
        if _abbreviates_a_metric(item.text, sentence.text):
            sentence.take_for(at, "METRIC")
    for match in _ACRONYM_METRIC.finditer(symbols):
        if _METRIC_BEFORE.search(symbols, max(0, match.start() - 3), match.start()):
            continue  # "MAE (12.74 HU)" is in a unit
        quantity, at = items[match.start()].quantity, match.start("name")
        if quantity is None or "." not in quantity.text or not _ACRONYM.match(items[at].text):
            continue
        if quantity.unit is None or _ALSO_MEASURED.search(symbols, 0, match.start()):
            sentence.take_for(at, "METRIC")
    for match in _ACRONYM_OF_PAIR.finditer(symbols):
        short = items[match.start("name")].text
        spelled = ("".join(word[0] for word in item.text.split()).upper() for item in items if item.symbol == _METRIC)
        if _ACRONYM.match(short) and short not in spelled:  # "hallucination rate ... (HR: 0.66 vs. 0.49)"
            sentence.take_for(match.start("name"), "METRIC")
    for match in _SUPERLATIVE.finditer(symbols):
        at = match.start("name")
        if items[match.start()].text.lower() in measure_words("extreme") and _ACRONYM.match(items[at].text):
            sentence.take_for(at, "METRIC")
    for match in _EQUATION.finditer(symbols):
        name, sign = items[match.start()], items[match.start() + 1]
        if sign.text == "=" and _ACRONYM.match(name.text):
            sentence.take_for(match.start(), "METRIC")


def _abbreviates_a_metric(name: str, text: str) -> bool:
    """Whether a text says of an acronym that it is short for a measure: "the Bias Trap Rate (BTR)"."""
    if not (1 < len(name) < 9 and name.isalpha() and name[0].isupper() and name[-1] != "s"):
        return False
    at = text.find(f" ({name})")
    words = text[max(0, at - 40) : at].lower().split() if at > 0 else []
    if len(words) < 2 or words[-2] in measure_words("no-quality"):
        return False
    return words[-1].removesuffix("s") in measure_words("measuring")


def _heads(metric: str) -> Iterator[str]:
    """What may be shared of a metric's name.

    >>> list(_heads("word error rate"))
    ['error rate', 'rate']
    """
    words = metric.split()
    for first in range(1, len(words)):
        yield " ".join(words[first:])


# What a text must speak of for its letters to mean a coefficient: elsewhere rho is a density, or a hyper-parameter.
_CORRELATES = regexes.rich(
    r"(?i:correlat|spearman|pearson|kendall|kappa|agree|concord|associat|reliab|align|\bICC\b|\branks?\b|\branking|\bfit|variance|regress|predict)|\bp\s?[<=≤]|R\^?2|R²"
)
_SPLIT_OF_METRIC = over_symbols(r"(?: WORD | TRAIN ) (?= METRIC | (?: AND | SLASH ) SPLIT METRIC )")
_SPLIT_OF_DATASET = over_symbols(
    r"(?<= DATASET ) WORD (?= COMMA | AND | THAN | WITH | CLOSE | OPEN QUANTITY | QUANTITY | \Z ) | (?<= DATASET OPEN ) WORD (?= CLOSE )"
)
_SHARED_SPLIT = over_symbols(r"WORD (?: AND | SLASH ) SPLIT")
_SPLITS_TOO = {"test": "test", "testing": "test", "training": "train", "train": "train"}
_SHARED_HEAD = over_symbols(r"(?: WORD | NAME | SETTING ) (?: SLASH | AND ) METRIC")
# "the highest PSNR (37.5) and lowest GMSD (0.108)"
_SUPERLATIVE = over_symbols(r"(?: ADVERB | BETTER | WORSE | LOWER ) (?P<name> NAME ) OPEN ADVERB? QUANTITY")
_EQUATION = over_symbols(r"(?P<name> NAME ) IS QUANTITY")
_ACRONYM = regexes.rich(
    r"(?:[A-Z]{2,6}[a-z]?|[A-Z][A-Za-z]{0,3}[A-Z0-9][A-Za-z0-9]{0,4})(?:-[A-Z0-9][A-Za-z0-9]{0,4})?$"
)


def _class_of(name: Name) -> str:
    if isinstance(name.entry, MetricEntry):
        if name.entry.is_ratio:
            return "FASTER"
        return "COST" if name.entry.kind == "cost" else "METRIC"
    return _KINDS[name.kind]


_GLUED = regexes.rich(r"-(?=[a-z]{2})(?!scale|level|(?:val|test|dev|minival|mini)\b)")
_LONGER = regexes.rich(
    r"(?:-[A-Z0-9][\w]{0,20}(?:-[A-Z0-9]\w{0,12})?|!?\s20[0-9]{2}(?!-)|\s[vV][0-9](?:\.[0-9])?)(?![\w-])"
)


def _grown(sentence: str, name: Name) -> Name:
    """ "ImageNet-CN" is no ImageNet: a known name with a suffix, a year or a version is a dataset of its own."""
    longer = _LONGER.match(sentence, name.end) if name.kind == "dataset" else None
    return Name(name.start, longer.end(), "dataset", _LOCAL) if longer else name


# "94.1% benign utility", "a 12% gain in alignment": a percentage, and up to three words before the noun.
_SHARE_OF = regexes.rich(
    r"(?:%|\bpercent)\s(?:(?:absolute |relative )?(?:improvement|gain|increase|reduction|drop|higher|better|lower|greater)\s)?(?:(?:in|of)\s)?(?:the\s)?"
    r"(?=(?:(?!(?:in|on|of|for|with|while|when|and|or|to|at|by|from|over|than|as|improv\w*|achiev\w*|maintain\w*|preserv\w*|gains?|increase)\s)[a-z][\w-]{1,20}\s){0,3}$)"
)


def _stands_alone(sentence: str, name: Name) -> bool:
    """Whether a name is one, and not a piece of a longer word: "ImageNet-pretrained", "X-COCO"."""
    before = sentence[max(0, name.start - 2) : name.start]
    if isinstance(name.entry, DatasetEntry):
        if _GLUED.match(sentence, name.end):
            return False
        if len(before) == 2 and before[1] == "-" and before[0].isalnum():
            return False
    elif isinstance(name.entry, MetricEntry) and sentence[name.start : name.end].islower():
        # A word inside a compound is no metric: "format-and-novelty".
        return not (before[-1:] == "-" and before[:1].islower())
    return True
