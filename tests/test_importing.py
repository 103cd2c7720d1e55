"""Import: old boards stand beside new readings, told apart; nothing in a strange file does harm."""

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from papers_to_report import HOSTILE, Shelf, ordinary, top1

from leaderboard import charts, ranking
from leaderboard.errors import InputError
from leaderboard.exporting import exported
from leaderboard.importing import Imported, import_tables, names
from leaderboard.importing.values import number
from leaderboard.reading.limits import CHUNK
from leaderboard.report import write_report
from leaderboard.showing import ranked_rows
from leaderboard.store import Store

ROW = {
    "model_name": "ViT-H/14",
    "paper_title": "Patches as words",
    "paper_url": "https://arxiv.org/abs/2010.11929v2",
    "paper_date": "2020-10-22",
    "code_links": [],
    "model_links": [],
    "metrics": {"Top 1 Accuracy": "88.55%", "Number of params": "632M"},
    "uses_additional_data": True,
}


def tables(*rows: Any, dataset: str = "ImageNet", task: str = "Image Classification", **more: Any) -> list[Any]:
    """A file with one table."""
    sota = {"metrics": ["Top 1 Accuracy"], "rows": list(rows)}
    return [{"task": task, "datasets": [{"dataset": dataset, "sota": sota, "subdatasets": []}], **more}]


def imported(folder: Path, content: Any, database: str = "boards.duckdb") -> Imported:
    file = folder / "evaluation-tables.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return import_tables(file, folder / database)


def results(folder: Path) -> list[dict[str, Any]]:
    with Store(folder / "boards.duckdb", read_only=True) as store:
        return [json.loads(line) for line in exported(store, "jsonl").files[""].decode().split("\n")[:-1]]


def standing(store: Store) -> list[dict[str, Any]]:
    """What stands on a board and is no quotation; a paper stands for itself where it names no model."""
    found = store.query("SELECT * REPLACE (system AS model) FROM leaderboard WHERE subject <> 'other'")
    return list(found.astype(object).where(found.notna(), None).to_dict("records"))


def test_a_row_becomes_a_result_for_each_number_with_its_place_in_the_row(tmp_path: Path) -> None:
    done = imported(tmp_path, tables(ROW))
    assert (done.tables, done.rows, done.results, done.problems) == (1, 1, 2, [])
    score, size = results(tmp_path)
    assert (score["metric"], score["dataset"], score["value_text"], score["unit"]) == (
        "top-1 accuracy", "ImageNet-1k", "88.55", "%",
    )  # fmt: skip
    assert (score["model"], score["reported"], score["settings"], score["date"]) == (
        "ViT-H/14", "imported", ["extra-data"], "2020-10-22",
    )  # fmt: skip
    assert (size["kind"], size["metric"], size["value"]) == ("cost", "parameters", 632e6)
    with Store(tmp_path / "boards.duckdb", read_only=True) as store:
        [text] = store.query("SELECT text FROM document")["text"]
    for each in (score, size):
        assert text[each["start"] : each["end"]] == each["value_text"]
        assert text[each["sentence_start"] :].startswith(each["sentence"])


def test_importing_again_changes_nothing_and_a_changed_number_is_replaced(tmp_path: Path) -> None:
    imported(tmp_path, tables(ROW))
    before = (tmp_path / "boards.duckdb").read_bytes()
    assert imported(tmp_path, tables(ROW)).added.unchanged == 1
    assert (tmp_path / "boards.duckdb").read_bytes() == before
    mended = {**ROW, "metrics": {"Top 1 Accuracy": "88.6%"}}
    assert imported(tmp_path, tables(mended)).added.changed == 1
    assert [row["value_text"] for row in results(tmp_path)] == ["88.6"]


def test_another_table_with_the_same_paper_takes_nothing_away(tmp_path: Path) -> None:
    imported(tmp_path, tables(ROW))
    imported(tmp_path, tables({**ROW, "metrics": {"Accuracy": "99.5"}}, dataset="CIFAR-10"))
    assert {row["dataset"] for row in results(tmp_path)} == {"ImageNet-1k", "CIFAR-10"}


