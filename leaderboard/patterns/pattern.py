"""Pattern: a regex with a name, and the examples that say what it finds and what it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex as engine


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
    def compiled(self) -> engine.Pattern[str]:
        """The compiled regex (verbose, ASCII digits)."""
        return engine.compile(self.regex, engine.VERBOSE | engine.V1)

    def all_in(self, text: str) -> list[str]:
        """Every match as printed, left to right."""
        return [match.group() for match in self.compiled.finditer(text)]
