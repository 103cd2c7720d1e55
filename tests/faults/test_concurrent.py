"""Several at once: the exact total, a clear word to those who must wait, and never a traceback."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from effort import Effort
from papers import write_papers

from leaderboard.store import Store

pytestmark = pytest.mark.torture

EACH = 40  # papers of one build


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "leaderboard", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> int:
    """Wait; an exit code is one of the documented, and a 4 says who holds the database."""
    _, errors = process.communicate(timeout=300)
    assert "Traceback" not in errors
    assert process.returncode in (0, 4), errors
    assert process.returncode == 0 or "in use by another process (PID" in errors, errors
    return process.returncode


@pytest.mark.parametrize("builds", [2, 8])
def test_of_builds_at_once_each_is_done_or_told_to_wait(
    builds: int, tmp_path: Path, effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    files = [
        write_papers(tmp_path / f"{number}.jsonl", EACH, edition=number + 1, prefix=f"b{number}-")
        for number in range(builds)
    ]
    rounds = effort.times(5, least=1)
    told = 0
    for number in range(rounds):
        database = tmp_path / f"{number}.duckdb"
        codes = [finished(each) for each in [start("build", str(file), "--database", str(database)) for file in files]]
        told += codes.count(4)
        with Store(database, read_only=True) as store:
            assert len(store.query("FROM document")) == EACH * codes.count(0)
        for file, code in zip(files, codes, strict=True):
            assert code == 0 or finished(start("build", str(file), "--database", str(database))) == 0
        with Store(database, read_only=True) as store:
            assert len(store.query("FROM document")) == EACH * builds
        assert not list(tmp_path.glob("*.wal")) + list(tmp_path.glob("*.new"))
    seen = f"exact totals, {told} told who holds the database, 0 tracebacks"
    figure(f"{builds} builds of one database at once", f"{rounds} rounds", seen)


def test_a_report_during_a_build_is_written_or_told_to_wait(
    tmp_path: Path, figure: Callable[[str, str, str], None]
) -> None:
    database, papers = str(tmp_path / "my.duckdb"), tmp_path / "p.jsonl"
    assert finished(start("build", str(write_papers(papers, EACH)), "--database", database)) == 0
    write_papers(papers, 20 * EACH)
    build = start("build", str(papers), "--database", database)
    codes = []
    while build.poll() is None:
        codes.append(finished(start("report", "--database", database, "--output", str(tmp_path / "report"))))
    assert finished(build) == 0 or finished(start("build", str(papers), "--database", database)) == 0
    assert finished(start("report", "--database", database, "--output", str(tmp_path / "report"))) == 0
    with Store(database, read_only=True) as store:
        assert len(store.query("FROM document")) == 20 * EACH
    seen = f"{codes.count(0)} written whole, {codes.count(4)} told to wait, 0 tracebacks"
    figure("reports during a build", f"{len(codes)} reports", seen)
