"""The boards: who stands where, and what never ranks."""

import pandas as pd
import pytest

from leaderboard.errors import UnknownName
from leaderboard.ranking import board, boards, conflicts, every_board, history, printed
from tests.results import VERSION, VOCABULARY, a_document, a_result, a_store, columns_of


@pytest.fixture(autouse=True)
def few_words(monkeypatch):
    """Aliases come from the tests' own vocabulary."""
    monkeypatch.setattr("leaderboard.vocabulary.load_vocabulary", lambda: VOCABULARY)


@pytest.fixture
def store():
    with a_store(":memory:") as store:
        yield store


def fill(store, *results, **dates):
    """Store results with the papers that they name; dates go by the papers' ids."""
    ids = dict.fromkeys(each.document_id for each in results)
    documents = [a_document(id, title=f"Paper {id}", date=dates.get(id)) for id in ids]
    store.add(documents, columns_of(results), extractor=VERSION)


def standing(store, view="leaderboard"):
    """(rank, system, value as printed) of a view, best first."""
    rows = store.query(f"SELECT rank, system, value_text FROM {view} ORDER BY rank, system, value_text")
    return [tuple(row) for row in rows.itertuples(index=False)]


# Ranks


def test_the_largest_accuracy_wins_and_equal_values_share_a_rank(store):
    fill(store, *(a_result(p, v, model=p) for p, v in (("a", 80.1), ("b", 84.5), ("c", "84.50"), ("d", 70))))
    assert standing(store) == [(1, "b", "84.5"), (1, "c", "84.50"), (3, "a", "80.1"), (4, "d", "70")]


def test_the_smallest_error_wins(store):
    fill(
        store,
        *(a_result(p, v, model=p, metric="FID", unit=None) for p, v in (("a", 3.5), ("b", 1.8), ("c", 22))),
    )
    assert standing(store) == [(1, "b", "1.8"), (2, "a", "3.5"), (3, "c", "22")]


def test_where_nobody_knows_the_direction_nobody_ranks(store):
    fill(
        store,
        *(a_result(p, v, model="M", metric="temperature", higher_is_better=None) for p, v in (("a", 1), ("b", 2))),
    )
    assert store.query("SELECT rank FROM leaderboard")["rank"].isna().all()
    [only] = board(store, "ImageNet-1k")
    assert only.higher_is_better is None
    assert len(only.rows) == 2
    assert boards(store).top_system.isna().all()


def test_of_units_that_are_as_frequent_a_metric_always_has_the_same_one(store):
    units = ["%", "points"] * 3_000  # more than one thread takes in one go
    results = [a_result("p", start=index * 10, metric="oddness", unit=unit) for index, unit in enumerate(units)]
    store.add([a_document("p")], columns_of(results))
    found = {store.query("FROM direction")["usual_unit"][0] for _ in range(20)}
    assert found == {"points"}


def test_a_metric_that_the_vocabulary_lacks_has_the_direction_that_its_results_say(store):
    fill(
        store,
        *(a_result(p, v, model=p, metric="gloss", higher_is_better=False) for p, v in (("a", 1), ("b", 2))),
    )
    assert standing(store) == [(1, "a", "1"), (2, "b", "2")]


def test_results_that_differ_on_the_direction_of_an_unknown_metric_do_not_rank(store):
    fill(store, *(a_result(str(up), 1, metric="gloss", higher_is_better=up) for up in (True, False)))
    assert store.query("SELECT rank FROM leaderboard")["rank"].isna().all()


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "gain", "change": "points"},
        {"kind": "cost"},
        {"metric": None},
        {"dataset": None},
        {"aggregate": True},
        {"confidence": 0.49},
        {"flags": ("arithmetic", "out-of-range")},
    ],
    ids=str,
)
def test_what_is_no_sure_score_on_a_dataset_never_ranks(store, said):
    fill(store, a_result("a", 99.9, **said), a_result("b", 50, confidence=0.5, flags=("arithmetic",)))
    assert [value for _, _, value in standing(store)] == ["50"]


