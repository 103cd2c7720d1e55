"""What users see of texts that strangers wrote: CSV, Markdown and JSON that are safe to open.

Titles, models and sentences come from papers. None of their control or bidirectional characters reaches a
terminal, no cell of a CSV starts a formula, no bar breaks a Markdown table.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pandas import DataFrame

    from leaderboard.ranking import Leaderboard

# Control, format (bidi, zero-width), surrogate, private use, unassigned, line and paragraph separators.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
FORMULA = ("=", "+", "-", "@", "|")  # what makes a spreadsheet run a cell, behind spaces as well
LONGEST_MODEL = 40  # characters
LISTED = "; "  # between the entries of a list in a cell


def printable(text: str) -> str:
    r"""Keep what can be seen, on one line.

    >>> printable("a\x1b[31mb\u202ec\n  d")
    'a[31mbc d'
    """
    seen = (_visible(character) for character in text)
    return " ".join("".join(seen).split())


def _visible(character: str) -> str:
    if unicodedata.category(character) not in INVISIBLE:
        return character
    return " " if character.isspace() else ""


def web_link(url: str | None) -> str | None:
    """Keep an address only if it is one of the web.

    >>> web_link("https://arxiv.org/abs/2103.14030"), web_link("javascript:alert(1)"), web_link("https:///x")
    ('https://arxiv.org/abs/2103.14030', None, None)
    """
    if not url or " " in url or printable(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[" is no address
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def short_title(title: str, most: int = 40) -> str:
    """Name a system by its paper when the text does not: the title in quotes, cut after the words that have room.

    >>> short_title("GPT-4 Technical Report"), short_title("VOLO: Vision Outlooker for Visual Recognition")
    ('“GPT-4 Technical Report”', '“VOLO…”')
    >>> short_title("Self-training with Noisy Student improves ImageNet classification")
    '“Self-training with Noisy Student…”'
    """
    if len(title) <= most:
        return f"“{title}”"
    name = title[:most].split(": ")[0] if ": " in title[:most] else title[:most].rpartition(" ")[0] or title[:most]
    return f"“{name}…”"


def missing(value: object) -> bool:
    """Whether a value says nothing: None, NaN, and what pandas has for them.

    >>> [missing(value) for value in (None, float("nan"), 0, "")]
    [True, True, False, False]
    """
    if isinstance(value, float):
        return value != value
    return value is None or type(value).__name__ in {"NaTType", "NAType"}


def plain(value: Any) -> Any:
    """Turn what pandas and numpy hold into what JSON knows; a moment at midnight is a day.

    >>> from datetime import datetime
    >>> plain(datetime(2021, 3, 1)), plain(float("nan")), plain((1, None))
    ('2021-03-01', None, [1, None])
    """
    if missing(value):
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(name): plain(entry) for name, entry in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list | tuple) else value


def cell(value: object) -> str:
    """Write a value as a table shows it; nothing for what the text does not say.

    >>> [cell(value) for value in (84.5, 227000000.0, None, ["zero-shot"], True, float("nan"))]
    ['84.5', '227000000', '', 'zero-shot', 'yes', '']
    """
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e10 else f"{value:g}"
    return LISTED.join(map(cell, value)) if isinstance(value, list) else printable(str(value))


def guarded(value: object) -> object:
    """Keep a text from being run as a formula by a spreadsheet; numbers stay numbers.

    >>> guarded("=1+1"), guarded(-2.5), guarded("ViT-L"), guarded(None)
    ("'=1+1", -2.5, 'ViT-L', '')
    """
    value = plain(value)
    if value is None or isinstance(value, bool | int | float):
        return "" if value is None else value
    text = LISTED.join(map(str, value)) if isinstance(value, list) else str(value)
    text = "".join(character if character in "\t\n" else _visible(character) for character in text)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith("\t") else text


def csv_line(values: Iterable[object]) -> str:
    """Write a row of CSV.

    >>> print(csv_line(["@home", 1.5, "a, b", ["zero-shot", "ensemble"], None]), end="")
    '@home,1.5,"a, b",zero-shot; ensemble,
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([guarded(value) for value in values])
    return line.getvalue()


