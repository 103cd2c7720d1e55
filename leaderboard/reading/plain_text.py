"""Plain text: the whole file is one document."""

from collections.abc import Iterator

from leaderboard.reading import identity
from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source


def recognise(head: Head) -> bool:
    """Take whatever no other format recognised."""
    return True


def read(source: Source) -> Iterator[Draft | Refusal]:
    """Yield one draft with the untouched content; a file named like an arXiv id gives its id."""
    text = source.text()
    if text is None:
        yield Refusal(None, f"the text has more than {source.limits.text:,} characters (raise it with --limit text=…)")
    elif not text:
        yield Refusal(None, "the file is empty")
    else:
        yield Draft(None, id_of_file(source), None, text)


def id_of_file(source: Source) -> str | None:
    """Read an arXiv id from a file's name: 2103.14030.txt, 2103.14030v2.md.gz."""
    if source.path is None:
        return None
    name = source.path.name
    while name and not identity.arxiv_paper(name):
        name = name.rpartition(".")[0]
    return name or None
