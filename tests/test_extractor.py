"""Extractor: promises that hold for every text, whatever it says."""

import hashlib
import importlib.util
import json
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leaderboard
from leaderboard.linking import Extractor, extractor
from leaderboard.linking.extractor import extractor_version
from leaderboard.reading import Limits, read_documents
from leaderboard.records import Document, Result
from leaderboard.sample import sample_papers

EVALUATION = Path(__file__).parent.parent.parent / "shared" / "evaluation"
PAPERS = list(read_documents([sample_papers()]))
EXTRACTOR = Extractor()

WORDS = r"""
    84.5 1,000 .87 1e-5 1e99 227M 3.5B 4x 12 0 100 99.9999999999999 123456789012345678901234567890 1.2.3 2017 -5 +5 −3
    32×32 1/2 5-10 5--10 5–10 x10^5 ×10^99 % \% percent ms dB FPS points GFLOPs $ $$ { } \times \pm ± +/- \textbf{
    \cite{a} https://a.b/1 &lt; &amp; &#37; ~5 <3 >= ≥ accuracy mIoU F1 R@5 top-1 AP_{50} FID COCO ImageNet CIFAR-10
    ADE20K GLUE on in by from to of and or than over vs. ( ) [ ] , ; : . - -- — / é 漢字 𝟗𝟗 ٣ １２ outperforms improves
    achieves reaches drops gain respectively BERT ViT-L/14 GPT-4o we our zero-shot about faster fewer FLOPs 95% CI (a)
    #1 @ | = K k T G B M
"""
FRAGMENTS = [*WORDS.split(), "\r\n", "\n", "\x00", "\u202e", "\u200b", "\u200f", "\ufeff", "up to"]
fragments = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["", " ", " ", "  "])), max_size=40)
texts = st.one_of(fragments.map(lambda pairs: "".join(map("".join, pairs))), st.text(max_size=200))


def promises(text: str, results: list[Result]) -> None:
    """Assert what holds for the results of any text."""
    done = 0
    for result in results:
        assert text[result.start : result.end] == result.value_text
        assert any(character in "0123456789" for character in result.value_text)
        assert math.isfinite(result.value)
        assert result.value_high is None or math.isfinite(result.value_high)
        assert done <= result.start, "reading order"
        assert (result.change is not None) or result.kind != "gain"
        assert text[result.sentence_start :].startswith(result.sentence)
        assert result.sentence_start <= result.start < result.end <= result.sentence_start + len(result.sentence)
        done = result.end


@pytest.mark.parametrize("paper", PAPERS, ids=[paper.id for paper in PAPERS])
def test_every_span_of_a_sample_paper_slices_back_to_its_number(paper: Document) -> None:
    promises(paper.text, EXTRACTOR.extract(paper))


@given(texts)
@settings(max_examples=400)
def test_every_span_of_any_text_slices_back_to_its_number(text: str) -> None:
    promises(text, EXTRACTOR.extract(text))


