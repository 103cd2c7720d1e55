"""Problem: one piece of the input that was left out, and why."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Problem:
    """What was left out of the input: where it stood and why it could not be read.

    `line` counts from 1 (rows, for Parquet); None when the whole file is meant. `refused` is False when the
    document was kept and only lost a faulty date, url or title. `more` is set where it stands for so many
    further faults of one input.

    >>> print(Problem("papers.jsonl", 3, "no text"))
    papers.jsonl:3: no text
    """

    source: str
    line: int | None
    reason: str
    refused: bool = True
    more: int = 0

    @property
    def parts(self) -> int:
        """How many parts of the input were left out."""
        return self.more or 1

    @property
    def is_whole_input(self) -> bool:
        """Whether a whole input could not be read."""
        return self.line is None and self.refused and not self.more

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}"


class Problems(Protocol):
    """Anything that problems can be appended to: a list, or an object that prints or counts them."""

    def append(self, problem: Problem, /) -> object:
        """Take note of one problem."""
