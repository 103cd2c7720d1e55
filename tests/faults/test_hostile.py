"""What strangers write stays text: on pages in a real browser, and in files that a spreadsheet opens."""

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from effort import Effort
from pyarrow import parquet
from pybtex.database import parse_string
from pylatexenc.latexwalker import LatexMacroNode, LatexWalker
from typer.testing import CliRunner

from leaderboard.cli import app
from leaderboard.exporting import FORMATS, exported
from leaderboard.report import write_report
from leaderboard.store import Store
from tests.papers_to_report import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAYLOADS: list[str] = tomllib.loads(Path(__file__).with_name("payloads.toml").read_text(encoding="utf-8"))["payloads"]
LONG = "a" * 5_000

# What must not be on a page: handlers, scripts with text of their own, elements that load, links that run.
BROKEN_OUT = """() => {
    const all = [...document.querySelectorAll('*')];
    const handler = all.filter(e => [...e.attributes].some(a => a.name.startsWith('on')));
    const loading = all.filter(e => ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FRAME'].includes(e.tagName));
    const script = [...document.scripts].filter(e => !e.src && e.type !== 'application/json');
    const links = [...document.links].filter(e => !['http:', 'https:', 'file:'].includes(e.protocol));
    const images = [...document.images].filter(e => !e.src.startsWith('file:'));
    const hacked = typeof window.hacked === 'undefined' ? [] : [window.hacked];
    return [...handler, ...loading, ...script, ...links, ...images, ...hacked].length;
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "inside" / "report"
    with hostile([*PAYLOADS, LONG]).store(":memory:") as store:
        write_report(store, folder)
    return folder


@pytest.mark.torture
def test_nothing_of_a_payload_runs_on_any_page(
    report: Path, browser: "Browser", effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    pages = sorted(report.rglob("*.html"))
    step = max(1, len(pages) // effort.times(len(pages), least=40))
    complaints: list[str] = []
    page = browser.new_page()
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (complaints.append("a dialog"), dialog.dismiss()))
    page.on("request", lambda asked: asked.url.startswith("file:") or complaints.append(f"asked for {asked.url}"))
    opened = pages[::step]
    for each in opened:
        page.goto(each.as_uri())
        if page.evaluate(BROKEN_OUT):
            complaints.append(f"broken out: {each.name}")
    figure(
        "hostile texts in every field, pages in Chromium",
        f"{len(PAYLOADS)} payloads, {len(opened)} pages",
        f"{len(complaints)} ran or broke out",
    )
    assert complaints == []


def test_nothing_is_written_outside_of_the_report(report: Path) -> None:
    assert [each.name for each in report.parent.iterdir()] == ["report"]
    names = [each.relative_to(report) for each in report.rglob("*")]
    assert all(".." not in name.parts and len(name.name) < 200 for name in names)
    assert all(name.name.isascii() and not set(name.name) & set(" \"'<>&\\:*?|`$%") for name in names)


def is_formula(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return False


def test_no_cell_of_a_download_is_a_formula_and_every_file_of_data_can_be_read(
    report: Path, figure: Callable[[str, str, str], None]
) -> None:
    files = sorted(report.rglob("*.csv"))
    formulas = 0
    for each in files:
        with each.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert len({len(row) for row in rows}) == 1, each
        formulas += sum(is_formula(cell) for row in rows for cell in row)
    for each in report.rglob("*.json"):
        json.loads(each.read_text(encoding="utf-8"))
    figure("the same in CSV and JSON, read again", f"{len(files)} tables", f"{formulas} formulas")
    assert formulas == 0


def csv_rows(content: bytes) -> None:
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert not any(is_formula(cell) for row in rows for cell in row)


def markdown(content: bytes) -> None:
    assert not any(character in content.decode() for character in "<>\x1b\u202e\u2028")


def latex(content: bytes) -> None:
    commands = {node.macroname for node in nodes(LatexWalker(content.decode(), tolerant_parsing=False))}
    assert commands.isdisjoint({"input", "write", "def", "csname", "include", "immediate", "openout"})


def nodes(walker: LatexWalker) -> Iterator[LatexMacroNode]:
    waiting = list(walker.get_latex_nodes()[0])
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "nodelist", None) or []
        if isinstance(node, LatexMacroNode):
            yield node


# A format → what reads it as strictly as anybody does.
READERS: dict[str, Callable[[bytes], object]] = {
    "csv": csv_rows,
    "jsonl": lambda content: [json.loads(line) for line in content.splitlines()],
    "parquet": lambda content: parquet.read_table(io.BytesIO(content)),
    "markdown": markdown,
    "latex": latex,
    "bibtex": lambda content: parse_string(content.decode(), "bibtex"),
    "papers-with-code": json.loads,
    "model-index": yaml.safe_load,
    "eval-results": yaml.safe_load,
    "every-eval-ever": json.loads,
}


def test_every_export_of_every_payload_is_read_by_its_own_parser(
    database: str, figure: Callable[[str, str, str], None]
) -> None:
    files = 0
    with Store(database, read_only=True) as store:
        for format in FORMATS:
            for name, content in exported(store, format).files.items():
                assert ".." not in Path(name).parts
                READERS[format](content)
                files += 1
    figure("hostile texts in every export", f"{len(FORMATS)} formats, {files} files", "read by their own parsers")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_typed_as_a_name_or_a_query_is_only_text(payload: str, database: str, tmp_path: Path) -> None:
    before = Path(database).read_bytes()
    for command in (["show", payload], ["explain", "--document", payload], ["sql", "model", f"model={payload}"]):
        done = CliRunner().invoke(app, [*command, "--database", database])
        assert done.exit_code in (0, 2, 7), done.output
    assert Path(database).read_bytes() == before


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("hostile") / "my.duckdb"
    hostile(PAYLOADS).store(path).close()
    return str(path)


@pytest.mark.parametrize("style", ["csv", "json", "markdown"])
def test_what_the_command_prints_can_be_opened(style: str, database: str) -> None:
    asked = "SELECT * FROM leaderboard JOIN document ON document_id = document.id"
    done = CliRunner().invoke(app, ["sql", asked, "--format", style, "--database", database])
    assert done.exit_code == 0, done.output
    if style == "csv":
        rows = list(csv.reader(done.stdout.splitlines(keepends=True), strict=True))
        assert len(rows) > len(PAYLOADS)
        assert not any(is_formula(cell) for row in rows for cell in row)
    elif style == "json":
        assert len(json.loads(done.stdout)) > len(PAYLOADS)
    else:
        assert not any(character in done.stdout for character in "<>\x1b\u202e\u2028")
