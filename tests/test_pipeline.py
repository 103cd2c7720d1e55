"""The story end to end: files in, a database out, and what is said about it."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from leaderboard.errors import InputError, UnknownName
from leaderboard.pipeline import BATCH, build, extract, stored_document
from leaderboard.records import Document, Result
from leaderboard.store import Store


class Percentages:
    """Reads every percentage as a score, and remembers which documents it was asked to read."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def columns(self, documents: Sequence[Document], /) -> dict[str, list[Any]]:
        self.asked += [document.id for document in documents]
        results = [
            Result(
                document_id=document.id,
                start=found.start(1),
                end=found.end(1),
                value_text=found[1],
                value=float(found[1]),
                unit="%",
                kind="score",
                confidence=0.9,
                pattern="test.percentage",
                sentence=document.text,
                sentence_start=0,
                extractor="test",
            ).model_dump()
            for document in documents
            for found in re.finditer(r"(\d+(?:\.\d+)?)%", document.text)
        ]
        return {name: [result[name] for result in results] for name in Result.model_fields}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return write_papers(tmp_path, {"a": "We reach 91.5%.", "b": "Ours has 80% and 70%.", "c": "No number here."})


def write_papers(folder: Path, texts: dict[str, str], name: str = "papers.jsonl") -> Path:
    path = folder / name
    lines = [json.dumps({"id": id_, "title": f"Paper {id_}", "text": text}) for id_, text in texts.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def texts_of(database: Path) -> list[tuple[str, str]]:
    with Store(database, read_only=True) as store:
        rows = store.query("SELECT document_id, value_text FROM result ORDER BY document_id, start")
    return list(rows.itertuples(index=False, name=None))


def test_a_first_build_stores_every_document_and_every_result(papers: Path, tmp_path: Path) -> None:
    done = build([papers], tmp_path / "new" / "my.duckdb", extractor=Percentages())
    assert (done.read, done.new, done.changed, done.unchanged, done.repeated) == (3, 3, 0, 0, 0)
    assert done.results == {"score": 3}
    assert texts_of(done.database) == [("a", "91.5"), ("b", "80"), ("b", "70")]


def test_building_twice_adds_nothing_and_reads_no_number_again(papers: Path, tmp_path: Path) -> None:
    build([papers], tmp_path / "my.duckdb", extractor=Percentages())
    again = Percentages()
    done = build([papers], tmp_path / "my.duckdb", extractor=again)
    assert (done.read, done.new, done.unchanged, done.results) == (3, 0, 3, {"score": 3})
    assert again.asked == []


def test_changed_text_replaces_the_results_of_that_document_alone(papers: Path, tmp_path: Path) -> None:
    build([papers], tmp_path / "my.duckdb", extractor=Percentages())
    write_papers(tmp_path, {"a": "We reach 91.5%.", "b": "Ours has 81%.", "c": "No number here."})
    done = build([papers], tmp_path / "my.duckdb", extractor=Percentages())
    assert (done.new, done.changed, done.unchanged) == (0, 1, 2)
    assert texts_of(done.database) == [("a", "91.5"), ("b", "81")]


def test_the_same_paper_again_is_counted_and_stored_once(papers: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = build([papers, papers], tmp_path / "my.duckdb", extractor=Percentages())
        assert (done.read, done.new + done.unchanged, done.repeated) == (6, 3, 3)
    assert len(texts_of(done.database)) == 3


def test_every_batch_is_read_and_the_count_is_told(tmp_path: Path) -> None:
    many = write_papers(tmp_path, {f"p{number}": f"Run {number} has 5%." for number in range(BATCH + 3)})
    told: list[int] = []
    done = build([many], tmp_path / "my.duckdb", extractor=Percentages(), watch=told.append)
    assert told == [BATCH, BATCH + 3]
    assert done.results == {"score": BATCH + 3}


def test_an_interrupted_build_keeps_whole_batches_and_is_finished_by_another(tmp_path: Path) -> None:
    many = write_papers(tmp_path, {f"p{number}": f"Run {number} has 5%." for number in range(BATCH + 3)})

    def interrupt(read: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([many], tmp_path / "my.duckdb", extractor=Percentages(), watch=interrupt)
    assert len(texts_of(tmp_path / "my.duckdb")) == BATCH
    done = build([many], tmp_path / "my.duckdb", extractor=Percentages())
    assert (done.new, done.unchanged) == (3, BATCH)


def test_the_good_lines_are_stored_and_the_bad_ones_listed_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "half.jsonl"
    path.write_text('{"id": "a", "text": "We reach 91%."}\n{"id": 7, "text": 8}\n{"id": "b", "te', encoding="utf-8")
    done = build([path], tmp_path / "my.duckdb", extractor=Percentages())
    assert (done.read, done.refused) == (1, 2)
    assert [problem.line for problem in done.problems] == [2, 3]
    with Store(done.database, read_only=True) as store:
        assert len(store.query("FROM problem")) == 2


def test_an_input_that_is_missing_is_a_problem_and_the_others_are_read(papers: Path, tmp_path: Path) -> None:
    done = build([tmp_path / "nowhere.txt", papers], tmp_path / "my.duckdb", extractor=Percentages())
    assert (done.new, done.refused) == (3, 1)
    assert "nowhere.txt" in str(done.problems[0])


def test_where_no_input_can_be_read_no_database_is_made(tmp_path: Path) -> None:
    done = build([tmp_path / "nowhere.txt"], tmp_path / "my.duckdb", extractor=Percentages())
    assert (done.read, done.refused) == (0, 1)
    assert not done.database.exists()


def test_an_unknown_format_is_an_error_before_anything_is_read(papers: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="jsno"):
        build([papers], tmp_path / "my.duckdb", extractor=Percentages(), input_format="jsno")
    assert not (tmp_path / "my.duckdb").exists()


def test_without_inputs_the_bundled_sample_is_read(tmp_path: Path) -> None:
    done = build([], tmp_path / "my.duckdb", extractor=Percentages())
    assert done.new >= 80
    assert done.problems == []


def test_papers_of_the_sample_beside_ones_own_are_counted(papers: Path, tmp_path: Path) -> None:
    sample = build([], tmp_path / "my.duckdb", extractor=Percentages())
    assert sample.of_sample == 0
    assert build([papers], tmp_path / "my.duckdb", extractor=Percentages()).of_sample == sample.new
    assert build([papers], tmp_path / "other.duckdb", extractor=Percentages()).of_sample == 0


def test_records_come_in_reading_order(papers: Path) -> None:
    records = list(extract([papers], extractor=Percentages()))
    assert [record["value_text"] for record in records] == ["91.5", "80", "70"]
    assert list(records[0]) == list(Result.model_fields)


@pytest.mark.parametrize(("least", "count"), [(0.9, 3), (0.91, 0)])
def test_records_of_low_confidence_are_left_out(papers: Path, least: float, count: int) -> None:
    assert len(list(extract([papers], extractor=Percentages(), min_confidence=least))) == count


def test_a_stored_document_comes_back_as_it_was_read(papers: Path, tmp_path: Path) -> None:
    build([papers], tmp_path / "my.duckdb", extractor=Percentages())
    with Store(tmp_path / "my.duckdb", read_only=True) as store:
        assert stored_document(store, "a").text == "We reach 91.5%."
        with pytest.raises(UnknownName, match="did you mean"):
            stored_document(store, "aa")
