"""Signs: strings that a slow pattern cannot match without. Those of all patterns are found in one pass over a text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

_ALL: dict[str, None] = {}


class Signs:
    """The strings of which every match of a pattern holds one.

    >>> Signs("set", "test").places("a test set, two sets")
    [2, 7, 16]
    """

    def __init__(self, *signs: str) -> None:
        self.signs = signs
        _ALL.update(dict.fromkeys(signs))

    def places(self, text: str) -> list[int]:
        """Where they begin in a text, also within words."""
        found = _found(text, len(_ALL))
        return sorted([place for sign in self.signs for place in found.get(sign, ())])


@lru_cache(maxsize=2)  # several patterns ask for the places in the same text, one after the other
def _found(text: str, known: int) -> Mapping[str, Sequence[int]]:
    signs, automaton = _automaton(known)
    found: dict[str, list[int]] = {}
    for number, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        found.setdefault(signs[number], []).append(start)
    return found


@lru_cache(maxsize=1)
def _automaton(known: int) -> tuple[list[str], AhoCorasick]:
    """The automaton of all signs, when there were so many: modules that are imported later add theirs."""
    signs = list(_ALL)[:known]
    return signs, AhoCorasick(signs, implementation=Implementation.DFA)
