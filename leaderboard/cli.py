"""The command line: arguments in, one call of the library, text out."""

import signal
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Never

import typer
from typer.core import TyperGroup

from leaderboard.errors import DatabaseError, InputError, LeaderboardError

if TYPE_CHECKING:
    from leaderboard.reading import Problem
    from leaderboard.store import Store

INTERRUPTED, TERMINATED = 130, 143  # 128 + the number of the signal, as shells have it
LONGEST_PATH = 255  # bytes of a file's name
DATABASE = Path("outputs/leaderboard.duckdb")
REPORT = Path("outputs/report")


class Terminated(KeyboardInterrupt):
    """SIGTERM arrived; it unwinds the way Ctrl-C does."""


class Commands(TyperGroup):
    """The commands. What the user can mend ends in a message and an exit code, without a traceback."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command that was asked for."""
        if ctx.params["debug"]:
            return super().invoke(ctx)
        try:
            return super().invoke(ctx)
        except LeaderboardError as error:
            _end(f"error: {error}", error.exit_code)
        except Terminated:
            _end("terminated: what was stored stays; run it again to go on", TERMINATED)
        except KeyboardInterrupt:
            _end("interrupted: what was stored stays; run it again to go on", INTERRUPTED)


def _end(message: str, exit_code: int) -> Never:
    from leaderboard.showing import printable

    typer.echo("\n".join(printable(line) for line in message.split("\n")), err=True)
    raise typer.Exit(exit_code)


app = typer.Typer(
    name="leaderboard",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # the plain help is there in half the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


class RecordFormat(StrEnum):
    """How records are written."""

    jsonl = "jsonl"
    csv = "csv"
    table = "table"


class ChartKind(StrEnum):
    """What a chart shows."""

    best = "best-over-time"
    bars = "bars"
    pareto = "pareto"
    heat_map = "heat-map"
    coverage = "coverage"


class ExportFormat(StrEnum):
    """What boards and results are written as."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    markdown = "markdown"
    latex = "latex"
    bibtex = "bibtex"
    papers_with_code = "papers-with-code"
    model_index = "model-index"
    eval_results = "eval-results"
    every_eval_ever = "every-eval-ever"


class TableFormat(StrEnum):
    """How tables are written."""

    table = "table"
    markdown = "markdown"
    csv = "csv"
    json = "json"


Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files of papers; - is standard input.")]
InputFormat = Annotated[
    str | None, typer.Option(help="Read every input as this format instead of recognising it by content.")
]
Encoding = Annotated[str, typer.Option(help="How the inputs are encoded.")]
Metadata = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="CSV or TSV that adds id, date and url to papers by title."),
]
Database = Annotated[
    Path, typer.Option(metavar="PATH", envvar="LEADERBOARD_DATABASE", help="The database, one DuckDB file.")
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=SIZE",
        help="Read more or less: line, text, numbers, sentence, ratio, problems, reread. SECURITY.md has them.",
    ),
]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read; the records are the same with any number.")]
Metric = Annotated[str | None, typer.Option(help="Only boards of this metric.")]
Setting = Annotated[str | None, typer.Option(help="Only this setting: zero-shot, fine-tuned, …")]
Split = Annotated[str | None, typer.Option(help="Only this split: val, test, test-dev, …")]
Strict = Annotated[bool, typer.Option("--strict", help="End with exit code 3 if any part was left out.")]
Style = Annotated[TableFormat, typer.Option("--format", help="How to write the tables.")]


@app.callback()
def leaderboard(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Read machine-learning papers, keep every reported number, rank them.

    \b
    Example:
      leaderboard build papers/*.txt && leaderboard report

    \b
    Exit codes: 0 done · 1 internal error · 2 wrong usage · 3 input · 4 database
      5 vocabulary · 6 query · 7 unknown name · 130 interrupted · 143 terminated
    """


@app.command()
def extract(
    inputs: Inputs,
    format: Annotated[RecordFormat, typer.Option(help="How to write the records.")] = RecordFormat.jsonl,
    input_format: InputFormat = None,
    encoding: Encoding = "utf-8",
    metadata: Metadata = None,
    limit: Limit = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out records that are less certain.")] = 0.0,
    jobs: Jobs = 1,
    strict: Strict = False,
) -> None:
    """Print the records of papers. They come in reading order.

    \b
    Example:
      echo "Our ViT-L reaches 87.3% top-1 on ImageNet-1k." | leaderboard extract -
    """
    from leaderboard import pipeline, showing
    from leaderboard.reading.limits import limits_of
    from leaderboard.records import Result

    refused: list[Problem] = []
    records = pipeline.extract(
        inputs,
        min_confidence=min_confidence,
        jobs=jobs,
        input_format=input_format,
        encoding=encoding,
        metadata=metadata,
        limits=limits_of(limit or []),
        problems=refused,
    )
    if format is RecordFormat.jsonl:
        for record in records:
            sys.stdout.buffer.write(showing.json_line(record))
        sys.stdout.flush()
    elif format is RecordFormat.csv:
        sys.stdout.write(showing.csv_line(Result.model_fields))
        sys.stdout.writelines(showing.csv_line(record.values()) for record in records)
    else:
        from leaderboard import terminal

        if found := list(records):
            terminal.console().print(terminal.records_table(found))
    _tell(refused, strict)


@app.command()
def build(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help="Files of papers; - is standard input; none: the bundled sample."),
    ] = None,
    database: Database = DATABASE,
    metadata: Metadata = None,
    input_format: InputFormat = None,
    encoding: Encoding = "utf-8",
    limit: Limit = None,
    jobs: Jobs = 1,
    strict: Strict = False,
) -> None:
    """Read papers and store their numbers. Running again adds nothing.

    \b
    Example:
      leaderboard build papers.jsonl --metadata facts.tsv
    """
    from leaderboard import pipeline, terminal
    from leaderboard.reading.limits import limits_of

    with terminal.progress("documents") as watch:
        done = pipeline.build(
            inputs or [],
            database,
            input_format=input_format,
            encoding=encoding,
            metadata=metadata,
            limits=limits_of(limit or []),
            jobs=jobs,
            watch=watch,
        )
    if done.read or not done.problems:
        terminal.console().print(terminal.summary(done))
    _tell(done.problems, strict)


