"""NameIndex: thousands of names looked up in one pass over a sentence."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from leaderboard import regexes
from leaderboard.vocabulary.entries import Entry, MetricEntry
from leaderboard.vocabulary.folding import fold, lowered, spellings, swap_lookalikes, token_pattern
from leaderboard.vocabulary.keeping import kept
from leaderboard.vocabulary.loader import load_vocabulary, sources


class Name(NamedTuple):
    """A vocabulary name found in a text: where, which, and of what kind."""

    start: int
    end: int
    kind: str
    entry: Entry


class _Way(NamedTuple):
    """One way to spell an entry: `printed` as its line has it, and matching only so if `exact`."""

    kind: str
    entry: Entry
    printed: str
    exact: bool

    def may_hold(self, between: Set[str]) -> bool:
        """Whether such characters may stand between the words of the name."""
        # "A2D" is not "a 2D": of short names only the printed separators count.
        short = self.kind == "dataset" and len(self.printed) <= 4 and not self.exact
        odd = between if short else between - _LOOSE_GAP
        return not odd or odd <= _allowed(self.printed)


# Between the words of one name: spaces, hyphens and LaTeX's residue, never a comma or a bracket.
_LOOSE_GAP = frozenset(" \t\n-_'’^{}\\/.$~:‐‑–")
# These end a name that is not printed with them: "on ImageNet. A key" is not ImageNet-A, "Mr. HiSum" is a name.
_STOPS = frozenset((". ", ": "))


def _allowed(alias: str) -> frozenset[str]:
    return frozenset(alias) | {stop for stop in _STOPS if stop in alias}


class NameIndex:
    """Finds every spelling of every entry; longest first, no two names overlap.

    >>> index = NameIndex([("dataset", Entry(name="CIFAR-10")), ("dataset", Entry(name="CIFAR-100"))])
    >>> [name.entry.name for name in index.find("on cifar10 and CIFAR 100")]
    ['CIFAR-10', 'CIFAR-100']
    """

    def __init__(
        self, entries: Iterable[tuple[str, Entry]], spelled: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        self._ways = [way for kind, entry in entries for way in _ways(kind, entry)]
        # From the tokens of each spelling to its ways, by number; what only begins a spelling has none.
        self._spelled = spelled_by(self._ways) if spelled is None else spelled
        self._last: _Company | None = None

    def may_find(self, kind: str, text: str) -> bool:
        """Whether the words of a name of a kind stand in a text, asked at a third of the cost of finding it."""
        low = lowered(text)
        candidates = self._longest_first(token_pattern(low).findall(low))
        return any(way.kind == kind for *_, ways in candidates for way in ways)

    def find(self, text: str, company: str | None = None) -> list[Name]:
        """Names from left to right; `company` is the text in which the words of `near` are looked for."""
        low = lowered(text)
        pattern = token_pattern(low)
        words = pattern.findall(low)
        candidates = self._longest_first(words)
        if not candidates:
            return []
        near = self._company(text if company is None else company)
        tokens = [match.span() for match in pattern.finditer(low)]
        taken: list[Name] = []
        for _, first, minus_last, ways in candidates:
            last = -minus_last
            start, end = tokens[first][0], tokens[last][1]
            at = bisect_left(taken, (start,))
            if (at and taken[at - 1].end > start) or (at < len(taken) and taken[at].start < end):
                continue
            if not _whole(text, tokens, first, last):
                continue
            if first < last:
                gaps = [text[tokens[index][1] : tokens[index + 1][0]] for index in range(first, last)]
                between = set().union(*gaps).union(*(_STOPS.intersection((gap[:2],)) for gap in gaps))
                ways = [way for way in ways if way.may_hold(between)]
            name = self._choose(ways, text, start, end, near)
            if name is not None:
                taken.insert(at, name)
        return taken

    def _company(self, text: str) -> "_Company":
        """The words of a text; kept, because the sentences of one text come one after the other."""
        if self._last is None or self._last.text is not text:
            self._last = _Company(text)
        return self._last

    def _longest_first(self, words: list[str]) -> list[tuple[bool, int, int, list[_Way]]]:
        """Candidates by first token, longest before shorter; a rejected long name does not hide a short one."""
        found = []
        spelled, count = self._spelled, len(words)
        for first in [at for at, word in enumerate(words) if word in spelled]:
            last, tokens = first, words[first]
            while (numbers := spelled.get(tokens)) is not None:
                if numbers:
                    ways = [self._ways[number] for number in numbers]
                    # A task's name may hold a dataset's ("COCO object detection"): tasks get what is left.
                    found.append((ways[0].kind == "task", first, -last, ways))
                last += 1
                if last == count:
                    break
                tokens = f"{tokens} {words[last]}"
        found.sort()
        return found

    def _choose(self, ways: list[_Way], text: str, start: int, end: int, company: "_Company") -> Name | None:
        for way in ways:
            finish = _argument_end(text, end) if isinstance(way.entry, MetricEntry) and way.entry.family else end
            if finish is None:
                continue
            if not way.exact:
                fits = (
                    way.kind != "dataset"
                    or way.entry.name.islower()
                    or _has_capital_or_digit(text, start, end, way.entry.name)
                )
            else:
                fits = _spelled(text, start, end, way.printed) and company.has(way.entry)
            if fits:
                return Name(start, _with_bracket(text, finish), way.kind, way.entry)
        return None


def _ways(kind: str, entry: Entry) -> Iterator[_Way]:
    """The ways to spell an entry."""
    for alias in dict.fromkeys((entry.name, *entry.aliases)):
        if alias not in entry.exact:
            yield _Way(kind, entry, alias, exact=False)
    for alias in entry.exact:
        yield _Way(kind, entry, alias, exact=True)


def spelled_by(ways: Iterable[_Way]) -> dict[str, list[int]]:
    """The numbers of the ways by their tokens; the beginnings of spellings stand beside them, without a number."""
    found: dict[str, list[int]] = {}
    for number, way in enumerate(ways):
        name = _without_argument(way.printed, way.entry)
        for tokens in (fold(name),) if way.exact else spellings(name):
            for end in range(1, len(tokens)):
                found.setdefault(" ".join(tokens[:end]), [])
            found.setdefault(" ".join(tokens), []).append(number)
    return found


def _pattern(tokens: tuple[str, ...]) -> str:
    """Token boundaries are part of the pattern, so no match can begin or end inside a word."""
    return " " + "  ".join(tokens) + " "


def _without_argument(alias: str, entry: Entry) -> str:
    """The part of a family's name before its argument: "Recall@k" is looked up as "Recall@"."""
    if isinstance(entry, MetricEntry) and entry.family:
        return alias.removesuffix("k")
    return alias


