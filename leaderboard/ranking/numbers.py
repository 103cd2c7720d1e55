"""How numbers are written: as their paper prints them, or as their board does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

BOUNDS = {"over": "> ", "under": "< ", "about": "~ ", "upto": "≤ "}
MAGNITUDES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
ATTACHED = {"%": "%", "x": "×"}  # units that follow the number without a space


def printed(row: Mapping[Any, Any]) -> str:
    """Write a number as its paper prints it, with its bound, range, suffix and unit.

    >>> row = {"value_text": "99", "value": 99.0, "value_high": None, "unit": "%", "bound": "over"}
    >>> printed(row), printed(row | {"bound": None, "value_high": 99.5}), printed(row | {"unit": "dB"})
    ('> 99%', '99–99.5%', '> 99 dB')
    """
    return _written(row, _digits(row), row["value_high"], row["unit"])


def with_unit(units: Iterable[str | None], usual: str | None) -> bool:
    """Whether most numbers of a board are printed with its usual unit; then all of them are shown with it.

    >>> with_unit(["%", "%", None], "%"), with_unit([None, None, "%"], "%"), with_unit([None], None)
    (True, False, False)
    """
    count = Counter(unit if said(unit) else None for unit in units)
    return said(usual) and count[usual] >= count[None]


def on_board(row: Mapping[Any, Any], usual: str | None, unit_shown: bool) -> str:
    """Write a number as its board does, so that a column reads alike.

    A board of percentages shows 0.845 as 84.5. The usual unit stands with every number or with none.

    >>> row = {"value_text": "0.845", "value": 0.845, "value_high": None, "unit": None, "bound": None}
    >>> row["rank_value"] = 84.5
    >>> on_board(row, "%", True), on_board(row, "%", False)
    ('84.5%', '84.5')
    >>> on_board(row | {"value_text": "31.2", "value": 31.2, "rank_value": 31.2, "unit": "dB"}, "%", True)
    '31.2 dB'
    """
    scale = row["rank_value"] / row["value"] if row["value"] else 1.0
    rescaled = abs(scale - 1) > 1e-9
    digits = f"{row['rank_value']:.10g}" if rescaled else _digits(row)
    high = row["value_high"] * scale if said(row["value_high"]) else None
    its_own = said(row["unit"]) and row["unit"] != usual and not rescaled
    return _written(row, digits, high, row["unit"] if its_own else usual if unit_shown else None)


def _digits(row: Mapping[Any, Any]) -> str:
    return f"{row['value_text']}{magnitude(row['value_text'], row['value'])}"


def _written(row: Mapping[Any, Any], digits: str, high: float | None, unit: str | None) -> str:
    bound = BOUNDS.get(row["bound"], "") if said(row["bound"]) else ""
    end = f"–{high:.10g}" if high is not None and said(high) else ""
    return f"{bound}{digits}{end}{ATTACHED.get(unit, f' {unit}') if unit and said(unit) else ''}"


def magnitude(value_text: str, value: float) -> str:
    """Name the suffix that was read with the digits.

    >>> magnitude("227", 227e6), magnitude("1.5", 1.5e9), magnitude("84.5", 84.5), magnitude("1,000", 1000.0)
    ('M', 'B', '', '')
    """
    try:
        plain = float(value_text.replace(",", ""))
    except ValueError:
        return ""
    for factor, suffix in MAGNITUDES:
        if plain and abs(value / plain / factor - 1) < 1e-9:
            return suffix
    return ""


def said(value: Any) -> bool:
    """Whether there is a value: pandas writes a missing one as None, NaN, NaT or NA.

    >>> said("zero-shot"), said(0.0), said(None), said(float("nan"))
    (True, True, False, False)
    """
    if isinstance(value, float):
        return value == value
    return value is not None and type(value).__name__ not in {"NaTType", "NAType"}
