"""How a name is reduced to what survives sloppy typesetting, so that one alias finds all its spellings."""

import re

from leaderboard import regexes

# Superscript digits and a few letters that typesetting swaps; each maps to one character, so spans stay true.
_SWAPS = str.maketrans({"²": "2", "³": "3", "é": "e", "×": "x", "–": "-", "‐": "-", "‑": "-", "—": "-", "−": "-"})

# Digits and letters are separate tokens ("CIFAR10" is "cifar 10"); "@" and "+" carry meaning (R@1, RefCOCO+).
TOKEN = regexes.rich(r"[0-9]+|[^\W\d_]+|[@+]")

# The same for text that is ASCII and in lower case, where the engine of the standard library is twice as fast.
_PLAIN_TOKEN = regexes.plain(r"[a-z]+|[0-9]+|[@+]")

_HUMP = regexes.rich(r"(?<=[a-z]{2})(?=[A-Z])")  # "TriviaQA" is also printed "Trivia QA"

LONGEST_JOINED = 4  # words; names of more words are never printed as one


def swap_lookalikes(text: str) -> str:
    """Replace look-alike characters one for one.

    >>> swap_lookalikes("R² on CIFAR‑10")
    'R2 on CIFAR-10'
    """
    return text if text.isascii() else text.translate(_SWAPS)


def lowered(text: str) -> str:
    """Swap look-alikes and lower the case, one character for one.

    >>> lowered("İ on CIFAR‑10")
    'İ on cifar-10'
    """
    swapped = swap_lookalikes(text)
    low = swapped.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := each.lower()) == 1 else each for each in swapped)


def token_pattern(low: str) -> re.Pattern[str]:
    """The pattern of tokens for a lowered text, the fastest that will do."""
    return _PLAIN_TOKEN if low.isascii() else TOKEN


def fold(name: str) -> tuple[str, ...]:
    """Split a name into the tokens that are compared.

    >>> fold("CIFAR-10") == fold("cifar10")
    True
    >>> fold("CIFAR-10") == fold("CIFAR-100")
    False
    """
    low = lowered(name)
    return tuple(token_pattern(low).findall(low))


def spellings(name: str) -> set[tuple[str, ...]]:
    """Every token sequence under which a text may print the name.

    Neighbouring words may be joined ("MS COCO", "MSCOCO"); a last word may be in the plural.

    >>> sorted(spellings("MS COCO"))
    [('ms', 'coco'), ('ms', 'cocos'), ('mscoco',), ('mscocos',)]
    """
    tokens = fold(name)
    found = {tokens, fold(_HUMP.sub(" ", name))}
    if len(tokens) <= LONGEST_JOINED:
        found |= _joined(tokens)
    return found | {plural for each in found if (plural := _plural(each))}


def _joined(tokens: tuple[str, ...]) -> set[tuple[str, ...]]:
    """All ways to write neighbouring words as one; digits stand alone in any case."""
    if len(tokens) < 2:
        return {tokens}
    rest = _joined(tokens[1:])
    apart = {(tokens[0], *other) for other in rest}
    if not (tokens[0].isalpha() and tokens[1].isalpha()) or len(tokens[1]) == 1:  # "image/s" is not "images"
        return apart
    return apart | {(tokens[0] + other[0], *other[1:]) for other in rest if other[0].isalpha()}


def _plural(tokens: tuple[str, ...]) -> tuple[str, ...] | None:
    last = tokens[-1] if tokens else ""
    if not last.isalpha() or len(last) < 3 or last.endswith("s"):
        return None
    ending = last[:-1] + "ies" if last.endswith("y") and last[-2] not in "aeiou" else last + "s"
    return (*tokens[:-1], ending)
