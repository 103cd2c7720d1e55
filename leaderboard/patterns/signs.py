"""Signs: strings that a slow pattern cannot match without. Those of all patterns are found in one pass over a text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation


class Signs:
    """The strings of which every match of a pattern holds one.

    >>> Signs("set", "test").places("a test set, two sets")
    [2, 7, 16]
    """

    def __init__(self, *signs: str) -> None:
        self.signs = signs
        for sign in signs:
            _OWNERS.setdefault(sign, []).append(self)

    def places(self, text: str) -> list[int]:
        """Where they begin in a text, also within words."""
        return sorted(_found(text, len(_OWNERS)).get(self, ()))


_OWNERS: dict[str, list[Signs]] = {}


@lru_cache(maxsize=2)  # several patterns ask for the places in the same text, one after the other
def _found(text: str, known: int) -> Mapping[Signs, Sequence[int]]:
    found: dict[Signs, list[int]] = {}
    owners, automaton = _automaton(known)
    for number, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        for each in owners[number]:
            found.setdefault(each, []).append(start)
    return found


@lru_cache(maxsize=1)
def _automaton(known: int) -> tuple[list[list[Signs]], AhoCorasick]:
    """The automaton of all signs, when so many were known: modules that are imported later add theirs."""
    signs = list(_OWNERS)[:known]
    return [_OWNERS[sign] for sign in signs], AhoCorasick(signs, implementation=Implementation.DFA)
