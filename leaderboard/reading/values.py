"""Strict checks of single values: each returns the clean value or raises ValueError with a reason."""

import re
from datetime import date as Day
from itertools import islice

from leaderboard.reading.digits import count_digits
from leaderboard.reading.limits import DEFAULT, Limits

DATE = re.compile(
    r"(?P<date>[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?)(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
URL = re.compile(r"https?://[^\s<>\"\x00-\x1f]+", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+){0,2}")
SHOWN = 40  # characters of a faulty value that a reason repeats


def shown(value: object) -> str:
    r"""Print a faulty value briefly, on one line, without control characters.

    >>> shown("x\x1b[31m" * 20)
    "'x\\x1b[31mx\\x1b[31mx\\x1b[31mx\\x1b[31mx\\x…"
    """
    text = ascii(value[: SHOWN + 1] if isinstance(value, str) else value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def kind(value: object) -> str:
    """Name a value's type in words that a person who wrote the JSON knows.

    >>> kind([1]), kind(True), kind(None)
    ('a list', 'true or false', 'null')
    """
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), f"of type {type(value).__name__}")


def clean_id(value: object) -> str | None:
    """Read an id: text or a whole number; None when there is none.

    >>> clean_id(" 2103.14030 "), clean_id(7), clean_id("")
    ('2103.14030', '7', None)
    >>> clean_id(2103.1403)
    Traceback (most recent call last):
    ValueError: the id is the number 2103.1403; write it as text, because a number loses its last zeros
    """
    if isinstance(value, str):
        return storable(value.strip(), "id") or None
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        raise ValueError(f"the id is the number {value}; write it as text, because a number loses its last zeros")
    raise ValueError(f"the id is {kind(value)}, not text")


def clean_title(value: object) -> str | None:
    r"""Read a title and fold its white space; None when there is none.

    >>> clean_title("Deep\n  Nets")
    'Deep Nets'
    """
    if isinstance(value, str):
        return storable(" ".join(value.split()), "title") or None
    if value is None:
        return None
    raise ValueError(f"the title is {kind(value)}, not text")


def clean_text(value: object, limits: Limits = DEFAULT) -> str:
    r"""Check a document's text and return it untouched.

    >>> clean_text("  We reach\n  91%. ")
    '  We reach\n  91%. '
    """
    if not isinstance(value, str):
        raise ValueError("no text" if value is None else f"the text is {kind(value)}, not text")
    if not value or value.isspace():
        raise ValueError("the text is empty")
    if len(value) > limits.text:
        raise ValueError(
            f"the text has {len(value):,} characters, more than {limits.text:,} (raise it with --limit text=…)"
        )
    if len(value) > 2 * limits.numbers and has_more_numbers(value, limits.numbers):
        raise ValueError(f"the text has more than {limits.numbers:,} numbers (raise it with --limit numbers=…)")
    return storable(value, "text")


def has_more_numbers(text: str, most: int) -> bool:
    """Whether a text has more numbers than that; stops counting there.

    >>> has_more_numbers("4 of 8", 1), has_more_numbers("4 of 8", 2)
    (True, False)
    """
    # No text has more numbers than digits: a tenth of the time says so of most.
    return count_digits(text) > most and next(islice(NUMBER.finditer(text), most, None), None) is not None


def clean_date(value: object) -> str | None:
    """Read a date as YYYY, YYYY-MM or YYYY-MM-DD; a time behind it is left out; None when there is none.

    >>> clean_date("2021-03-25T17:00:00Z"), clean_date(2021), clean_date("")
    ('2021-03-25', '2021', None)
    """
    if value is None or value == "":
        return None
    found = DATE.fullmatch(str(value).strip()) if isinstance(value, str | int | Day) else None
    if not found or not _in_calendar(found["date"]):
        raise ValueError(f"the date {shown(value)} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return found["date"]


def _in_calendar(date: str) -> bool:
    if len(date) < len("2021-03-25"):
        return True
    try:
        Day.fromisoformat(date)
    except ValueError:
        return False
    return True


def clean_url(value: object) -> str | None:
    """Read a web address; None when there is none.

    >>> clean_url("https://example.org/a")
    'https://example.org/a'
    >>> clean_url("javascript:alert(1)")
    Traceback (most recent call last):
    ValueError: the url 'javascript:alert(1)' is not an http or https address
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not URL.fullmatch(value.strip()):
        raise ValueError(f"the url {shown(value)} is not an http or https address")
    return storable(value.strip(), "url")


def storable(text: str, name: str) -> str:
    r"""Refuse text with half a surrogate pair: it has no UTF-8 form, so no database can hold it.

    >>> storable("a\ud800", "title")
    Traceback (most recent call last):
    ValueError: the title has half a surrogate pair at character 1
    """
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"the {name} has half a surrogate pair at character {error.start}") from None
    return text
