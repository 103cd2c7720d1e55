"""Sentences: where one ends and the next begins, in a clean text."""

from collections.abc import Iterator

import regex

# An end mark, then a space, then something that can begin a sentence. "et al. 2017", "e.g. COCO", "Fig. 3" go on.
_END = regex.compile(
    r"""
    (?<! \b(?:e\.g|i\.e|et\ al|cf|vs|v\.s|resp|Fig|fig|Eq|eq|Sec|No|no|approx|w\.r\.t|etc|a\.k\.a|ca|Dr|Prof|Tab|St|Acc|acc|p\.p) )
    (?<! \b[A-Z] )                                   # an initial: "J. Smith"
    [.!?] ["')\]]{0,2} \s{1,8}
    (?= ["'(\[]{0,2} [A-Z0-9(\[~+$>] | [a-z]+[A-Z] | \Z )
    """,
    regex.VERBOSE,
)


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
        yield start, end
        start = mark.end()
    if text[start:].strip():
        yield start, len(text.rstrip()) if text.rstrip() else len(text)
