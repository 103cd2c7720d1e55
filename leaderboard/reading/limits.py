"""How much of anything is read before it is refused. Every limit has its name and its reason here."""

from dataclasses import dataclass, fields

from leaderboard.errors import InputError

KIB = 1024
MIB = 1024 * KIB

CHUNK = 256 * KIB  # bytes read, inflated or decoded at a time
HEAD = 64 * KIB  # bytes of the beginning that a format is recognised by
RATIO_GRACE = 32 * MIB  # bytes that any archive may become: a small file of one repeated line is no bomb

UNITS = {"": 1, "K": 1000, "M": 1000**2, "G": 1000**3, "KIB": KIB, "MIB": MIB, "GIB": 1024 * MIB}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that a user may change: `--limit line=64MiB`, or `read_documents(…, limits=Limits(line=…))`."""

    line: int = 32 * MIB
    """Bytes of one line: a book on one line still passes, a file without line ends does not fill the memory."""

    text: int = 2 * MIB
    """Characters of one document's text: a long thesis has one million."""

    numbers: int = 20_000
    """Numbers of one document: a long thesis has half as many, and time and memory go with them."""

    sentence: int = 50
    """Numbers of one sentence: in 20,000 abstracts none has more than 27; a table that lost its lines has."""

    ratio: int = 250
    """How many times larger than its file an archive may become: text reaches 5, gzip's worst is 1032."""

    problems: int = 1_000
    """Faults of one input that are listed one by one; the others are counted."""

    reread: int = 100_000
    """Lines of one table that stray quotes may cause to be read again: keeps hostile tables linear."""

    @property
    def too_long(self) -> str:
        """The reason why a line is left out."""
        return f"the line is longer than {self.line:,} bytes (raise it with --limit line=…)"

    @property
    def record(self) -> int:
        """Characters of one CSV record; more of them mean a quote that never closes."""
        return 2 * self.text


DEFAULT = Limits()


def limits_of(settings: list[str]) -> Limits:
    """Read limits as a user writes them. Raises InputError for a name or a size that is none.

    >>> limits_of(["line=64MiB", "numbers=1M"])
    Limits(line=67108864, text=2097152, numbers=1000000, sentence=50, ratio=250, problems=1000, reread=100000)
    """
    return Limits(**dict(map(_setting, settings)))


def _setting(text: str) -> tuple[str, int]:
    name, _, size = text.partition("=")
    known = [each.name for each in fields(Limits)]
    if name not in known:
        raise InputError(f"no limit {name!a}", hint=f"there are: {', '.join(known)}")
    digits = size.rstrip("KMGIBkmgib")
    unit = size[len(digits) :].upper()
    if not (digits.isascii() and digits.isdigit() and unit in UNITS and int(digits)):
        raise InputError(f"{size!a} is no size for the limit {name}", hint=f"write a number, or {name}=64MiB")
    return name, int(digits) * UNITS[unit]
