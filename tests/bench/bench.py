"""Measure speed and memory against a plain `re` pass and against what people use instead.

    python tests/bench/bench.py [--documents N] [--growth N,N,…] [--shared FOLDER] [--output outputs/bench.json]

Each measurement runs in a process of its own: its peak memory is its own. The texts are the abstracts of the corpus
beside the checkout; without it, the bundled sample. Where more are asked for than there are, they come again, each with
a number behind it: the same text under another id would be the same paper. Peers (the extra `bench`) read fewer
documents, because they are slow; one that is not installed is left out, and the table says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leaderboard.records import Document

YARDSTICK = re.compile(r"\d+(?:\.\d+)?\s*%")  # what anybody would write first; the cost of reading a text at all


def documents_of(source: Path | None, number: int) -> Iterator[Document]:
    """Yield so many documents of the corpus, or of the sample; what comes again has another id and text."""
    from leaderboard.reading import read_documents
    from leaderboard.sample import sample_papers

    def endless() -> Iterator[Document]:
        for lap in count():
            for paper in read_documents([source or sample_papers()]):
                again = {"id": f"{paper.id}#{lap}", "text": f"{paper.text} ({lap})"}
                yield paper.model_copy(update=again) if lap else paper

    return islice(endless(), number)


def measure_regex(documents: Iterable[Document]) -> int:
    """Find percentages with the standard library."""
    return sum(len(YARDSTICK.findall(document.text)) for document in documents)


def measure_extract(documents: Iterable[Document]) -> int:
    """Extract all records, in batches, as columns."""
    from leaderboard import Extractor
    from leaderboard.pipeline import batches

    extractor = Extractor()
    return sum(len(extractor.columns(batch)["start"]) for batch in batches(documents))


def measure_build(lines: Path, jobs: int = 1) -> int:
    """Build a database from nothing, from a file of JSON lines."""
    from leaderboard.pipeline import build

    return sum(build([lines], lines.with_name("bench.duckdb"), jobs=jobs).results.values())


def measure_build_by_two(lines: Path) -> int:
    """The same with two processes that read."""
    return measure_build(lines, jobs=2)


def measure_quantulum(documents: Iterable[Document]) -> int:
    """Find quantities with quantulum3."""
    from quantulum3 import parser

    return sum(len(parser.parse(document.text)) for document in documents)


def measure_spacy(documents: Iterable[Document]) -> int:
    """Find 2,000 names and all percentages with spaCy's tokenizer and matchers, without a model."""
    import spacy
    from spacy.matcher import Matcher, PhraseMatcher

    from leaderboard.vocabulary import load_vocabulary

    language = spacy.blank("en")
    names = [name for _, entry in load_vocabulary().named() for name in (entry.name, *entry.aliases)]
    phrases, numbers = PhraseMatcher(language.vocab, attr="LOWER"), Matcher(language.vocab)
    phrases.add("name", list(language.pipe(names[:2000])))
    numbers.add("percentage", [[{"LIKE_NUM": True}, {"ORTH": "%"}]])
    return sum(len(phrases(text)) + len(numbers(text)) for text in language.pipe(each.text for each in documents))


def as_file(documents: Iterable[Document], folder: str) -> Path:
    """Write documents as JSON lines that read back as the same texts."""
    path = Path(folder, "papers.jsonl")
    with path.open("w", encoding="utf-8") as file:
        for each in documents:
            file.write(json.dumps({"id": each.id, "title": each.title, "text": each.text}) + "\n")
    return path


MEASUREMENTS: dict[str, Callable[[Any], int]] = {
    "regex": measure_regex,
    "extract": measure_extract,
    "build": measure_build,
    "build, 2 jobs": measure_build_by_two,
    "quantulum3": measure_quantulum,
    "spacy": measure_spacy,
}
OURS = ("regex", "extract", "build", "build, 2 jobs")
PEERS = {"quantulum3": 200, "spacy": 5000}  # the most documents that a peer reads


def measure(name: str, source: Path | None, number: int) -> dict[str, Any]:
    """Run one measurement in this process; reading the texts is timed only where a build does it."""
    size = sum(len(each.text.encode("utf-8", "replace")) for each in documents_of(source, number))
    with tempfile.TemporaryDirectory() as folder:
        documents = documents_of(source, number)  # a build streams them from a file, so that its memory is its own
        given = as_file(documents, folder) if name.startswith("build") else list(documents)
        before, begin, work = peak_memory(), time.perf_counter(), processor_seconds()
        found = MEASUREMENTS[name](given)
        seconds, work = time.perf_counter() - begin, processor_seconds() - work
    return {
        "name": name,
        "documents": number,
        "megabytes": round(size / 1e6, 3),
        "found": found,
        "seconds": round(seconds, 3),
        "processor_seconds": round(work, 6),
        "documents_per_second": round(number / seconds, 1),
        "megabytes_per_second": round(size / 1e6 / seconds, 3),
        "peak_memory_mb": round(peak_memory(), 1),
        "texts_alone_mb": round(before, 1),
    }


