"""What the terminal shows: tables that fit its width, and an explained text. Renders; decides nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from leaderboard.showing import cell, printable

if TYPE_CHECKING:
    from pandas import DataFrame

    from leaderboard.importing import Imported
    from leaderboard.pipeline import Summary
    from leaderboard.reading import Problem
    from leaderboard.records import Result
    from leaderboard.store.doctor import Finding

LEAST_TEXT = 12  # characters; a column of texts narrower than this is a ladder of broken words
LEAST_NAME = 24  # characters; the first column says what a row is about
GAP = 2  # spaces between two columns
PROBLEMS_SHOWN = 20  # the count is always given; a file of a million bad lines does not scroll past

COLOURS = {
    "quantity": "bold cyan",
    "dataset": "bold green",
    "metric": "bold yellow",
    "model": "bold magenta",
    "setting": "bold blue",
}


class Explained(Protocol):
    """What `Extractor.explain` says about a text."""

    @property
    def text(self) -> str:
        """The text itself."""

    @property
    def mentions(self) -> Sequence[tuple[int, int, str, str, str]]:
        """Start, end, kind, name as understood, who saw it."""

    @property
    def results(self) -> Sequence["Result"]:
        """The records made of it."""

    @property
    def rejected(self) -> Sequence[tuple[int, int, str, str]]:
        """Start, end, digits, reason of each number not taken."""


def console(*, stderr: bool = False) -> Console:
    """Open the terminal. Nothing that a paper says is read as markup, emoji or a link."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


