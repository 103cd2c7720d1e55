"""Text dump of a page that lists papers: banner lines, then titles and abstracts as alternating lines.

The first title may be glued to the word "Subscribe", the last word of the banner.
"""

import re
from collections.abc import Iterator

from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source

BANNER = re.compile(
    r"""
      new
    | Get\ trending\ papers\ in\ your\ email\ inbox (?: \ once\ a\ day )? !
    | Subscribe
    | by \S{1,40} \ and\ the\ research\ community
    | (?: Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec ) \ \d{1,2}
    """,
    re.VERBOSE | re.ASCII,
)
INVITATION = "Get trending papers in your email inbox"
GLUED = re.compile(r"Subscribe(?=\S)")
BANNER_LINES = 10  # the banner stands within the first lines; in known pages it has three to seven
LONGEST_TITLE = 300  # characters; in known pages titles reach 162 and abstracts begin at 407

Line = tuple[int, str]


def recognise(head: Head) -> bool:
    """Tell a page by its invitation to subscribe."""
    first = head.lines[:BANNER_LINES]
    return any(line.startswith("Subscribe") for line in first) and any(line.startswith(INVITATION) for line in first)


def read(source: Source) -> Iterator[Draft | Refusal]:
    """Yield a draft for each abstract with the title before it.

    Where the alternation is broken it is found again by length: a short line before a long one is its title.
    """
    title: Line | None = None
    unclear: Line | None = None  # a short line behind a title: its abstract, or the next title
    for line in _papers_lines(source):
        if isinstance(line, Refusal):
            yield line
            continue
        is_long = len(line[1]) > LONGEST_TITLE
        if title and unclear:
            yield _without_abstract(title) if is_long else Draft(unclear[0], None, title[1], unclear[1])
            title, unclear = unclear if is_long else None, None
        if is_long:
            yield Draft(line[0], None, title and title[1], line[1])
            title = None
        elif title:
            unclear = line
        else:
            title = line
    if title:
        yield Draft(unclear[0], None, title[1], unclear[1]) if unclear else _without_abstract(title)


def _without_abstract(title: Line) -> Refusal:
    return Refusal(title[0], "a title without an abstract")


def _papers_lines(source: Source) -> Iterator[Line | Refusal]:
    """Yield titles and abstracts with their line numbers, without blank lines and banners."""
    invited = False
    for number, line in enumerate(source.lines(), 1):
        if line is None:
            yield Refusal(number, source.limits.too_long)
            continue
        text = GLUED.sub("", line, count=1) if invited and GLUED.match(line) else line
        text = text.removesuffix("\r")
        if BANNER.fullmatch(text.strip()):
            invited = text.startswith(INVITATION)
        elif text and not text.isspace():
            invited = False
            yield number, text
