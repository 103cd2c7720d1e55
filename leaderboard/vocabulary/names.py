"""NameIndex: thousands of names looked up in one pass over a sentence."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from leaderboard.vocabulary.entries import Entry, MetricEntry
from leaderboard.vocabulary.folding import TOKEN, fold, spellings, swap_lookalikes


class Name(NamedTuple):
    """A vocabulary name found in a text: where, which, and of what kind."""

    start: int
    end: int
    kind: str
    entry: Entry


class Token(NamedTuple):
    """A folded token and where it stands."""

    text: str
    start: int
    end: int


class _Way(NamedTuple):
    """One way to spell an entry; `exact` is None for a loose spelling."""

    kind: str
    entry: Entry
    exact: str | None
    within: frozenset[str]


# Between the words of one name: spaces, hyphens and LaTeX's residue, never a comma or a bracket.
_LOOSE_GAP = frozenset(" \t\n-_'’^{}\\/.$~:‐‑–")


class NameIndex:
    """Finds every spelling of every entry; longest first, no two names overlap.

    >>> index = NameIndex([("dataset", Entry(name="CIFAR-10")), ("dataset", Entry(name="CIFAR-100"))])
    >>> [name.entry.name for name in index.find("on cifar10 and CIFAR 100")]
    ['CIFAR-10', 'CIFAR-100']
    """

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._ways: dict[str, list[_Way]] = defaultdict(list)
        for kind, entry in entries:
            self._add(kind, entry)
        self._patterns = list(self._ways)
        self._automaton = AhoCorasick(
            self._patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def _add(self, kind: str, entry: Entry) -> None:
        ordinary = set(entry.exact)
        for alias in dict.fromkeys((entry.name, *entry.aliases)):
            if alias not in ordinary:
                # "A2D" is not "a 2D": of short names only the printed separators count.
                short = kind == "dataset" and len(alias) <= 4
                within = frozenset(alias) if short else _LOOSE_GAP | set(alias)
                for tokens in spellings(_without_argument(alias, entry)):
                    self._ways[_pattern(tokens)].append(_Way(kind, entry, None, within))
        for alias in entry.exact:
            self._ways[_pattern(fold(_without_argument(alias, entry)))].append(_Way(kind, entry, alias, _LOOSE_GAP | set(alias)))

    def find(self, text: str, company: str | None = None) -> Iterator[Name]:
        """Yield names from left to right; `company` is the text in which the words of `near` are looked for."""
        near = _Company(text if company is None else company)
        tokens = [Token(m.group().lower(), m.start(), m.end()) for m in TOKEN.finditer(swap_lookalikes(text))]
        folded = " " + "  ".join(token.text for token in tokens) + " "
        starts, position = [], 0
        for token in tokens:
            starts.append(position)
            position += len(token.text) + 2
        taken: list[Name] = []
        for first, last, ways in self._longest_first(folded, starts):
            start, end = tokens[first].start, tokens[last].end
            if any(name.start < end and name.end > start for name in taken) or not _whole(text, tokens, first, last):
                continue
            between = {c for left, right in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True) for c in text[left.end : right.start]}
            name = self._choose([way for way in ways if between <= way.within], text, start, end, near)
            if name is not None:
                taken.append(name)
        yield from sorted(taken)

    def _longest_first(self, folded: str, starts: list[int]) -> Iterator[tuple[int, int, list[_Way]]]:
        """Candidates by first token, longest before shorter; a rejected long name does not hide a short one."""
        found = []
        for number, begin, finish in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            ways = self._ways[self._patterns[number]]
            first, last = bisect_left(starts, begin), bisect_left(starts, finish) - 1
            # A task's name may hold a dataset's ("COCO object detection"): tasks get what is left.
            found.append((ways[0].kind == "task", first, -last, number))
        for _, first, minus_last, number in sorted(found):
            yield first, -minus_last, self._ways[self._patterns[number]]

    def _choose(self, ways: list[_Way], text: str, start: int, end: int, company: "_Company") -> Name | None:
        for way in ways:
            finish = _argument_end(text, end) if isinstance(way.entry, MetricEntry) and way.entry.family else end
            if finish is None:
                continue
            if way.exact is None:
                fits = way.kind != "dataset" or way.entry.name.islower() or _has_capital_or_digit(text, start, end, way.entry.name)
            else:
                fits = _spelled(text, start, end, way.exact) and company.has(way.entry)
            if fits:
                return Name(start, _with_bracket(text, finish), way.kind, way.entry)
        return None


def _pattern(tokens: tuple[str, ...]) -> str:
    """Token boundaries are part of the pattern, so no match can begin or end inside a word."""
    return " " + "  ".join(tokens) + " "


def _without_argument(alias: str, entry: Entry) -> str:
    """The part of a family's name before its argument: "Recall@k" is looked up as "Recall@"."""
    if isinstance(entry, MetricEntry) and entry.family:
        return alias.removesuffix("k")
    return alias


_AT = regex.compile(r"@[0-9]{1,4}(?![0-9.%])")


def _with_bracket(text: str, end: int) -> int:
    """Include a short argument: "ICC(2,1)", "MRR@5"."""
    at = _AT.match(text, end)
    if at is not None:
        return at.end()
    close = text.find(")", end, end + 6) if text[end : end + 1] == "(" else -1
    return close + 1 if close > 0 and all(c.isdigit() or c in ", k" for c in text[end + 1 : close]) else end


def _argument_end(text: str, end: int) -> int | None:
    """End of a family's argument that follows, or None when none does."""
    at = end
    while at < len(text) and text[at] in " {$":
        at += 1
    begin = at
    while at < len(text) and at - begin < 4 and (text[at].isdigit() or text[at] in "kK"):
        at += 1
    return at if at > begin else None


def _whole(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Whether no word goes on at the ends: not the "Corr" of "Corr2Cause", nor the "CLIP's" that looks like CLIPS."""
    start, end = tokens[first].start, tokens[last].end
    takes_argument = tokens[last].text == "@"
    if text[start - 1 : start].isalnum() or (text[end : end + 1].isalnum() and not takes_argument):
        return False
    final = tokens[last]
    return not (final.text == "s" and first < last and text[final.start - 1 : final.start] in "'’")


def _spelled(text: str, start: int, end: int, exact: str) -> bool:
    return swap_lookalikes(text[start:end]) == exact or swap_lookalikes(text[start:end]) == exact + "s"


def _has_capital_or_digit(text: str, start: int, end: int, name: str) -> bool:
    """Names of datasets have capitals or digits even in sloppy prints, unless they are long single words.

    "cityscapes" is Cityscapes, "multiple" is not MultiPL-E.
    """
    printed = text[start:end]
    head = name.split("-")[0].split(" ")[0]
    if len(head) > 1 and head.isupper() and head.isalpha() and printed[: len(head)].istitle():
        return False  # "For instance" is not FOR-instance
    return any(character.isupper() or character.isdigit() for character in printed) or (
        len(printed) >= 8 and printed == name.lower()
    )


class _Company:
    """The words of a text, folded when an ambiguous name first asks for them."""

    __slots__ = ("_folded", "_text")

    def __init__(self, text: str) -> None:
        self._text, self._folded = text, ""

    def has(self, entry: Entry) -> bool:
        """Whether one of the words stands in the text that an entry wants near it."""
        if not entry.near:
            return True
        self._folded = self._folded or _pattern(fold(self._text))
        return any(_pattern(fold(word)) in self._folded or _pattern(fold(word + "s")) in self._folded for word in entry.near)
