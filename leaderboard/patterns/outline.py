"""Outlines: what a pattern over symbols begins with, ends with and cannot do without, read off its source.

Most patterns cannot match where they are asked to: their outline tells so without compiling or trying them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaderboard import regexes
from leaderboard.patterns.symbols import symbols_of_class

_TOKEN = regexes.plain(r"\(\?P<\w+>|\(\?:|\(\?<?[=!]|\(|\)|\||[A-Z]{2,}|[?*+]|\{[0-9,]*\}|\s+")
_OPTIONAL = regexes.plain(r"[?*]|\{(?:0|,)")


class Outline(NamedTuple):
    """Which symbols can stand first and last; whether nothing at all can match; of what sets each one must occur."""

    first: frozenset[str]
    last: frozenset[str]
    empty: bool
    needs: tuple[frozenset[str], ...] = ()

    def then(self, other: Outline) -> Outline:
        """The outline of this pattern with another behind it."""
        return Outline(
            self.first | other.first if self.empty else self.first,
            self.last | other.last if other.empty else other.last,
            self.empty and other.empty,
            self.needs + other.needs,
        )

    def either(self, other: Outline) -> Outline:
        """The outline of a choice between this pattern and another."""
        both = (self.needs[0] | other.needs[0],) if self.needs and other.needs else ()
        return Outline(self.first | other.first, self.last | other.last, self.empty or other.empty, both)

    def optional(self) -> Outline:
        """The outline of this pattern where it may be left out."""
        return Outline(self.first, self.last, True)


_NOTHING = Outline(frozenset(), frozenset(), True)


def outline(source: str) -> Outline:
    """Read the outline of a pattern; what it looks at ahead and behind is taken as fulfilled.

    >>> from leaderboard.patterns.symbols import SYMBOL, spell_out
    >>> rule = outline("(?: ON | IN ) DET? (?! METRIC ) DATASET")
    >>> rule.first == {SYMBOL["ON"], SYMBOL["IN"]}, rule.last == {SYMBOL["DATASET"]}, len(rule.needs)
    (True, True, 2)
    """
    return _choice(_Tokens(source))


class _Tokens:
    """The tokens of a source, with the next one in sight."""

    def __init__(self, source: str) -> None:
        if _TOKEN.sub("", source):
            raise ValueError(f"no token of the grammar: {_TOKEN.sub('', source)!r}")
        self._tokens: Iterator[str] = (token for token in _TOKEN.findall(source) if not token.isspace())
        self.next = next(self._tokens, "")

    def take(self) -> str:
        """Take the next token."""
        token, self.next = self.next, next(self._tokens, "")
        return token


def _choice(tokens: _Tokens) -> Outline:
    found = _sequence(tokens)
    while tokens.next == "|":
        tokens.take()
        found = found.either(_sequence(tokens))
    return found


def _sequence(tokens: _Tokens) -> Outline:
    found = _NOTHING
    while tokens.next not in ("", "|", ")"):
        found = found.then(_repeated(tokens))
    return found


def _repeated(tokens: _Tokens) -> Outline:
    found = _single(tokens)
    while tokens.next[:1] in ("?", "*", "+", "{") and tokens.next:
        if _OPTIONAL.match(tokens.take()):
            found = found.optional()
    return found


def _single(tokens: _Tokens) -> Outline:
    token = tokens.take()
    if not token.startswith("("):
        symbols = symbols_of_class(token)
        return Outline(symbols, symbols, False, (symbols,))
    inside = _choice(tokens)
    tokens.take()  # the closing bracket
    return _NOTHING if token[-1] in "=!" else inside
