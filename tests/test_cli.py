"""The command line: what a user types, what comes out, and which exit code it ends with."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from leaderboard import __version__, terminal
from leaderboard.cli import app
from leaderboard.errors import InputError
from leaderboard.records import Result
from leaderboard.showing import printable
from leaderboard.store import Store

SENTENCE = "SwinV2-H reaches 87.1% top-1 accuracy on ImageNet-1k."
COMMANDS = (
    "extract", "build", "import", "show", "explain", "report", "chart", "export", "sql", "doctor", "version",
)  # fmt: skip
HOSTILE = "\x1b]0;owned\x07\x1b[31mred \u202eevil\u2066 zero\u200bwidth\u2028line \ud800 end"

run = CliRunner().invoke


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of the bundled sample, built by the command."""
    path = str(tmp_path_factory.mktemp("built") / "my.duckdb")
    result = run(app, ["build", "--database", path])
    assert result.exit_code == 0, result.output
    return path


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(app, [command, "--help"])
    assert result.exit_code == 0
    assert "Example:\n    " in result.stdout
    assert f"leaderboard {command}" in result.stdout


def test_the_first_page_of_help_lists_all_commands_whole_and_the_exit_codes() -> None:
    result = run(app, ["--help"])
    assert all(f"\n  {command}" in result.stdout for command in COMMANDS)
    assert "..." not in result.stdout.split("Commands:")[1], "a summary is cut off"
    assert "Exit codes:" in result.stdout


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['leaderboard', '--help']\n"
        "try:\n  from leaderboard.cli import main; main()\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'duckdb', 'pyarrow', 'altair', 'pydantic', 'jinja2', 'rich', 'regex'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_importing_the_package_loads_none_of_its_stages() -> None:
    code = "import leaderboard, sys; print(*(name for name in sys.modules if name.startswith('leaderboard.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_every_public_name_is_there() -> None:
    import leaderboard

    assert len(leaderboard.__all__) <= 10
    assert all(getattr(leaderboard, name) is not None for name in leaderboard.__all__)
    assert set(leaderboard.__all__) <= set(dir(leaderboard))
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = leaderboard.nothing_of_the_kind


def test_the_version_is_printed() -> None:
    assert run(app, ["version"]).stdout == f"leaderboard {__version__}\n"


# extract


def test_records_of_standard_input_are_json_lines_of_the_published_shape() -> None:
    result = run(app, ["extract", "-"], input=SENTENCE)
    [record] = [json.loads(line) for line in result.stdout.splitlines()]
    assert list(record) == list(Result.model_fields)
    assert SENTENCE[record["start"] : record["end"]] == record["value_text"] == "87.1"
    assert (record["kind"], record["metric"], record["dataset"]) == ("score", "top-1 accuracy", "ImageNet-1k")


def test_records_as_csv_have_a_header_and_a_row_each() -> None:
    result = run(app, ["extract", "-", "--format", "csv"], input=SENTENCE)
    [row] = csv.DictReader(io.StringIO(result.stdout))
    assert (row["value"], row["unit"], row["sentence"]) == ("87.1", "%", SENTENCE)


def test_records_as_a_table_show_the_number_and_the_benchmark() -> None:
    result = run(app, ["extract", "-", "--format", "table"], input=SENTENCE, env={"COLUMNS": "200"})
    assert "87.1 %" in result.stdout
    assert "ImageNet-1k" in result.stdout