# Numbers of more characters than digits, as printed and as meant.
PRINTED = {
    "It reaches 84² FPS.": ("84", 84),
    "It runs at 1{,}000 FPS.": ("1{,}000", 1000),
    r"It has 10\,000 parameters.": (r"10\,000", 10_000),
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_number_stands_as_it_was_printed(text: str) -> None:
    assert [(result.value_text, result.value) for result in EXTRACTOR.extract(text)] == [PRINTED[text]]


# ---- one answer


def test_records_and_columns_say_the_same_row_by_row() -> None:
    columns = EXTRACTOR.columns(PAPERS)
    assert list(columns) == list(Result.model_fields)
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    records = [result for paper in PAPERS for result in EXTRACTOR.extract(paper)]
    assert [Result.model_validate(row) for row in rows] == records
    assert [row["document_id"] for row in rows] == [record.document_id for record in records]
    assert len(records) > 2 * len(PAPERS)


def test_columns_of_nothing_have_every_name_and_no_row() -> None:
    assert EXTRACTOR.columns([]) == {name: [] for name in Result.model_fields}
    assert EXTRACTOR.columns([Document(id="a", text="")]) == EXTRACTOR.columns([])


def test_lists_are_tuples_of_text_that_nobody_can_change() -> None:
    for result in (result for paper in PAPERS for result in EXTRACTOR.extract(paper)):
        for field in (result.settings, result.also, result.flags):
            assert isinstance(field, tuple)
            assert all(isinstance(each, str) for each in field)


def test_the_same_text_gives_the_same_answer_again_and_from_another_extractor() -> None:
    first = EXTRACTOR.columns(PAPERS)
    assert EXTRACTOR.columns(PAPERS) == first
    assert Extractor().columns(PAPERS) == first


def test_a_document_is_read_alike_whatever_was_read_before_it() -> None:
    alone = [EXTRACTOR.extract(paper) for paper in PAPERS]
    backwards = [EXTRACTOR.extract(paper) for paper in reversed(PAPERS)]
    assert alone == backwards[::-1]


PROGRAM = """
from leaderboard.linking import Extractor
from leaderboard.reading import read_documents
from leaderboard.sample import sample_papers
import hashlib, json
columns = Extractor().columns(read_documents([sample_papers()]))
print(hashlib.sha256(json.dumps(columns).encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_another_process_with_another_hash_seed_gives_the_same_answer(seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
    here = json.dumps(EXTRACTOR.columns(PAPERS)).encode()
    assert done.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_text_and_a_document_of_that_text_are_read_alike() -> None:
    text = "We reach 84.5% accuracy on COCO."
    assert EXTRACTOR.extract(text) == EXTRACTOR.extract(Document(id="text", text=text))


def test_line_ends_and_windows_line_ends_change_only_positions() -> None:
    text = "We reach an accuracy\nof 84.5%\non COCO, and 2.3\ndB more."
    unix, windows = EXTRACTOR.extract(text), EXTRACTOR.extract(text.replace("\n", "\r\n"))
    assert [(each.value_text, each.kind, each.metric, each.dataset) for each in unix] == [
        (each.value_text, each.kind, each.metric, each.dataset) for each in windows
    ]
    assert unix


# ---- explaining

EXPLAINED = (
    "We train on 4,000 images for 30 epochs and reach 84.5% accuracy on COCO, 2.1% more than BERT, at 40 FPS in 2017."
)


def test_every_number_is_a_result_or_is_refused_with_a_reason() -> None:
    explanation = EXTRACTOR.explain(EXPLAINED)
    taken = {(result.start, result.end) for result in explanation.results}
    left = {(start, end) for start, end, _, _ in explanation.rejected}
    assert [EXPLAINED[start:end] for start, end in sorted(taken | left)] == ["4,000", "30", "84.5", "2.1", "40", "2017"]
    assert not taken & left
    assert all(reason for *_, reason in explanation.rejected)
    assert all(EXPLAINED[start:end] == digits for start, end, digits, _ in explanation.rejected)


@given(texts)
def test_what_is_explained_is_what_is_extracted(text: str) -> None:
    explanation = EXTRACTOR.explain(text)
    assert explanation.results == EXTRACTOR.extract(text)
    assert all(0 <= start < end <= len(text) for start, end, *_ in explanation.mentions)
    assert all(reason for *_, reason in explanation.rejected)


# ---- nothing, and far too much


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "We win.", "It outperforms BERT on COCO by two points.", "٣ ４"]
)
def test_a_text_without_digits_reports_nothing(text: str) -> None:
    assert EXTRACTOR.extract(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "9.",
        ".5",
        "1,",
        "(",
        ")",
        "[(",
        "()",
        "%",
        "5%",
        "%(",
        "1)(",
        "$",
        "\\",
        "{",
        "±",
        "-",
        "1-",
        "A",
        "Ab-",
        "a/",
        "\n",
    ],
)
def test_a_hundred_kilobytes_of_one_piece_are_read_to_their_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    promises(text, EXTRACTOR.extract(text))


@pytest.mark.parametrize(
    "piece", ["5% ", "1 to 2 ", "84.5% on COCO, ", "from 5% to 6% ", "(84.5%) ", "accuracy of 5% and "]
)
def test_a_sentence_of_thousands_of_numbers_is_read_to_its_end(piece: str) -> None:
    text = piece * (5_000 // len(piece))
    promises(text, Extractor(limits=Limits(sentence=10_000)).extract(text))


def test_the_numbers_of_a_table_that_lost_its_lines_are_left_and_those_beside_it_read() -> None:
    table, prose = "84.5 " * 51 + "on COCO. ", "BERT reaches 84.5% accuracy on COCO. "
    assert [result.start for result in EXTRACTOR.extract(prose + table + prose)] == [13, 13 + len(prose + table)]
    assert len(EXTRACTOR.extract("BERT reaches " + "84.5% and " * 40 + "84.5% accuracy on COCO.")) > 1


def test_another_limit_is_another_version() -> None:
    assert extractor_version(Limits(sentence=100)) != extractor_version()
    assert extractor_version(Limits(line=100)) == extractor_version()


# ---- the version


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, of which `version()` is the extractor's version."""
    copy = tmp_path / "leaderboard"
    shutil.copytree(Path(leaderboard.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(extractor, "files", lambda _: copy)
    return copy


def version() -> str:
    return extractor_version.__wrapped__()


def test_the_version_is_that_of_the_package_and_a_digest(package: Path) -> None:
    number, _, digest = version().partition("+")
    assert number == leaderboard.__version__
    assert len(digest) == 8
    assert int(digest, 16) >= 0


def test_a_copy_of_the_rules_has_the_same_version(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = version()
    monkeypatch.setattr(extractor, "files", lambda _: Path(leaderboard.__file__).parent)
    assert version() == copied


@pytest.mark.parametrize(
    "file",
    [
        "linking/rules.py",
        "linking/kinds.py",
        "patterns/quantity.py",
        "vocabulary/metrics.toml",
        "vocabulary/cues.toml",
        "vocabulary/datasets/vision.toml",
        "reading/cleaning.py",
        "reading/sentences.py",
    ],
)
def test_another_rule_or_word_is_another_version(package: Path, file: str) -> None:
    before = version()
    with (package / file).open("a", encoding="utf-8") as rules:
        rules.write("\n# another rule\n")
    assert version() != before


def test_what_reads_no_number_changes_no_version(package: Path) -> None:
    before = version()
    (package / "report" / "pages.py").write_text("")
    (package / "linking" / "notes.txt").write_text("to do")
    assert version() == before


def test_every_record_carries_the_version() -> None:
    results = EXTRACTOR.extract(PAPERS[0])
    assert {result.extractor for result in results} == {extractor_version()}


# ---- how much is right


def referee() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVALUATION / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """F1 of each row of the referee's table over the annotated texts."""
    if not (EVALUATION / "score.py").exists():
        pytest.skip("the annotated texts are not here: put them beside the checkout, as ../shared/evaluation")
    score = referee()
    aliases = json.loads((EVALUATION / "aliases.json").read_text(encoding="utf-8"))
    names = {kind: score.Names(aliases[kind]) for kind in ("dataset", "metric")}
    papers = score.read_jsonl(EVALUATION / "dev.documents.jsonl")
    documents = [Document(id=paper["id"], title=paper["title"], text=paper["text"]) for paper in papers]
    columns = EXTRACTOR.columns(documents)
    predictions = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    gold = score.read_jsonl(EVALUATION / "dev.gold.jsonl")
    table, _, _ = score.evaluate(gold, predictions, names, {document.id for document in documents})
    return {row: each["f1"] for row, each in table.items()}


@pytest.mark.shared
@pytest.mark.parametrize(("row", "floor"), [("leaderboard", 0.75), ("score.benchmark", 0.65), ("gain.benchmark", 0.55)])
def test_the_annotated_texts_are_read_at_least_this_well(figures: dict[str, Any], row: str, floor: float) -> None:
    assert figures[row] >= floor
