"""What the README shows works: each command runs on the sample, what it names exists."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leaderboard.cli import app
from leaderboard.errors import LeaderboardError
from leaderboard.records import Result
from leaderboard.report.pages.accuracy import accuracy

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "CONTRIBUTING.md")


def read(name: str) -> str:
    """Read a page as a reader sees it, without its comments."""
    return re.sub(r"<!--.*?-->", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)


README = read("README.md")

COMMANDS = re.findall(r"^ *\$ (.+)$", README, re.MULTILINE)
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
JSON = re.findall(r"^```json\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody has built the sample."""
    folder = tmp_path_factory.mktemp("readme")
    database = folder / "outputs" / "leaderboard.duckdb"
    assert CliRunner().invoke(app, ["build", "--database", str(database)]).exit_code == 0
    return folder


def test_the_readme_shows_twelve_things_to_do() -> None:
    assert len(COMMANDS) == 12


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    piped, _, rest = command.rpartition(" | ")
    said = shlex.split(piped.removeprefix("echo ")) if piped else [""]
    [program, *arguments] = shlex.split(rest)
    assert program == "leaderboard"
    result = CliRunner().invoke(app, arguments, input=said[0])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_of_the_readme_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


def test_the_record_of_the_readme_has_the_fields_of_a_record() -> None:
    [shown] = map(json.loads, JSON)
    assert list(shown) == [name for name in Result.model_fields if name in shown]
    rest = {"sentence_start": 0, "extractor": "0", **shown, "settings": tuple(shown["settings"])}
    assert Result(**rest).value_text == "87.3"


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_exists(page: str) -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:`|^ {4}|^)make ([a-z]+)", read(page), re.MULTILINE)
    assert named
    assert set(named) <= set(targets)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_exists(page: str) -> None:
    named = re.findall(r"`((?:leaderboard|tests|schemas|\.ci)/[\w./]*)`", read(page))
    linked = re.findall(r"\]\(([\w./]+)\)", read(page))
    assert [name for name in (*named, *linked) if not (ROOT / name).exists()] == []


def test_the_accuracy_of_the_readme_is_what_was_measured() -> None:
    measured = accuracy()
    table = re.findall(r"^\| ([a-z].+?) \| (.+) \|$", README, re.MULTILINE)
    figures = [tuple(row.split(" | ")) for _, row in table if re.fullmatch(r"[\d. |]+", row)]
    assert figures == [row.figures for row in measured.rows], "`make accuracy` measured something else"
    sizes = re.search(r"^\| \| held, (\d+) abstracts \| seen, (\d+) \| dev, (\d+) \|$", README, re.MULTILINE)
    assert sizes is not None
    assert sizes.groups() == tuple(each.figures[0] for each in measured.sets)


def test_every_exit_code_of_the_readme_is_the_codes() -> None:
    known: list[type[LeaderboardError]] = [LeaderboardError, *LeaderboardError.__subclasses__()]
    codes = {each.exit_code for each in known}
    listed = {int(code) for code in re.findall(r"^\| (\d+)", README, re.MULTILINE)}
    assert listed == codes | {0, 2, 130}
