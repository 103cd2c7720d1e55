"""Say what a change does to records: a revision and this tree read the same real abstracts.

    python tests/bench/compare.py BASE [--examples N] [--documents N] [--shared FOLDER]

Prints how many records were gained, lost and changed, and examples of each with their sentences.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Place = tuple[str, int]

# A new version number or a new calibration touches every record and moves no number.
NOT_COMPARED = {"extractor", "confidence", "pattern", "sentence", "sentence_start", "document_id", "start"}


@contextmanager
def tree_of(revision: str) -> Iterator[Path]:
    """Check a revision out into a temporary folder, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="leaderboard-compare-") as folder:
        tree = Path(folder, "tree")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(tree), revision], check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], check=True)


def extract(tree: Path, texts: Path) -> dict[Place, Record]:
    """Run the extractor of `tree`, not the installed one, and return its records by their place."""
    command = [sys.executable, "-m", "leaderboard", "extract", "--format", "jsonl", str(texts)]
    # The current folder and PYTHONPATH come before the installed package.
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    with subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        records = [json.loads(line) for line in process.stdout]
    if process.returncode:
        sys.exit(f"{tree}: the extractor ended with exit code {process.returncode}")
    return {(record["document_id"], record["start"]): record for record in records}


def differing(old: Record, new: Record) -> list[str]:
    """Name the fields that say something else.

    >>> differing({"value": 1.0, "extractor": "1"}, {"value": 2.0, "extractor": "2"})
    ['value']
    """
    return [field for field in new if field not in NOT_COMPARED and old.get(field) != new.get(field)]


def sample_of(places: list[Place], count: int) -> list[Place]:
    """Draw examples from all over the corpus, the same ones each time."""
    return sorted(random.Random(1).sample(places, min(count, len(places))))


def describe(record: Record) -> str:
    """Write a record on one line.

    >>> describe({"kind": "score", "value_text": "84.5", "unit": "%", "metric": "F1", "dataset": "MNLI"})
    'score 84.5 % · F1 · MNLI'
    """
    what = [str(record[name]) for name in ("metric", "dataset", "split", "setting", "model") if record.get(name)]
    return " · ".join([f"{record['kind']} {record['value_text']} {record['unit'] or ''}".rstrip(), *what])


def print_examples(heading: str, records: dict[Place, Record], places: list[Place], count: int) -> None:
    """Print records that only one side has."""
    print(f"\n{heading}: {len(places):,}")
    for place in sample_of(places, count):
        print(f"  {place[0]}:{place[1]}  {describe(records[place])}\n      {records[place]['sentence']!r}")


def print_changes(old: dict[Place, Record], new: dict[Place, Record], places: list[Place], count: int) -> None:
    """Print records that both sides have and read differently."""
    print(f"\nchanged: {len(places):,}")
    fields = Counter(field for place in places for field in differing(old[place], new[place]))
    for field, times in fields.most_common():
        print(f"  {field:18}{times:>7,}")
    for place in sample_of(places, count):
        print(f"  {place[0]}:{place[1]}  {describe(new[place])}\n      {new[place]['sentence']!r}")
        for field in differing(old[place], new[place]):
            print(f"      {field}: {old[place].get(field)!r} -> {new[place].get(field)!r}")


def first_lines(corpus: Path, count: int, target: Path) -> None:
    """Copy the first `count` abstracts of a gzipped corpus."""
    with gzip.open(corpus, "rt", encoding="utf-8") as source:
        target.write_text("".join(islice(source, count)), encoding="utf-8")


def main() -> None:
    """Compare this tree with a revision."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="revision to compare with, for example HEAD~1")
    parser.add_argument("--examples", type=int, default=20, help="examples of each kind; the counts are always whole")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    choice = parser.parse_args()
    corpus = choice.shared / "corpus" / "arxiv_sample.jsonl.gz"
    if not corpus.exists():
        sys.exit(f"compare: no abstracts at {corpus}\n  hint: say where they are: make compare SHARED=path")
    with tempfile.TemporaryDirectory() as folder, tree_of(choice.base) as base:
        texts = Path(folder, "texts.jsonl")
        first_lines(corpus, choice.documents, texts)
        with ThreadPoolExecutor() as both:
            old, new = both.map(extract, (base, Path.cwd()), (texts, texts))
    changed = [place for place in new if place in old and differing(old[place], new[place])]
    print(f"records: {len(old):,} in {choice.base}, {len(new):,} here")
    print_examples("gained", new, [place for place in new if place not in old], choice.examples)
    print_examples("lost", old, [place for place in old if place not in new], choice.examples)
    print_changes(old, new, changed, choice.examples)


if __name__ == "__main__":
    main()
