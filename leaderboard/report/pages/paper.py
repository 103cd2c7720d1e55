"""papers/*.html: one paper's text with every number marked, and the records made of them."""

from dataclasses import dataclass

from leaderboard.report.pages.numbers import Record, kinds, record
from leaderboard.report.pages.parts import MOST_ROWS
from leaderboard.report.readings import Readings
from leaderboard.report.texts import Piece, one_line, pieces, web_link

MOST_TEXT = 50_000  # characters of a paper on its page; the seeds' longest abstract has 3,000


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper."""

    file: str
    document_id: str
    title: str
    date: str
    source: str | None
    pieces: tuple[Piece, ...]
    is_cut: bool
    records: tuple[Record, ...]
    counts: str


def paper_page(document_id: str, readings: Readings) -> PaperPage:
    """Show one paper."""
    document, rows = readings.documents[document_id], readings.of_document[document_id]
    text = document["text"][:MOST_TEXT]
    marks = [(row["start"], row["end"], f"at-{row['start']}", row["kind"]) for row in rows]
    return PaperPage(
        file=readings.paper_files[document_id],
        document_id=one_line(document_id),
        title=readings.paper_title(document_id),
        date=one_line(document["date"] or ""),
        source=web_link(document["url"]),
        pieces=pieces(text, marks),
        is_cut=len(document["text"]) > MOST_TEXT,
        records=tuple(record(row, readings) for row in rows[:MOST_ROWS]),
        counts=kinds(rows),
    )
