"""Pattern: a regex with a name, and the examples that say what it finds and what it leaves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import regex as richer


def compile_verbose(source: str) -> re.Pattern[str]:
    """Compile a commented regex with the standard library, which matches in half the time, if it can.

    `regex` has the others: those that look back over a varying number of characters, or name a group twice.

    >>> compile_verbose("(?<= a{2} ) b").search("aab").span(), compile_verbose("(?<= a{1,2} ) b").search("ab").span()
    ((2, 3), (1, 2))
    """
    try:
        return re.compile(source, re.VERBOSE)
    except re.error:
        pass
    richest = richer.compile(source, richer.VERBOSE | richer.V1)
    return cast("re.Pattern[str]", richest)  # it has the same methods


@dataclass(frozen=True)
class Pattern:
    """A named, commented regex. One generic test runs every pattern's examples.

    >>> year = Pattern("year", r"(?<! \\d ) (?:19|20) \\d\\d (?! \\d )", finds={"in 2017": ["2017"]})
    >>> year.all_in("from 1998 to 2017")
    ['1998', '2017']
    """

    name: str
    regex: str
    finds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ignores: Sequence[str] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled regex."""
        return compile_verbose(self.regex)

    def all_in(self, text: str) -> list[str]:
        """Every match as printed, left to right."""
        return [match.group() for match in self.compiled.finditer(text)]
