"""Measure speed and memory: documents a second, MB a second, peak memory.

    python bench/bench.py [--documents N] [--shared FOLDER] [--output outputs/bench.json]

Each measurement runs in a process of its own: its peak memory is its own. The texts are the abstracts of
the corpus beside the checkout; without it, the bundled sample repeated.
"""

from __future__ import annotations

import argparse
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
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leaderboard.records import Document

BATCH = 256  # documents; the batch that pipeline.build hands to the extractor
YARDSTICK = re.compile(r"\d+(?:\.\d+)?\s*%")  # what anybody would write first; the cost of reading a text at all


def load_documents(source: Path | None, count: int) -> list[Document]:
    """Take `count` documents of the corpus, or of the sample repeated under new ids."""
    from leaderboard.reading import read_documents
    from leaderboard.sample import sample_papers

    if source is not None:
        return list(islice(read_documents([source]), count))
    endless = cycle(list(read_documents([sample_papers()])))
    return [
        paper.model_copy(update={"id": f"{paper.id}#{number}", "text": f"{paper.text} ({number})"})
        for number, paper in enumerate(islice(endless, count))
    ]


def measure_regex(documents: list[Document]) -> int:
    """Find percentages with the standard library."""
    return sum(len(YARDSTICK.findall(document.text)) for document in documents)


def measure_extract(documents: list[Document]) -> int:
    """Extract all records, in batches, as columns."""
    from leaderboard import Extractor

    extractor = Extractor()
    return sum(len(extractor.columns(list(batch))["start"]) for batch in batched_documents(documents))


def measure_build(documents: list[Document]) -> int:
    """Build a database from nothing."""
    from leaderboard.pipeline import build

    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "papers.jsonl")
        lines.write_text("".join(as_line(document) for document in documents), encoding="utf-8")
        return sum(build([lines], Path(folder, "bench.duckdb")).results.values())


def as_line(document: Document) -> str:
    """Write a document as one JSON line that reads back as the same text."""
    fields = {"id": document.id, "title": document.title, "text": document.text}
    return json.dumps(fields, ensure_ascii=True) + "\n"


def batched_documents(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Cut a stream into lists of `BATCH`."""
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        yield batch


MEASUREMENTS: dict[str, Callable[[list[Document]], int]] = {
    "regex": measure_regex,
    "extract": measure_extract,
    "build": measure_build,
}


def measure(name: str, source: Path | None, count: int) -> dict[str, Any]:
    """Run one measurement in this process; loading the texts is not timed."""
    documents = load_documents(source, count)
    size = sum(len(document.text.encode("utf-8", "replace")) for document in documents)
    before = peak_memory()
    begin = time.perf_counter()
    found = MEASUREMENTS[name](documents)
    seconds = time.perf_counter() - begin
    return {
        "name": name,
        "documents": len(documents),
        "megabytes": round(size / 1e6, 3),
        "found": found,
        "seconds": round(seconds, 3),
        "documents_per_second": round(len(documents) / seconds, 1),
        "megabytes_per_second": round(size / 1e6 / seconds, 3),
        "peak_memory_mb": round(peak_memory(), 1),
        "texts_alone_mb": round(before, 1),
    }


def peak_memory() -> float:
    """Return the most memory this process has held so far, in MB."""
    unit = 1e6 if sys.platform == "darwin" else 1e3  # macOS counts bytes, Linux kilobytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def in_own_process(name: str, source: Path | None, count: int) -> dict[str, Any]:
    """Run one measurement in a fresh interpreter."""
    command = [sys.executable, __file__, "--measure", name, "--documents", str(count)]
    command += ["--corpus", str(source)] if source else []
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if answer.returncode:
        sys.exit(f"{name}: ended with exit code {answer.returncode}")
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def as_table(rows: list[dict[str, Any]]) -> str:
    """Lay the measurements out for the terminal, each against the plain pass of `re`."""
    yardstick = rows[0]["seconds"]
    lines = [f"{'':10}{'seconds':>9}{'documents/s':>13}{'MB/s':>8}{'peak MB':>9}{'found':>9}{'times re':>10}"]
    lines += [
        f"{row['name']:10}{row['seconds']:>9.2f}{row['documents_per_second']:>13,.0f}"
        f"{row['megabytes_per_second']:>8.2f}{row['peak_memory_mb']:>9.0f}{row['found']:>9,}"
        f"{row['seconds'] / max(yardstick, 1e-3):>9.0f}x"
        for row in rows
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure everything, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, default=Path("outputs/bench.json"))
    parser.add_argument("--measure", choices=MEASUREMENTS, default=None, help=argparse.SUPPRESS)
    choice = parser.parse_args()
    if choice.measure:
        print(json.dumps(measure(choice.measure, choice.corpus, choice.documents)))
        return
    corpus = choice.shared / "corpus" / "arxiv_sample.jsonl.gz"
    source = corpus if corpus.exists() else None
    rows = [in_own_process(name, source, choice.documents) for name in MEASUREMENTS]
    texts = "real abstracts" if source else "the bundled sample, repeated"
    print(f"{rows[0]['documents']:,} documents, {rows[0]['megabytes']} MB: {texts}; {os.cpu_count()} cores")
    print(as_table(rows))
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "texts": texts}
    choice.output.parent.mkdir(parents=True, exist_ok=True)
    choice.output.write_text(json.dumps({"machine": machine, "measurements": rows}, indent=2) + "\n", encoding="utf-8")
    print(f"written: {choice.output}")


if __name__ == "__main__":
    main()