def json_line(record: Mapping[str, object]) -> bytes:
    r"""Write one record as a line of JSON, in UTF-8.

    A lone surrogate, which no UTF-8 can hold, is written as an escape:

    >>> json_line({"model": "\ud800"})
    b'{"model": "\\ud800"}\n'
    """
    import orjson

    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return json.dumps(record).encode("ascii") + b"\n"


def markdown_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""Write a Markdown table.

    >>> print(markdown_text(["model", "value"], [["a|b", 84.5]]), end="")
    | model | value |
    | --- | --- |
    | a\|b | 84.5 |
    """
    lines = [header, ["---"] * len(header), *([markdown_inline(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_inline(value: object) -> str:
    r"""Write a value so that Markdown shows it: no element, link or other cell begins in it.

    >>> print(markdown_inline("<b> [a](b)|c"))
    &lt;b&gt; \[a](b)\|c
    """
    text = cell(value).replace("\\", "\\\\").replace("|", "\\|").replace("[", "\\[")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def frame_text(frame: "DataFrame", style: str) -> str:
    """Write a data frame as csv, json or markdown."""
    header = [str(name) for name in frame.columns]
    rows = [list(row) for row in frame.astype(object).itertuples(index=False, name=None)]
    if style == "csv":
        return "".join(csv_line(row) for row in [header, *rows])
    if style == "markdown":
        return markdown_text(header, rows)
    records = [dict(zip(header, map(plain, row), strict=True)) for row in rows]
    return json.dumps(records, indent=2, ensure_ascii=False, default=str) + "\n"


def list_of_boards(boards: "DataFrame") -> "DataFrame":
    """Choose what a list of boards shows: who they are, who leads, and how full they are."""
    from leaderboard.ranking import UNSAID

    shown = boards[["dataset", "metric"]].copy()
    shown["best"], shown["by"] = boards["top_value_text"], boards["top_system"].map(_led_by, na_action="ignore")
    shown["setting"], shown["split"] = boards["setting"].fillna(UNSAID), boards["split"].fillna(UNSAID)
    shown["results"], shown["papers"] = boards["results"], boards["papers"]
    return shown


def _led_by(system: str) -> str:
    """Shorten the title of a paper that leads under its own name; no model's name is that long."""
    return system if len(system) <= LONGEST_MODEL else short_title(system)


def heading(board: "Leaderboard") -> str:
    """Say which board it is, which way it ranks, and what its texts leave unsaid."""
    from leaderboard.ranking import UNSAID

    unsaid = [name for name, value in (("setting", board.setting), ("split", board.split)) if value is None]
    return "; ".join([board.title, board.direction, *([f"{' and '.join(unsaid)} {UNSAID}"] if unsaid else [])])


def ranked_rows(board: "Leaderboard") -> "DataFrame":
    """Choose what a board shows a reader."""
    from leaderboard.ranking import reported

    rows = board.rows
    shown = rows[["rank", "system"]].copy()
    shown["system"] = [
        short_title(row["system"]) if missing(row["model"]) else row["system"] for row in rows.to_dict("records")
    ]
    shown["value"] = board.numbers
    shown["date"] = rows["date"]
    shown["reported"] = rows["subject"].map(reported)
    shown["paper"] = rows["document_id"]
    return shown


EXPORTED = [
    *("dataset", "split", "metric", "setting", "rank", "system", "value_text", "value", "value_high", "unit"),
    *("bound", "subject", "confidence", "date", "document_id", "title", "url", "start", "end", "sentence"),
]


def exported_rows(boards: Iterable["Leaderboard"], top: int) -> "DataFrame":
    """Put the first rows of boards into one table for other programs, evidence included."""
    from pandas import concat

    return concat([board.rows[EXPORTED].head(top) for board in boards], ignore_index=True)