@contextmanager
def progress(noun: str) -> Iterator[Callable[[int], None]]:
    """Show a running count on a terminal, and nothing where standard error is a file."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} " + noun), TimeElapsedColumn())
    page = console(stderr=True)
    with Progress(*columns, console=page, transient=True, disable=not page.is_terminal) as bar:
        task = bar.add_task(noun, total=None)
        yield lambda count: bar.update(task, completed=count)


def table(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", width: int | None = None
) -> Group:
    """Lay out rows; where the terminal is too narrow for all columns, the last go and are named below."""
    cells = [[cell(value) for value in row] for row in rows]
    columns = [[row[index] for row in cells] for index in range(len(header))]
    least = [
        _least_width(name, column, LEAST_TEXT if index else LEAST_NAME)
        for index, (name, column) in enumerate(zip(header, columns, strict=True))
    ]
    room = width or console().width
    count = _columns_that_fit(least, room)
    wide = [
        max((cell_len(text) for text in (name, *column)), default=1)
        for name, column in zip(header, columns, strict=True)
    ]
    widths = _widths(least[:count], wide[:count], room)
    page = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for name, column, space in zip(header, columns, widths, strict=False):
        numeric = all(map(_is_number, column))
        page.add_column(Text(name), justify="right" if numeric else "left", width=space, overflow="fold")
    for row in cells:
        page.add_row(*map(Text, row[:count]))
    left_out = f"not shown here: {', '.join(header[count:])}" if count < len(header) else ""
    parts = (Text(printable(title), style="bold"), page, Text(left_out, style="dim italic"))
    return Group(*(part for part in parts if not isinstance(part, Text) or part.plain))


def _least_width(name: str, column: Sequence[str], enough: int) -> int:
    """Return how narrow a column may get: what is short stays whole, what is long is folded between words."""
    longest = max((cell_len(text) for text in (*name.split(), *column)), default=1)
    return max(1, min(longest, enough))


def _columns_that_fit(least: Sequence[int], width: int) -> int:
    """Return how many of the first columns stand beside each other; one always does.

    >>> _columns_that_fit([10, 10, 10], width=30), _columns_that_fit([90], width=80)
    (2, 1)
    """
    used = -GAP
    for count, space in enumerate(least):
        used += GAP + space
        if used > width:
            return max(count, 1)
    return len(least)


def _widths(least: Sequence[int], wide: Sequence[int], width: int) -> list[int]:
    """Share out the width that is left: alike, but to no column more than it wants.

    >>> _widths([10, 5, 5], [30, 7, 5], width=30)
    [14, 7, 5]
    """
    widths = list(least)
    free = width - sum(least) - GAP * (len(least) - 1)
    for done, index in enumerate(sorted(range(len(least)), key=lambda each: wide[each] - least[each])):
        more = max(0, min(wide[index] - least[index], free // (len(least) - done)))
        widths[index] += more
        free -= more
    return widths


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).lstrip("-+").isdigit() or text == ""


def frame_table(frame: "DataFrame", title: str = "", width: int | None = None) -> Group:
    """Lay out a data frame."""
    rows = [list(row) for row in frame.astype(object).itertuples(index=False, name=None)]
    return table([str(name).replace("_", " ") for name in frame.columns], rows, title=title, width=width)


RECORD_COLUMNS = ("value", "kind", "rule", "metric", "dataset", "model", "setting", "confidence")


def record_row(record: Mapping[str, Any]) -> list[object]:
    """Return what a table shows of a record; a large number is written out, 197M as 197,000,000.

    >>> number = {"value_text": "197", "value": 197e6, "unit": "parameters", "kind": "cost", "metric": "size"}
    >>> rest = {"dataset": None, "setting": None, "model": "Swin-L", "confidence": 0.91, "pattern": "cost.a"}
    >>> record_row(number | rest)
    ['197,000,000 parameters', 'cost', 'cost.a', 'size', None, 'Swin-L', None, 0.91]
    """
    number = f"{record['value']:,.10g}" if abs(record["value"]) >= 1000 else record["value_text"]
    named = [record[name] for name in ("kind", "pattern", "metric", "dataset", "model", "setting")]
    return [f"{number} {record['unit'] or ''}".rstrip(), *named, round(record["confidence"], 2)]


def records_table(records: Iterable[Mapping[str, Any]]) -> Group:
    """Lay out records of many documents."""
    rows = ([record["document_id"], *record_row(record)] for record in records)
    return table(("document", *RECORD_COLUMNS), rows)


def explanation(explained: Explained) -> Group:
    """Show the marked text, what was seen, the records made of it, and why other numbers were not taken."""
    seen = [
        (_slice(explained.text, start, end), kind, name, pattern)
        for start, end, kind, name, pattern in explained.mentions
    ]
    records = [record_row(result.model_dump()) for result in explained.results]
    left = [(text, reason) for _, _, text, reason in explained.rejected]
    parts: list[RenderableType] = [marked(explained), Text()]
    if seen:
        parts += [table(("words", "seen as", "understood", "rule"), seen, title="Seen"), Text()]
    parts += [table(RECORD_COLUMNS, records, title="Read") if records else Text("Nothing was read."), Text()]
    if left:
        parts.append(table(("number", "why not"), left, title="Not taken"))
    return Group(*parts)


def _slice(text: str, start: int, end: int) -> str:
    return printable(text[start:end])


def marked(explained: Explained) -> Text:
    """Mark every mention: coloured where the terminal has colours, and in brackets for every eye.

    Of mentions that overlap the longest one that starts first is marked.
    """
    page, position = Text(), 0
    for start, end, kind, *_ in sorted(explained.mentions, key=lambda mention: (mention[0], -mention[1])):
        if start < position:
            continue
        page.append(_spaced(explained.text[position:start]))
        page.append(f"[{_slice(explained.text, start, end)}]", style=COLOURS.get(kind, "bold"))
        position = end
    page.append(_spaced(explained.text[position:]))
    return page


def _spaced(text: str) -> str:
    """Clean a stretch between two mentions and keep the spaces at its ends."""
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{printable(text)}{' ' if text[-1].isspace() else ''}"


def summary(done: "Summary") -> Table:
    """Show what a build did."""
    return _counts(_summary_rows(done))


def imported(done: "Imported") -> Table:
    """Show what an import did."""
    return _counts(_imported_rows(done))


def _counts(rows: Iterable[tuple[str, str, str]]) -> Table:
    page = Table(box=None, show_header=False, pad_edge=False)
    page.add_column()
    page.add_column(justify="right")
    page.add_column()
    for row in rows:
        page.add_row(*map(Text, row))
    return page


def _imported_rows(done: "Imported") -> Iterator[tuple[str, str, str]]:
    yield "tables", f"{done.tables:,}", ""
    yield "rows", f"{done.rows:,}", ""
    yield "numbers", f"{done.results:,}", ""
    yield "papers' rows, table by table", "", ""
    yield "  new", f"{done.added.new:,}", f"with {done.added.results:,} numbers" if done.added.results else ""
    yield "  changed", f"{done.added.changed:,}", "their numbers were replaced" if done.added.changed else ""
    yield "  unchanged", f"{done.added.unchanged + done.added.again:,}", ""
    yield "left out", f"{len(done.problems):,}", "listed below" if done.problems else ""


def _summary_rows(done: "Summary") -> Iterator[tuple[str, str, str]]:
    yield "documents read", f"{done.read:,}", f"{done.read / max(done.seconds, 1e-3):,.0f} a second"
    yield "  new", f"{done.new:,}", ""
    yield "  changed", f"{done.changed:,}", "their records were replaced" if done.changed else ""
    yield "  unchanged", f"{done.unchanged:,}", ""
    yield "  the same paper again", f"{done.repeated:,}", ""
    yield "refused", f"{done.refused:,}", "listed below" if done.refused else ""
    if mended := len(done.problems) - done.refused:
        yield "kept without a faulty part", f"{mended:,}", "listed below"
    if done.of_sample:
        yield (
            "of the bundled sample",
            f"{done.of_sample:,}",
            "stand beside yours; another --database parts them",
        )
    yield "records in the database", f"{sum(done.results.values()):,}", ""
    for kind, count in done.results.items():
        yield f"  {kind}s", f"{count:,}", ""
    yield "time", f"{done.seconds:.1f} s", ""


def problems(found: Sequence["Problem"]) -> Text:
    """List what was refused, each with its place and the reason."""
    lines = [printable(str(problem)) for problem in found[:PROBLEMS_SHOWN]]
    more = len(found) - PROBLEMS_SHOWN
    return Text("\n".join([*lines, f"… and {more:,} more"] if more > 0 else lines))


def findings(found: Iterable["Finding"]) -> Table:
    """Say of each promise whether it holds, and where it does not, what to do."""
    told = Table.grid(padding=(0, GAP, 0, 0))
    for finding in found:
        mark = "broken" if finding.is_fault else "note" if finding.broken else "ok"
        told.add_row(mark, printable(finding.promise))
        if finding.broken:
            more = ", …" if finding.broken > len(finding.examples) else ""
            told.add_row("", f"{finding.broken:,} times not: {', '.join(map(printable, finding.examples))}{more}")
            told.add_row("", finding.advice)
    return told