def test_old_boards_and_new_readings_stand_on_one_board_and_are_told_apart(tmp_path: Path) -> None:
    ordinary().store(tmp_path / "boards.duckdb").close()
    imported(tmp_path, tables(ROW, {**ROW, "model_name": "New", "metrics": {"Top 1 Accuracy": "90.1%"}}))
    with Store(tmp_path / "boards.duckdb", read_only=True) as store:
        [board] = ranking.board(store, "ImageNet-1k", setting="unspecified")
        shown = ranked_rows(board).set_index("system")["reported"]
        assert (shown["New"], shown["ViT-H/14"], shown["Swin-L"]) == ("imported", "imported", "own")
        assert board.rows["system"].iloc[0] == "New"
        assert "imported</td>" in board._repr_html_()
        assert {point.said_by for point in charts.points(board)} == {"own", "quoted", "imported"}
        [line] = ranking.boards(store).query("dataset == 'ImageNet-1k' and setting.isna()").to_dict("records")
        assert (line["imported"], line["quoted"]) == (2, 2)
        write_report(store, tmp_path / "report")
    page = (tmp_path / "report" / "boards" / "imagenet-1k-top-1-accuracy.html").read_text(encoding="utf-8")
    assert page.count('data-said="imported"') == 2
    assert '<option value="imported">' in page


def test_of_equal_numbers_a_reading_stands_before_what_was_imported(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.paper("2010.11929", top1("88.55", "ViT H/14"))
    shelf.store(tmp_path / "boards.duckdb").close()
    imported(tmp_path, tables(ROW))
    with Store(tmp_path / "boards.duckdb", read_only=True) as store:
        [board] = ranking.board(store, "ImageNet-1k")
    assert board.rows["document_id"].tolist() == ["2010.11929"]
    assert len(board.mentions) == 2


def test_what_is_exported_comes_back_on_the_same_boards(tmp_path: Path) -> None:
    with ordinary().store(":memory:") as store:
        there = exported(store, "papers-with-code").files[""].decode()
        there_before = {(row["dataset"], row["setting"], row["model"], row["value_text"]) for row in standing(store)}
    assert imported(tmp_path, there).problems == []
    with Store(tmp_path / "boards.duckdb", read_only=True) as store:
        back = {(row["dataset"], row["setting"], row["model"], row["value_text"]) for row in standing(store)}
        assert exported(store, "papers-with-code").left_out == {}
    assert back == there_before


# Names


@pytest.mark.parametrize(
    ("name", "task", "meant"),
    [
        ("ImageNet", "", ("ImageNet-1k", None, None)),
        ("COCO test-dev", "", ("COCO", "test-dev", None)),
        ("COCO test-dev (zero-shot)", "", ("COCO", "test-dev", "zero-shot")),
        ("ImageNet (val)", "", ("ImageNet-1k", "val", None)),
        ("ImageNet-1k (few-shot + ensemble)", "", ("ImageNet-1k", None, "few-shot + ensemble")),
        ("ImageNet", "Zero-Shot Transfer", ("ImageNet-1k", None, "zero-shot")),
        ("Nobody's Set test", "", ("Nobody's Set", "test", None)),
        ("Nobody's Set (hard)", "", ("Nobody's Set", "Hard", None)),
        ("Nobody's Set (odd)", "", ("Nobody's Set (odd)", None, None)),
        ("test", "", ("test", None, None)),
        ("(zero-shot)", "", ("(zero-shot)", None, None)),
    ],
)
def test_a_table_s_name_holds_dataset_split_and_setting(name: str, task: str, meant: tuple[str | None, ...]) -> None:
    assert names.table(name, task) == meant


@pytest.mark.parametrize(
    ("cell", "value", "unit", "bound"),
    [
        ("88.55%", 88.55, "%", None), ("0.845", 0.845, None, None), (".5", 0.5, None, None),
        ("1,024", 1024, None, None),
        ("632M", 632e6, None, None), ("1.5B", 1.5e9, None, None), ("76.3 ± 0.2", 76.3, None, None),
        ("76.3±0.2%", 76.3, "%", None), ("76.3% ± 0.2", 76.3, "%", None), ("-12.5", -12.5, None, None),
        (">90", 90, None, "over"), ("~ 4.2", 4.2, None, "about"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_the_number_it_prints(cell: str, value: float, unit: str | None, bound: str | None) -> None:
    read = number(cell)
    assert read is not None
    assert (read.value, read.unit, read.bound) == (pytest.approx(value), unit, bound)
    assert cell[read.start :].startswith(read.digits)


@pytest.mark.parametrize(
    "cell", ["about ten", "12 / 15", "1e999", "9" * 400, "NaN", "inf", "1.2.3", "12%%", "±3", "1,2"]
)
def test_a_cell_that_is_no_single_number_is_none(cell: str) -> None:
    assert number(cell) is None


# What is wrong with a file


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**ROW, "model_name": None}, "model's name"),
        ({**ROW, "model_name": "x" * 5_000}, "model's name"),
        ({**ROW, "metrics": ["88"]}, "model's name or metrics"),
        ("not a row", "model's name"),
        ({**ROW, "metrics": {"Top 1 Accuracy": "good"}}, "'good', which is no number"),
        ({**ROW, "metrics": {"Top 1 Accuracy": {"$gt": ""}}}, "which is no number"),
        ({**ROW, "metrics": {"Top 1 Accuracy": True}}, "which is no number"),
    ],
)
def test_a_bad_row_is_listed_with_its_place_and_the_others_are_taken(row: Any, said: str, tmp_path: Path) -> None:
    good = {**ROW, "model_name": "good"}
    done = imported(tmp_path, tables(good, row))
    [problem] = done.problems
    assert (problem.line, said in problem.reason) == (2, True)
    assert {result["model"] for result in results(tmp_path)} == {"good"}
    with Store(tmp_path / "boards.duckdb", read_only=True) as store:
        assert store.query("FROM problem")["reason"].tolist() == [problem.reason]


