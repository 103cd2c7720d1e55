"""Damage a database file in many ways: every answer must be the right one, or a named error; the file stays as it is.

    python tests/faults/damaged.py --files 500 --seconds 600

Each file is opened in a forked child, so that a crash of the library is seen as one. Prints what was counted as JSON.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
from interrupted import CRASHED, child, done
from papers import write_papers

BLOCK = 4096
ASKED = (
    "document",
    "result",
    "run",
    "metric",
    "dataset",
    "meta",
    "leaderboard",
    "best",
    "history",
    "conflict",
    "board",
)
FOREIGN = {
    "nothing": b"",
    "text": b"id,title\n1,2\n",
    "zeros": bytes(100_000),
    "SQLite": b"SQLite format 3\0" + bytes(4000),
    "Parquet": b"PAR1" + bytes(4000) + b"PAR1",
    "gzip": b"\x1f\x8b\x08" + bytes(1000),
    "a magic word alone": bytes(8) + b"DUCK",
    "a magic word and noise": bytes(8) + b"DUCK" + Random(0).randbytes(50_000),
}


def damaged(whole: bytes, chance: Random) -> bytes:
    """Cut it, overwrite a piece, flip a bit, swap or repeat blocks; or take another file altogether."""
    content, at = bytearray(whole), chance.randrange(len(whole))
    match chance.randrange(8):
        case 0:
            return whole[:at]
        case 1:
            content[at] ^= 1 << chance.randrange(8)
        case 2:
            content[at : at + 64] = chance.randbytes(64)
        case 3:
            start = at - at % BLOCK
            content[start : start + BLOCK] = bytes(BLOCK)
        case 4:
            content[chance.randrange(3 * BLOCK)] ^= 0xFF  # the headers, of which one counts
        case 5:
            one, other = (chance.randrange(len(whole) // BLOCK) * BLOCK for _ in range(2))
            content[one : one + BLOCK] = whole[other : other + BLOCK]
        case 6:
            return whole + chance.randbytes(BLOCK)
        case _:
            return FOREIGN[chance.choice(sorted(FOREIGN))]
    return bytes(content)


def answers(database: Path) -> str:
    """What all tables and views say, as a digest."""
    from leaderboard.store import Store

    digest = hashlib.sha256()
    with Store(database, read_only=True) as store:
        for name in ASKED:
            for row in store.query(f"SELECT * FROM {name} ORDER BY ALL").itertuples(index=False):
                digest.update(repr(row).encode())
    return digest.hexdigest()


def look(database: Path, right: str) -> None:
    """Ask everything; in a child. Leaves with 0 for the right answers, 1 for wrong ones; an error has its own code."""
    os._exit(0 if answers(database) == right else 1)


def main() -> None:
    """Damage, ask, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=600)
    choice = parser.parse_args()
    for module in ("duckdb", "pandas", "leaderboard.store"):  # once, so that the children need not
        import_module(module)
    found = Counter({"files": 0, "right": 0, "named": 0, "wrong": 0, "crashed": 0, "changed": 0})
    with tempfile.TemporaryDirectory(prefix="leaderboard-faults-") as folder:
        database, target = Path(folder, "whole.duckdb"), Path(folder, "damaged.duckdb")
        assert done(child(lambda: make(database, Path(folder, "papers.jsonl")))) == 0
        whole, chance = database.read_bytes(), Random(0)
        right = Path(folder, "right")
        assert done(child(lambda: right.write_text(answers(database)) and None)) == 0
        give_up = time.monotonic() + choice.seconds
        while found["files"] < choice.files and time.monotonic() < give_up:
            content = damaged(whole, chance)
            target.write_bytes(content)
            code = done(child(lambda: look(target, right.read_text())))
            kind = {0: "right", 1: "wrong", 4: "named"}.get(code, "crashed")
            found[kind] += 1
            found["changed"] += target.read_bytes() != content
            found["files"] += 1
            if kind in ("wrong", "crashed"):
                Path(tempfile.gettempdir(), f"leaderboard-{kind}-{found['files']}.duckdb").write_bytes(content)
                print(f"file {found['files']}: {kind}, exit code {code} (a crash is {CRASHED})", file=sys.stderr)
    print(json.dumps(found))


def make(database: Path, papers: Path) -> None:
    """Build the database that is damaged."""
    from leaderboard.pipeline import build

    build([write_papers(papers, 400)], database)


if __name__ == "__main__":
    main()