def test_records_below_the_least_confidence_are_left_out() -> None:
    assert run(app, ["extract", "-", "--min-confidence", "1"], input=SENTENCE).stdout == ""


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 3)])
def test_refused_lines_are_told_and_count_as_an_error_only_when_strict(
    options: list[str], code: int, tmp_path: Path
) -> None:
    half = write(tmp_path, "half.jsonl", json.dumps({"id": "a", "text": SENTENCE}) + '\n{"id": 7}\n')
    result = run(app, ["extract", half, *options])
    assert result.exit_code == code
    assert len(result.stdout.splitlines()) == 1
    assert "half.jsonl:2: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["extract", "nowhere.txt"], 3, "nowhere.txt"),
        (["extract", "-", "--encoding", "utf-99"], 3, "utf-99"),
        (["show", "--database", "nowhere.duckdb"], 4, "no such database"),
        (["report", "--database", "."], 4, "folder"),
        (["frobnicate"], 2, "frobnicate"),
        (["extract"], 2, "INPUT"),
        (["extract", "-", "--min-confidence", "2"], 2, "min-confidence"),
        (["explain"], 2, "--document"),
        (["sql", "history", "noequals", "--database", "DATABASE"], 2, "noequals"),
        (["sql", "DROP TABLE result", "--database", "DATABASE"], 6, "DROP"),
        (["sql", "SELECT nonsense", "--database", "DATABASE"], 6, "nonsense"),
        (["sql", "histroy", "--database", "DATABASE"], 7, "history"),
        (["show", "ImagNet-1k", "--database", "DATABASE"], 7, "ImageNet-1k"),
        (["explain", "--document", "2103.1403", "--database", "DATABASE"], 7, "2103.14030"),
    ],
)
def test_an_error_says_what_and_ends_with_its_documented_code(
    arguments: list[str], code: int, said: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(app, [database if word == "DATABASE" else word for word in arguments], input="")
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_missing_file_is_told_without_a_table_of_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    result = run(app, ["build", "nowhere.txt", "--database", str(tmp_path / "my.duckdb")])
    assert (result.exit_code, result.stdout) == (3, "")
    assert "nowhere.txt: no such file" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_limit_can_be_raised(tmp_path: Path) -> None:
    paper = write(tmp_path, "p.jsonl", json.dumps({"id": "a", "text": SENTENCE}) + "\n")
    assert len(run(app, ["extract", paper, "--limit", "line=1KiB"]).stdout.splitlines()) == 1
    small = run(app, ["extract", paper, "--limit", "line=10", "--limit", "text=5"])
    assert small.stdout == ""
    assert "--limit line=" in small.stderr
    assert run(app, ["build", paper, "--limit", "lines=5"]).exit_code == 3


def test_debug_shows_the_traceback() -> None:
    assert isinstance(run(app, ["--debug", "extract", "nowhere.txt"]).exception, InputError)


# build, show, explain, report, sql


def test_a_second_build_says_that_nothing_is_new(database: str) -> None:
    result = run(app, ["build", "--database", database])
    lines = {line[:22].strip(): line[22:].split()[0] for line in result.stdout.splitlines() if line[22:].split()}
    assert lines["new"] == lines["changed"] == "0"
    assert lines["documents read"] == lines["unchanged"]


def test_papers_without_an_id_are_named_by_the_sidecar(tmp_path: Path) -> None:
    papers = write(tmp_path, "p.jsonl", json.dumps({"title": "A Paper", "text": SENTENCE}) + "\n")
    facts = write(tmp_path, "facts.tsv", "title\tarxiv_id\tdate\nA paper\t2103.14030\t2021-03\n")
    target = str(tmp_path / "my.duckdb")
    assert run(app, ["build", papers, "--metadata", facts, "--database", target]).exit_code == 0
    with Store(target, read_only=True) as store:
        assert store.query("SELECT id, date FROM document").values.tolist() == [["2103.14030", "2021-03"]]


def test_the_list_of_boards_fits_a_narrow_terminal(database: str) -> None:
    result = run(app, ["show", "--database", database, "--top", "5"], env={"COLUMNS": "80"})
    assert "ImageNet-1k" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_board_is_ranked_and_cut_to_the_rows_asked_for(database: str) -> None:
    result = run(
        app,
        [
            "show",
            "imagenet",
            "--metric",
            "top-1 accuracy",
            "--top",
            "2",
            "--format",
            "json",
            "--database",
            database,
        ],
    )
    rows = json.loads(result.stdout)
    assert [row["rank"] for row in rows[:2]] == [1, 2]
    assert {row["dataset"] for row in rows} == {"ImageNet-1k"}
    assert all(row["value_text"] in row["sentence"] for row in rows)


def test_boards_as_markdown_have_a_heading_and_a_table_each(database: str) -> None:
    result = run(app, ["show", "ImageNet-1k", "--tables", "2", "--format", "markdown", "--database", database])
    assert result.stdout.count("## ImageNet-1k") == 2
    assert result.stdout.count("\n| --- |") == 2
    assert "more boards" in result.stderr


def test_a_text_is_explained_with_its_rule(database: str) -> None:
    result = run(app, ["explain", SENTENCE])
    assert result.exit_code == 0, result.output
    assert "[87.1" in result.stdout
    assert "score." in result.stdout


def test_a_stored_paper_is_explained(database: str) -> None:
    assert "[" in run(app, ["explain", "--document", "2103.14030", "--database", database]).stdout


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_without_a_text_there_is_nothing_to_explain(text: str) -> None:
    result = run(app, ["explain", text], input="")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "no text to explain" in result.stderr


def test_the_name_of_a_file_is_not_explained_as_a_text(tmp_path: Path) -> None:
    result = run(app, ["explain", write(tmp_path, "paper.txt", SENTENCE)])
    assert (result.exit_code, "explain - <" in result.stderr) == (2, True)


def test_a_text_that_holds_nothing_has_no_empty_table() -> None:
    assert "words" not in run(app, ["explain", "Nothing of that kind."]).stdout


@pytest.mark.parametrize("command", [["extract", "--format", "table"], ["build"]])
def test_of_a_file_that_is_not_there_no_empty_table_is_shown(command: list[str], tmp_path: Path) -> None:
    database = ["--database", str(tmp_path / "x.duckdb")] if command == ["build"] else []
    result = run(app, [*command, "nowhere.txt", *database])
    assert (result.exit_code, result.stdout) == (3, "")
    assert "nowhere.txt: no such file" in result.stderr


@pytest.mark.parametrize("question", ["model", "paper", "sentence"])
def test_a_question_that_lacks_its_parameter_says_which(question: str, database: str) -> None:
    result = run(app, ["sql", question, "--database", database])
    assert (result.exit_code, result.stdout) == (6, "")
    assert "=…" in result.stderr
    assert f"{question}=…" in result.stderr or "value=…" in result.stderr


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("colour", [None, "truecolor"])
def test_a_board_fits_the_terminal_with_and_without_colour(width: int, colour: str | None, database: str) -> None:
    from leaderboard import ranking
    from leaderboard.showing import heading, list_of_boards, ranked_rows

    page = Console(width=width, file=io.StringIO(), force_terminal=bool(colour), color_system=colour, markup=False)
    with Store(database, read_only=True) as store:
        frames = [(list_of_boards(ranking.boards(store)), "")]
        frames += [(ranked_rows(board), heading(board)) for board in ranking.board(store, "ImageNet-1k")]
    for frame, title in frames:
        page.print(terminal.frame_table(frame, title, width=width))
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in page.file.getvalue().splitlines()]
    assert max(map(len, lines)) <= width