def measure_stages(source: Path | None, number: int) -> dict[str, float]:
    """Time the stages of a build by one process, in seconds of processor time."""
    from leaderboard.linking import Extractor
    from leaderboard.linking.extractor import extractor_version
    from leaderboard.pipeline import batches
    from leaderboard.store import Store

    spent: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        done = work()
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - begin
        return done

    extractor, version = timed("load the vocabulary", Extractor), extractor_version()
    stream = batches(documents_of(source, number))
    with Store(":memory:") as store:
        while batch := timed("read", lambda: next(stream, [])):
            known = timed("look up", lambda batch=batch: store.known(batch, extractor=version))
            columns = timed("extract", lambda known=known: extractor.columns(known.to_read))
            timed("store", lambda known=known, columns=columns: store.add(known, columns))
    return {stage: round(seconds, 3) for stage, seconds in spent.items()}


def processor_seconds() -> float:
    """Return the processor time of this process and of its workers that ended: other programs hardly change it."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def peak_memory() -> float:
    """Return the most memory this process has held so far, in MB."""
    unit = 1e6 if sys.platform == "darwin" else 1e3  # macOS counts bytes, Linux kilobytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def in_own_process(name: str, source: Path | None, number: int) -> dict[str, Any]:
    """Run one measurement, or the stages, in a fresh interpreter."""
    command = [sys.executable, __file__, "--measure", name, "--documents", str(number)]
    command += ["--corpus", str(source)] if source else []
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if answer.returncode:
        sys.exit(f"{name}: ended with exit code {answer.returncode}")
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def as_table(rows: list[dict[str, Any]]) -> str:
    """Lay the measurements out for the terminal, and the work as a multiple of the plain pass and of the build."""
    work = {row["name"]: max(row["processor_seconds"], 1e-6) / row["documents"] for row in rows}
    heads = f"{'':15}{'documents':>10}{'seconds':>9}{'of work':>9}{'documents/s':>13}{'MB/s':>8}{'peak MB':>9}"
    lines = [f"{heads}{'found':>9}{'times re':>10}{'times build':>13}"]
    lines += [
        f"{row['name']:15}{row['documents']:>10,}{row['seconds']:>9.2f}{row['processor_seconds']:>9.2f}"
        f"{row['documents_per_second']:>13,.0f}{row['megabytes_per_second']:>8.2f}{row['peak_memory_mb']:>9.0f}"
        f"{row['found']:>9,}{work[row['name']] / work['regex']:>10.1f}{work[row['name']] / work['build']:>13.2f}"
        for row in rows
    ]
    return "\n".join(lines)


def as_growth(rows: list[dict[str, Any]]) -> str:
    """Lay out how a build grows; a steady rate and memory mean that it could go on for ever."""
    return "\n".join(
        f"build of {row['documents']:>9,}: {row['documents_per_second']:>8,.0f} documents/s,"
        f" {row['peak_memory_mb']:>5.0f} MB"
        for row in rows
    )


def as_stages(stages: dict[str, float]) -> str:
    """Lay out the share of each stage."""
    whole = sum(stages.values()) or 1.0
    return "\n".join(f"{stage:20}{seconds:>8.2f} s{seconds / whole:>7.0%}" for stage, seconds in stages.items())


def main() -> None:
    """Measure everything, print the tables, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--growth", default="1000,20000", help="sizes of further builds, such as 1000,200000")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, default=Path("outputs/bench.json"))
    parser.add_argument("--measure", choices=[*MEASUREMENTS, "stages"], default=None, help=argparse.SUPPRESS)
    choice = parser.parse_args()
    if choice.measure:
        work = measure_stages if choice.measure == "stages" else partial(measure, choice.measure)
        print(json.dumps(work(choice.corpus, choice.documents)))
        return
    corpus = choice.shared / "corpus" / "arxiv_sample.jsonl.gz"
    source = corpus if corpus.exists() else None
    peers = {name: min(most, choice.documents) for name, most in PEERS.items() if importlib.util.find_spec(name)}
    rows = [in_own_process(name, source, choice.documents) for name in OURS]
    rows += [in_own_process(name, source, number) for name, number in peers.items()]
    growth = [in_own_process("build", source, int(size)) for size in choice.growth.split(",") if size]
    stages = in_own_process("stages", source, choice.documents)
    texts = "real abstracts" if source else "the bundled sample, repeated"
    print(f"{rows[0]['documents']:,} documents, {rows[0]['megabytes']} MB: {texts}; {os.cpu_count()} cores")
    print(as_table(rows), as_growth(growth), as_stages(stages), sep="\n\n")
    for name in sorted(PEERS.keys() - peers.keys()):
        print(f"left out: {name} is not installed (pip install -e '.[bench]')")
    found = {"measurements": rows, "growth": growth, "stages": stages}
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "texts": texts}
    choice.output.parent.mkdir(parents=True, exist_ok=True)
    choice.output.write_text(json.dumps({"machine": machine, **found}, indent=2) + "\n", encoding="utf-8")
    print(f"written: {choice.output}")


if __name__ == "__main__":
    main()
