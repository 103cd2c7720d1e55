"""Markdown: the whole file is one document; its title is its first heading, or stands in its front matter."""

import re
from collections.abc import Iterator

from leaderboard.reading import plain_text
from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source

SUFFIXES = {".md", ".markdown"}
HEADING = re.compile(r"^#[ \t]+(?P<atx>[^\r\n]{1,500})|^(?P<setext>\S[^\r\n]{0,500})\r?\n=+[ \t]*\r?$", re.MULTILINE)
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:[^\r\n]{0,1000}\r?\n){0,100}?)---[ \t]*(?:\r?\n|\Z)")
ENTRY = re.compile(r"^(?P<key>id|arxiv_id|title|date|url)[ \t]*:[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)


def recognise(head: Head) -> bool:
    """Tell Markdown by a heading on its first line, or by its name: plain text may look the same."""
    return head.suffix in SUFFIXES or bool(head.lines and re.match(r"#[ \t]+\S", head.lines[0]))


def read(source: Source) -> Iterator[Draft | Refusal]:
    """Yield one draft; its text is the untouched content behind the front matter."""
    for draft in plain_text.read(source):
        if isinstance(draft, Refusal) or not isinstance(draft.text, str):
            yield draft
            continue
        facts, text = _front_matter(draft.text)
        identity = facts.get("id") or facts.get("arxiv_id") or draft.id
        title = facts.get("title") or _heading(text)
        yield Draft(None, identity, title, text, facts.get("date"), facts.get("url"))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = FRONT_MATTER.match(text)
    if not found:
        return {}, text
    entries = ENTRY.finditer(found["lines"])
    return {entry["key"]: entry["value"].strip().strip("\"'") for entry in entries}, text[found.end() :]


def _heading(text: str) -> str | None:
    found = HEADING.search(text)
    if not found:
        return None
    return re.sub(r"[ \t]#+$", "", (found["atx"] or found["setext"]).rstrip())  # a heading may be closed: "# Title #"