@app.command("import")
def import_(
    tables: Annotated[str, typer.Argument(metavar="FILE", help="An evaluation-tables.json; - is standard input.")],
    database: Database = DATABASE,
    strict: Strict = False,
) -> None:
    """Take in the boards of Papers with Code. They stand beside what was read, marked as imported.

    \b
    Example:
      leaderboard import evaluation-tables.json.gz
    """
    from leaderboard import terminal
    from leaderboard.importing import import_tables

    done = import_tables(tables, database)
    terminal.console().print(terminal.imported(done))
    _tell(done.problems, strict)


@app.command()
def show(
    benchmark: Annotated[
        str | None, typer.Argument(metavar="BENCHMARK", help="A benchmark; without it, all boards.")
    ] = None,
    metric: Metric = None,
    setting: Setting = None,
    split: Split = None,
    top: Annotated[int, typer.Option(min=1, help="At most so many rows of a table.")] = 20,
    tables: Annotated[int, typer.Option(min=1, help="At most so many tables, the fullest first.")] = 5,
    format: Style = TableFormat.table,
    database: Database = DATABASE,
) -> None:
    """List the boards, or show one, ranked.

    \b
    Example:
      leaderboard show "ImageNet-1k" --metric "top-1 accuracy" --setting zero-shot
    """
    from leaderboard import ranking, showing
    from leaderboard.store import Store

    with Store(database, read_only=True) as store:
        if benchmark is None:
            return _print_frame(showing.list_of_boards(ranking.boards(store).head(top)), format)
        boards = ranking.board(store, benchmark, metric=metric, setting=setting, split=split)
    if format in (TableFormat.csv, TableFormat.json):
        return _print_frame(showing.exported_rows(boards, top), format)
    for board in boards[:tables]:
        _print_frame(showing.ranked_rows(board).head(top), format, showing.heading(board))
        typer.echo()
    if len(boards) > tables:
        typer.echo(
            f"{len(boards) - tables} more boards: choose by --metric, --setting, --split, or --tables 100",
            err=True,
        )
    return None


@app.command()
def explain(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A text; - is standard input.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="A stored document instead.")] = None,
    database: Database = DATABASE,
) -> None:
    """Show how a text is read, and why. Every mention, every record with its rule, every number left out.

    \b
    Example:
      leaderboard explain "Swin-L reaches 87.3% top-1 on ImageNet-1k, 2.5% above ViT."
    """
    from leaderboard import terminal
    from leaderboard.linking import Extractor
    from leaderboard.pipeline import stored_document
    from leaderboard.reading import read_documents
    from leaderboard.records import Document
    from leaderboard.store import Store

    if (text is None) == (document is None):
        raise typer.BadParameter("say either a text or --document ID")
    if document is not None:
        with Store(database, read_only=True) as store:
            paper = stored_document(store, document)
    elif text == "-":
        paper = next(read_documents("-"), Document(id="text", text=""))
    elif _is_file(str(text)):
        raise typer.BadParameter(f"{text!r} is a file; for its text: leaderboard explain - < {text}")
    else:
        paper = Document(id="text", text=str(text))
    if not paper.text.strip():
        raise InputError("there is no text to explain", hint="give a sentence, or - and a text on standard input")
    terminal.console().print(terminal.explanation(Extractor().explain(paper)))


