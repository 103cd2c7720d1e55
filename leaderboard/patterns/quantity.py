"""Quantities: numbers as papers print them, with sign, bound, spread, range, magnitude and unit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from functools import cached_property

import regex

from leaderboard import regexes
from leaderboard.patterns.pattern import Pattern
from leaderboard.reading.digits import digit_runs
from leaderboard.vocabulary.entries import UnitEntry

# Digits are bounded so that no text, however long its runs of digits, can make the search quadratic.
NUMBER = r"(?: [0-9]{1,3} (?: ,{1,3} [0-9]{3} ){1,4} (?: \. [0-9]{1,8} )? | [0-9]{1,12} (?: \. [0-9]{1,8} )? | \. [0-9]{1,8} )"


def behind_none(before: str, between: str, most: int, last: str = "") -> str:
    """What refuses a place behind up to `most` characters between two others; each number of them is looked for by itself.

    So the standard library takes it, which finds a number in half the time.
    """
    return "".join(f"(?<! {before} {between}{{{number}}} {last} )" for number in range(most + 1))


def behind_one(before: str, between: str, most: int, last: str = "") -> str:
    """What wants a place behind up to so many characters between two others."""
    return f"(?: {' | '.join(f'(?<= {before} {between}{{{number}}} {last} )' for number in range(most + 1))} )"


# What may not stand before a number for it to be one: a letter or digit (v84), a name's hyphen (ResNet-50),
# a decimal point or comma with a digit before it (the 5 of 84.5), a slash after a letter (ViT-L/14).
_NO_NAME_AND_HYPHEN = behind_none(r"[A-Za-z)\]]", r"[\w.]", 12, "[-/']")
_NO_INDEX = behind_none("[A-Za-z0-9] [_^]", r"\s", 3) + behind_none("[A-Za-z0-9] [_^]", r"\s", 3, "[-+]")
STARTS = rf"""
    (?<! [A-Za-z0-9_@^#µα-ω] )
    (?<! [0-9] [.,:] )
    (?: (?<! [-/'] ) | {_NO_NAME_AND_HYPHEN} | (?<= [0-9] [KMB] / ) (?= [0-9.]{{1,4}} [KMB] ) )
    {_NO_INDEX}
"""

# What follows 10 in a power of ten.
_TIMES_TEN = behind_one("[×x·*]", r"\s", 8, "10")
POWER = rf"(?: \s? (?: \^ | \*\* ) [\s(]{{0,3}} | {_TIMES_TEN} \s? | (?= [⁻⁰¹²³⁴-⁹] ) )"
EXPONENT = rf"""
    (?: \s? [eE] [+]? | \s{{0,8}} [×x·*] \s{{0,8}} 10 {POWER} )
    (?P<exponent> -? [0-9]{{1,2}} ) (?! [0-9.] )
"""

SPREAD = rf"(?: \s{{0,3}} (?: ± | \+/-{{1,2}} | \+- ) \s{{0,5}} {NUMBER} (?P<unit2> \s{{0,4}} % )? )"
SPREAD_OF_HIGH = SPREAD.replace("unit2", "unit3")
# How sure a number is, or the counts it is a share of, in brackets behind it: they belong to the number, and a list
# of numbers runs on behind them.
BEHIND = Pattern(
    name="what belongs to a number in brackets behind it",
    regex=r"""
        \s{0,2} [(\[] (?:
            (?= \s? (?: ± | \+/- | [pPnN] \s? [=<>≤≥] | (?: SD | std | SE | CI | IQR ) \b | 9[0-9] (?: \.5 )? \s? % \s? (?: CI | confidence ) ) )
            (?: [-0-9.,;:%=<>≤≥±+/~\s] | \b (?: CI | confidence | interval | [pPnN] | SD | std | SE | IQR | to | seeds | runs ) \b ){2,80}+
          | [0-9]{1,3} (?: ,?[0-9]{3} ){0,2} \s? (?: / | (?: out \s )? of ) \s? [0-9]{1,3} (?: ,?[0-9]{3} ){0,2}
        ) [)\]]
    """,
    finds={
        "91.2% (±0.3), 85.1%": [" (±0.3)"],
        "0.91 (95% CI: 0.88-0.94) and": [" (95% CI: 0.88-0.94)"],
        "+5.6 pp (p < 0.001)": [" (p < 0.001)"],
        "a rate of 93.97% (639/680)": [" (639/680)"],
        "71.2% (1,089 out of 1,530)": [" (1,089 out of 1,530)"],
    },
    ignores=["91.2% (n-gram)", "85.1% (up to 3%)", "85.1% (p < 0.05 against FooNet)", "65.2 (41.3/47.2)"],
)

_OPENED = behind_one("[(=]", r"\s", 1)
_NO_FRACTION = r"(?<! \.[0-9] ) (?<! \.[0-9]{2} )" + behind_none(r"\.[0-9]{4}", "[0-9]", 4)  # 1.234,5 has thousands

MAGNITUDES = {
    "K": 1e3, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "G": 1e9,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "Mn": 1e6,
}  # fmt: skip

MAGNITUDE = r"(?: (?: [KMBTk] (?= \s{0,4} [+]? [-]? \s{0,4} (?:[a-zA-Z]{3,} | [^\w\s] | \s | \Z ) ) (?! \s? [A-Z]?B\b ) | G (?= \s? (?:FLOP|MAC|flop) ) ) (?! [A-Za-z0-9] ) | \s{1,3} (?: thousand|million|billion|trillion ) \b | -(?: million|billion|trillion ) \b )"


class Quantity:
    """A number in a sentence with all that belongs to it.

    `start` and `end` are those of the digits; `left` and `right` those of everything that belongs to the number:
    sign, bound, spread, magnitude, unit, and the second number of a range.
    """

    __slots__ = (
        "bound", "consumed", "end", "high", "high_end", "high_start", "high_text", "left", "magnitude", "plus", "right", "sign", "start", "text",
        "unit", "unit_text", "value",
    )  # fmt: skip

    def __init__(self, match: re.Match[str], units: Mapping[str, UnitEntry]) -> None:
        self.left, self.right = match.span()
        self.start, self.end = match.span("value")
        self.high_start, self.high_end = match.span("high")
        self.text, self.sign, plus, first, second, exponent, self.high_text = match.group(*_PARTS)
        self.plus = plus is not None
        own, common = _stripped(first), _stripped(second)
        self.magnitude = own or common
        self.unit_text = next(filter(None, match.group(*_UNITS)), None)
        in_words = match.string.endswith("USD ", 0, self.left)
        if in_words:
            self.left -= len("USD ")
        if self.unit_text is None and (match["dollar"] or in_words):
            self.unit_text = "$"
        self.unit = units.get(" ".join(self.unit_text.split())) if self.unit_text else None
        per_unit = self.unit.factor if self.unit else 1.0
        factor = MAGNITUDES.get(self.magnitude or "", 1.0) * per_unit
        self.value = scaled(self.text, factor * 10.0 ** int(exponent) if exponent else factor)
        self.high: float | None = None
        if self.high_text:
            self.high = scaled(self.high_text, MAGNITUDES.get(common or own or "", 1.0) * per_unit)
        self.bound: str | None = None
        self.consumed = False

    def second(self) -> "Quantity":
        """The second number of a range as a number of its own; the first keeps what stands before it."""
        other = copy(self)
        other.start, other.end, other.text = self.high_start, self.high_end, self.high_text
        other.value, other.left, other.right = self.high or 0.0, self.high_start, self.right
        self.high = other.high = self.high_text = other.high_text = None
        self.right = self.end
        return other


_PARTS = ("value", "sign", "plus", "magnitude", "magnitude2", "exponent", "high")
_UNITS = ("unit", "unit3", "unit2", "unit1", "unit0")  # the nearest to the end counts


def _stripped(magnitude: str | None) -> str | None:
    return magnitude.strip(" -") if magnitude else None


def is_whole(quantity: Quantity) -> bool:
    """Whether the digits are those of a whole number: "12", "25,000"."""
    return quantity.text.replace(",", "").isdigit()


def to_float(text: str) -> float:
    """Read printed digits.

    >>> to_float("1,000"), to_float(".87")
    (1000.0, 0.87)
    """
    return float(text.replace(",", ""))


def scaled(text: str, factor: float) -> float:
    """Read printed digits and multiply them as decimals, so that 8.3M is 8,300,000 and not a hair more.

    >>> scaled("8.3", 1e6)
    8300000.0
    """
    return to_float(text) if factor == 1.0 else float(Decimal(text.replace(",", "")) * Decimal(repr(factor)))


# Words before a number that make it a bound; the bound belongs to the number's span.
BOUND = Pattern(
    name="quantity.bound",
    regex=r"""
        (?: (?P<upto>  \b (?: up\ to | as\ (?:much|high|many|large)\ as | at\ most | a\ maximum\ of | maximum\ of | maximally | upto ) | ≤ )
          | (?P<over>  \b (?: over(?:\ a)? | more\ than | above | at\ least | upwards\ of | beyond | exceeding | no\ less\ than | in\ excess\ of | well\ above | well\ over ) | (?<! [-=] ) > =? | ≥ )
          | (?P<under> \b (?: under | less\ than | below | fewer\ than | no\ more\ than | only\ within | within ) | < =? )
          | (?P<about> \b (?: about | around | approximately | approx\.? | nearly | almost | roughly | some | close\ to | near | circa | ca\. | an\ estimated ) | ~ | ∼ | ≈ )
        ) \s{0,8} (?: an?\s | the\s )? (?:(?: average | additional | further ) \s (?: of \s )? )? $
    """,
    finds={"up to ": ["up to "], "an error under ": ["under "], "about ": ["about "]},
    ignores=["outperforms by "],
)

# How every bound ends: cheaper to ask first than to try the pattern at thirty places.
BOUND_ENDS = (
    "to", "as", "most", "of", "maximum", "maximally", "upto", "over", "a", "than", "above", "least", "beyond", "exceeding",
    "under", "below", "within", "about", "around", "approximately", "approx", "approx.", "nearly", "almost", "roughly", "some",
    "near", "circa", "ca", "ca.", "estimated", "an", "the", "average", "additional", "further", "≤", ">", "=", "≥", "<", "~", "∼", "≈",
)  # fmt: skip
_AFTER_BOUND = regexes.rich(r"\s{0,2}\+(?![\s\d/-]*[-/]?\d)")  # "80%+"


def _one_of(aliases: Iterable[str]) -> str:
    """A pattern of any unit, the longest that fits; grouped by their first characters, so that few are tried."""
    groups: dict[str, list[str]] = {}
    for alias in sorted(aliases, key=len, reverse=True):
        ending = r"(?![A-Za-z0-9])" if alias[-1].isalnum() else ""
        groups.setdefault(_spelled(alias[0]), []).append(_spelled(alias[1:]) + ending)
    choices = " | ".join(f"{first} (?: {'|'.join(rest)} )" for first, rest in groups.items())
    return f"(?: {choices} )"


def _spelled(alias: str) -> str:
    return regex.escape(alias, special_only=True, literal_spaces=True).replace(" ", r"\ {1,3}")


class QuantityFinder:
    """Finds the numbers of a sentence, given the units we know."""

    def __init__(self, units: Mapping[str, UnitEntry]) -> None:
        self._units = {alias: entry for entry in units.values() for alias in entry.aliases}

    @cached_property
    def pattern(self) -> Pattern:
        """The pattern of a number with its surroundings."""
        unit = _one_of(self._units)
        return Pattern(
            name="quantity",
            regex=rf"""
                {STARTS}
                (?P<sign> (?: \+/- | [+±] ) \s{{0,2}} | (?<! - ) - | {_OPENED} - \s{{0,2}} )?   # a dash apart is no minus
                (?P<dollar> \$ )?
                (?P<value> {NUMBER} )
                (?! \.[0-9] | [0-9] )                                  # not a version (1.2.3)
                (?! {_NO_FRACTION} ,[0-9] )                            # not a decimal comma (84,5 or 1.234,5)
                (?: {EXPONENT} )?
                (?! (?: (?<= (?<! [0-9.,] ) 10 ) | \s{{0,8}} [×x·*] \s{{0,8}} 10 ) {POWER} [-+]? [0-9⁻⁰¹²³⁴-⁹] )   # 10^5, 3·10⁵: no 10, no 3
                (?P<magnitude> {MAGNITUDE} )?
                (?: \s? (?P<plus> \+ ) (?= \s{{0,2}} % ) )?              # "9+%"
                (?P<spread> (?P<unit0> \s{{0,3}} % )? {SPREAD} )?
                (?: (?P<unit1> \s{{0,12}}+ {unit} )
                    (?= \s{{0,3}} (?: - | to\b | ~ | and\b ) ) )?      # "3% - 15%": a unit on the first number too
                (?: (?P<dash> \s{{0,3}} (?: -{{1,2}} | ~ | — ) \s{{0,3}} | \s{{1,3}} to \s{{1,3}} )
                    (?: \$ | (?<= \s ) [+-] )? (?P<high> {NUMBER} ) (?! \.[0-9] | [0-9] )
                    (?P<magnitude2> {MAGNITUDE} )? {SPREAD_OF_HIGH}? )?
                (?: (?: \s{{0,12}}+ | - ) (?P<unit> {unit} ) )?
                (?! [A-Za-z0-9_] )                                     # not the start of a name: 3DMatch, 2D
            """,
            finds={
                "with 91.25 ± 0.3 % and 90 percent": ["91.25 ± 0.3 %", "90 percent"],
                "by 4 to 6 percentage points": ["4 to 6 percentage points"],
                "with 227M parameters": ["227M parameters"],
                "takes 9.8ms": ["9.8ms"],
                "+2.7 box AP": ["+2.7"],
                "by 9+%": ["9+%"],
                "an F1 of .87": [".87"],
            },
            ignores=["ResNet-50 and ViT-L/14", "in 3D", "version 1.2.3"],
        )

    def find(self, sentence: str) -> list[Quantity]:
        """The numbers of a sentence from left to right."""
        found, done = [], 0
        match_at = self.pattern.compiled.match
        for place, _ in digit_runs(sentence):
            # What is left of the number before, or stands behind a letter, begins none.
            if place < done or (place and sentence[place - 1] in _NO_START):
                continue
            for begin in _beginnings(sentence, place, done):
                match = match_at(sentence, begin)
                if match is not None:
                    quantity = Quantity(match, self._units)
                    if quantity.high is not None:
                        _shorten(quantity, match, self._units)
                    _bound(quantity, sentence)
                    behind = BEHIND.compiled.match(sentence, quantity.right)
                    quantity.right = behind.end() if behind else quantity.right
                    done = quantity.right
                    found.append(quantity)
                    break
        return found


_NO_START = frozenset(filter(regexes.plain(r"[A-Za-z_@^#µα-ω]").match, map(chr, range(0x3CA))))  # see STARTS
_LEADING = frozenset("+-/±$.")


def _beginnings(sentence: str, digit: int, done: int) -> Sequence[int]:
    """Where the number whose first digit stands at `digit` may begin: at its sign, dollar, point, or at the digit."""
    first = digit
    while first > done and (sentence[first - 1] in _LEADING or sentence[first - 1].isspace()) and digit - first < 8:
        first -= 1
    if digit - first == sentence.count(" ", first, digit):
        return (digit,)
    return [*(place for place in range(first, digit) if sentence[place] in _LEADING), digit]


def _shorten(quantity: Quantity, match: re.Match[str], units: Mapping[str, UnitEntry]) -> None:
    """Take a "range" apart when it is none: "from 54.2% to 82.0%", or a high end that is not higher."""
    before = match.string[max(0, match.start("value") - 40) : match.start("value")]
    words = " to " in match["dash"]
    if (quantity.high or 0.0) <= quantity.value or (words and _FROM.search(before)):
        first = (match["unit1"] or "").strip()
        quantity.high = quantity.high_text = None
        quantity.right = match.start("dash")
        apart = match["magnitude"] and not match["magnitude2"]  # "between Qwen-72B and 14B to 0.6%"
        quantity.unit = units.get(first) if first else None if apart else quantity.unit
        quantity.unit_text = first or None
        # "from 77 to 958 million": a magnitude behind the second number is that of both.
        magnitude = (match["magnitude"] or match["magnitude2"] or "").strip(" -")
        factor = quantity.unit.factor if quantity.unit else 1.0
        quantity.value = scaled(quantity.text, MAGNITUDES.get(magnitude, 1.0) * factor)


# "from", or "from 45.0% and" in front of "58.5% to 60.0%".
_FROM = regexes.rich(
    r"\bfrom\s{1,4}(?:(?:an?|its|the|their)\s(?:[a-z]{1,12}\s){1,3}(?:of|at)\s)?(?:[0-9.]{1,8}\s?%?\s?(?:,\s?(?:and\s)?|and\s)){0,3}[~+$]?$"
)


def _bound(quantity: Quantity, sentence: str) -> None:
    before = sentence[max(0, quantity.left - 30) : quantity.left]
    match = BOUND.compiled.search(before) if before.rstrip().endswith(BOUND_ENDS) else None
    if match is not None:
        quantity.bound = match.lastgroup
        quantity.left -= len(before) - match.start()
        return
    if quantity.plus:
        quantity.bound = "over"
        return
    after = (
        _AFTER_BOUND.match(sentence, quantity.right) if "+" in sentence[quantity.right : quantity.right + 3] else None
    )
    if after is not None:
        quantity.bound = "over"
        quantity.right = after.end()


_WORD = regexes.plain(r"[^\W\d_]{2}")


def has_number(text: str) -> bool:
    """Whether there is a digit at all: most sentences have none, and nothing else needs to look at them."""
    for digit in "0123456789":  # noqa: SIM110  ten looks for one character take a tenth of the time of a pattern
        if digit in text:
            return True
    return False


def has_word(text: str) -> bool:
    """Whether two letters stand beside each other.

    >>> has_word("84.5 at 3"), has_word("84.5% | 85.1%")
    (True, False)
    """
    return _WORD.search(text) is not None