def test_the_report_is_written_and_its_place_said(database: str, tmp_path: Path) -> None:
    result = run(app, ["report", "--database", database, "--output", str(tmp_path / "site")])
    assert result.exit_code == 0, result.output
    assert str(tmp_path / "site" / "index.html") in result.stdout
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("kind", ["best-over-time", "bars", "heat-map", "coverage"])
def test_a_chart_is_drawn_and_its_place_said(kind: str, database: str, tmp_path: Path) -> None:
    file = tmp_path / "chart.svg"
    named = [] if kind in ("heat-map", "coverage") else ["ImageNet-1k", "--setting", "zero-shot"]
    result = run(app, ["chart", *named, "--kind", kind, "-o", str(file), "--database", database])
    assert (result.exit_code, result.stdout) == (0, f"chart written: {file}\n"), result.output
    assert file.read_text(encoding="utf-8").startswith("<svg")


def test_an_export_goes_to_standard_output_or_to_a_file(database: str, tmp_path: Path) -> None:
    asked = ["export", "COCO", "--metric", "box AP", "--format", "markdown", "--database", database]
    printed = run(app, asked)
    assert printed.stdout.startswith("## COCO")
    assert run(app, [*asked, "-o", str(tmp_path / "coco.md")]).exit_code == 0
    assert (tmp_path / "coco.md").read_text(encoding="utf-8") == printed.stdout


