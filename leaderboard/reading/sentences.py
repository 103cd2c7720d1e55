"""Sentences: where one ends and the next begins, in a clean text."""

from collections.abc import Iterator

import regex

# An end mark, then a space, then something that can begin a sentence. "et al. 2017", "e.g. COCO", "Fig. 3" go on.
_END = regex.compile(
    r"""
    [.!?] ["')\]]{0,2} \s{1,200}                     # as long as the blanks of a footnote
    (?= ["'(\[]{0,2} [A-Z0-9(\[~+$>] | [a-z]+[A-Z] | \Z )
    (?<! \b(?: e\.g | i\.e | et\ al | cf | vs | v\.s | resp | Fig | fig | Eq | eq | Sec | Tab | No | no | approx
        | w\.r\.t | etc | a\.k\.a | ca | Dr | Prof | St | Acc | acc | p\.p | [Aa]vg | [Vv]al )
        [.!?] ["')\]]{0,2} \s{1,200} )
    (?<! \b[A-Z] [.!?] ["')\]]{0,2} \s{1,200} )     # an initial: "J. Smith"
    """,
    regex.VERBOSE,
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
        end = mark.end() - len(mark.group()) + len(mark.group().rstrip())
        if mark.end() >= len(text):
            break
        yield from _pieces(text, start, end)
        start = mark.end()
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
