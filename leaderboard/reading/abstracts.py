"""Text dump of abstracts: one line a paper, each with "Abstract:" in front and without a title."""

import re
from collections.abc import Iterator

from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source

MARK = re.compile(r"\s*Abstract:\s*")


def recognise(head: Head) -> bool:
    """Tell it by the mark: on the first line, and on more than half of those that follow."""
    marked = [MARK.match(line) is not None for line in head.lines]
    return marked[:1] == [True] and 2 * sum(marked) > len(marked)


def read(source: Source) -> Iterator[Draft | Refusal]:
    """Yield a draft for each marked line; its text begins behind the mark."""
    for number, line in enumerate(source.lines(), 1):
        if line is None:
            yield Refusal(number, source.limits.too_long)
        elif mark := MARK.match(line):
            yield Draft(number, None, None, line.removesuffix("\r")[mark.end() :])
        elif not line.isspace() and line:
            yield Refusal(number, 'the line does not begin with "Abstract:"')