@pytest.mark.parametrize("cell", ["-", "", " N/A ", None])
def test_an_empty_cell_is_no_problem(cell: str | None, tmp_path: Path) -> None:
    done = imported(tmp_path, tables({**ROW, "metrics": {"Top 1 Accuracy": cell, "Top 5 Accuracy": "98"}}))
    assert (done.results, done.problems) == (1, [])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('[{"task": "x"', "not JSON"),
        ('{"task": "x"}', "no list of tasks"),
        ("[1, 2]", "no list of tasks"),
        ('[{"paper": "x"}]', "no list of tasks"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_no_database_is_made(content: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=what):
        imported(tmp_path, content)
    assert not (tmp_path / "boards.duckdb").exists()


def test_a_file_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leaderboard.importing.tables.MAX_TABLES", 10)
    with pytest.raises(InputError, match="longer than 10"):
        imported(tmp_path, json.dumps(tables(ROW)) + " " * CHUNK)


def test_tasks_within_tasks_are_read_and_those_without_an_end_are_not(tmp_path: Path) -> None:
    inner = tables({**ROW, "model_name": "inner"}, dataset="CIFAR-10")[0]
    whole = tables(ROW)
    whole[0]["subtasks"] = [{"task": "Outer", "datasets": [], "subtasks": [copy.deepcopy(inner)]}]
    deep = copy.deepcopy(inner)
    for _ in range(100):
        deep = {"task": "deeper", "datasets": [], "subtasks": [deep]}
    done = imported(tmp_path, [*whole, deep])
    assert {result["model"] for result in results(tmp_path)} == {"ViT-H/14", "inner"}
    assert ["too deep" in problem.reason for problem in done.problems] == [True]


def test_a_compressed_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "evaluation-tables.json.gz"
    file.write_bytes(gzip.compress(json.dumps(tables(ROW)).encode()))
    assert import_tables(file, tmp_path / "boards.duckdb").results == 2


def test_a_value_that_the_metric_cannot_have_ranks_nowhere(tmp_path: Path) -> None:
    imported(tmp_path, tables({**ROW, "metrics": {"Top 1 Accuracy": "8855%"}}))
    [row] = results(tmp_path)
    assert (row["flags"], row["rank"]) == (["out-of-range"], None)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_names(text: str, tmp_path: Path) -> None:
    row = {"model_name": text, "paper_title": text, "paper_url": f"javascript:{text}", "paper_date": text}
    done = imported(tmp_path, tables({**row, "metrics": {text: "1.5"}}, dataset=text, task=text))
    assert (done.results, done.problems) == (1, [])
    [result] = results(tmp_path)
    assert (result["url"], result["date"]) == (None, None)
    with Store(tmp_path / "boards.duckdb", read_only=True) as store:
        write_report(store, tmp_path / "report")
