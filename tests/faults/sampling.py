"""Texts that a regex may match: drawn at random along its source, for what tells it from a spoiled one.

Knows the part of the language that the patterns use. What is looked at ahead or behind is now written down and now
left out, so that a text may fulfil or break it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import regex

ALPHABET = "".join(map(chr, range(32, 127))) + "±×·−–—≤≥∼≈µαω²³⁻⁰⁵é\u00a0\u2009\u200b½٣８\u0301\n"
Draw = Callable[[Random], str]


def sampler(source: str, verbose: bool, alphabet: str = ALPHABET) -> Draw:
    """What draws texts along a source.

    >>> draw = sampler("(?: a{2} | [xy] ) (?! c ) z?", verbose=True)
    >>> sorted({draw(Random(seed)).replace("c", "") for seed in range(50)})
    ['aa', 'aaz', 'x', 'xz', 'y', 'yz']
    """
    return _Parser(source, verbose, alphabet).choice()


class _Parser:
    """Reads a source from left to right."""

    def __init__(self, source: str, verbose: bool, alphabet: str) -> None:
        self.source, self.verbose, self.alphabet, self.at = source, verbose, alphabet, 0

    def peek(self) -> str:
        """The next character that counts."""
        while self.verbose and self.at < len(self.source):
            if self.source[self.at].isspace():
                self.at += 1
            elif self.source[self.at] == "#":
                end = self.source.find("\n", self.at)
                self.at = end if end >= 0 else len(self.source)
            else:
                break
        return self.source[self.at : self.at + 1]

    def choice(self) -> Draw:
        """Alternatives, up to the bracket that closes them."""
        branches = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence())
        return lambda chance: chance.choice(branches)(chance)

    def sequence(self) -> Draw:
        """Pieces one behind the other."""
        pieces: list[Draw] = []
        while self.peek() not in ("", "|", ")"):
            pieces.append(self.repeated(self.piece()))
        return lambda chance: "".join(piece(chance) for piece in pieces)

    def repeated(self, piece: Draw) -> Draw:
        """A piece as often as is said behind it."""
        bounds = regex.compile(r"[?*+]|\{([0-9]*)(,?)([0-9]*)\}").match(self.source, self.at if self.peek() else 0)
        if bounds is None or not self.peek():
            return piece
        self.at = bounds.end()
        if self.source[self.at : self.at + 1] in ("?", "+") and self.source[self.at : self.at + 1]:
            self.at += 1  # lazy or possessive
        low, high = {"?": (0, 1), "*": (0, 12), "+": (1, 12)}.get(bounds[0], (0, 0))
        if bounds[0][0] == "{":
            low = int(bounds[1] or 0)
            high = int(bounds[3]) if bounds[3] else (low + 12 if bounds[2] else low)
        # The bounds, beside them, and beside what they were before they were made ten times as wide.
        counts = {low, low + 1, low + 2, high // 10 + 1, high}
        often = [each for each in sorted(counts) if low <= each <= high]
        return lambda chance: "".join(piece(chance) for _ in range(chance.choice(often)))

    def piece(self) -> Draw:
        """A bracket, a class or a character."""
        start = self.at
        character = self.peek()
        start = self.at
        self.at += 1
        if character == "(":
            return self.group()
        if character == "[":
            return _any_of(self.class_ending(start), self.alphabet)
        if character == "\\":
            return self.escaped(start)
        if character in "^$":
            return lambda chance: ""
        return _any_of(".", self.alphabet) if character == "." else lambda chance: character

    def class_ending(self, start: int) -> str:
        """The source of the class that begins at `start`."""
        at = start + 1
        at += self.source[at] == "^"
        at += self.source[at] == "]"
        while self.source[at] != "]":
            at += 2 if self.source[at] == "\\" else 1
        at += 1
        self.at = at
        return self.source[start:at]

    def escaped(self, start: int) -> Draw:
        """A class with a backslash, a place, or a character that would mean something without one."""
        named = regex.compile(r"\\[pP]\{\w+\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\.", regex.DOTALL).match(
            self.source, start
        )
        assert named is not None
        self.at = named.end()
        return (lambda chance: "") if named[0][1] in "bBAZ" else _any_of(named[0], self.alphabet)

    def group(self) -> Draw:
        """What stands in brackets."""
        head = regex.compile(r"\?(?:P<\w+>|[a-z]*:|(<?[=!]))").match(self.source, self.at)
        if head is not None:
            self.at = head.end()
        inside = self.choice()
        assert self.peek() == ")", self.source[self.at :]
        self.at += 1
        if head is None or head[1] is None:
            return inside
        often = 0.5 if "=" in head[1] else 0.15
        return lambda chance: inside(chance) if chance.random() < often else ""


def _any_of(source: str, alphabet: str) -> Draw:
    members = _members(source, alphabet)
    return lambda chance: chance.choice(members) if members else ""


@cache
def _members(source: str, alphabet: str) -> str:
    """The characters of the alphabet that a class holds; spaces once, letters as they come."""
    compiled = regex.compile(source)
    return "".join(character for character in alphabet if compiled.fullmatch(character))
