"""The public snapshot of arXiv's metadata: JSON lines with id, title, abstract, versions and more."""

from collections.abc import Iterator

import orjson

from leaderboard.reading import json_lines
from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source

OWN_KEYS = {
    "authors_parsed",
    "versions",
    "update_date",
    "journal-ref",
    "submitter",
}  # no other format has two of them


def recognise(head: Head) -> bool:
    """Tell the snapshot by the keys of its first object."""
    if not json_lines.recognise(head):
        return False
    try:
        first = orjson.loads(head.lines[0])
    except orjson.JSONDecodeError:
        return False
    return isinstance(first, dict) and "abstract" in first and len(OWN_KEYS & first.keys()) >= 2


def read(source: Source) -> Iterator[Draft | Refusal]:
    """Yield a draft for each paper; date and address follow from its id, so neither is read here."""
    for number, found in json_lines.objects(source):
        if isinstance(found, str):
            yield Refusal(number, found)
        else:
            yield Draft(number, found.get("id"), found.get("title"), found.get("abstract"))
