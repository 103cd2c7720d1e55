"""A point of a chart: one number, with the words that name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A result as charts show it. `row` names it on its page, `date` is empty when it is not known."""

    row: str
    system: str
    value: float
    number: str
    said_by: str
    date: str
    rank: int | None
    is_best: bool
    is_record: bool


def day(date: str) -> str:
    """The first day of a date.

    >>> day("2021"), day("2021-03"), day("2021-03-25")
    ('2021-01-01', '2021-03-01', '2021-03-25')
    """
    return f"{date}-01-01"[:10] if len(date) < 7 else f"{date}-01"[:10]