_AT = regexes.rich(r"@[0-9]{1,4}(?:\.[0-9]{1,2})?(?![0-9%]|\.[0-9])")


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
    while at < len(text) and at - begin < 4 and (text[at].isdigit() or text[at] in "kK" or _in_decimal(text, at)):
        at += 1
    return at if at > begin else None


def _in_decimal(text: str, at: int) -> bool:
    """Whether the point of "Acc@0.7" stands here, and no full stop."""
    return text[at] == "." and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()


def _whole(text: str, tokens: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether no word goes on at the ends: not the "Corr" of "Corr2Cause", nor the "CLIP's" that looks like CLIPS."""
    start, end = tokens[first][0], tokens[last][1]
    takes_argument = text[tokens[last][0] : end] == "@"
    if text[start - 1 : start].isalnum() or (text[end : end + 1].isalnum() and not takes_argument):
        return False
    final = tokens[last][0]
    return not (first < last and text[final:end] in ("s", "S") and text[final - 1 : final] in "'’")


def _spelled(text: str, start: int, end: int, exact: str) -> bool:
    return swap_lookalikes(text[start:end]) == exact or swap_lookalikes(text[start:end]) == exact + "s"


def _has_capital_or_digit(text: str, start: int, end: int, name: str) -> bool:
    """Names of datasets have capitals or digits even in sloppy prints, unless they are long single words.

    "cityscapes" is Cityscapes, "multiple" is not MultiPL-E.
    """
    printed = text[start:end]
    head = name.split("-")[0].split(" ")[0]
    first = printed[: len(head)]
    if len(head) > 1 and head.isupper() and head.isalpha() and first.istitle() and first.upper() == head:
        return False  # "For instance" is not FOR-instance
    return any(character.isupper() or character.isdigit() for character in printed) or (
        len(printed) >= 8 and printed == name.lower()
    )


class _Company:
    """The words of a text, folded when an ambiguous name first asks for them; each answer is kept."""

    __slots__ = ("_answers", "_folded", "text")

    def __init__(self, text: str) -> None:
        self.text, self._folded = text, ""
        self._answers: dict[tuple[str, ...], bool] = {}

    def has(self, entry: Entry) -> bool:
        """Whether one of the words stands in the text that an entry wants near it."""
        if not entry.near:
            return True
        answer = self._answers.get(entry.near)
        if answer is None:
            self._folded = self._folded or _pattern(fold(self.text))
            answer = self._answers[entry.near] = any(word in self._folded for word in _wanted(entry.near))
        return answer


@cache
def name_index() -> NameIndex:
    """The index of the package's own vocabulary, whose spellings are kept."""
    code = (files("leaderboard.vocabulary").joinpath(name).read_bytes() for name in ("names.py", "folding.py"))
    names = list(load_vocabulary().named())
    made_of = (*sources().values(), *code)
    return NameIndex(
        names, kept("spellings", made_of, lambda: spelled_by(way for each in names for way in _ways(*each)))
    )


@cache
def _wanted(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_pattern(fold(each)) for word in words for each in (word, word + "s"))
