"""CSV and TSV whose first line names the columns: id, title, text or abstract, perhaps date and url."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence

from leaderboard.errors import InputError
from leaderboard.reading.draft import Draft, Refusal, draft_of
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source

TEXT_COLUMNS = {"text", "abstract"}
COLUMNS = TEXT_COLUMNS | {"id", "arxiv_id", "title", "date", "url"}
DELIMITERS = "\t,;"  # spreadsheets write ";" where the comma is the decimal sign

Row = tuple[int, list[str]]


def recognise_tsv(head: Head) -> bool:
    """Tell TSV by its name, or by a first line of column names between tabs, one of them text or abstract."""
    return head.suffix == ".tsv" or _delimiter(head) == "\t"


def recognise_csv(head: Head) -> bool:
    """Tell CSV by its name, or by such a first line between commas or semicolons.

    A table without a column of texts is then an error, and not read as if it were running text.
    """
    return head.suffix == ".csv" or _delimiter(head) in (",", ";")


def _delimiter(head: Head) -> str | None:
    first = head.lines[0] if head.lines else ""
    for delimiter in DELIMITERS:
        names = names_of(first.split(delimiter))
        # A text may begin with the one word "Abstract": one column is no table.
        if len(names) > 1 and TEXT_COLUMNS.intersection(names):
            return delimiter
    return None


def names_of(cells: Sequence[str]) -> list[str]:
    """Fold column names: case, quotes and spaces do not matter.

    >>> names_of([' "Title"', "arXiv ID"])
    ['title', 'arxiv_id']
    """
    return ["_".join(cell.strip().strip('"').casefold().split()) for cell in cells]


def read_tsv(source: Source) -> Iterator[Draft | Refusal]:
    """Yield a draft for each row of tab-separated values."""
    return _drafts(source, "\t")


def read_csv(source: Source) -> Iterator[Draft | Refusal]:
    """Yield a draft for each row; the first line says whether commas, semicolons or tabs separate."""
    head = Head(source.head)
    return _drafts(source, _delimiter(head) or ",")


def _drafts(source: Source, delimiter: str) -> Iterator[Draft | Refusal]:
    table = rows(source, delimiter)
    names = header(table, source.name)
    if not TEXT_COLUMNS.intersection(names):
        raise InputError(
            f"no column text or abstract among {len(names)}",
            where=f"{source.name}:1",
            hint="the first line names the columns: id, title, text, date, url",
        )
    for row in table:
        yield row if isinstance(row, Refusal) else draft_of(dict(zip(names, row[1], strict=True)), row[0])


def header(table: Iterator[Row | Refusal], name: str) -> list[str]:
    """Take the first row as the columns' names. Raises InputError when it cannot be read."""
    first = next(table, None)
    if first is None or isinstance(first, Refusal):
        reason = "no first line" if first is None else first.reason
        raise InputError(f"no names of columns: {reason}", where=name)
    return names_of(first[1])


def rows(source: Source, delimiter: str) -> Iterator[Row | Refusal]:
    """Yield each row with its line number; a row that is not as wide as the first is refused.

    A stray quote costs only its own line: the lines that it swallowed are read again.
    """
    # A limit of the whole process; raising it harms nobody. The module's own 128 KiB would refuse long texts.
    csv.field_size_limit(max(csv.field_size_limit(), source.limits.record))
    feed = _Feed(source)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    width = 0
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            unquoted = feed.taken[0][1].rstrip("\r").split(delimiter)
            if delimiter == "\t" and _quote_is_text(error) and len(unquoted) == width:
                cells = unquoted
            else:
                yield _refused(feed, error)
                continue
        if not cells:  # a blank line
            continue
        width = width or len(cells)
        number = feed.taken[0][0]
        yield (number, cells) if len(cells) == width else Refusal(number, _width_reason(len(cells), width))


def _quote_is_text(error: csv.Error) -> bool:
    """Tell whether the quote was closed and went on: in TSV a title may begin with a quoted word."""
    return "expected after" in str(error)


def _width_reason(cells: int, width: int) -> str:
    return f"the row has {cells} cells, the first line {width}"


def _refused(feed: "_Feed", error: csv.Error) -> Refusal:
    number = feed.taken[0][0]
    left_out = feed.give_back()
    reason = "a quote is opened and never closed" if "unexpected end" in str(error) else str(error)
    return Refusal(number, f"{reason}; so are {left_out} lines after it" if left_out else reason)


class _Feed:
    """Feeds lines to csv.reader, knows which of them the present row took, and takes them back."""

    def __init__(self, source: Source) -> None:
        self._lines, self._limits = enumerate(source.lines(), 1), source.limits
        self._again: deque[tuple[int, str]] = deque()
        self._reread = 0
        self.begin()

    def begin(self) -> None:
        """Begin a row."""
        self.taken: list[tuple[int, str]] = []
        self._size = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        number, line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append((number, line or ""))
        if line is None:
            raise csv.Error(self._limits.too_long)
        self._size += len(line)
        if self._size > self._limits.record:
            raise csv.Error(f"the row has more than {self._limits.record:,} characters (raise it with --limit text=…)")
        return line + "\n"

    def give_back(self) -> int:
        """Put back the lines of the present row but the first; return how many are lost instead."""
        swallowed = self.taken[1:]
        self._reread += len(swallowed)
        if self._reread > self._limits.reread:
            return len(swallowed)
        self._again.extendleft(reversed(swallowed))
        return 0
