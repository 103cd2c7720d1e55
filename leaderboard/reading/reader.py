"""read_documents: files of any accepted format in, documents out, one at a time."""

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from leaderboard.errors import InputError
from leaderboard.reading.formats import FORMATS, check_format, recognised
from leaderboard.reading.intake import Intake
from leaderboard.reading.limits import DEFAULT, Limits
from leaderboard.reading.problem import Problem, Problems
from leaderboard.reading.sidecar import Sidecar, load_sidecar
from leaderboard.reading.source import Source, check_encoding, display_name, open_source
from leaderboard.records import Document

StrPath = str | os.PathLike[str]

Found = TypeVar("Found")

logger = logging.getLogger(__name__)


def read_documents(
    paths: StrPath | Iterable[StrPath],
    *,
    input_format: str | None = None,
    encoding: str = "utf-8",
    metadata: StrPath | None = None,
    problems: Problems | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Document]:
    r"""Read every document of the given files, folders and "-" (standard input), in order, one at a time.

    Of a folder every file is read, its folders too, in the order of their names; names that begin with a dot
    are left out. The format is recognised by content unless `input_format` names it (see INPUT_FORMATS);
    standard input is one text unless it does. `metadata` is a CSV or TSV that adds id, date and url by title.
    Documents that appear twice are yielded twice. `limits` says how much of an input is read.

    What cannot be read costs only itself and is appended to `problems`. Without `problems` a refused line is
    logged as a warning, and an input that cannot be read at all raises InputError. A wrong `input_format` or
    `encoding`, or an unreadable `metadata`, always raises InputError, before the first document.

    >>> from tempfile import TemporaryDirectory
    >>> problems: list[Problem] = []
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "papers.jsonl")
    ...     _ = path.write_text('{"id": "2103.14030", "text": "We reach 87.3%."}\n{"id": "2103.')
    ...     [(paper.id, paper.date, paper.text) for paper in read_documents([path], problems=problems)]
    [('2103.14030', '2021-03', 'We reach 87.3%.')]
    >>> problems[0].line, problems[0].reason
    (2, 'the line ends in the middle of its JSON')
    """
    check_encoding(encoding)
    if input_format is not None:
        check_format(input_format)
    noted: Problems = _Log() if problems is None else problems
    sidecar = None if metadata is None else load_sidecar(metadata, encoding, noted)
    each = [paths] if isinstance(paths, str | os.PathLike) else paths
    reader = _Reader(input_format, encoding, sidecar, noted, limits)
    return reader.all_strictly(each) if problems is None else reader.all(each)


class _Log:
    """Problems of a caller who does not collect them."""

    def append(self, problem: Problem) -> None:
        logger.warning("%s", problem)


class _Reader:
    """Reads inputs with the same options."""

    def __init__(
        self, input_format: str | None, encoding: str, sidecar: Sidecar | None, problems: Problems, limits: Limits
    ) -> None:
        self.input_format, self.encoding, self.limits = input_format, encoding, limits
        self.sidecar, self.problems = sidecar, problems

    def all_strictly(self, paths: Iterable[StrPath]) -> Iterator[Document]:
        """Read every path; the first that cannot be read raises InputError."""
        for path in paths:
            for file in _files(path):
                yield from self.one(file)

    def all(self, paths: Iterable[StrPath]) -> Iterator[Document]:
        """Read every path; one that cannot be read is a problem, and the next one follows."""
        for path in paths:
            for file in self._noted(path, _files(path)):
                yield from self._noted(file, self.one(file))

    def one(self, path: StrPath) -> Iterator[Document]:
        """Read one file or standard input."""
        with (
            open_source(path, self.encoding, self.limits) as source,
            closing(Intake(source.name, self.sidecar, self.problems, self.limits)) as intake,
        ):
            for draft in FORMATS[self._format(source)].read(source):
                document = intake.document(draft)
                if document is not None:
                    yield document

    def _format(self, source: Source) -> str:
        if self.input_format is not None:
            return self.input_format
        return recognised(source) if source.path else "text"

    def _noted(self, path: StrPath, found: Iterator[Found]) -> Iterator[Found]:
        """Hand on what is found until InputError, which becomes a problem of the whole input."""
        while True:
            try:
                item = next(found)
            except StopIteration:
                return
            except InputError as error:
                self.problems.append(_whole(error, path))
                return
            yield item


def _whole(error: InputError, path: StrPath) -> Problem:
    reason = f"{error.what} (hint: {error.hint})" if error.hint else error.what
    return Problem(error.where or display_name(path), None, reason)


def _files(path: StrPath) -> Iterator[StrPath]:
    """Yield the path itself, or the files of the folder. Raises InputError for a folder without files."""
    if os.fspath(path) == "-" or not Path(path).is_dir():
        yield path
        return
    found = sorted(_inside(path))
    if not found:
        raise InputError("a folder without files", where=display_name(path), hint="name a folder that holds papers")
    yield from found


def _inside(folder: StrPath) -> Iterator[str]:
    """Yield every regular file; pipes and devices would wait for ever."""
    for parent, folders, names in os.walk(folder, onerror=_not_listed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(parent, name)  # noqa: PTH118 - half the time of Path, on folders of 100,000 files
            if not name.startswith(".") and os.path.isfile(path):  # noqa: PTH113
                yield path


def _not_listed(error: OSError) -> None:
    raise InputError(f"cannot be listed: {error.strerror}", where=display_name(error.filename)) from error