def _is_file(text: str) -> bool:
    return len(text) < LONGEST_PATH and "\n" not in text and "\0" not in text and Path(text).is_file()


@app.command()
def report(
    database: Database = DATABASE,
    output: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write.")] = REPORT,
) -> None:
    """Write the static report. It opens without a server or a network.

    \b
    Example:
      leaderboard report --output site
    """
    from leaderboard.report import write_report
    from leaderboard.store import Store

    with Store(database, read_only=True) as store:
        write_report(store, output)
    typer.echo(f"report written: {output / 'index.html'}")


@app.command()
def chart(
    benchmark: Annotated[
        str | None, typer.Argument(metavar="BENCHMARK", help="A benchmark; not for heat-map and coverage.")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to: .svg, .png, .html or .json.")
    ] = Path("chart.svg"),
    kind: Annotated[
        ChartKind | None, typer.Option(help="What to draw; else the best over time where dates are known, or bars.")
    ] = None,
    metric: Metric = None,
    setting: Setting = None,
    split: Split = None,
    cost: Annotated[str, typer.Option(help="For pareto: parameters, FLOPs, latency, …")] = "parameters",
    top: Annotated[int, typer.Option(min=1, max=500, help="For bars and coverage: at most so many.")] = 20,
    database: Database = DATABASE,
) -> None:
    """Draw a board, or what several have in common. The page and the pictures need no network.

    \b
    Example:
      leaderboard chart "ImageNet-1k" --metric "top-1 accuracy" -o imagenet.svg
    """
    from leaderboard import charts
    from leaderboard.store import Store

    with Store(database, read_only=True) as store:
        if kind is ChartKind.coverage:
            drawn = charts.coverage(store, top=top)
        elif kind is ChartKind.heat_map:
            drawn = charts.heat_map(store, metric or "accuracy")
        elif benchmark is None:
            raise typer.BadParameter("name a benchmark, or choose --kind heat-map or --kind coverage")
        else:
            drawn = _board_chart(store, kind, cost, top, benchmark, metric, setting, split)
    charts.save(drawn, output)
    typer.echo(f"chart written: {output}")


def _board_chart(store: "Store", kind: ChartKind | None, cost: str, top: int, *names: Any) -> Any:
    """Draw the fullest board of these names: dataset, metric, setting, split."""
    from leaderboard import charts, ranking

    board, *others = ranking.board(store, *names)
    if others:
        more = f"{len(others)} more boards match: choose by --metric, --setting, --split"
        typer.echo(f"drawn: {board.title}; {more}", err=True)
    if kind is ChartKind.pareto:
        return charts.pareto(charts.priced(store, board, cost), board, cost)
    if kind is ChartKind.bars or (kind is None and not charts.has_history(board)):
        return charts.ranked_bars(board, top=top)
    return charts.best_over_time(board)


@app.command()
def export(
    benchmark: Annotated[
        str | None, typer.Argument(metavar="BENCHMARK", help="A benchmark; without it, everything.")
    ] = None,
    format: Annotated[ExportFormat, typer.Option(help="What to write.")] = ExportFormat.csv,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="A file, or a folder; - is standard output.")
    ] = Path("-"),
    metric: Metric = None,
    setting: Setting = None,
    split: Split = None,
    model: Annotated[str | None, typer.Option(help="Only this model.")] = None,
    database: Database = DATABASE,
) -> None:
    """Take boards and results elsewhere, with all that a format can hold.

    csv, jsonl and parquet have every field of every result; markdown and latex have the boards' tables, bibtex
    the papers. eval-results and every-eval-ever are folders, with a folder for each model.

    \b
    Example:
      leaderboard export "ImageNet-1k" --format latex -o imagenet.tex
    """
    from leaderboard.exporting import exported, write
    from leaderboard.store import Store

    chosen = {"dataset": benchmark, "metric": metric, "setting": setting, "split": split, "model": model}
    with Store(database, read_only=True) as store:
        made = exported(store, format.value, **chosen)
    for reason, count in made.left_out.items():
        typer.echo(f"left out: {count} results {reason}", err=True)
    if output != Path("-"):
        write(made, output)
        typer.echo(f"written: {output}")
    elif list(made.files) == [""]:
        sys.stdout.buffer.write(made.files[""])
        sys.stdout.flush()
    else:
        raise typer.BadParameter(f"{format.value} is a folder of files: say where with --output")


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(metavar="QUERY|NAME", help="A SELECT or a name.")] = None,
    parameters: Annotated[
        list[str] | None, typer.Argument(metavar="PARAMETER=VALUE", help="For a named question.")
    ] = None,
    format: Style = TableFormat.table,
    database: Database = DATABASE,
) -> None:
    """Answer a SELECT or a named question. Without one, list the names; nothing is ever changed.

    \b
    Example:
      leaderboard sql "SELECT dataset, count(*) FROM result GROUP BY ALL ORDER BY 2 DESC LIMIT 5"
    """
    from leaderboard.store import Store

    if query is None:
        return _print_questions(format)
    with Store(database, read_only=True) as store:
        if len(query.split()) == 1:
            answer = store.ask(query, **dict(map(_parameter, parameters or [])))
        else:
            answer = store.user_query(query)
    return _print_frame(answer, format)


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise typer.BadParameter(f"{text!r} is not written as name=value")
    return name, value


