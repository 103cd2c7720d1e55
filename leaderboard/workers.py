"""Workers: batches of documents are read in processes of their own, and come back in their order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

from leaderboard.errors import LeaderboardError
from leaderboard.reading.limits import DEFAULT, Limits
from leaderboard.records import Document

AHEAD = 1  # batches for each worker that are begun before the first is stored, so that none is idle meanwhile
PIECE = 128  # documents of a batch that one worker reads at a time, so that all of them are busy to the end

Columns = Mapping[str, Sequence[Any]]
Item = TypeVar("Item")


class Columnar(Protocol):
    """What reads numbers: a pure function from documents to columns, one for each field of Result."""

    def columns(self, documents: Sequence[Document], /) -> Columns:
        """Return the results of the documents, in reading order."""


class Workers:
    """Reads batches with an extractor, in `jobs` processes; one job is read here, when its answer is asked for.

    Each process makes the extractor for itself unless one is given. A script that asks for more than one job
    keeps its own work below `if __name__ == "__main__":`, because every worker imports it.
    """

    def __init__(self, jobs: int = 1, extractor: Columnar | None = None, limits: Limits = DEFAULT) -> None:
        self._extractor, self._limits = extractor, limits
        self.ahead = AHEAD * jobs if jobs > 1 else 0
        self._pool = _pool(jobs, extractor, limits) if jobs > 1 else None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        gc.unfreeze()
        gc.unfreeze()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def read(self, documents: Sequence[Document]) -> Columns:
        """Read documents here and now."""
        if self._extractor is None:
            self._extractor = _extractor(self._limits)
        return self._extractor.columns(documents)

    def begin(self, documents: Sequence[Document]) -> list[Future[Columns]]:
        """Have documents read by the workers, piece by piece; without workers, `finish` will read them."""
        if self._pool is None:
            return []
        pieces = (documents[start : start + PIECE] for start in range(0, len(documents), PIECE))
        return [self._pool.submit(_columns, piece) for piece in pieces]

    def finish(self, documents: Sequence[Document], begun: Sequence[Future[Columns]]) -> Columns:
        """Wait for what was begun."""
        if not begun:
            return self.read(documents)
        try:
            found = [piece.result() for piece in begun]
            return {name: [value for piece in found for value in piece[name]] for name in found[0]}
        except BrokenProcessPool as error:
            raise LeaderboardError(
                "a worker was ended from outside, perhaps for want of memory",
                hint="run it again with fewer --jobs; what was stored stays",
            ) from error

    def in_order(self, batches: Iterable[Sequence[Document]]) -> Iterator[Columns]:
        """Read batches, a few ahead of the one that is yielded."""
        for batch, begun in drawn_ahead(((batch, self.begin(batch)) for batch in batches), self.ahead):
            yield self.finish(batch, begun)


def drawn_ahead(items: Iterable[Item], ahead: int) -> Iterator[Item]:
    """Yield items in order, each when so many more have been drawn, or there are no more.

    >>> def numbers():
    ...     for number in range(3):
    ...         print("draw", number)
    ...         yield number
    >>> for number in drawn_ahead(numbers(), ahead=1):
    ...     print("yield", number)
    draw 0
    draw 1
    yield 0
    draw 2
    yield 1
    yield 2
    """
    drawn: deque[Item] = deque()
    for each in items:
        drawn.append(each)
        if len(drawn) > ahead:
            yield drawn.popleft()
    yield from drawn


def _pool(jobs: int, extractor: Columnar | None, limits: Limits) -> ProcessPoolExecutor:
    # A fork would copy the database's threads and locks in whatever state they are.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin_work, (extractor, limits))
    for _ in range(jobs):
        pool.submit(_ready)  # a process begins with the first call that none is free for
    return pool


# --- in the worker ---

_own: Columnar  # of this process


def _begin_work(extractor: Columnar | None, limits: Limits) -> None:
    global _own
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C too, and says when to end
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _own = extractor or _extractor(limits)


def _end_with_parent() -> None:
    """A parent that was killed can tell nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _ready() -> None:
    """Nothing to do, but to be there."""


def _columns(documents: Sequence[Document]) -> Columns:
    return _own.columns(documents)


def _extractor(limits: Limits) -> Columnar:
    from leaderboard.linking import Extractor

    extractor = Extractor(limits=limits)
    gc.freeze()  # its many thousand names are here to stay: looking at them again and again costs a tenth of the time
    return extractor
