"""JSON lines: one object a line with id, title, text or abstract, and perhaps date and url."""

import re
from collections.abc import Iterator

import orjson

from leaderboard.errors import InputError
from leaderboard.reading.draft import Draft, Refusal, draft_of
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source
from leaderboard.reading.values import kind

OBJECT = re.compile(rb'\s*\{\s*["}]')
LIST = re.compile(rb"\s*\[\s*\{\s*[\"}]")


def recognise(head: Head) -> bool:
    """Tell JSON lines by the brace and quote they begin with.

    Raises InputError for JSON that is not one object a line, because nothing else would read it either.
    """
    if LIST.match(head.raw):
        raise InputError("a JSON list, not one object a line", hint='write lines with "jq -c .[]"')
    if not OBJECT.match(head.raw):
        return False
    if head.raw.lstrip().partition(b"\n")[0].strip() == b"{":
        raise InputError("JSON spread over several lines, not one object a line", hint='write lines with "jq -c ."')
    return True


def read(source: Source) -> Iterator[Draft | Refusal]:
    """Yield a draft for each line with an object, a refusal for each other one but blank ones."""
    for number, found in objects(source):
        yield Refusal(number, found) if isinstance(found, str) else draft_of(found, number)


def objects(source: Source) -> Iterator[tuple[int, dict[str, object] | str]]:
    """Yield each line's number with its object, or with the reason why there is none."""
    for number, line in enumerate(source.raw_lines(), 1):
        if line is None:
            yield number, source.limits.too_long
            continue
        try:
            found = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            if line.strip():
                yield number, _reason(line, error)
            continue
        yield number, found if isinstance(found, dict) else f"the line is {kind(found)}, not an object"


def _reason(line: bytes, error: orjson.JSONDecodeError) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as fault:
        return f"not UTF-8 at byte {fault.start} of the line: name the file's encoding with --encoding"
    if error.pos >= len(text.rstrip()):
        return "the line ends in the middle of its JSON"
    if "surrogate" in error.msg:
        return f"half a surrogate pair at column {error.pos + 1}, which no database can hold"
    return f"not JSON at column {error.pos + 1}: {error.msg}"
