"""Spoil the patterns one by one and see whether a test notices.

    python -m tests.faults.mutants --count 100 --seconds 1800 [--files leaderboard/patterns/quantity.py …]

A mutant has one look-around less, one bound ten times as wide, or one alternative less. Its patterns are asked what
tests/cases/patterns.toml says, as a test of theirs does; one that answers alike lives on in a copy of the tree, where
the tests of patterns, cleaning and cases run until the first failure. Prints the survivors and the share killed.
A survivor is a part that nothing tests, or that changes nothing: `make examples` looks for a text that tells.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FILES = (
    "leaderboard/patterns/quantity.py",
    "leaderboard/patterns/open_names.py",
    "leaderboard/reading/cleaning.py",
    "leaderboard/reading/sentences.py",
    "leaderboard/linking/rules.py",
)
TESTS = (
    "leaderboard/reading", "leaderboard/patterns", "tests/test_cleaning.py", "tests/faults/test_numbers.py",
    "tests/test_patterns.py", "tests/test_rules.py", "tests/test_cases.py", "tests/test_sample.py",
)  # fmt: skip
LOOKS = ("(?<!", "(?<=", "(?!", "(?=")
GROUPS = ("(?:", "(?P<")


def mutants(source: str) -> Iterator[tuple[str, str, str]]:
    """Every way to spoil a source: what was done, the piece, the new source."""
    for start in range(len(source)):
        if source.startswith(LOOKS, start):
            end = closing(source, start)
            yield f"{line(source, start)}: look-around dropped", source[start:end], source[:start] + source[end:]
        elif source.startswith(GROUPS, start):
            yield from with_less(source, start)
        elif source[start] == "{":
            yield from wider(source, start)


def line(source: str, at: int) -> int:
    """The line that a place is on."""
    return source.count("\n", 0, at) + 1


def closing(source: str, start: int) -> int:
    """The place behind the parenthesis that closes the one at `start`."""
    depth, at, in_class = 0, start, False
    while at < len(source):
        match source[at]:
            case "\\":
                at += 1
            case "[" if not in_class:
                in_class = True
                at += source[at + 1] in "]^"
            case "]":
                in_class = False
            case "(" if not in_class:
                depth += 1
            case ")" if not in_class:
                depth -= 1
                if not depth:
                    return at + 1
        at += 1
    return len(source)


def with_less(source: str, start: int) -> Iterator[tuple[str, str, str]]:
    """The group without each of its alternatives."""
    end = closing(source, start)
    head = source.index(">", start) + 1 if source.startswith("(?P<", start) else start + 3
    bars, at, in_class = [head - 1], head, False
    while at < end - 1:
        match source[at]:
            case "\\":
                at += 1
            case "[" if not in_class:
                in_class = True
            case "]":
                in_class = False
            case "(" if not in_class:
                at = closing(source, at) - 1
            case "|" if not in_class:
                bars.append(at)
        at += 1
    bars.append(end - 1)
    if len(bars) > 2:
        for left, right in pairwise(bars):
            first = left == bars[0]
            cut = (left + 1, right + 1) if first else (left, right)
            yield (
                f"{line(source, left)}: alternative deleted",
                source[left + 1 : right].strip(),
                source[: cut[0]] + source[cut[1] :],
            )


def wider(source: str, start: int) -> Iterator[tuple[str, str, str]]:
    """A bound ten times as wide."""
    end = source.find("}", start)
    low, comma, high = source[start + 1 : end].lstrip("{").partition(",")
    if end > 0 and comma and low.isdigit() and high.isdigit():
        at = source.index(high, start + 1 + source[start + 1 : end].index(","))
        yield (
            f"{line(source, start)}: bound widened",
            source[start : end + 1],
            source[:at] + f"{10 * int(high)}" + source[at + len(high) :],
        )


def killed(tree: Path, file: str, source: str) -> bool:
    """Whether a test fails, or nothing can even be imported, with this source; in a child."""
    (tree / file).write_text(source, encoding="utf-8")
    pid = os.fork()
    if not pid:
        try:
            os._exit(tested(tree))
        finally:  # what cannot even be imported is killed too
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0


def tested(tree: Path) -> int:
    """Run the tests in a tree, quietly; the exit code of pytest."""
    import pytest

    for name in [name for name in sys.modules if name.partition(".")[0] in ("leaderboard", "tests")]:
        del sys.modules[name]  # that of the tree counts
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *TESTS]))


def warm() -> None:
    """Import what does not change, so that the children need not."""
    import orjson
    import pydantic
    import pytest
    import regex
    import rich.console

    assert all((orjson, pydantic, pytest, regex, rich.console))


def main() -> None:
    """Spoil, test, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--files", nargs="+", default=FILES)
    choice = parser.parse_args()
    from tests.faults.examples import answered_otherwise

    every = [(file, *each) for file in choice.files for each in mutants((ROOT / file).read_text(encoding="utf-8"))]
    random.Random(choice.seed).shuffle(every)
    warm()
    give_up, tried, survivors = time.monotonic() + choice.seconds, 0, []
    with tempfile.TemporaryDirectory(prefix="leaderboard-mutants-") as folder:
        tree = Path(folder, "tree")
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".venv", ".git", "outputs", "__pycache__", ".*cache"))
        file = choice.files[0]
        assert not killed(tree, file, (ROOT / file).read_text(encoding="utf-8")), "the tests fail with nothing spoiled"
        for file, what, piece, source in every[: choice.count]:
            if time.monotonic() > give_up:
                break
            tried += 1
            if not answered_otherwise(file, source) and not killed(tree, file, source):
                survivors.append((file, what, piece))
                print(f"survived: {file}:{what}: {piece[:100]}", file=sys.stderr, flush=True)
            shutil.copyfile(ROOT / file, tree / file)
    share = 1 - len(survivors) / max(tried, 1)
    print(json.dumps({"possible": len(every), "tried": tried, "survived": len(survivors), "killed": round(share, 3)}))


if __name__ == "__main__":
    main()
