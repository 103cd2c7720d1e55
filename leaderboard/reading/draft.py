"""What a format's reader yields: drafts of documents and refusals, both before any check is made."""

from collections.abc import Mapping
from typing import NamedTuple


class Draft(NamedTuple):
    """A document's fields as they stand in the file, of whatever type they have there.

    `line` is where it was read, None when it is the whole file.
    """

    line: int | None
    id: object
    title: object
    text: object
    date: object = None
    url: object = None


class Refusal(NamedTuple):
    """A line that no draft could be made of."""

    line: int | None
    reason: str


def draft_of(fields: Mapping[str, object], line: int) -> Draft:
    """Pick a document's fields out of a record with named values.

    The text may be called `text` or `abstract`, the id `id` or `arxiv_id`; the former wins if both are there.

    >>> draft_of({"id": "7", "abstract": "We reach 91%.", "year": 2021}, line=1)
    Draft(line=1, id='7', title=None, text='We reach 91%.', date=None, url=None)
    """
    get = fields.get
    identity, text = get("id"), get("text")
    if (identity is None or identity == "") and "arxiv_id" in fields:
        identity = fields["arxiv_id"]
    if (text is None or text == "") and "abstract" in fields:
        text = fields["abstract"]
    return Draft(line, identity, get("title"), text, get("date"), get("url"))
