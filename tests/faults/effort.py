"""How much the faults are tried, and what was seen."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """How often, and how long, a fault is tried."""

    share: float = float(os.environ.get("SHARE", "0"))
    seconds: float = float(os.environ.get("SECONDS", "120"))

    def times(self, full: int, *, least: int) -> int:
        """The count to try: a share of the full one."""
        return max(least, round(full * self.share))


@dataclass(frozen=True)
class Figure:
    """A row of the table: what was tried, how often, and what was seen."""

    fault: str
    tried: str
    seen: str
