"""BibTeX: an entry for each paper that the chosen results come from."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from leaderboard.exporting.selection import Export, Row, Selection
from leaderboard.reading.identity import arxiv_paper
from leaderboard.showing import printable

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PLAIN_KEY = re.compile(r"[A-Za-z0-9.:-]{1,80}")
# A text outside of braces may end the entry; inside, an odd brace or a lone backslash may.
SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"} | {each: f"\\{each}" for each in "&%$#_"}
SPECIAL |= {"^": r"\textasciicircum{}", "~": r"\textasciitilde{}", '"': "''"}


def write(selection: Selection) -> Export:
    """Write the papers in the order of their ids."""
    papers = sorted({*selection.results["document_id"]})
    return Export({"": bibliography(selection.papers[each] for each in papers).encode("utf-8", "replace")})


def bibliography(papers: Iterable[Row]) -> str:
    """Write an entry for each paper, of which id, title, date and url are known."""
    return "\n".join(map(_entry, papers))


def key_of(document_id: str) -> str:
    r"""Make the key of a paper: its id, or where that holds what no key may hold, words and a hash of it.

    >>> key_of("2103.14030"), key_of("cs.CL/0701001"), key_of("a, b}")
    ('2103.14030', 'cs.CL-0701001-750c50', 'a-b-0190be')
    """
    if PLAIN_KEY.fullmatch(document_id):
        return document_id
    words = "-".join(re.findall(r"[A-Za-z0-9.]+", document_id))[:60]
    digest = hashlib.sha256(document_id.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{words}-{digest}" if words else digest


def _entry(paper: Row) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper))
    month = _month(paper["date"])
    return f"@misc{{{key_of(paper['id'])},\n{fields}{month}}}\n"


def _fields(paper: Row) -> Iterator[tuple[str, str]]:
    """What is known; titles in double braces keep their capitals."""
    yield "title", f"{{{_escaped(paper['title'] or paper['id'])}}}"
    if paper["date"]:
        yield "year", paper["date"][:4]
    if arxiv := arxiv_paper(paper["id"]):
        yield "eprint", arxiv.id
        yield "archiveprefix", "arXiv"
    if paper["url"]:
        yield "url", _address(paper["url"])


def _month(date: str | None) -> str:
    """The month as the macro that every style knows."""
    return f"  month = {MONTHS[int(date[5:7]) - 1]},\n" if date and len(date) >= 7 else ""


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(character, character) for character in printable(text))


def _address(url: str) -> str:
    """Write what no address holds as it must stand in one."""
    return re.sub(r"[{}\\\s\"]", lambda found: f"%{ord(found[0]):02X}", printable(url)).replace("%", r"\%")