@pytest.mark.parametrize("part", ["dataset", "split", "metric", "setting"])
def test_what_differs_in_one_part_is_another_board(store, part):
    other = {"dataset": "CIFAR-10", "split": "val", "metric": "accuracy", "setting": "zero-shot"}[part]
    fill(store, a_result("a", 80), a_result("b", 70, **{part: other}))
    assert [rank for rank, *_ in standing(store)] == [1, 1]
    assert len(boards(store)) == 2


def test_fractions_and_percentages_stand_on_one_scale_but_stay_as_printed(store):
    fill(
        store,
        a_result("a", "0.845", unit=None, model="A"),
        a_result("b", "84.0", model="B"),
        a_result("c", "0.9", model="C", unit="%"),  # 0.9% is what it says
        a_result("d", "1", model="D", unit=None),  # may be 1%
    )
    assert standing(store) == [(1, "A", "0.845"), (2, "B", "84.0"), (3, "D", "1"), (4, "C", "0.9")]
    assert store.query("SELECT rank_value FROM leaderboard ORDER BY rank").rank_value.tolist() == [
        84.5,
        84,
        1,
        0.9,
    ]


def test_a_percentage_on_a_board_of_fractions_is_a_fraction(store):
    fill(store, a_result("a", 95, metric="SSIM"), a_result("b", "0.96", metric="SSIM", unit=None))
    assert [value for _, _, value in standing(store)] == ["0.96", "95"]


# Best


def test_a_model_has_one_place_its_best_whatever_its_spelling(store):
    fill(
        store,
        a_result("a", 80, model="Swin-L"),
        a_result("b", 84, model="swin l", subject="other"),
        a_result("c", 82, model="ViT"),
        a_result("d", 81, model="ViT-2"),
    )
    assert standing(store, "best") == [(1, "swin l", "84"), (2, "ViT", "82"), (3, "ViT-2", "81")]
    assert [rank for rank, *_ in standing(store)] == [1, 2, 3, 4]


def test_of_equal_numbers_the_authors_own_stands_for_the_model(store):
    fill(store, a_result("a", 80, model="M", subject="other", confidence=1), a_result("b", 80, model="M"))
    assert store.query("SELECT document_id FROM best").document_id.tolist() == ["b"]


def test_a_result_without_a_model_stands_for_its_paper(store):
    fill(
        store,
        a_result("a", 80),
        a_result("a", 84, start=9),
        a_result("b", 82),
        a_result("a", 90, start=50, subject="other"),
    )
    assert standing(store, "best") == [(1, "Paper a", "90"), (2, "Paper a", "84"), (3, "Paper b", "82")]


# History


def test_the_history_is_the_running_best_in_the_metric_s_direction(store):
    values = {"a": 5.0, "b": 7.0, "c": 4.0, "d": 4.0, "e": 3.0, "f": 2.0}
    dates = {"a": "2020", "b": "2020-02", "c": "2020-03", "d": "2020-04", "e": "2020-05", "f": None}
    fill(store, *(a_result(p, v, model=p, metric="FID", unit=None) for p, v in values.items()), **dates)
    line = history(store, "ImageNet", metric="fid")
    assert line.document_id.tolist() == ["a", "b", "c", "d", "e"]
    assert line.best_so_far.tolist() == [5, 5, 4, 4, 3]
    assert line[line.is_record].document_id.tolist() == ["a", "c", "e"]


def test_of_one_day_s_results_only_the_best_is_a_record(store):
    fill(
        store,
        *(a_result(p, v) for p, v in (("a", 80), ("b", 82), ("c", 81))),
        a="2020",
        b="2020-01",
        c="2020-01-01",
    )
    assert store.query("SELECT document_id FROM history WHERE is_record").document_id.tolist() == ["b"]


# Conflicts