def _defaults(parameters: Mapping[str, Any]) -> list[str]:
    return [f"{name}={value}" for name, value in parameters.items() if value]


def _print_questions(style: TableFormat) -> None:
    from pandas import DataFrame

    from leaderboard.store import questions

    rows = [
        (
            each.name,
            each.answers,
            " ".join([*(f"{name}=…" for name in each.needs), *_defaults(each.parameters)]),
        )
        for each in questions().values()
    ]
    _print_frame(DataFrame(rows, columns=["name", "answers", "parameters"]), style)


@app.command()
def doctor(
    database: Database = DATABASE,
    report: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the report.")] = REPORT,
) -> None:
    """Check the database, and say what to do. Ends with exit code 4 if anything must be mended; changes nothing.

    \b
    Example:
      leaderboard doctor --database outputs/leaderboard.duckdb
    """
    from leaderboard import terminal
    from leaderboard.linking.extractor import extractor_version
    from leaderboard.store import Store
    from leaderboard.store.doctor import examine, leftovers

    with Store(database, read_only=True) as store:
        found = [*examine(store, extractor_version()), *leftovers(database, report)]
    terminal.console().print(terminal.findings(found))
    faults = sum(finding.is_fault for finding in found)
    if faults:
        raise DatabaseError(f"{faults} of {len(found)} promises are broken", where=str(database))


@app.command()
def version() -> None:
    """Print the version.

    \b
    Example:
      leaderboard version
    """
    import leaderboard

    typer.echo(f"leaderboard {leaderboard.__version__}")


def _print_frame(frame: Any, style: TableFormat, title: str = "") -> None:
    """Print a data frame; in Markdown its title is a heading."""
    if style is TableFormat.table:
        from leaderboard import terminal

        terminal.console().print(terminal.frame_table(frame, title))
    else:
        from leaderboard import showing

        heading = f"## {showing.markdown_inline(title)}\n\n" if title else ""
        typer.echo(heading + showing.frame_text(frame, style.value), nl=False)


def _tell(problems: "Sequence[Problem]", strict: bool) -> None:
    """List on standard error what was left out. A whole input is an error, with --strict any part of one."""
    if not problems:
        return
    from leaderboard import terminal

    terminal.console(stderr=True).print(terminal.problems(problems), soft_wrap=True)
    unread = sum(problem.is_whole_input for problem in problems)
    if unread:
        raise InputError(f"{unread} of the inputs could not be read", hint="mend it and run the same again")
    if strict:
        parts = sum(problem.parts for problem in problems)
        what = "1 part of the input was" if parts == 1 else f"{parts:,} parts of the input were"
        raise InputError(f"{what} left out", hint="mend it, or run without --strict")


def _terminate(signal_number: int, frame: object) -> Never:
    raise Terminated


def _make_safe(stream: Any) -> None:
    """Let no character stop the output: files are UTF-8 in every locale, a poor terminal gets escapes."""
    encoding = stream.encoding if stream.isatty() else "utf-8"
    stream.reconfigure(encoding=encoding, errors="backslashreplace")


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        _make_safe(stream)
    try:
        app()
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        from leaderboard.showing import printable

        if isinstance(error, OSError):  # a full disk behind > or |
            where = printable(str(error.filename or "the output"))
            sys.exit(f"error: {where}: {error.strerror}\n  hint: make room, or write somewhere else")
        hint = "leaderboard --debug … shows where it happened; please report it"
        sys.exit(f"internal error: {type(error).__name__}: {printable(str(error))}\n  hint: {hint}")
