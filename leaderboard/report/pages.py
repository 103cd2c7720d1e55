"""What every page says, as records: the templates loop over them and decide nothing.

Each `…_page` function takes the readings and returns one page. Addresses in a record are seen from the page's
own folder; what comes from papers has lost its invisible characters here and is escaped by the templates.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaderboard.charts import Point, spark_line
from leaderboard.report.readings import BoardKey, Readings, Row
from leaderboard.report.texts import UNSAID, Piece, counted, one_line, pieces, printed, visible, web_link

MOST_ROWS = 1_000  # on a page; the downloads hold all (5,000 rows take a browser 2.5 s, 400 rows 0.6 s)
MOST_TEXT = 50_000  # characters of a paper on its page; the seeds' longest abstract has 3,000
SENTENCE_AROUND = 600  # characters shown on each side of a number; a sentence without a full stop can be a book
FEATURED = 6  # boards on top of the index
NEWEST = 10  # records of late on the index
BOARDS_OF_TASK = 6  # on the index, for each task; boards.html has all
MOST_TASKS = 40  # on the index
SURE = 0.8  # readings at least this sure count as sure in the strip on data quality
OWN, QUOTED = "own", "quoted"
NO_TASK = "task not stated"
DIRECTIONS = {True: "higher is better ↑", False: "lower is better ↓", None: "direction unknown"}
BETTER = {True: "better", False: "worse", None: ""}


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; nowhere, if there is no page of it."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a number was read: its sentence with the number marked, its place, and the rule that read it."""

    pieces: tuple[Piece, ...]
    start: int
    end: int
    pattern: str
    confidence: str
    flags: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a board. `rank` counts all mentions, `best_rank` models, each at its best."""

    anchor: str
    rank: int | None
    best_rank: int | None
    is_best: bool
    is_record: bool
    system: Link
    names_model: bool
    value: float
    number: str
    settings: tuple[str, ...]
    said_by: str
    parameters: str
    date: str
    paper: Link
    source: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board in a list of boards."""

    board: Link
    dataset: str
    metric: str
    variant: str
    arrow: str
    task: str
    top: str
    top_by: str
    results: int
    papers: int
    models: int
    years: str
    spark: str | None


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another board of the same benchmark."""

    name: str
    count: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One leaderboard: dataset × metric × split × setting."""

    file: str
    key: BoardKey
    dataset: str
    metric: str
    split: str
    setting: str
    task: str
    unit: str
    direction: str
    counts: str
    few: str
    entries: tuple[Entry, ...]
    left_off: int
    further_mentions: int
    years: tuple[str, ...]
    undated: int
    variants: tuple[Sibling, ...]
    metrics: tuple[Sibling, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Record:
    """A number of a paper or of a model, with the board it stands on."""

    anchor: str
    number: str
    kind: str
    change: str
    metric: str
    benchmark: Link
    variant: str
    rank: str
    model: Link
    versus: str
    said_by: str
    paper: Link
    date: str
    confidence: str
    pattern: str
    value: float


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper: its text with every number marked, and the records made of them."""

    file: str
    document_id: str
    title: str
    date: str
    source: str | None
    pieces: tuple[Piece, ...]
    is_cut: bool
    records: tuple[Record, ...]
    counts: str


@dataclass(frozen=True, slots=True)
class ModelPage:
    """One model: all numbers that any paper gives for it."""

    file: str
    name: str
    spellings: tuple[str, ...]
    scores: tuple[Record, ...]
    others: tuple[Record, ...]
    counts: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two numbers that disagree."""

    number: str
    said_by: str
    paper: Link
    date: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Conflict:
    """A model that papers give different numbers for."""

    model: Link
    board: Link
    variant: str
    difference: str
    papers: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, for a bar: percent runs from 0 to 100."""

    name: str
    count: int
    percent: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """How much is known of a benchmark."""

    name: Link
    papers: int
    results: int
    ranked: int
    boards: int
    split_unsaid: str
    setting_unsaid: str
    model_unsaid: str
    confidence: str


@dataclass(frozen=True, slots=True)
class QualityPage:
    """What was read and how sure it is."""

    strip: tuple[Share, ...]
    confidence: tuple[Share, ...]
    unsaid: tuple[Share, ...]
    kinds: tuple[Share, ...]
    rules: tuple[Share, ...]
    flags: tuple[Share, ...]
    coverage: tuple[Covered, ...]
    problems: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class MethodPage:
    """How the numbers were read."""

    extractors: tuple[str, ...]
    rules: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """A result that beat all earlier ones of its board."""

    date: str
    system: Link
    number: str
    board: Link
    variant: str
    before: str


@dataclass(frozen=True, slots=True)
class TaskSection:
    """The boards of a task on the index."""

    name: str
    count: str
    anchor: str
    lines: tuple[BoardLine, ...]
    left_off: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The way in."""

    documents: int
    papers: int
    results: int
    boards: int
    models: int
    ranked: int
    featured: tuple[BoardLine, ...]
    tasks: tuple[TaskSection, ...]
    tasks_left_off: int
    newest: tuple[Best, ...]
    strip: tuple[Share, ...]
    conflicts: int


def variant(split: str | None, setting: str | None) -> str:
    """Say what is known of a board's split and setting.

    >>> variant("test", "zero-shot"), variant(None, "zero-shot"), variant(None, None)
    ('test split · zero-shot', 'zero-shot', 'unspecified')
    """
    said = (f"{one_line(split)} split" if split else "", one_line(setting or ""))
    return " · ".join(filter(None, said)) or UNSAID


def sql_behind(key: BoardKey) -> str:
    """Write the query that gives a board's table.

    >>> print(sql_behind(("COCO", None, "box AP", "zero-shot")))
    SELECT rank, system, value_text, unit, bound, subject, date, title, url, sentence
    FROM leaderboard
    WHERE dataset = 'COCO'
      AND metric = 'box AP'
      AND split IS NULL
      AND setting = 'zero-shot'
    ORDER BY rank
    """
    dataset, split, metric, setting = key
    named = {"dataset": dataset, "metric": metric, "split": split, "setting": setting}
    where = "\n  AND ".join(f"{column} {_equals(value)}" for column, value in named.items())
    columns = "rank, system, value_text, unit, bound, subject, date, title, url, sentence"
    return f"SELECT {columns}\nFROM leaderboard\nWHERE {where}\nORDER BY rank"


def _equals(value: str | None) -> str:
    return "IS NULL" if value is None else "= '" + visible(value).replace("'", "''") + "'"


def share(part: float, whole: float) -> float:
    """Percent of a whole, with one decimal; of nothing it is 0.

    >>> share(1, 3), share(0, 0)
    (33.3, 0.0)
    """
    return round(100 * part / whole, 1) if whole else 0.0


# Parts of pages


def evidence(row: Row, readings: Readings, up: str = "../") -> Evidence:
    """Show where a result was read."""
    sentence, start = row["sentence"], row["start"] - row["sentence_start"]
    end = start + row["end"] - row["start"]
    first, last = max(0, start - SENTENCE_AROUND), min(len(sentence), max(end, 0) + SENTENCE_AROUND)
    shown = pieces(sentence[first:last], [(start - first, end - first, row["result_id"], row["kind"])])
    before = (Piece("… "),) if first else ()
    after = (Piece(" …"),) if last < len(sentence) else ()
    return Evidence(
        pieces=(*before, *shown, *after),
        start=row["start"],
        end=row["end"],
        pattern=one_line(row["pattern"]),
        confidence=f"{row['confidence']:.2f}",
        flags=tuple(one_line(flag) for flag in row["flags"]),
        href=f"{up}papers/{readings.paper_files[row['document_id']]}.html#at-{row['start']}",
    )


def anchor(row: Row, readings: Readings) -> str:
    """Name a row of a board so that other pages can point at it."""
    return f"{readings.paper_files[row['document_id']]}-{row['start']}"


def system_link(row: Row, readings: Readings, up: str = "../") -> Link:
    """Name the system that has a number: the model, else the paper."""
    if not row["model"]:
        return Link(readings.paper_title(row["document_id"]), paper_href(row, readings, up))
    file = readings.model_files.get(row["system_key"])
    return Link(one_line(row["model"]), f"{up}models/{file}.html" if file else None)


def paper_href(row: Row, readings: Readings, up: str = "../") -> str:
    """Where the paper of a result has its page."""
    return f"{up}papers/{readings.paper_files[row['document_id']]}.html"


def paper_link(row: Row, readings: Readings, up: str = "../") -> Link:
    """The paper of a result."""
    return Link(readings.paper_title(row["document_id"]), paper_href(row, readings, up))


def board_href(key: BoardKey, readings: Readings, up: str = "../") -> str:
    """Where a board has its page."""
    return f"{up}boards/{readings.board_files[key]}.html"


def said_by(row: Row) -> str:
    """Whose number it is: the paper's own, or quoted for somebody else's system."""
    return OWN if row["subject"] == "proposed" else QUOTED


def date_of(row: Row, readings: Readings) -> str:
    """The date of the paper, empty when it is not known."""
    return one_line(readings.documents[row["document_id"]]["date"] or "")


def parameters_of(row: Row, readings: Readings) -> str:
    """The number of parameters that the same paper states for the same model."""
    stated = readings.parameters.get((row["document_id"], row["system_key"]), [])
    return ", ".join(dict.fromkeys(printed({**one, "unit": None}) for one in stated))


def entry(standing: Row, readings: Readings) -> Entry:
    """Make the row of a board from a result and its standing."""
    row = readings.results[standing["result_id"]]
    return Entry(
        anchor=anchor(row, readings),
        rank=standing["rank"],
        best_rank=standing["best_rank"],
        is_best=bool(standing["is_best"]),
        is_record=bool(standing["is_record"]),
        system=system_link(row, readings),
        names_model=bool(row["model"]),
        value=standing["rank_value"],
        number=printed(row),
        settings=tuple(one_line(setting) for setting in row["settings"] if setting != row["setting"]),
        said_by=said_by(row),
        parameters=parameters_of(row, readings),
        date=date_of(row, readings),
        paper=paper_link(row, readings),
        source=web_link(readings.documents[row["document_id"]]["url"]),
        evidence=evidence(row, readings),
    )


def points(page: BoardPage) -> list[Point]:
    """What the chart of a board shows of its rows."""
    return [
        Point(
            row=row.anchor,
            system=row.system.text,
            value=row.value,
            number=row.number,
            said_by=row.said_by,
            date=row.date,
            rank=row.rank,
            is_best=row.is_best,
            is_record=row.is_record,
        )
        for row in page.entries
    ]


def record(row: Row, readings: Readings) -> Record:
    """Make the line of a number on the page of its paper or model."""
    standing = readings.standing.get(row["result_id"])
    return Record(
        anchor=f"at-{row['start']}",
        number=printed(row),
        kind=row["kind"],
        change=" ".join(word for word in (BETTER[row["better"]], row["change"]) if word),
        metric=one_line(row["metric"] or ""),
        benchmark=_benchmark(row, standing, readings),
        variant=" · ".join(one_line(word) for word in (row["split"], *row["settings"]) if word),
        rank=_rank(standing, readings),
        model=system_link(row, readings) if row["model"] else Link(""),
        versus=one_line(row["versus"] or ""),
        said_by=said_by(row),
        paper=paper_link(row, readings),
        date=date_of(row, readings),
        confidence=f"{row['confidence']:.2f}",
        pattern=one_line(row["pattern"]),
        value=row["value"],
    )


def _benchmark(row: Row, standing: Row | None, readings: Readings) -> Link:
    if standing is None:
        return Link(one_line(row["dataset"] or ""))
    key = (standing["dataset"], standing["split"], standing["metric"], standing["setting"])
    return Link(one_line(row["dataset"]), f"{board_href(key, readings)}#{anchor(row, readings)}")


def _rank(standing: Row | None, readings: Readings) -> str:
    if standing is None or standing["rank"] is None:
        return ""
    key = (standing["dataset"], standing["split"], standing["metric"], standing["setting"])
    return f"{standing['rank']} of {len(readings.ranked[key])}"


def board_line(key: BoardKey, readings: Readings, up: str = "") -> BoardLine:
    """Make a board's line in a list."""
    board, first = readings.boards[key], readings.ranked[key][0]
    top = readings.results[first["result_id"]] if first["rank"] is not None else None
    years = [date_of(readings.results[row["result_id"]], readings)[:4] for row in readings.ranked[key]]
    dated = sorted(filter(None, years))
    return BoardLine(
        board=Link(one_line(key[0]), board_href(key, readings, up)),
        dataset=one_line(key[0]),
        metric=one_line(key[2]),
        variant=variant(key[1], key[3]),
        arrow={True: "↑", False: "↓", None: ""}[board["higher_is_better"]],
        task=one_line(board["task"] or NO_TASK),
        top=printed(top) if top else "",
        top_by=system_link(top, readings, up).text if top else "",
        results=board["results"],
        papers=board["papers"],
        models=board["models"],
        years="–".join(dict.fromkeys((dated[0], dated[-1]))) if dated else "",
        spark=spark_line(_history(key, readings), board["higher_is_better"]),
    )


def _history(key: BoardKey, readings: Readings) -> list[tuple[str, float]]:
    rows = readings.ranked[key]
    dated = [(date_of(readings.results[row["result_id"]], readings), row["rank_value"]) for row in rows]
    return sorted(point for point in dated if point[0])


# Pages


def board_page(key: BoardKey, readings: Readings) -> BoardPage:
    """Show one board."""
    board, ranked = readings.boards[key], readings.ranked[key]
    # What is best of its model comes first where a page cannot hold all.
    kept = {row["result_id"] for row in sorted(ranked, key=lambda row: not row["is_best"])[:MOST_ROWS]}
    entries = tuple(entry(row, readings) for row in ranked if row["result_id"] in kept)
    return BoardPage(
        file=readings.board_files[key],
        key=key,
        dataset=one_line(key[0]),
        metric=one_line(key[2]),
        split=one_line(key[1] or UNSAID),
        setting=one_line(key[3] or UNSAID),
        task=one_line(board["task"] or NO_TASK),
        unit=one_line(board["unit"] or ""),
        direction=DIRECTIONS[board["higher_is_better"]],
        counts=_counts(board),
        few=_few(len(ranked)),
        entries=entries,
        left_off=len(ranked) - len(entries),
        further_mentions=sum(not row.is_best for row in entries),
        years=tuple(sorted({row.date[:4] for row in entries if row.date}, reverse=True)),
        undated=sum(not row.date for row in entries),
        variants=_siblings(key, readings, same_metric=True),
        metrics=_siblings(key, readings, same_metric=False),
        sql=sql_behind(key),
    )


def _counts(board: Row) -> str:
    quoted = f", {board['quoted']} of them quoted" if board["quoted"] else ""
    return f"{counted(board['results'], 'result')} from {counted(board['papers'], 'paper')}{quoted}"


def _few(results: int) -> str:
    """Say plainly that a board of one or two is none yet.

    >>> _few(1), _few(3)
    ('Only one result so far: a reading, not yet a ranking.', '')
    """
    words = {1: "Only one result so far: a reading, not yet a ranking.", 2: "Only two results so far."}
    return words.get(results, "")


def _siblings(key: BoardKey, readings: Readings, same_metric: bool) -> tuple[Sibling, ...]:
    """The boards of this benchmark: its splits and settings, or the fullest board of each other metric."""
    boards = readings.of_dataset[key[0]]  # the fullest first
    if same_metric:
        keys = [other for other in boards if other[2] == key[2]]
        return tuple(_sibling(other, variant(other[1], other[3]), key, readings) for other in keys)
    fullest: dict[str, BoardKey] = {}
    for other in boards:
        fullest.setdefault(other[2], other)
    fullest[key[2]] = key
    return tuple(_sibling(other, one_line(metric), key, readings) for metric, other in fullest.items())


def _sibling(other: BoardKey, name: str, here: BoardKey, readings: Readings) -> Sibling:
    count = f"{readings.boards[other]['results']:,}"
    return Sibling(name, count, f"{readings.board_files[other]}.html", is_here=other == here)


def boards_page(readings: Readings) -> tuple[BoardLine, ...]:
    """List all boards, the fullest first."""
    return tuple(board_line(key, readings) for key in readings.boards)


def paper_page(document_id: str, readings: Readings) -> PaperPage:
    """Show one paper."""
    document, rows = readings.documents[document_id], readings.of_document[document_id]
    text = document["text"][:MOST_TEXT]
    marks = [(row["start"], row["end"], f"at-{row['start']}", row["kind"]) for row in rows]
    return PaperPage(
        file=readings.paper_files[document_id],
        document_id=one_line(document_id),
        title=readings.paper_title(document_id),
        date=one_line(document["date"] or ""),
        source=web_link(document["url"]),
        pieces=pieces(text, marks),
        is_cut=len(document["text"]) > MOST_TEXT,
        records=tuple(record(row, readings) for row in rows[:MOST_ROWS]),
        counts=_kinds(rows),
    )


def _kinds(rows: Sequence[Row]) -> str:
    count = Counter(row["kind"] for row in rows)
    return ", ".join(counted(count[kind], kind) for kind in ("score", "gain", "cost") if count[kind])


def model_page(key: str, readings: Readings) -> ModelPage:
    """Show one model."""
    rows = readings.of_model[key]
    name = readings.model_name(key)
    spellings = sorted({one_line(row["model"]) for row in rows} - {name})
    scores = [row for row in rows if row["kind"] == "score"]
    others = [row for row in rows if row["kind"] != "score"]
    scores.sort(key=lambda row: (row["dataset"] or "~", row["metric"] or "~", row["document_id"], row["start"]))
    return ModelPage(
        file=readings.model_files[key],
        name=name,
        spellings=tuple(spellings),
        scores=tuple(record(row, readings) for row in scores[:MOST_ROWS]),
        others=tuple(record(row, readings) for row in others[:MOST_ROWS]),
        counts=f"{_kinds(rows)} from {counted(len({row['document_id'] for row in rows}), 'paper')}",
    )


def conflicts_page(readings: Readings) -> tuple[Conflict, ...]:
    """Show where papers disagree."""
    return tuple(_conflict(row, readings) for row in readings.conflicts[:MOST_ROWS])


def _conflict(row: Row, readings: Readings) -> Conflict:
    low, high = (readings.results[row[name]] for name in ("low_result_id", "high_result_id"))
    key = (row["dataset"], row["split"], row["metric"], row["setting"])
    name = f"{one_line(row['dataset'])} · {one_line(row['metric'])}"
    return Conflict(
        model=system_link(low, readings, up=""),
        board=Link(name, board_href(key, readings, up="")),
        variant=variant(row["split"], row["setting"]),
        difference=f"{row['difference']:.4g}",
        papers=counted(row["papers"], "paper"),
        sides=(_side(low, readings), _side(high, readings)),
    )


def _side(row: Row, readings: Readings) -> Side:
    return Side(
        number=printed(row),
        said_by=said_by(row),
        paper=paper_link(row, readings, up=""),
        date=date_of(row, readings),
        evidence=evidence(row, readings, up=""),
    )


def strip(readings: Readings) -> tuple[Share, ...]:
    """Sum up the quality of the data in four shares."""
    documents, scores = readings.counts["documents"], readings.of_kind["score"]
    named = sum(bool(row["metric"] and row["dataset"]) for row in scores)
    sure = sum(row["confidence"] >= SURE for row in scores)
    unsaid = sum(key[1] is None for key in readings.boards)
    reporting = len(readings.documents)
    return (
        Share("papers report a number", reporting, share(reporting, documents), f"of {documents:,} read"),
        Share("scores name metric and benchmark", named, share(named, len(scores)), f"of {len(scores):,}"),
        Share(f"scores are read with confidence ≥ {SURE}", sure, share(sure, len(scores)), f"of {len(scores):,}"),
        Share(
            "boards do not know their split",
            unsaid,
            share(unsaid, len(readings.boards)),
            f"of {len(readings.boards):,}",
        ),
    )


def quality_page(readings: Readings) -> QualityPage:
    """Show what was read and how sure it is."""
    rows = list(readings.results.values())
    scores = readings.of_kind["score"]
    bins = Counter(min(9, int(row["confidence"] * 10 + 1e-9)) for row in rows)
    missing = {
        name: sum(row[name] is None for row in scores) for name in ("metric", "dataset", "split", "setting", "model")
    }
    words = {"dataset": "benchmark"}
    return QualityPage(
        strip=strip(readings),
        confidence=_bars(((f"{n / 10:.1f} to {n / 10 + 0.1:.1f}", bins[n]) for n in reversed(range(10))), len(rows)),
        unsaid=_bars(((words.get(name, name), count) for name, count in missing.items()), len(scores)),
        kinds=_bars(((kind, len(readings.of_kind[kind])) for kind in ("score", "gain", "cost")), len(rows)),
        rules=rules(readings)[:20],
        flags=_bars(Counter(one_line(flag) for row in rows for flag in row["flags"]).most_common(), len(rows)),
        coverage=tuple(_covered(row, readings) for row in readings.coverage[:MOST_ROWS]),
        problems=tuple(_problem(row) for row in readings.problems[:MOST_ROWS]),
    )


def _bars(counts: Iterable[tuple[str, int]], whole: int) -> tuple[Share, ...]:
    return tuple(Share(name, count, share(count, whole)) for name, count in counts)


def rules(readings: Readings) -> tuple[Share, ...]:
    """The rules by the numbers they read, with their mean confidence."""
    confidences: dict[str, list[float]] = defaultdict(list)
    for row in readings.results.values():
        confidences[one_line(row["pattern"])].append(row["confidence"])
    order = sorted(confidences.items(), key=lambda item: (-len(item[1]), item[0]))
    whole = len(readings.results)
    return tuple(
        Share(name, len(sure), share(len(sure), whole), f"{sum(sure) / len(sure):.2f}") for name, sure in order
    )


def _covered(row: Row, readings: Readings) -> Covered:
    boards = readings.of_dataset.get(row["dataset"])
    return Covered(
        name=Link(one_line(row["dataset"]), board_href(boards[0], readings, up="") if boards else None),
        papers=row["papers"],
        results=row["results"],
        ranked=row["ranked"],
        boards=row["boards"],
        split_unsaid=f"{row['split_unsaid']:.0%}",
        setting_unsaid=f"{row['setting_unsaid']:.0%}",
        model_unsaid=f"{row['model_unsaid']:.0%}",
        confidence=f"{row['mean_confidence']:.2f}",
    )


def _problem(row: Row) -> tuple[str, str, str]:
    """Name the file without its folders: a report is handed on, and they say how a machine is arranged."""
    name = (row["source"] or "").replace("\\", "/").rsplit("/", 1)[-1]
    return (one_line(name), "" if row["line"] is None else str(int(row["line"])), one_line(row["reason"]))


def method_page(readings: Readings) -> MethodPage:
    """Say how the numbers were read."""
    versions = {one_line(row["extractor"]) for row in readings.results.values()}
    return MethodPage(extractors=tuple(sorted(versions)), rules=rules(readings))


def index_page(readings: Readings) -> IndexPage:
    """Show the way in."""
    tasks = _tasks(readings)
    return IndexPage(
        documents=readings.counts["documents"],
        papers=len(readings.documents),
        results=len(readings.results),
        boards=len(readings.boards),
        models=len(readings.of_model),
        ranked=len(readings.standing),
        featured=tuple(board_line(key, readings) for key in _featured(readings)),
        tasks=tasks[:MOST_TASKS],
        tasks_left_off=max(0, len(tasks) - MOST_TASKS),
        newest=_newest(readings),
        strip=strip(readings),
        conflicts=len(readings.conflicts),
    )


def _featured(readings: Readings) -> list[BoardKey]:
    """The fullest boards that rank at all, one of each benchmark and metric."""
    chosen: dict[tuple[str, str], BoardKey] = {}
    for key, board in readings.boards.items():
        if board["results"] >= 3 and board["higher_is_better"] is not None:
            chosen.setdefault((key[0], key[2]), key)
    return list(chosen.values())[:FEATURED]


def _tasks(readings: Readings) -> tuple[TaskSection, ...]:
    """The tasks by the number of their results."""
    tasks: dict[str, list[BoardKey]] = defaultdict(list)
    for key, board in readings.boards.items():
        tasks[one_line(board["task"] or NO_TASK)].append(key)
    results = {name: sum(readings.boards[key]["results"] for key in keys) for name, keys in tasks.items()}
    order = sorted(tasks, key=lambda name: (name == NO_TASK, -results[name], name))
    return tuple(_task(name, f"task-{number}", tasks[name], readings) for number, name in enumerate(order, 1))


def _task(name: str, anchor: str, keys: list[BoardKey], readings: Readings) -> TaskSection:
    return TaskSection(
        name=name,
        count=counted(len(keys), "board"),
        anchor=anchor,
        lines=tuple(board_line(key, readings) for key in keys[:BOARDS_OF_TASK]),
        left_off=max(0, len(keys) - BOARDS_OF_TASK),
    )


def _newest(readings: Readings) -> tuple[Best, ...]:
    """The latest results that beat an earlier one; the first of a board beats nothing."""
    beaten = [row for row in readings.standing.values() if row["is_record"] and row["best_before"] is not None]
    dated = [(date_of(readings.results[row["result_id"]], readings), row) for row in beaten]
    dated.sort(key=lambda pair: pair[1]["result_id"])
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(_best(date, row, readings) for date, row in dated[:NEWEST])


def _best(date: str, standing: Row, readings: Readings) -> Best:
    row = readings.results[standing["result_id"]]
    key = (standing["dataset"], standing["split"], standing["metric"], standing["setting"])
    return Best(
        date=date,
        system=system_link(row, readings, up=""),
        number=printed(row),
        board=Link(f"{one_line(key[0])} · {one_line(key[2])}", board_href(key, readings, up="")),
        variant=variant(key[1], key[3]),
        before=f"{standing['best_before']:.10g}",
    )


def names(readings: Readings) -> list[tuple[str, str, str, str]]:
    """What the search finds: kind, name, more words, address."""
    boards = [
        (
            "board",
            f"{one_line(key[0])} · {one_line(key[2])}",
            variant(key[1], key[3]),
            board_href(key, readings, up=""),
        )
        for key in readings.boards
    ]
    models = [
        (
            "model",
            readings.model_name(key),
            counted(len(rows), "number"),
            f"models/{readings.model_files[key]}.html",
        )
        for key, rows in sorted(readings.of_model.items())
    ]
    papers = [
        (
            "paper",
            readings.paper_title(key),
            one_line(row["date"] or ""),
            f"papers/{readings.paper_files[key]}.html",
        )
        for key, row in readings.documents.items()
    ]
    return boards + models + papers
