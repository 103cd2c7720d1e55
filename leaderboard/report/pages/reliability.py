"""What was tried to lose or falsify what is stored: a part of method.html. The figures are in reliability.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Trial:
    """A fault, how often it was tried, and what was seen."""

    fault: str
    tried: str
    seen: str


@cache
def trials() -> tuple[Trial, ...]:
    """Read what `make torture` counted.

    >>> [trial.seen for trial in trials() if trial.fault == "build: kill -9 at a random moment"][0].split(", ")[0]
    '0 lost'
    """
    text = files("leaderboard.report").joinpath("reliability.toml").read_text(encoding="utf-8")
    counted: dict[str, Any] = tomllib.loads(text)
    return tuple(Trial(*row) for row in counted["figures"])
