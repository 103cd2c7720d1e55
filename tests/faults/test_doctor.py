"""`leaderboard doctor` finds what was broken on purpose, says what to do, and changes nothing."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from leaderboard.cli import app
from leaderboard.pipeline import build
from leaderboard.store import Store
from leaderboard.store.doctor import examine

# What somebody did to the database → the promise that is broken.
HARM = {
    "UPDATE document SET text = 'x' || text WHERE id = (SELECT min(document_id) FROM result)": "stands at its place",
    "UPDATE result SET value_text = '0' WHERE rowid = 0": "stands at its place",
    "UPDATE result SET sentence = 'Nobody wrote this.' WHERE rowid = 0": "stands at its place",
    "DELETE FROM document WHERE id = (SELECT min(document_id) FROM result)": "belongs to a stored document",
    "UPDATE result SET value = 184, kind = 'score', flags = [] WHERE metric = 'accuracy'": "cannot have",
    "UPDATE result SET board = NULL WHERE board IS NOT NULL": "has a board",
    "INSERT INTO result SELECT * FROM result LIMIT 1": "name of its own",
    "DELETE FROM run": "run that is known",
}

run = CliRunner().invoke


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("healthy") / "my.duckdb"
    build([], path)
    return path.read_bytes()


@pytest.fixture
def database(healthy: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "my.duckdb"
    path.write_bytes(healthy)
    return path


def test_a_healthy_database_keeps_every_promise(database: Path) -> None:
    with Store(database, read_only=True) as store:
        assert [finding for finding in examine(store, extractor_of(store)) if finding.broken] == []
    told = run(app, ["doctor", "--database", str(database)])
    assert told.exit_code == 0, told.output
    assert "broken" not in told.stdout


def extractor_of(store: Store) -> str:
    return str(store.query("SELECT any_value(extractor) AS version FROM document")["version"][0])


@pytest.mark.parametrize("harm", HARM)
def test_what_was_broken_on_purpose_is_found_and_left(database: Path, harm: str) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(harm)
    before = database.read_bytes()
    told = run(app, ["doctor", "--database", str(database)], env={"COLUMNS": "300"})
    broken = [line for line in told.stdout.splitlines() if line.startswith("broken")]
    assert any(HARM[harm] in line for line in broken), told.stdout
    assert told.exit_code == 4
    assert database.read_bytes() == before


def test_papers_read_by_older_rules_are_a_note_and_no_fault(database: Path) -> None:
    with Store(database, read_only=True) as store:
        notes = [finding for finding in examine(store, "another version") if finding.broken]
    assert [(finding.is_note, finding.is_fault) for finding in notes] == [(True, False)]


def test_what_killed_runs_left_is_named(database: Path, tmp_path: Path) -> None:
    for name in ("my.duckdb.new", "my.duckdb.schema-0", ".report-x1y2"):
        (tmp_path / name).touch()
    told = run(app, ["doctor", "--database", str(database), "--report", str(tmp_path / "report")])
    assert told.exit_code == 0
    assert sum(line.startswith("note") for line in told.stdout.splitlines()) == 3


def test_a_damaged_database_is_an_error_of_its_own(database: Path) -> None:
    whole = bytearray(database.read_bytes())
    for place in range(12_288, len(whole), 4096):
        whole[place : place + 64] = b"\xa5" * 64
    database.write_bytes(whole)
    told = run(app, ["doctor", "--database", str(database)])
    assert told.exit_code == 4
    assert "damaged" in told.stderr
