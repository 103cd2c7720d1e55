"""Numbers as tables print them."""

import re
from typing import NamedTuple

ABSENT = frozenset({"", "-", "--", "–", "—", "n/a", "na", "none", "null", "nan", "tbd", "?"})
MAGNITUDES = {"K": 1e3, "M": 1e6, "B": 1e9, "G": 1e9, "T": 1e12}
BOUNDS = {"<": "under", ">": "over", "~": "about", "≈": "about", "≤": "upto", "≥": "over"}
NUMBER = re.compile(
    r"""
    \s* (?P<bound> [<>~≈≤≥] )?
    \s* (?P<sign> [-+−] )?
    (?P<digits> (?: \d{1,3} (?: ,\d{3} ){1,6} | \d{1,24} ) (?: \.\d{1,20} )? | \.\d{1,20} )
    (?P<spread> \s* (?: ± | \+/?- ) \s* [\d.]{1,20} )?
    \s* (?P<suffix> [%KMBGT] )?
    (?P<spread_behind> \s* (?: ± | \+/?- ) \s* [\d.]{1,20} \s* %? )?
    \s*
    """,
    re.VERBOSE,
)


class Number(NamedTuple):
    """A number: its digits as printed and where they stand, its value, and what was printed around it."""

    digits: str
    start: int
    value: float
    unit: str | None
    bound: str | None


def is_absent(text: str) -> bool:
    """Whether a cell says that there is no number.

    >>> is_absent("-"), is_absent("N/A"), is_absent("0")
    (True, True, False)
    """
    return text.strip().lower() in ABSENT


def number(text: str) -> Number | None:
    """Read a cell; None where it is not one number.

    >>> number("88.55%"), number("632M").value, number("76.3 ± 0.2").digits, number("about ten")
    (Number(digits='88.55', start=0, value=88.55, unit='%', bound=None), 632000000.0, '76.3', None)
    """
    found = NUMBER.fullmatch(text)
    if not found:
        return None
    digits, suffix = found["digits"], found["suffix"] or ""
    value = float(digits.replace(",", "")) * MAGNITUDES.get(suffix, 1.0)
    signed = -value if found["sign"] in ("-", "−") else value
    return Number(digits, found.start("digits"), signed, "%" if suffix == "%" else None, BOUNDS.get(found["bound"]))
