"""What notebooks show, and what pandas gets: tables with their evidence, columns with their types."""

from papers_to_report import HOSTILE, hostile, ordinary

from leaderboard import Extractor, ranking
from leaderboard.records import Result, Results

SENTENCE = "With 227M parameters, Swin-L obtains 58.7 box AP on COCO, 2.5 points above the last best."
MISSING = {"change": "string", "better": "boolean", "value_high": "float64", "bound": "string"}


def test_results_of_a_text_are_a_list_that_shows_as_a_table_with_the_sentence_on_hover() -> None:
    results = Extractor().extract(SENTENCE)
    assert isinstance(results, list)
    page = results._repr_html_()
    assert page.count("<tr>") == 1 + len(results)
    assert f'<td title="{SENTENCE}">58.7</td>' in page


def test_results_have_a_column_for_each_field_with_its_type_even_when_all_is_missing() -> None:
    for results in (Extractor().extract(SENTENCE)[:2], []):
        frame = Results(results).to_pandas()
        assert list(frame.columns) == list(Result.model_fields)
        assert {name: str(frame[name].dtype) for name in MISSING} == MISSING
        assert str(frame["value"].dtype) == "float64"


def test_a_board_as_pandas_has_types_and_is_one_s_own() -> None:
    with ordinary().store(":memory:") as store:
        [board] = ranking.board(store, "CIFAR-10")
    frame = board.to_pandas()
    types = {name: str(frame[name].dtype) for name in frame}
    assert {name: types[name] for name in MISSING} == MISSING
    assert (types["rank"], types["system"], types["start"]) == ("Int64", "string", "int32")
    assert types["published"].startswith("datetime64")
    assert isinstance(frame["settings"].iloc[0], list)
    frame["system"] = "changed"
    assert "changed" not in set(board.rows["system"])


def test_strangers_words_are_words_in_a_notebook() -> None:
    with hostile().store(":memory:") as store:
        pages = [board._repr_html_() for board in ranking.every_board(store)]
    known = {
        "document_id": "p",
        "start": 0,
        "end": 1,
        "value_text": "1",
        "value": 1.0,
        "kind": "score",
        "confidence": 1,
    }
    known |= {"pattern": "p", "sentence_start": 0, "extractor": "0"}
    results = Results(Result(**known, sentence=text, model=text, metric=text, dataset=text) for text in HOSTILE)
    for page in (*pages, results._repr_html_()):
        assert "<script" not in page
        assert "<img" not in page
        assert '" onmouseover=' not in page
