"""How numbers, places and strangers' texts are written on a page.

Titles, models and sentences come from papers: characters that cannot be seen, or that turn the reading
direction round, are taken out here; the templates escape the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from leaderboard.showing import short_title as short_title
from leaderboard.showing import web_link as web_link

# Control, format (bidi, zero-width), surrogate, private and unassigned characters, separators of lines.
UNSEEN = regex.compile(r"[\p{C}\p{Zl}\p{Zp}--[\n\t]]", regex.V1)


def visible(text: str) -> str:
    r"""Take out what cannot be seen; line breaks and tabs stay.

    >>> visible("ab\u202ec\x00d\n")
    'abcd\n'
    """
    return str(UNSEEN.sub("", text))


def one_line(text: str, most: int = 400) -> str:
    r"""Write a name on one line, cut when it is longer than any name is.

    >>> one_line(" Swin\n  Transformer "), one_line("abcdef", most=4)
    ('Swin Transformer', 'abc…')
    """
    line = " ".join(visible(text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a count with its noun.

    >>> counted(1, "result"), counted(1200, "result"), counted(2, "entry", "entries")
    ('1 result', '1,200 results', '2 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `mark` names the result whose number it is, if it is one."""

    text: str
    mark: str | None = None
    kind: str = ""


def pieces(text: str, marks: Iterable[tuple[int, int, str, str]]) -> tuple[Piece, ...]:
    """Cut a text at its numbers, given as (start, end, name, kind); what overlaps is marked once.

    >>> [piece.text for piece in pieces("reaches 87.3% now", [(8, 12, "a", "score"), (9, 12, "b", "score")])]
    ['reaches ', '87.3', '% now']
    """
    done, cut = 0, []
    for start, end, name, kind in sorted(marks):
        if start < done or end > len(text) or end <= start:
            continue
        cut += [Piece(visible(text[done:start])), Piece(visible(text[start:end]), name, kind)]
        done = end
    cut.append(Piece(visible(text[done:])))
    return tuple(piece for piece in cut if piece.text)
