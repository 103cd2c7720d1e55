"""Exports: every format is read back by its own parser or schema, and strangers' words stay words in all of them."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from huggingface_hub import parse_eval_result_entries
from huggingface_hub.repocard_data import model_index_to_eval_results
from papers_to_report import HOSTILE, Shelf, hostile, ordinary, top1
from pyarrow import parquet
from pybtex.database import parse_string
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker

from leaderboard.errors import LeaderboardError, UnknownName
from leaderboard.exporting import FORMATS, export, exported
from leaderboard.records import Result
from leaderboard.showing import printable
from leaderboard.store import Store

SCHEMAS = Path(__file__).parent / "formats"
FOLDERS = ("eval-results", "every-eval-ever")


@pytest.fixture(params=[ordinary, hostile], ids=["ordinary papers", "hostile papers"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with request.param().store(":memory:") as store:
        yield store


@pytest.fixture
def plain() -> Iterator[Store]:
    with ordinary().store(":memory:") as store:
        yield store


def text(store: Store, format: str, **chosen: Any) -> str:
    return exported(store, format, **chosen).files[""].decode()


def results(store: Store) -> int:
    return int(store.query("SELECT count(*) AS n FROM result")["n"][0])


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_database_gives_the_same_bytes(format: str, store: Store) -> None:
    assert exported(store, format).files == exported(store, format).files


# Data


def test_csv_has_every_field_of_every_result_and_no_formula(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(text(store, "csv"))))
    assert len(rows) == results(store)
    assert set(rows[0]) >= {*Result.model_fields, "title", "date", "url", "rank", "best_rank", "reported"}
    for row in rows:
        assert not [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "@", "|"))]


def test_json_lines_have_the_text_as_it_is(store: Store) -> None:
    rows = [json.loads(line) for line in text(store, "jsonl").split("\n")[:-1]]
    stored = store.query("SELECT result_id, sentence, settings FROM result").set_index("result_id")
    assert len(rows) == len(stored)
    for row in rows:
        assert row["sentence"] == stored.loc[row["result_id"], "sentence"]
        assert row["settings"] == list(stored.loc[row["result_id"], "settings"])


def test_parquet_has_types_and_the_same_rows(store: Store) -> None:
    table = parquet.read_table(io.BytesIO(exported(store, "parquet").files[""]))
    types = {field.name: str(field.type) for field in table.schema}
    assert types["published"] == "date32[day]"
    assert types["settings"] == "list<element: string>"
    assert types["better"] == "bool"
    assert (types["value"], types["rank"], types["sentence"]) == ("double", "int64", "large_string")
    rows = [json.loads(line) for line in text(store, "jsonl").split("\n")[:-1]]
    assert table.column("result_id").to_pylist() == [row["result_id"] for row in rows]


def test_a_place_on_a_board_goes_with_the_result(plain: Store) -> None:
    rows = {row["result_id"]: row for row in map(json.loads, text(plain, "jsonl").splitlines())}
    [swin] = [row for row in rows.values() if row["model"] == "Swin-L" and row["value_text"] == "87.3"]
    assert (swin["rank"], swin["best_rank"], swin["rank_value"], swin["reported"]) == (4, 3, 87.3, "own")
    [gain] = [row for row in rows.values() if row["kind"] == "gain"]
    assert (gain["rank"], gain["rank_value"]) == (None, None)


# What is chosen


@pytest.mark.parametrize(
    ("chosen", "models"),
    [
        ({"dataset": "CIFAR-10"}, {"DDPM", "NCSN++", "EDM"}),
        ({"metric": "FID"}, {"DDPM", "NCSN++", "EDM"}),
        ({"setting": "zero-shot"}, {"CLIP", "Swin-L"}),
        ({"model": "vit h"}, {"ViT-H", "ViT H"}),
        ({"model": "ResNet-50", "dataset": "ImageNet-1k"}, {"ResNet-50"}),
    ],
)
def test_only_what_was_chosen_is_exported(chosen: dict[str, str], models: set[str], plain: Store) -> None:
    rows = [json.loads(line) for line in text(plain, "jsonl", **chosen).splitlines()]
    assert {row["model"] for row in rows} == models


def test_a_model_comes_with_its_costs_and_a_board_without(plain: Store) -> None:
    def kinds(**chosen: str) -> set[str]:
        return {json.loads(line)["kind"] for line in text(plain, "jsonl", **chosen).splitlines()}

    assert kinds(model="ResNet-50") == {"score", "cost"}
    assert kinds(model="ResNet-50", dataset="ImageNet-1k") == {"score"}


@pytest.mark.parametrize("chosen", [{"dataset": "CIFAR-11"}, {"metric": "FIDD"}, {"model": "ResNet-5"}])
def test_a_name_that_nothing_has_is_an_error_with_near_ones(chosen: dict[str, str], plain: Store) -> None:
    with pytest.raises(UnknownName, match="hint"):
        exported(plain, "csv", **chosen)


def test_a_format_that_there_is_not_is_an_error_that_names_those_there_are(plain: Store) -> None:
    with pytest.raises(LeaderboardError, match="bibtex"):
        exported(plain, "excel")


# Tables


def test_markdown_has_a_heading_and_a_row_for_each_model(plain: Store) -> None:
    lines = text(plain, "markdown", dataset="CIFAR-10").splitlines()
    assert lines[0] == "## CIFAR-10 · FID; lower is better ↓; setting and split unspecified"
    assert lines[4:] == [
        "| 1 | EDM | 1.97 | 2022 | own | third |",
        "| 2 | NCSN++ | 2.20 |  | own | undated |",
        "| 3 | DDPM | 3.17 |  | own | undated |",
    ]


def environments(latex: str) -> list[LatexEnvironmentNode]:
    """What a LaTeX parser makes of it; it raises for a brace or an environment that does not close."""
    nodes, _, _ = LatexWalker(latex, tolerant_parsing=False).get_latex_nodes()
    return [node for node in nodes if isinstance(node, LatexEnvironmentNode)]


def test_latex_is_a_booktabs_table_for_each_board(store: Store) -> None:
    latex = text(store, "latex")
    boards = int(store.query("SELECT count(*) AS n FROM board")["n"][0])
    assert [node.environmentname for node in environments(latex)] == ["table"] * boards
    for rule in ("toprule", "midrule", "bottomrule"):
        assert latex.count(f"\\{rule}\n") == boards
    assert "\\input" not in latex
    rows = [line for line in latex.splitlines() if line.endswith("\\\\")]
    assert {line.replace("\\&", "").count("&") for line in rows} == {5}


def test_every_key_that_latex_cites_is_in_the_bibtex(store: Store) -> None:
    cited = {part.split("}")[0] for part in text(store, "latex").split("\\cite{")[1:]}
    assert cited <= set(parse_string(text(store, "bibtex"), "bibtex").entries)


def test_bibtex_has_an_entry_for_each_paper_with_all_that_is_known(plain: Store) -> None:
    papers = parse_string(text(plain, "bibtex"), "bibtex").entries
    assert len(papers) == plain.query("SELECT count(DISTINCT document_id) AS n FROM result")["n"][0]
    fields = dict(papers["1512.03385"].fields)
    assert fields == {
        "title": "{Paper 1512.03385}",
        "year": "2015",
        "month": "December",
        "eprint": "1512.03385",
        "archiveprefix": "arXiv",
        "url": "https://arxiv.org/abs/1512.03385",
    }


def test_a_hostile_title_closes_no_entry_and_runs_no_command() -> None:
    with hostile().store(":memory:") as store:
        bibtex = text(store, "bibtex")
    entries = parse_string(bibtex, "bibtex").entries
    assert len(entries) == 3 * len(HOSTILE)
    for line in bibtex.splitlines():
        if line.startswith("  title"):
            inner = line.split("{{")[1].removesuffix("}},").replace("\\{", "").replace("\\}", "")
            assert inner.count("{") == inner.count("}")
            assert not [part for part in inner.split("\\")[1:] if not part.startswith(tuple("&%$#_t"))]


# Other people's formats


def checked(document: Any, schema: str) -> Any:
    jsonschema.validate(document, json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))
    return document


def test_papers_with_code_has_the_tables_of_its_tasks(store: Store) -> None:
    checked(json.loads(text(store, "papers-with-code")), "evaluation-tables")


def test_papers_with_code_rows_say_model_paper_and_the_number_as_printed(plain: Store) -> None:
    made = exported(plain, "papers-with-code", dataset="ImageNet-1k")
    [task] = json.loads(made.files[""])
    assert (task["task"], [table["dataset"] for table in task["datasets"]]) == (
        "image classification",
        ["ImageNet-1k", "ImageNet-1k (zero-shot)"],
    )
    rows = {row["model_name"]: row for row in task["datasets"][0]["sota"]["rows"]}
    assert rows["Swin-L"] == {
        "model_name": "Swin-L",
        "paper_title": "Paper 2103.14030",
        "paper_url": "",
        "paper_date": "2021-03-01",
        "code_links": [],
        "model_links": [],
        "metrics": {"top-1 accuracy": "87.3%"},
        "uses_additional_data": False,
    }
    assert sum(made.left_out.values()) == 2  # quoted for ResNet-50 and ViT-H by other papers


def test_a_model_card_is_read_by_the_hub_s_own_parser(store: Store) -> None:
    cards = yaml.safe_load(text(store, "model-index"))["model-index"]
    read = [result for card in cards for result in model_index_to_eval_results([card])[1]]
    named = store.query("SELECT count(*) AS n FROM leaderboard WHERE model IS NOT NULL")["n"][0]
    assert len(read) == named
    for result in read:
        assert isinstance(result.metric_value, float)
        assert (result.source_url or "http").startswith("http")


def test_a_model_card_of_one_model_says_its_source(plain: Store) -> None:
    [card] = yaml.safe_load(text(plain, "model-index", model="resnet 50"))["model-index"]
    name, results = model_index_to_eval_results([card])
    assert name == "ResNet-50"
    assert [(each.dataset_name, each.metric_name, each.metric_value, each.source_url) for each in results] == [
        ("ImageNet-1k", "top-1 accuracy (quoted)", 77.2, None),
        ("ImageNet-1k", "top-1 accuracy", 76.1, "https://arxiv.org/abs/1512.03385"),
    ]


def test_eval_results_are_read_by_the_hub_s_own_parser_a_file_for_each_model(store: Store) -> None:
    made = exported(store, "eval-results")
    assert (
        len(made.files)
        == store.query("SELECT count(DISTINCT system_key) AS n FROM leaderboard WHERE model IS NOT NULL")["n"][0]
    )
    for name, content in made.files.items():
        assert name.endswith("/.eval_results/leaderboard.yaml")
        entries = parse_eval_result_entries(yaml.safe_load(content))
        assert entries
        assert all(isinstance(entry.value, float) and "sentence: " in (entry.notes or "") for entry in entries)


def test_every_eval_ever_keeps_where_the_number_stands(store: Store) -> None:
    texts = store.query("SELECT id, text FROM document").set_index("id")["text"]
    made = exported(store, "every-eval-ever")
    assert made.files
    for content in made.files.values():
        whole = checked(json.loads(content), "every-eval-ever")
        document = texts[whole["source_metadata"]["additional_details"]["document_id"]]
        for result in whole["evaluation_results"]:
            told = result["score_details"]["details"]
            assert document[int(told["start"]) : int(told["end"])] == told["value_text"]


def test_every_eval_ever_tells_own_from_quoted_and_says_the_direction(plain: Store) -> None:
    files = exported(plain, "every-eval-ever").files
    quoted = json.loads(files["resnet-50/2010-11929-quoted.json"])
    assert quoted["source_metadata"]["evaluator_relationship"] == "third_party"
    fid = json.loads(files["edm/third-own.json"])
    assert fid["source_metadata"]["evaluator_relationship"] == "first_party"
    assert fid["evaluation_results"][0]["metric_config"]["lower_is_better"] is True


def test_what_a_format_cannot_hold_is_counted() -> None:
    shelf = Shelf()
    shelf.paper("a", top1("80.0", None), top1("81.0", "X", metric="oddness", higher_is_better=None))
    with shelf.store(":memory:") as store:
        assert exported(store, "model-index").left_out == {"of no named model": 1}
        assert len(exported(store, "every-eval-ever").left_out) == 2


# Files


@pytest.mark.parametrize("format", FOLDERS)
def test_no_name_of_a_model_leaves_the_folder(format: str, tmp_path: Path) -> None:
    with hostile().store(":memory:") as store:
        made = export(store, format, tmp_path / "out" / "here", model=None)
    written = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {tmp_path / "out" / "here" / name for name in made.files}
    assert len({name.casefold() for name in made.files}) == len(made.files)


def test_a_file_is_replaced_as_a_whole(plain: Store, tmp_path: Path) -> None:
    for dataset in ("ImageNet-1k", "CIFAR-10"):
        export(plain, "markdown", tmp_path / "boards.md", dataset=dataset)
    assert (tmp_path / "boards.md").read_text(encoding="utf-8").startswith("## CIFAR-10")
    assert [path.name for path in tmp_path.iterdir()] == ["boards.md"]


def test_titles_in_every_format_are_on_one_line_and_visible() -> None:
    with hostile().store(":memory:") as store:
        for format in ("markdown", "latex", "bibtex"):
            lines = text(store, format).splitlines()
            assert not [line for line in lines if printable(line) != " ".join(line.split())]
