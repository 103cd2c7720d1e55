"""Head: the beginning of an input, as the formats see it when they recognise theirs."""

from functools import cached_property


class Head:
    """The first bytes of an input in UTF-8, and the suffix of its name in lower case, without .gz or .zst.

    >>> Head(b"one\\n\\n  two\\r\\nthr", ".txt").lines
    ['one', 'two']
    """

    def __init__(self, raw: bytes, suffix: str = "", *, whole: bool = False) -> None:
        self.raw, self.suffix, self._whole = raw, suffix, whole

    @cached_property
    def lines(self) -> list[str]:
        """The complete lines, stripped, without blank ones; the last one too if the input ends with it."""
        found = self.raw.decode("utf-8", "replace").split("\n")
        complete = found if self._whole or len(found) == 1 else found[:-1]
        return [line.strip() for line in complete if line.strip()]
