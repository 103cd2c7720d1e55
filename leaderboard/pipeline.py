"""The story: read documents, skip those already known, extract the rest in batches, store them."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from leaderboard.errors import UnknownName

if TYPE_CHECKING:
    from leaderboard.reading import Problem
    from leaderboard.records import Document
    from leaderboard.store import Known, Store

BATCH = 256  # documents of one transaction


class Columnar(Protocol):
    """What reads numbers: a pure function from documents to columns, one for each field of Result."""

    def columns(self, documents: Sequence["Document"], /) -> Mapping[str, Sequence[Any]]:
        """Return the results of the documents, in reading order."""


@dataclass
class Summary:
    """What a build did, in documents, and what the database holds after it, in results of each kind."""

    database: Path
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0  # the same paper again within the inputs
    results: dict[str, int] = field(default_factory=dict)
    problems: list["Problem"] = field(default_factory=list)
    seconds: float = 0.0
    of_sample: int = 0  # documents of the bundled sample that stand beside the user's own

    @property
    def refused(self) -> int:
        """Parts of the inputs that no document was made of."""
        return sum(problem.parts for problem in self.problems if problem.refused)


def build(
    paths: Sequence[str | Path],
    database: str | Path,
    *,
    extractor: Columnar | None = None,
    watch: Callable[[int], None] = lambda read: None,
    **how: Any,
) -> Summary:
    """Read papers into a database, and say what happened; without paths, the bundled sample.

    Each batch is one transaction. Running again adds nothing; a document whose text changed has its results
    replaced; an interrupted build is finished by running it again. `watch` is told how many documents were
    read so far; `how` goes to `read_documents`.

    An input that cannot be read is listed in the summary's `problems`, and the others are read; when there is
    none but such inputs, no database is made or opened. Raises InputError for an option that is wrong,
    DatabaseError for a database that cannot be written.
    """
    from leaderboard.linking.extractor import extractor_version
    from leaderboard.store import Store

    begin, done, seen = time.perf_counter(), Summary(Path(database)), set[str]()
    extractor, version = extractor or _extractor(), extractor_version()
    found = batches(read(paths, problems=done.problems, **how))
    first = list(islice(found, 1))
    if done.problems and not first:
        return done
    with Store(database) as store:
        for batch in chain(first, found):
            known = store.known(batch, extractor=version)
            if known.to_read:
                store.add(known, extractor.columns(known.to_read))
            _count(done, known, seen)
            watch(done.read)
        store.record_problems((each.source, each.line, each.reason) for each in done.problems)
        kinds = store.query("SELECT kind, count(*) AS results FROM result GROUP BY kind ORDER BY kind DESC")
        done.of_sample = _of_sample(store) if paths else 0
    done.results = dict(zip(kinds["kind"], map(int, kinds["results"]), strict=True))
    done.seconds = time.perf_counter() - begin
    return done


def _of_sample(store: "Store") -> int:
    from leaderboard.sample import sample_papers

    sql = "SELECT count(*) AS papers FROM document WHERE starts_with(source, $sample)"
    return int(store.query(sql, {"sample": str(sample_papers())})["papers"].iloc[0])


def _count(done: Summary, known: "Known", seen: set[str]) -> None:
    """Add a batch to the summary; `seen`, the ids of this build, tells a repeated paper from a known one."""
    written = {each.id for each in (*known.new, *known.changed)}
    unchanged = {each.id for each in known.unchanged} - seen - written
    done.new += len(known.new)
    done.changed += len(known.changed)
    done.unchanged += len(unchanged)
    done.repeated += len(known.again) + len(known.unchanged) - len(unchanged)
    done.read += len(known.new) + len(known.changed) + len(known.unchanged) + len(known.again)
    seen |= written | unchanged


def extract(
    paths: Sequence[str | Path], *, extractor: Columnar | None = None, min_confidence: float = 0.0, **how: Any
) -> Iterator[Mapping[str, Any]]:
    """Read papers and yield their records, in reading order; `how` goes to `read_documents`."""
    extractor = extractor or _extractor()
    for batch in batches(read(paths, **how)):
        columns = extractor.columns(batch)
        for values in zip(*columns.values(), strict=True):
            record = dict(zip(columns, values, strict=True))
            if record["confidence"] >= min_confidence:
                yield record


def stored_document(store: "Store", document_id: str) -> "Document":
    """Fetch a stored document.

    Raises UnknownName, with ids that look like it, when there is none.
    """
    from leaderboard.records import Document

    wanted = {"id": document_id}
    found = store.query("SELECT id, title, text, date, url, source FROM document WHERE id = $id", wanted)
    if found.empty:
        near = store.query("SELECT id FROM document ORDER BY jaro_winkler_similarity(id, $id) DESC LIMIT 3", wanted)
        hint = f"did you mean {' or '.join(near['id'])}?" if len(near) else "the database holds no documents"
        raise UnknownName(f"no document {document_id!r}", where=str(store.path), hint=hint)
    fields = found.astype(object).iloc[0].items()
    return Document(**{str(name): value for name, value in fields if isinstance(value, str)})


def read(paths: Sequence[str | Path], **how: Any) -> Iterator["Document"]:
    """Read the paths, or the bundled sample when there are none."""
    from leaderboard.reading import read_documents
    from leaderboard.sample import sample_papers

    return read_documents(paths or [sample_papers()], **how)


def batches(documents: Iterable["Document"]) -> Iterator[list["Document"]]:
    """Cut a stream into lists of `BATCH`.

    >>> [len(batch) for batch in batches(range(600))]
    [256, 256, 88]
    """
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _extractor() -> Columnar:
    from leaderboard.linking import Extractor

    return Extractor()