def test_a_folder_of_files_needs_a_place(database: str, tmp_path: Path) -> None:
    asked = ["export", "--model", "ResNet-50", "--format", "every-eval-ever", "--database", database]
    assert run(app, asked).exit_code == 2
    assert run(app, [*asked, "-o", str(tmp_path)]).exit_code == 0
    assert list(tmp_path.glob("resnet-50/*-own.json"))


def test_a_select_and_a_named_question_are_answered(database: str) -> None:
    counted = run(app, ["sql", "SELECT count(*) AS papers FROM document", "--format", "json", "--database", database])
    assert json.loads(counted.stdout)[0]["papers"] >= 80
    named = run(app, ["sql", "history", "dataset=ImageNet-1k", "--format", "csv", "--database", database])
    assert named.exit_code == 0, named.output
    assert "coverage" in run(app, ["sql"]).stdout


@pytest.mark.parametrize("style", ["table", "markdown", "csv", "json"])
def test_every_type_of_value_is_shown(style: str, database: str) -> None:
    values = "[1, 2] AS l, DATE '2020-01-01' AS d, {'x': NULL} AS s, 0.1 AS f, NULL AS n, '=1|<b>' AS t, true AS b"
    result = run(app, ["sql", f"SELECT {values}", "--format", style, "--database", database], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    assert "2020-01-01" in result.stdout
    assert "00:00" not in result.stdout
    assert "nan" not in result.stdout.lower()


def test_an_answer_without_rows_is_still_an_answer(database: str) -> None:
    nothing = ["sql", "SELECT title FROM document WHERE false", "--database", database]
    assert run(app, nothing).stdout.startswith("title")
    assert run(app, [*nothing, "--format", "json"]).stdout == "[]\n"


def test_the_database_may_be_named_by_the_environment(database: str) -> None:
    assert run(app, ["show", "--top", "1"], env={"LEADERBOARD_DATABASE": database}).exit_code == 0


# Signals and pipes, in a process of its own


@pytest.mark.parametrize(
    ("sent", "code", "said"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_a_signal_ends_in_one_line_and_its_code(sent: signal.Signals, code: int, said: str, tmp_path: Path) -> None:
    pipe = tmp_path / "papers"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "leaderboard", "build", str(pipe), "--database", str(tmp_path / "my.duckdb")]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job hands down an ignored SIGINT, to the tests and to what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        with pipe.open("w"):  # opens when the command does; from then on it waits for a text
            process.send_signal(sent)
            _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == code
    assert errors.splitlines() == [f"{said}: what was stored stays; run it again to go on"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_output_is_told_in_one_line(tmp_path: Path) -> None:
    paper = write(tmp_path, "p.txt", SENTENCE)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "leaderboard", "extract", paper]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("error: the output: No space left on device\n  hint: ")


def test_a_reader_that_leaves_early_causes_no_traceback(tmp_path: Path) -> None:
    many = write(tmp_path, "many.txt", (SENTENCE + "\n") * 4000)
    command = [sys.executable, "-m", "leaderboard", "extract", many]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_output_is_the_same_in_every_locale_and_from_every_hash_seed(tmp_path: Path) -> None:
    text = "Our S×L model has 84.5 ± 0.2 % accuracy on CIFAR-10 — and 71.3% on ImageNet."
    outputs = set()
    for settings in (
        {"LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "POSIX", "TZ": "Asia/Tokyo", "PYTHONUTF8": "0"},
    ):
        done = subprocess.run(
            [sys.executable, "-m", "leaderboard", "extract", "-"],
            input=text.encode(),
            capture_output=True,
            env={**os.environ, **settings},
            cwd=tmp_path,
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


# What papers may not do to a terminal


def explained(text: str, mentions: list[tuple[int, int, str, str, str]]) -> SimpleNamespace:
    result = Result(
        document_id="a", start=0, end=1, value_text="1", value=1, kind="score", confidence=0.5, model=HOSTILE,
        pattern="test", sentence=text, sentence_start=0, extractor="test",
    )  # fmt: skip
    return SimpleNamespace(text=text, mentions=mentions, results=[result], rejected=[(0, 1, "1", f"why {HOSTILE}")])


@pytest.mark.parametrize(("width", "colour"), [(80, None), (80, "truecolor"), (200, None), (200, "truecolor")])
def test_no_control_or_bidirectional_character_of_a_paper_reaches_the_terminal(width: int, colour: str | None) -> None:
    page = io.StringIO()
    screen = Console(file=page, width=width, force_terminal=bool(colour), color_system=colour, markup=False)  # type: ignore[arg-type]
    text = f"1 {HOSTILE} 2"
    screen.print(terminal.explanation(explained(text, [(2, len(text) - 2, "model", HOSTILE, "test")])))
    shown = page.getvalue()
    assert not {"\x07", "\u202e", "\u2066", "\u200b", "\u2028", "\ud800"} & set(shown)
    assert "\x1b]" not in shown
    assert "[31mred evil zerowidth" in shown.replace("\n", " ") or "31mred" in shown
    assert ("\x1b[" in shown) == bool(colour)


def test_marks_keep_every_visible_character_and_never_overlap() -> None:
    text = "Swin-L has 87.3% top-1."
    mentions = [
        (0, 6, "model", "Swin-L", "m"),
        (11, 16, "quantity", "87.3 %", "q"),
        (11, 15, "quantity", "87.3", "q"),
    ]
    page = terminal.marked(explained(text, mentions))
    assert page.plain == "[Swin-L] has [87.3%] top-1."


def test_markup_of_papers_stays_text() -> None:
    page = io.StringIO()
    Console(file=page, width=80, markup=False, emoji=False).print(terminal.table(["model"], [["[red]x[/red] :smile:"]]))
    assert "[red]x[/red] :smile:" in page.getvalue()


def test_columns_that_do_not_fit_are_named() -> None:
    page = io.StringIO()
    rows = [["a" * 30, "b" * 30, "c" * 30]]
    Console(file=page, width=40).print(terminal.table(["one", "two", "three"], rows, width=40))
    assert "not shown here: three" in page.getvalue()
    assert max(map(len, page.getvalue().splitlines())) <= 40


def test_a_long_list_of_problems_is_cut_and_counted() -> None:
    listed = terminal.problems([f"p.jsonl:{line}: no text" for line in range(50)]).plain  # type: ignore[misc]
    assert len(listed.splitlines()) == terminal.PROBLEMS_SHOWN + 1
    assert listed.endswith("… and 30 more")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", ""),
        ("a\tb\r\nc", "a b c"),
        ("x\u202ey", "xy"),
        ("\ud800", ""),
        ("84.5\u00a0±\u00a00.2", "84.5 ± 0.2"),
        ("深度", "深度"),
    ],
)
def test_what_is_printed_is_what_can_be_seen(text: str, seen: str) -> None:
    assert printable(text) == seen
