"""Sentences: where one ends and the next begins, in a clean text."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from leaderboard import regexes

# "et al. 2017", "e.g. COCO", "Fig. 3" go on.
_ABBREVIATIONS = (
    "cf", "vs", "Eq", "eq", "No", "no", "ca", "Dr", "St", "e.g", "i.e", "v.s", "Fig", "fig", "Sec", "Tab", "etc", "Acc",
    "acc", "p.p", "Avg", "avg", "Val", "val", "resp", "Prof", "et al", "w.r.t", "a.k.a", "approx",
)  # fmt: skip


def _not_behind(words: Iterable[str]) -> str:
    """A pattern that refuses a mark behind one of the words; it looks back once for each length that they have."""
    lengths = groupby(sorted(words, key=len), key=len)
    return "".join(rf"(?<! \b (?: {'|'.join(map(re.escape, same))} ) . )" for _, same in lengths)


# An end mark, then a space, then something that can begin a sentence.
_END = regexes.plain(
    rf"""
    (?P<mark> [.!?] {_not_behind(_ABBREVIATIONS)}
    (?<! \b [A-Z] . )                                # an initial: "J. Smith"
    ["')\]]{{0,2}} ) \s{{1,200}}                       # as long as the blanks of a footnote
    (?= ["'(\[]{{0,2}} [A-Z0-9(\[~+$>] | [a-z]+[A-Z] | \Z )
    """,
    re.VERBOSE,
)


LONGEST = 2_000  # characters; what is longer is no sentence, and linking looks at every pair of names in one


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence; together they cover the text but for the spaces between them.

    >>> text = "It scores 84.5% on COCO, e.g. with ViT. We beat X vs. Y by 2%."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['It scores 84.5% on COCO, e.g. with ViT.', 'We beat X vs. Y by 2%.']
    """
    start = 0
    while start < len(text) and text[start] == " ":
        start += 1
    for mark in _END.finditer(text):
        following = mark.end()
        if following >= len(text):
            break
        if mark.end("mark") - start > LONGEST:
            yield from _pieces(text, start, mark.end("mark"))
        else:
            yield start, mark.end("mark")
        start = following
    if text[start:].strip():
        yield from _pieces(text, start, len(text.rstrip()))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Break what is too long for a sentence, at spaces where there are any; its last character is none."""
    while end - start > LONGEST:
        middle = text.rfind(" ", start + 1, start + LONGEST)
        middle = middle if middle > 0 else start + LONGEST
        yield start, middle
        start = middle
        while start < end and text[start] == " ":
            start += 1
    yield start, end
