"""The story: read documents, skip those already known, extract the rest in batches, store them."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaderboard.errors import UnknownName
from leaderboard.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from leaderboard.reading import Problem
    from leaderboard.records import Document
    from leaderboard.store import Known, Store
    from leaderboard.workers import Columnar, Workers

BATCH = 1024  # documents of one transaction
MEMORY = "120MB"  # that the database keeps at hand while it is built; without a bound, all that it has seen


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
    extractor: "Columnar | None" = None,
    jobs: int = 1,
    limits: Limits = DEFAULT,
    watch: Callable[[int], None] = lambda read: None,
    **how: Any,
) -> Summary:
    """Read papers into a database, and say what happened; without paths, the bundled sample.

    Each batch is one transaction. Running again adds nothing; a document whose text changed has its results
    replaced; an interrupted build is finished by running it again. With several `jobs`, processes read and this
    one stores the same as it would alone. `watch` is told how many documents were read so far; `how` goes to
    `read_documents`.

    An input that cannot be read is listed in the summary's `problems`, and the others are read; when there is
    none but such inputs, no database is made or opened. Raises InputError for an option that is wrong,
    DatabaseError for a database that cannot be written.
    """
    from leaderboard.workers import Workers

    begin, done, seen = time.perf_counter(), Summary(Path(database)), set[str]()
    found = batches(read(paths, problems=done.problems, limits=limits, **how))
    first = list(islice(found, 1))
    if done.problems and not first:
        return done
    workers = Workers(jobs, extractor, limits)  # whose processes get ready meanwhile
    from leaderboard.linking.extractor import extractor_version
    from leaderboard.store import Store

    with Store(database, memory=MEMORY) as store, workers:
        for known in _store(store, chain(first, found), workers, extractor_version(limits)):
            _count(done, known, seen)
            watch(done.read)
        store.record_problems((each.source, each.line, each.reason) for each in done.problems)
        kinds = store.query("SELECT kind, count(*) AS results FROM result GROUP BY kind ORDER BY kind DESC")
        done.of_sample = _of_sample(store) if paths else 0
    done.results = dict(zip(kinds["kind"], map(int, kinds["results"]), strict=True))
    done.seconds = time.perf_counter() - begin
    return done


def _store(
    store: "Store", documents: Iterable[list["Document"]], workers: "Workers", version: str
) -> Iterator["Known"]:
    """Store each batch, and yield what was known of it."""
    from leaderboard.reading import fingerprint
    from leaderboard.workers import drawn_ahead

    def begun() -> Iterator[tuple[list["Document"], list[str], "Known", Any]]:
        for batch in documents:
            prints = [fingerprint(each.text) for each in batch]
            known = store.known(batch, extractor=version, fingerprints=prints)
            yield batch, prints, known, workers.begin(known.to_read)

    for batch, prints, then, answer in drawn_ahead(begun(), workers.ahead):
        # What was stored since then may hold the same papers.
        known = store.known(batch, extractor=version, fingerprints=prints) if workers.ahead else then
        if known.to_read:
            usable = _is_part(known.to_read, then.to_read)
            store.add(known, workers.finish(then.to_read, answer) if usable else workers.read(known.to_read))
        yield known


def _is_part(some: list["Document"], documents: list["Document"]) -> bool:
    """Whether the documents hold some, the very objects, in the same order."""
    wanted = {id(each) for each in some}
    return [each for each in documents if id(each) in wanted] == some


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
    paths: Sequence[str | Path],
    *,
    extractor: "Columnar | None" = None,
    jobs: int = 1,
    limits: Limits = DEFAULT,
    min_confidence: float = 0.0,
    **how: Any,
) -> Iterator[Mapping[str, Any]]:
    """Read papers in `jobs` processes and yield their records, in reading order; `how` goes to `read_documents`."""
    from leaderboard.workers import Workers

    with Workers(jobs, extractor, limits) as workers:
        for columns in workers.in_order(batches(read(paths, limits=limits, **how))):
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

    >>> [len(batch) for batch in batches(range(2500))]
    [1024, 1024, 452]
    """
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        yield batch
