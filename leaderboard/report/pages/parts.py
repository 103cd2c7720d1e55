"""What several pages show: links, evidence, shares, and the names of what a row is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from leaderboard.ranking import UNSAID, on_board, printed, reported
from leaderboard.report.readings import BoardKey, Readings, Row, board_key
from leaderboard.report.texts import Piece, one_line, pieces, short_title

MOST_ROWS = 1_000  # on a page; the downloads hold all (5,000 rows take a browser 2.5 s, 400 rows 0.6 s)
SENTENCE_AROUND = 600  # characters shown on each side of a number; a sentence without a full stop can be a book
NO_TASK = "task not stated"
ARROWS = {True: "↑", False: "↓", None: ""}


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; nowhere, if there is no page of it."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a number was read: its sentence with the number marked, its place, and the rule that read it."""

    pieces: tuple[Piece, ...]
    start: int
    end: int
    pattern: str
    confidence: str
    flags: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, for a bar: percent runs from 0 to 100."""

    name: str
    count: int
    percent: float
    note: str = ""


def share(part: float, whole: float) -> float:
    """Percent of a whole, with one decimal; of nothing it is 0.

    >>> share(1, 3), share(0, 0)
    (33.3, 0.0)
    """
    return round(100 * part / whole, 1) if whole else 0.0


def shares(counts: Iterable[tuple[str, int]], whole: int) -> tuple[Share, ...]:
    """Parts of one whole."""
    return tuple(Share(name, count, share(count, whole)) for name, count in counts)


def variant(split: str | None, setting: str | None) -> str:
    """Say what is known of a board's split and setting.

    >>> variant("test", "zero-shot"), variant(None, "zero-shot"), variant(None, None)
    ('test split · zero-shot', 'zero-shot', 'unspecified')
    """
    known = (f"{one_line(split)} split" if split else "", one_line(setting or ""))
    return " · ".join(filter(None, known)) or UNSAID


def evidence(row: Row, readings: Readings) -> Evidence:
    """Show where a result was read."""
    sentence, start = row["sentence"], row["start"] - row["sentence_start"]
    end = start + row["end"] - row["start"]
    first, last = max(0, start - SENTENCE_AROUND), min(len(sentence), max(end, 0) + SENTENCE_AROUND)
    shown = pieces(sentence[first:last], [(start - first, end - first, row["result_id"], row["kind"])])
    before = (Piece("… "),) if first else ()
    after = (Piece(" …"),) if last < len(sentence) else ()
    return Evidence(
        pieces=(*before, *shown, *after),
        start=row["start"],
        end=row["end"],
        pattern=one_line(row["pattern"]),
        confidence=f"{row['confidence']:.2f}",
        flags=tuple(one_line(flag) for flag in row["flags"]),
        href=place_href(row, readings),
    )


def number(row: Row) -> str:
    """The number as its paper prints it."""
    return one_line(printed(row), 60)


def board_number(standing: Row, readings: Readings) -> str:
    """The number as its board shows it, alike with the others there."""
    key = board_key(standing)
    row = {**readings.results[standing["result_id"]], "rank_value": standing["rank_value"]}
    return one_line(on_board(row, readings.boards[key]["unit"], readings.with_unit[key]), 60)


def anchor(row: Row, readings: Readings) -> str:
    """Name a row of a board so that other pages can point at it."""
    return f"{readings.paper_files[row['document_id']]}-{row['start']}"


def system_link(row: Row, readings: Readings) -> Link:
    """Name the system that has a number: the model, else the paper by its short title."""
    if not row["model"]:
        return Link(short_title(readings.paper_title(row["document_id"])), paper_href(row, readings))
    file = readings.model_files.get(row["system_key"])
    return Link(one_line(row["model"]), f"models/{file}.html" if file else None)


def paper_href(row: Row, readings: Readings) -> str:
    """Where the paper of a result has its page."""
    return f"papers/{readings.paper_files[row['document_id']]}.html"


def place_href(row: Row, readings: Readings) -> str:
    """Where a number stands in the text of its paper."""
    return f"{paper_href(row, readings)}#at-{row['start']}"


def paper_link(row: Row, readings: Readings) -> Link:
    """The paper of a result."""
    return Link(readings.paper_title(row["document_id"]), paper_href(row, readings))


def board_name(key: BoardKey) -> str:
    """What is measured on a board: benchmark and metric."""
    return f"{one_line(key[0])} · {one_line(key[2])}"


def board_href(key: BoardKey, readings: Readings) -> str:
    """Where a board has its page."""
    return f"boards/{readings.board_files[key]}.html"


def board_link(key: BoardKey, readings: Readings) -> Link:
    """A board by its benchmark and metric."""
    return Link(board_name(key), board_href(key, readings))


def row_href(standing: Row, readings: Readings) -> str:
    """Where a result stands on its board."""
    row = readings.results[standing["result_id"]]
    return f"{board_href(board_key(standing), readings)}#{anchor(row, readings)}"


def said_by(row: Row) -> str:
    """Whose number it is: the paper's own, quoted for somebody else's system, or imported from a table."""
    return reported(row["subject"])


def date_of(row: Row, readings: Readings) -> str:
    """The date of the paper, empty when it is not known."""
    return one_line(readings.documents[row["document_id"]]["date"] or "")
