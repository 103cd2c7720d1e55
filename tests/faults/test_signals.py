"""Ctrl-C and a polite end at any moment: the documented exit code, one line, and the next run goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from effort import Effort
from papers import write_papers

from leaderboard.store import Store

pytestmark = pytest.mark.torture

PAPERS = 600
ENDS = {signal.SIGINT: (130, "interrupted"), signal.SIGTERM: (143, "terminated")}


def start(papers: Path, database: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "leaderboard", "build", str(papers), "--database", str(database)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job hands down an ignored SIGINT, to the tests and to what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.mark.parametrize("sent", ENDS)
def test_a_signal_at_any_moment_of_the_work(
    sent: signal.Signals, tmp_path: Path, effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    pipe, papers, chance = tmp_path / "pipe", write_papers(tmp_path / "p.jsonl", PAPERS), Random(sent)
    os.mkfifo(pipe)
    rounds, ended = effort.times(25, least=2), 0
    for number in range(rounds):
        database = tmp_path / f"{number}.duckdb"
        process = start(pipe, database)
        with pipe.open("wb") as feed:  # opens when the command does: it is past its imports
            feed.write(papers.read_bytes())
            time.sleep(chance.uniform(0, 1.5))
            process.send_signal(sent)
        _, errors = process.communicate(timeout=300)
        ended += process.returncode != 0
        code, word = ENDS[sent]
        assert process.returncode in (0, code), errors
        assert process.returncode == 0 or errors.splitlines()[-1].startswith(word), errors
        assert "Traceback" not in errors
        again = start(papers, database)
        _, errors = again.communicate(timeout=300)
        assert again.returncode == 0, errors
        with Store(database, read_only=True) as store:
            assert len(store.query("FROM document")) == PAPERS
    figure(
        f"{sent.name} at random moments of a build",
        f"{rounds} runs, {ended} ended by it",
        "code and line as documented",
    )
