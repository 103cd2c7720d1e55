"""The sidecar: a CSV or TSV that adds id, date and url to documents by their titles."""

import os
from typing import NamedTuple

from leaderboard.errors import InputError
from leaderboard.reading import identity, tables, values
from leaderboard.reading.draft import Refusal
from leaderboard.reading.problem import Problem, Problems
from leaderboard.reading.source import Source, open_source


class Facts(NamedTuple):
    """What a sidecar knows of one paper."""

    id: str | None = None
    date: str | None = None
    url: str | None = None


NOTHING = Facts()


class Sidecar:
    """Facts about papers, looked up by the document's own id or else by its title.

    Titles are compared loosely: case, spaces and punctuation do not matter. Where two rows with the same
    title contradict each other, that title adds nothing: there are different papers with the same title.
    """

    def __init__(self) -> None:
        self._by_id: dict[str, Facts] = {}
        self._by_title: dict[str, Facts] = {}

    def add(self, key: str | None, title: str | None, facts: Facts) -> bool:
        """Take in a row; False when its title is already there with other facts."""
        if key:
            self._by_id.setdefault(key, facts)
        folded = identity.folded_title(title or "")
        if not folded:
            return True
        known = self._by_title.setdefault(folded, facts)
        if known != facts:
            self._by_title[folded] = NOTHING
        return known == facts

    def facts(self, id: str | None, title: str | None) -> Facts:
        """Find what is known of a document.

        >>> sidecar = Sidecar()
        >>> sidecar.add(None, "Mask R-CNN", Facts("1703.06870", "2017-03"))
        True
        >>> sidecar.facts(None, "mask r cnn").date
        '2017-03'
        """
        if id and id in self._by_id:
            return self._by_id[id]
        return self._by_title.get(identity.folded_title(title), NOTHING) if title else NOTHING


def load_sidecar(path: str | os.PathLike[str], encoding: str, problems: Problems) -> Sidecar:
    """Read a sidecar with the columns title, arxiv_id or id, and perhaps date and url.

    With both, `arxiv_id` is the id that is added and `id` finds documents that already have that id.
    A faulty row is a problem and costs only itself. Raises InputError when the file cannot be read at all.
    """
    with open_source(path, encoding) as source:
        return _loaded(source, problems)


def _loaded(source: Source, problems: Problems) -> Sidecar:
    delimiter = max(tables.DELIMITERS, key=source.head.partition(b"\n")[0].decode("utf-8", "replace").count)
    table = tables.rows(source, delimiter)
    names = tables.header(table, source.name)
    if "title" not in names or not {"id", "arxiv_id", "date", "url"}.intersection(names):
        raise InputError(
            "no columns that add anything",
            where=f"{source.name}:1",
            hint="the first line names the columns: title, arxiv_id or id, date, url",
        )
    sidecar = Sidecar()
    for row in table:
        reason = row.reason if isinstance(row, Refusal) else _added(sidecar, dict(zip(names, row[1], strict=True)))
        if reason:
            problems.append(Problem(source.name, row[0], reason, refused=False))
    return sidecar


def _added(sidecar: Sidecar, fields: dict[str, str]) -> str | None:
    """Take in a row; return the reason why it adds nothing."""
    own = fields.get("arxiv_id") or fields.get("id")
    try:
        facts = Facts(values.clean_id(own), values.clean_date(fields.get("date")), values.clean_url(fields.get("url")))
    except ValueError as error:
        return str(error)
    key = fields.get("id") if fields.get("arxiv_id") else None
    if sidecar.add(key, fields["title"], facts):
        return None
    return "another row with this title says otherwise: the title adds nothing"
