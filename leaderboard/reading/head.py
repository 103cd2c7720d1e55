"""Head: the beginning of an input, as the formats see it when they recognise theirs."""

from functools import cached_property

from leaderboard.reading.limits import HEAD


class Head:
    """The first bytes of an input in UTF-8, and the suffix of its name in lower case, without .gz or .zst.

    >>> Head(b"one\\n\\n  two\\r\\nthree", ".txt").lines
    ['one', 'two', 'three']
    """

    def __init__(self, raw: bytes, suffix: str = "") -> None:
        self.raw, self.suffix = raw, suffix

    @cached_property
    def lines(self) -> list[str]:
        """The lines, stripped, without blank ones; without the last one where the head may have cut it."""
        found = self.raw.decode("utf-8", "replace").split("\n")
        if len(found) > 1 and len(self.raw) > HEAD // 2:
            found.pop()
        return [line.strip() for line in found if line.strip()]
