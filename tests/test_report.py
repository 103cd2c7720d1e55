"""The report: what stands on its pages, that it is safe, always the same, and never half written."""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from papers_to_report import HOSTILE, Shelf, cost, fid, hostile, ordinary, top1

from leaderboard.charts import board_chart, cost_chart, picture
from leaderboard.errors import LeaderboardError
from leaderboard.report import folder, pages, write_report
from leaderboard.report.downloads import board_bibtex, board_csv, whole_csv
from leaderboard.report.pages import board, quality
from leaderboard.report.pages.board import sql_behind
from leaderboard.report.pages.parts import evidence
from leaderboard.report.readings import Readings, read
from leaderboard.report.slugs import LONGEST, slugs

IMAGENET = ("ImageNet-1k", None, "top-1 accuracy", None)
CIFAR = ("CIFAR-10", None, "FID", None)


def readings_of(shelf: Shelf) -> Readings:
    with shelf.store(":memory:") as store:
        return read(store)


@pytest.fixture(scope="module")
def readings() -> Readings:
    return readings_of(ordinary())


@pytest.fixture(scope="module", params=[ordinary, hostile], ids=["ordinary papers", "hostile papers"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "report"
    with request.param().store(":memory:") as store:
        write_report(store, folder)
    return folder


class Page(HTMLParser):
    """What a browser would make of a page: its elements, in order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.ids: Counter[str] = Counter()
        self.words: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        self.ids.update(value for name, value in attributes if name == "id" and value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, tag: str, name: str) -> list[str]:
        return [found[name] or "" for of, found in self.elements if of == tag and name in found]


def pages_of(report: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(report.rglob("*.html")):
        yield path, Page(path)


# What stands on a page


def test_equal_values_share_a_rank_and_the_next_rank_is_left_out(readings: Readings) -> None:
    ranks = [(row.rank, row.number) for row in pages.board_page(IMAGENET, readings).entries]
    assert {number for rank, number in ranks if rank == 1} == {"88.6%", "> 88.6%"}
    assert [rank for rank, _ in ranks] == [1, 1, 1, 4, 5, 6, 7]


def test_a_model_counts_once_at_its_best_whatever_its_spelling(readings: Readings) -> None:
    page = pages.board_page(IMAGENET, readings)
    best = [(row.best_rank, row.system.text) for row in page.entries if row.is_best]
    assert sorted(best)[:2] == [
        (1, "ConvNeXt-XL"),
        (1, "ViT-H"),
    ]  # its own paper's mention before a quoted one
    assert [row.system.text for row in page.entries if not row.is_best] == ["ViT H", "ResNet-50"]
    assert page.further_mentions == 2


def test_where_lower_is_better_the_smallest_is_first(readings: Readings) -> None:
    page = pages.board_page(CIFAR, readings)
    assert [row.number for row in page.entries] == ["1.97", "2.20", "3.17"]
    assert page.direction == "lower is better ↓"


def test_own_and_quoted_results_are_told_apart(readings: Readings) -> None:
    entries = pages.board_page(IMAGENET, readings).entries
    assert {(row.system.text, row.said_by) for row in entries} >= {("ViT H", "quoted"), ("ViT-H", "own")}


def test_a_result_without_a_model_stands_under_its_paper(readings: Readings) -> None:
    [row] = [row for row in pages.board_page(IMAGENET, readings).entries if not row.names_model]
    assert (row.system.text, row.settings) == ("“Paper undated”", ("frozen",))


def test_parameters_come_from_the_same_paper_and_model(readings: Readings) -> None:
    sizes = {row.paper.text: row.parameters for row in pages.board_page(IMAGENET, readings).entries}
    assert sizes["Paper 1512.03385"] == "25.6M"
    assert set(sizes.values()) == {"25.6M", "197M", ""}


def test_the_evidence_marks_the_number_in_its_sentence(readings: Readings) -> None:
    for row in readings.results.values():
        shown = evidence(row, readings)
        assert "".join(piece.text for piece in shown.pieces) == row["sentence"]
        assert [piece.text for piece in shown.pieces if piece.mark] == [row["value_text"]]


def test_a_sentence_as_long_as_a_book_is_cut_around_its_number() -> None:
    shelf = Shelf()
    sentence = "word " * 4000 + "76.1" + " word" * 4000
    shelf.paper("long", (sentence, top1("76.1", "X")[1]))
    [row] = readings_of(shelf).results.values()
    shown = evidence(row, readings_of(shelf))
    assert [piece.text for piece in shown.pieces if piece.mark] == ["76.1"]
    assert sum(len(piece.text) for piece in shown.pieces) < 1_300


@pytest.mark.parametrize(
    ("results", "words"),
    [(1, "Only one result so far: a reading, not yet a ranking."), (2, "Only two results so far."), (3, "")],
)
def test_a_board_of_one_or_two_says_so(results: int, words: str) -> None:
    shelf = Shelf()
    for number in range(results):
        shelf.paper(f"p{number}", top1(f"8{number}.5", f"M{number}"))
    assert pages.board_page(IMAGENET, readings_of(shelf)).few == words


def test_a_board_leads_to_the_other_splits_settings_and_metrics_of_its_benchmark(readings: Readings) -> None:
    page = pages.board_page(IMAGENET, readings)
    assert [(one.name, one.count, one.is_here) for one in page.variants] == [
        ("unspecified", "7", True),
        ("zero-shot", "2", False),
    ]


def test_the_sql_behind_a_table_gives_that_table(readings: Readings) -> None:
    with ordinary().store(":memory:") as store:
        for key, rows in readings.ranked.items():
            assert len(store.query(sql_behind(key))) == len(rows)


def test_the_sql_of_a_hostile_board_is_still_one_query() -> None:
    with hostile().store(":memory:") as store:
        for key in read(store).boards:
            if not any("\0" in str(part) or "\u202e" in str(part) for part in key):
                assert len(store.query(sql_behind(key))) == 3


def test_a_paper_shows_its_whole_text_with_every_number_marked(readings: Readings) -> None:
    for document_id, document in readings.documents.items():
        page = pages.paper_page(document_id, readings)
        marked = [piece.text for piece in page.pieces if piece.mark]
        assert "".join(piece.text for piece in page.pieces) == document["text"]
        assert marked == [row["value_text"] for row in readings.of_document[document_id]]
        pointed = [urlsplit(row.number.href or "").fragment for row in page.records]
        assert [piece.mark for piece in page.pieces if piece.mark] == pointed


def test_a_record_says_its_rank_and_leads_to_its_board(readings: Readings) -> None:
    [row] = pages.paper_page("2201.03545", readings).records
    assert (row.rank, row.benchmark.href) == (
        "1 of 7",
        "boards/imagenet-1k-top-1-accuracy.html#2201-03545-20",
    )


def test_only_models_with_two_numbers_have_a_page(readings: Readings) -> None:
    assert sorted(readings.model_name(key) for key in readings.of_model) == ["CLIP", "ResNet-50", "Swin-L", "ViT H"]
    key = next(key for key in readings.of_model if readings.model_name(key) == "ViT H")
    assert pages.model_page(key, readings).spellings == ("ViT-H",)


def test_a_conflict_shows_both_sentences(readings: Readings) -> None:
    [conflict] = pages.conflicts_page(readings)
    assert conflict.model.text == "ResNet-50"
    assert [(side.number, side.said_by) for side in conflict.sides] == [("76.1%", "own"), ("77.2%", "quoted")]


def test_models_on_several_boards_of_a_task_are_set_side_by_side(readings: Readings) -> None:
    [matrix] = pages.compare_page(readings).matrices
    assert matrix.task == "image classification"
    assert [column.variant for column in matrix.columns] == ["", "zero-shot"]
    table = {row.model.text: [cell and (cell.number.text, cell.is_best) for cell in row.cells] for row in matrix.rows}
    assert table == {
        "Swin-L": [("87.3%", False), ("77.0%", False)],
        "ViT H": [("88.6%", True), None],
        "ResNet-50": [("77.2%", False), None],
        "CLIP": [None, ("79.5%", True)],
    }


def test_whoever_picks_models_gets_their_numbers_on_every_board(readings: Readings) -> None:
    told = pages.numbers_of_models(readings)
    swin = next(numbers for _, name, numbers in told["models"] if name == "Swin-L")
    assert [(told["boards"][board][1], number, rank) for board, number, rank, _ in swin] == [
        ("unspecified", "87.3%", 4),
        ("zero-shot", "77.0%", 2),
    ]


def test_a_score_is_weighed_against_the_cost_that_its_paper_states(readings: Readings) -> None:
    [tradeoff] = pages.pareto_page(readings)
    assert (tradeoff.name, tradeoff.cost, tradeoff.cheaper_is_better) == (
        "ImageNet-1k · top-1 accuracy",
        "parameters",
        True,
    )
    offers = [(offer.system.text, offer.cost.text, offer.score.text, offer.on_frontier) for offer in tradeoff.offers]
    assert offers == [
        ("ResNet-50", "25.6M", "76.1%", True),
        ("Swin-L", "197M", "87.3%", True),
        ("CLIP", "428M", "79.5%", False),
    ]
    chart = cost_chart([offer.point for offer in tradeoff.offers], True, "parameters")
    assert chart is not None
    assert [point["system"] for point in chart["datasets"]["frontier"]] == ["ResNet-50", "Swin-L"]


def test_hostile_papers_fill_every_kind_of_page() -> None:
    readings = readings_of(hostile())
    assert len(pages.compare_page(readings).matrices) == len(HOSTILE)
    assert len(pages.pareto_page(readings)) == 2 * len(HOSTILE)
    assert pages.conflicts_page(readings)


def test_a_system_with_two_sizes_in_one_paper_has_no_cost_of_its_own() -> None:
    shelf = Shelf()
    shelf.paper("p", top1("80.0", "X"), cost("25", "X"), cost("86", "X"))
    shelf.paper("q", top1("81.0", "Y"), cost("90", "Y"))
    assert pages.pareto_page(readings_of(shelf)) == ()


def test_the_numbers_of_a_board_are_shown_alike_and_those_of_a_paper_as_printed() -> None:
    shelf = Shelf()
    shelf.paper("a", top1("84.5", "A"))
    shelf.paper("b", top1("81.2", "B", unit=None))
    shelf.paper("c", top1("79.0", "C", unit=None))
    readings = readings_of(shelf)
    assert [row.number for row in pages.board_page(IMAGENET, readings).entries] == ["84.5", "81.2", "79.0"]
    assert pages.paper_page("a", readings).records[0].number.text == "84.5%"


def test_the_method_names_the_metrics_and_a_sentence_of_each_rule(readings: Readings) -> None:
    page = pages.method_page(readings)
    assert [(line.name, line.direction, line.kind) for line in page.metrics] == [
        ("top-1 accuracy", "higher is better ↑", "quality"),
        ("FID", "lower is better ↓", "quality"),
        ("parameters", "lower is better ↓", "cost"),
    ]
    assert [(rule.name, rule.reads.count) for rule in page.rules] == [("score.metric", 16)]


def test_gains_and_costs_are_on_no_board(readings: Readings) -> None:
    assert {readings.results[name]["kind"] for name in readings.standing} == {"score"}
    [row] = pages.paper_page("gain", readings).records
    assert (row.number.text, row.change, row.versus, row.rank) == ("2.5 points", "better by points", "ResNet", "")


def test_the_index_counts_what_there_is(readings: Readings) -> None:
    page = pages.index_page(readings)
    assert (page.documents, page.papers, page.results, page.boards, page.ranked) == (8, 8, 16, 3, 12)
    assert [best.system.text for best in page.newest] == ["ViT-H"]
    assert [line.board.text for line in page.featured] == ["ImageNet-1k", "CIFAR-10"]


def test_the_name_of_a_refused_file_does_not_say_where_it_lay() -> None:
    row = {"source": "/home/someone/secret/papers.jsonl", "line": 3, "reason": "no text"}
    assert quality._problem(row) == ("papers.jsonl", "3", "no text")


# Charts


def test_dated_results_make_a_line_and_undated_ones_bars(readings: Readings) -> None:
    line = board_chart(pages.points(pages.board_page(IMAGENET, readings)), True)
    assert line is not None
    assert [step["value"] for step in line["datasets"]["best"]] == [76.1, 88.6, 88.6]
    bars = board_chart(pages.points(pages.board_page(CIFAR, readings)), False)
    assert bars is not None
    assert [point["number"] for point in bars["datasets"]["points"]] == ["1.97", "2.20", "3.17"]


def test_without_a_direction_or_with_two_results_there_is_no_chart(readings: Readings) -> None:
    points = pages.points(pages.board_page(IMAGENET, readings))
    assert board_chart(points, None) is None
    assert board_chart(pages.points(pages.board_page((*IMAGENET[:3], "zero-shot"), readings)), True) is None


def test_words_of_papers_stand_in_the_data_of_a_chart_only() -> None:
    readings, specs = readings_of(hostile()), []
    for key in readings.boards:
        spec = board_chart(pages.points(pages.board_page(key, readings)), True)
        assert spec is not None
        specs.append({name: part for name, part in spec.items() if name != "datasets"})
    assert all(spec == specs[0] for spec in specs)


def test_a_chart_of_a_hostile_board_can_be_drawn_and_nothing_in_it_runs() -> None:
    readings = readings_of(hostile())
    key = next(key for key in readings.boards if key[0] == HOSTILE[0])
    spec = board_chart(pages.points(pages.board_page(key, readings)), True)
    assert spec is not None
    drawn = picture(spec, HOSTILE[0])
    assert "<script" not in drawn
    assert "<img" not in drawn


# Names of files


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_leaves_its_folder(name: str) -> None:
    [slug] = slugs({1: name}).values()
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug)
    assert len(slug) <= LONGEST


@pytest.mark.parametrize("names", [["C", "C++", "c"], ["", "?", "!"], ["x" * 90, "x" * 91], ["CON", "nul", "aux"]])
def test_names_that_look_alike_have_files_of_their_own(names: list[str]) -> None:
    given = slugs(dict(enumerate(names)))
    assert len(set(given.values())) == len(names)
    assert not {"con", "nul", "aux", ""} & set(given.values())


# The folder


def test_the_same_database_gives_the_same_bytes_whatever_the_seed_of_hashes(tmp_path: Path) -> None:
    database = tmp_path / "papers.duckdb"
    ordinary().store(database).close()
    write = (
        "import sys; from leaderboard.store import Store; from leaderboard.report import write_report\n"
        "with Store(sys.argv[1], read_only=True) as store: write_report(store, sys.argv[2])"
    )
    for seed in ("1", "2"):
        command = [sys.executable, "-c", write, str(database), str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"})
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_failure_leaves_the_old_report_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ordinary().store(":memory:") as store:
        write_report(store, tmp_path / "report")
        before = contents(tmp_path)

        def fail(*_: object) -> None:
            raise RuntimeError("in the middle")

        monkeypatch.setattr(pages, "quality_page", fail)
        with pytest.raises(RuntimeError):
            write_report(store, tmp_path / "report")
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_failing_swap_puts_the_old_report_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ordinary().store(":memory:") as store:
        write_report(store, tmp_path / "report")
        before, rename = contents(tmp_path), Path.rename

        def refuse(self: Path, target: Path) -> Path:
            if self.name.startswith(".report-") and target.name == "report":
                raise OSError(28, "No space left on device")
            return rename(self, target)

        monkeypatch.setattr(folder, "_exchange", lambda one, other: False)  # as on systems that cannot
        monkeypatch.setattr(Path, "rename", refuse)
        with pytest.raises(LeaderboardError, match="No space left"):
            write_report(store, tmp_path / "report")
    assert contents(tmp_path) == before


def test_pages_of_what_is_gone_go_too(tmp_path: Path) -> None:
    with ordinary().store(":memory:") as store:
        write_report(store, tmp_path / "report")
    with Shelf().store(":memory:") as store:
        summary = write_report(store, tmp_path / "report")
    assert (summary.boards, summary.papers) == (0, 0)
    assert not list(tmp_path.glob("report/boards/*"))


def test_a_folder_that_is_no_report_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with ordinary().store(":memory:") as store, pytest.raises(LeaderboardError, match="not a report"):
        write_report(store, tmp_path)
    assert contents(tmp_path) == {"thesis.tex": b"years of work"}


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "report"
    place.write_text("mine")
    with ordinary().store(":memory:") as store, pytest.raises(LeaderboardError, match="is a file"):
        write_report(store, place)
    assert place.read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_link_to_the_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    with ordinary().store(":memory:") as store:
        for _ in range(2):
            write_report(store, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_the_summary_counts_what_was_written(tmp_path: Path) -> None:
    with ordinary().store(":memory:") as store:
        summary = write_report(store, tmp_path / "report")
    written = contents(tmp_path / "report")
    assert summary.pages == sum(name.endswith(".html") for name in written)
    assert summary.bytes == sum(map(len, written.values()))
    assert summary.index.is_file()


# Every page, of ordinary and of hostile papers


def test_every_link_leads_somewhere(report: Path) -> None:
    ids = {path.resolve(): page.ids for path, page in pages_of(report)}
    for path, page in pages_of(report):
        for href in page.values("a", "href") + page.values("link", "href") + page.values("script", "src"):
            parts = urlsplit(href)
            if parts.scheme:
                assert parts.scheme in {"http", "https"}, (path, href)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            assert target.is_file(), (path, href)
            assert report.resolve() in target.parents
            if parts.fragment and "=" not in parts.fragment:
                assert unquote(parts.fragment) in ids[target], (path, href)


def test_no_id_is_given_twice(report: Path) -> None:
    for path, page in pages_of(report):
        assert not [name for name, count in page.ids.items() if count > 1], path


def test_nothing_on_a_page_runs_but_our_own_scripts(report: Path) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    for path, page in pages_of(report):
        assert any(rule.startswith(policy) for rule in page.values("meta", "content")), path
        for tag, given in page.elements:
            assert not [name for name in given if name.startswith("on") or name == "style"], (path, tag)
            assert tag not in {"iframe", "object", "embed", "base", "style"}, path
            if tag == "script":
                assert given.get("type") == "application/json" or "/" in (given["src"] or ""), path
            if tag == "img":
                assert re.fullmatch(r"(pareto/)?[a-z0-9-]+\.svg", given["src"] or ""), path


def test_no_page_asks_for_anything_over_the_network(report: Path) -> None:
    for path, page in pages_of(report):
        for tag, given in page.elements:
            if tag != "a":
                asked = [given.get(name) or "" for name in ("src", "href", "srcset", "data", "action")]
                assert not [address for address in asked if "//" in address or ":" in address], (path, tag)


def test_no_page_turns_the_reading_direction_or_hides_characters(report: Path) -> None:
    for path in report.rglob("*.html"):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", path.read_text("utf-8")), (
            path
        )


def test_the_data_of_a_chart_is_json_that_cannot_close_its_script(report: Path) -> None:
    for path in report.glob("boards/*.html"):
        text = path.read_text(encoding="utf-8")
        for data in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL):
            assert "<" not in data
            json.loads(data)


def test_no_cell_of_a_download_is_a_formula(report: Path) -> None:
    for path in report.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1, path
        for row in rows[1:]:
            assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "@", "|"))], path


def test_the_papers_of_a_board_can_be_cited(readings: Readings) -> None:
    entries = re.findall(r"^@misc\{(.+),$", board_bibtex(CIFAR, readings), re.MULTILINE)
    assert entries == ["third", "undated"]


def test_all_that_was_read_lies_beside_the_pages(readings: Readings) -> None:
    files = {name: list(csv.DictReader(text.splitlines())) for name, text in whole_csv(readings).items()}
    assert {name: len(rows) for name, rows in files.items()} == {
        "results.csv": len(readings.results),
        "boards.csv": len(readings.boards),
        "benchmarks.csv": len(readings.coverage),
    }
    assert files["boards.csv"][0]["page"] == "boards/imagenet-1k-top-1-accuracy.html"


def test_the_json_of_a_board_holds_every_row(readings: Readings) -> None:
    rows = list(csv.DictReader(board_csv(IMAGENET, readings).splitlines()))
    assert [row["value_text"] for row in rows] == ["88.6", "88.6", "88.6", "87.3", "80.0", "77.2", "76.1"]


def test_a_report_of_nothing_says_so(tmp_path: Path) -> None:
    with Shelf().store(":memory:") as store:
        write_report(store, tmp_path / "report")
    assert "No board yet" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_a_board_too_long_for_its_page_is_whole_in_its_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "MOST_ROWS", 2)
    readings = readings_of(ordinary())
    page = pages.board_page(IMAGENET, readings)
    assert (len(page.entries), page.left_off) == (2, 5)
    assert len(board_csv(IMAGENET, readings).splitlines()) == 8


def test_a_cost_given_as_a_change_is_no_size() -> None:
    shelf = Shelf()
    shelf.paper("p", top1("80.0", "X"), cost("25", "X", change="relative"), fid("2.0", "X"))
    assert pages.board_page(IMAGENET, readings_of(shelf)).entries[0].parameters == ""