@pytest.mark.parametrize(
    ("name", "results", "clashes"),
    [
        ("two papers differ", [("a", 84.5), ("b", 85.1)], 1),
        ("two papers agree", [("a", 84.5), ("b", 84.5)], 0),
        ("one printed a place less", [("a", 84.5), ("b", 84.53)], 0),
        ("fractions and percentages agree", [("a", 84.5), ("b", "0.845")], 0),
        ("one paper's variants", [("a", 84.5), ("a", 85.1)], 0),
        ("one of the variants agrees", [("a", 84.5), ("a", 85.1), ("b", 85.1)], 0),
        ("a third paper differs", [("a", 84.5), ("b", 84.5), ("c", 86)], 1),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_papers_conflict_when_rounding_cannot_explain_it(store, name, results, clashes):
    fill(
        store,
        *(
            a_result(
                paper,
                value,
                model="Swin-L",
                start=start * 9,
                unit=None if str(value).startswith("0.") else "%",
            )
            for start, (paper, value) in enumerate(results)
        ),
    )
    assert len(conflicts(store)) == clashes


@pytest.mark.parametrize(
    "said", [{"model": "Other"}, {"split": "val"}, {"bound": "over"}, {"value_high": 90.0}, {"model": None}]
)
def test_what_is_not_the_same_thing_is_no_conflict(store, said):
    fill(store, a_result("a", 84.5, model="M"), a_result("b", 70, **{"model": "M"} | said))
    assert conflicts(store).empty


def test_a_conflict_shows_both_papers_side_by_side(store):
    fill(
        store,
        a_result("a", 84.5, model="M"),
        a_result("b", 70, model="m", subject="other"),
        a_result("c", 80, model="M"),
    )
    [clash] = conflicts(store, "imagenet").to_dict("records")
    assert (clash["low_document_id"], clash["low_value_text"], clash["low_subject"]) == ("b", "70", "other")
    assert (clash["high_document_id"], clash["high_sentence"]) == ("a", "We reach 84.5.")
    assert (clash["papers"], clash["difference"]) == (3, 14.5)


# Boards


@pytest.fixture
def field(store):
    fill(
        store,
        a_result("a", 80, model="A"),
        a_result("b", 82, model="B", subject="other"),
        a_result("b", 81, model="B", start=9),
        a_result("a", 76, model="A", setting="zero-shot", start=9),
        a_result("a", 75, model="A", setting="zero-shot", split="val", start=20),
        a_result("c", 2.5, model="C", metric="FID", unit=None, dataset="CIFAR-10"),
        a="2020-05",
        b="2021",
    )
    return store


def test_the_list_of_boards_has_the_fullest_first_with_its_top(field):
    listed = boards(field)
    assert listed.dataset.tolist() == ["ImageNet-1k", "CIFAR-10", "ImageNet-1k", "ImageNet-1k"]
    first = listed.iloc[0]
    assert (first.results, first.papers, first.models, first.quoted) == (3, 2, 2, 1)
    assert (first.top_system, first.top_value_text, first.unit, first.task) == (
        "B",
        "82",
        "%",
        "image classification",
    )
    assert str(first.first_published.date()) == "2020-05-01"
    assert listed.higher_is_better.tolist() == [True, False, True, True]


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        (
            {"dataset": "ImageNet-1k"},
            [
                "ImageNet-1k · top-1 accuracy",
                "ImageNet-1k · top-1 accuracy · zero-shot",
                "ImageNet-1k · val · top-1 accuracy · zero-shot",
            ],
        ),
        ({"dataset": "imagenet 1K", "setting": "unspecified"}, ["ImageNet-1k · top-1 accuracy"]),
        ({"dataset": "cifar10"}, ["CIFAR-10 · FID"]),
        (
            {"dataset": "ImageNet-1k", "setting": "Zero shot", "split": "unspecified"},
            ["ImageNet-1k · top-1 accuracy · zero-shot"],
        ),
        ({"dataset": "ImageNet-1k", "split": "val"}, ["ImageNet-1k · val · top-1 accuracy · zero-shot"]),
        (
            {"dataset": "ImageNet", "metric": "top-1", "split": "val"},
            ["ImageNet-1k · val · top-1 accuracy · zero-shot"],
        ),
    ],
    ids=str,
)
def test_boards_are_found_by_loose_names_and_aliases(field, chosen, titles):
    assert [each.title for each in board(field, **chosen)] == titles


