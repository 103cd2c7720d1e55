"""Workers: several processes read what one would, in the same order, and end with the build."""

import json
import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from leaderboard import pipeline
from leaderboard.errors import LeaderboardError
from leaderboard.pipeline import build, extract
from leaderboard.reading import read_documents
from leaderboard.records import Document
from leaderboard.sample import sample_papers
from leaderboard.store import Store
from leaderboard.workers import Workers


class Doomed:
    """An extractor whose process is ended from outside."""

    def columns(self, documents: Sequence[Document], /) -> dict[str, list[Any]]:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("a killed process goes on")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 16)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The sample, some papers of it again under other ids, and one with another text under the same id."""
    sample = [{"id": each.id, "title": each.title, "text": each.text} for each in read_documents([sample_papers()])]
    again = [{**paper, "id": f"again-{number}"} for number, paper in enumerate(sample[:20])]
    changed = [{**sample[3], "text": f"{sample[3]['text']} It scores 12.5% on COCO."}]
    path = tmp_path / "papers.jsonl"
    path.write_text("\n".join(map(json.dumps, sample[:30] + again + sample[30:] + changed + sample[:9])) + "\n")
    return path


def stored(database: Path) -> list[list[str]]:
    with Store(database, read_only=True) as store:
        tables = [store.query("SELECT rowid, * FROM document"), store.query("SELECT rowid, * FROM result")]
    return [list(map(str, table.itertuples(index=False, name=None))) for table in tables]


@pytest.mark.usefixtures("small_batches")
def test_two_processes_store_the_same_rows_in_the_same_order(papers: Path, tmp_path: Path) -> None:
    alone = build([papers], tmp_path / "alone.duckdb")
    together = build([papers], tmp_path / "together.duckdb", jobs=2)
    assert stored(together.database) == stored(alone.database)
    assert (together.new, together.changed, together.unchanged, together.repeated) == (
        alone.new,
        alone.changed,
        alone.unchanged,
        alone.repeated,
    )
    assert together.results == alone.results


@pytest.mark.usefixtures("small_batches")
def test_two_processes_print_the_same_records_in_the_same_order(papers: Path) -> None:
    assert list(extract([papers], jobs=2)) == list(extract([papers]))


def test_a_worker_that_is_killed_ends_the_build_with_what_was_stored(papers: Path, tmp_path: Path) -> None:
    with pytest.raises(LeaderboardError, match="worker"):
        build([papers], tmp_path / "my.duckdb", jobs=2, extractor=Doomed())
    assert build([papers], tmp_path / "my.duckdb").new > 100


def test_no_worker_outlives_the_work() -> None:
    before = set(multiprocessing.active_children())  # one that a broken pool of another test has left may still end
    with Workers(jobs=2) as workers:
        asked = workers.begin([Document(id="a", text="It has 91% accuracy.")])
        assert workers.finish([], asked)["value"] == [91.0]
        own = set(multiprocessing.active_children()) - before
        assert own
    give_up = time.monotonic() + 60  # who joins while the pool does is told that the process still lives
    while own.intersection(multiprocessing.active_children()) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert own.isdisjoint(multiprocessing.active_children())
