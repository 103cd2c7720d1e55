"""The tools of those who work on the project run, also where no corpus lies beside the checkout."""

import doctest
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600)


def test_speed_and_memory_are_measured_on_the_sample_where_no_corpus_is(tmp_path: Path) -> None:
    target = tmp_path / "bench.json"
    sizes = ("--documents", "30", "--growth", "200")
    done = python("tests/bench/bench.py", *sizes, "--shared", str(tmp_path), "--output", str(target))
    assert done.returncode == 0, done.stderr
    measured = json.loads(target.read_text())
    rows = measured["measurements"]
    assert [row["name"] for row in rows[:4]] == ["regex", "extract", "build", "build, 2 jobs"]
    assert all(row["documents"] == 30 and row["peak_memory_mb"] > 0 for row in rows)
    assert rows[1]["found"] == rows[2]["found"] == rows[3]["found"] > 0, "a build stores what is extracted"
    assert [(row["documents"], row["found"] > rows[2]["found"]) for row in measured["growth"]] == [(200, True)]
    assert list(measured["stages"]) == ["load the vocabulary", "read", "look up", "extract", "store"]


def test_comparing_without_the_corpus_says_what_is_missing(tmp_path: Path) -> None:
    done = python("tests/bench/compare.py", "HEAD", "--shared", str(tmp_path))
    assert done.returncode == 1
    assert "arxiv_sample.jsonl.gz" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_examples_of_compare_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "bench"))
    import compare  # type: ignore[import-not-found, unused-ignore]

    assert doctest.testmod(compare).failed == 0


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_alone_lists_every_target_with_what_it_does() -> None:
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in (
        "leaderboard",
        "test",
        "check",
        "report",
        "show",
        "sql",
        "schemas",
        "evaluate",
        "bench",
        "clean",
    ):
        assert f"\n  make {target} " in done.stdout