@pytest.mark.parametrize(
    ("chosen", "what", "hint"),
    [
        ({"dataset": "ImagNet-1k"}, "no board for 'ImagNet-1k'", "did you mean ImageNet-1k?"),
        ({"dataset": "qqq"}, "no board for 'qqq'", "`leaderboard show` lists the boards"),
        ({"dataset": "CIFAR-10", "metric": "BLEU"}, "no metric 'BLEU'", "there are: FID"),
        ({"dataset": "CIFAR-10", "split": "val"}, "no split 'val'", "there are: unspecified"),
        ({"dataset": "'; DROP TABLE result; --"}, "no board for", "lists the boards"),
        ({"dataset": ""}, "no board for", "lists the boards"),
    ],
)
def test_an_unknown_name_says_which_there_are(field, chosen, what, hint):
    with pytest.raises(UnknownName) as refused:
        board(field, **chosen)
    assert what in str(refused.value)
    assert hint in refused.value.hint


def test_an_alias_means_its_benchmark_even_where_a_paper_has_a_dataset_of_that_name(store):
    fill(store, a_result("p"), a_result("q", dataset="Imagenet"))
    for name in ("ImageNet", "Imagenet", "ImageNet-1k"):
        assert [each.dataset for each in board(store, name)] == ["ImageNet-1k"]


def test_a_board_has_each_model_once_and_every_mention(field):
    first = board(field, "ImageNet-1k")[0]
    assert first.rows[["rank", "system", "value"]].values.tolist() == [[1, "B", 82], [2, "A", 80]]
    assert first.mentions["value"].tolist() == [82, 81, 80]
    assert first.direction == "higher is better ↑"
    assert first.rows["rank"].dtype == pd.Int64Dtype()
    assert pd.api.types.is_datetime64_any_dtype(first.rows["published"])
    assert len(first) == 2
    taken = first.to_pandas()
    taken.loc[:, "system"] = "changed"
    assert first.rows["system"].tolist() == ["B", "A"]


def test_all_boards_come_in_the_order_of_the_list(field):
    assert [each.key for each in every_board(field)] == boards(field)["board"].tolist()


def test_an_empty_store_has_no_boards(store):
    assert boards(store).empty
    assert list(every_board(store)) == []
    with pytest.raises(UnknownName):
        board(store, "ImageNet-1k")


def test_a_notebook_shows_papers_words_as_words(store):
    evil = '</td><script>alert(1)</script>" onmouseover="x'
    fill(store, a_result("a", 80, model=evil, sentence=evil, setting=evil))
    shown = board(store, "ImageNet-1k")[0]._repr_html_()
    assert "<script>" not in shown
    assert '" onmouseover' not in shown
    assert 'title="&lt;/td&gt;&lt;script&gt;alert(1)' in shown


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({}, "84.5%"),
        ({"bound": "over"}, "> 84.5%"),
        ({"bound": "upto", "unit": None}, "≤ 84.5"),
        ({"value_high": 90.0}, "84.5–90%"),
        ({"unit": "dB"}, "84.5 dB"),
        ({"unit": float("nan"), "bound": pd.NA}, "84.5"),
    ],
)
def test_a_number_is_written_as_the_paper_has_it(said, text):
    row = {"value_text": "84.5", "value": 84.5, "value_high": None, "unit": "%", "bound": None}
    assert printed(row | said) == text


def test_the_numbers_of_a_board_are_written_alike(store):
    spelled = (("a", 84.5, "%"), ("b", 0.812, None), ("c", "79.0", None))
    fill(store, *(a_result(paper, value, model=paper, unit=unit) for paper, value, unit in spelled))
    [only] = board(store, "ImageNet-1k")
    assert only.numbers == ["84.5", "81.2", "79.0"]
