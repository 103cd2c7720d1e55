"""Which formats there are, and how one is recognised.

To add a format:

1. Write `leaderboard/reading/<format>.py` with two functions. `recognise(head)` looks at the beginning of
   the input and says whether it is of this format; when unsure it says no. `read(source)` yields a
   `Draft` for each document, with the values as they stand in the file, and a `Refusal` for each line
   that is none. It checks no values and derives no ids: `intake.py` does that for all formats. It holds
   one document at a time, so that a file larger than memory can be read: take `source.lines()` for text,
   `source.raw_lines()` when the parser wants bytes, `source.text()` when the file is one document. For a
   failure of the whole file raise InputError.
2. Add a line to FORMATS below. Formats are asked in this order, so one that looks for more stands before one
   that looks for less; plain text takes what is left.
3. Add rows to the tables in `tests/test_reading.py`: how it is recognised, what is read, and each fault.
"""

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from leaderboard.errors import InputError
from leaderboard.reading import (
    abstracts,
    arxiv_metadata,
    json_lines,
    listing,
    markdown,
    parquet,
    plain_text,
    tables,
)
from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source
from leaderboard.reading.values import shown


class Format(NamedTuple):
    """One input format: how to recognise its beginning, and how to read it."""

    recognise: Callable[[Head], bool]
    read: Callable[[Source], Iterator[Draft | Refusal]]


FORMATS = {
    "parquet": Format(parquet.recognise, parquet.read),
    "arxiv": Format(arxiv_metadata.recognise, arxiv_metadata.read),
    "jsonl": Format(json_lines.recognise, json_lines.read),
    "listing": Format(listing.recognise, listing.read),
    "abstracts": Format(abstracts.recognise, abstracts.read),
    "tsv": Format(tables.recognise_tsv, tables.read_tsv),
    "csv": Format(tables.recognise_csv, tables.read_csv),
    "markdown": Format(markdown.recognise, markdown.read),
    "text": Format(plain_text.recognise, plain_text.read),
}

INPUT_FORMATS = tuple(FORMATS)

UNREADABLE = {  # what people hand over by mistake: first bytes → what it is, and the way out
    b"%PDF-": ("a PDF", 'extract its text first, for example with "pdftotext"'),
    b"PK\x03\x04": ("a ZIP archive or an office document", "unpack it, or save it as text"),
    b"\xfd7zXZ\x00": ("packed with xz", "unpack it, or pack it with gzip"),
    b"BZh": ("packed with bzip2", "unpack it, or pack it with gzip"),
    b"SQLite format 3\x00": ("an SQLite database", "export the texts as CSV"),
    b"<!DOCTYPE html": ("a web page", "save it as text"),
    b"<!doctype html": ("a web page", "save it as text"),
    b"<html": ("a web page", "save it as text"),
    b"{\\rtf": ("a rich text file", "save it as text"),
}
UNREADABLE_INSIDE = {  # the same at other places than the first: place, bytes there
    (8, b"DUCK"): ("a DuckDB database", "name it with --database instead"),
    (257, b"ustar"): ("a tar archive", "unpack it and name the folder"),
}


def recognised(source: Source) -> str:
    """Name an input's format by its content. Raises InputError for one known not to be readable."""
    head = Head(source.head, _suffix(source.path))
    _refuse_unreadable(head.raw, source.name)
    try:
        return next(name for name, known in FORMATS.items() if known.recognise(head))
    except InputError as error:
        raise InputError(error.what, where=source.name, hint=error.hint) from error


def check_format(name: str) -> None:
    """Raise InputError, with near names, unless a format has this name."""
    if name in FORMATS:
        return
    near = difflib.get_close_matches(name, FORMATS, n=1)
    advice = f'did you mean "{near[0]}"?' if near else f"choose one of {', '.join(FORMATS)}"
    raise InputError(f"unknown input format {shown(name)}", hint=advice)


def _refuse_unreadable(start: bytes, name: str) -> None:
    known = {(0, magic): advice for magic, advice in UNREADABLE.items()} | UNREADABLE_INSIDE
    for (place, magic), (what, hint) in known.items():
        if start.startswith(magic, place):
            raise InputError(f"{what}, not text", where=name, hint=hint)


def _suffix(path: Path | None) -> str:
    """Say how a file's name ends before it was packed; standard input has no name.

    >>> _suffix(Path("papers.JSONL.gz")), _suffix(None)
    ('.jsonl', '')
    """
    if path is None:
        return ""
    bare = path.with_suffix("") if path.suffix.lower() in (".gz", ".zst") else path
    return bare.suffix.lower()
