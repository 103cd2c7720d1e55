"""Charts: what they show, that their words are words, and that files of them are whole and open anywhere."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from papers_to_report import HOSTILE, Shelf, cost, hostile, ordinary, top1

from leaderboard import charts, ranking
from leaderboard.charts.saving import DRAWN
from leaderboard.errors import LeaderboardError
from leaderboard.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    with ordinary().store(":memory:") as store:
        yield store


def boards_of(shelf: Shelf) -> list[ranking.Leaderboard]:
    with shelf.store(":memory:") as store:
        return list(ranking.every_board(store))


def imagenet(store: Store) -> ranking.Leaderboard:
    return ranking.board(store, "ImageNet-1k", setting="unspecified")[0]


def data(chart: alt.LayerChart) -> dict[str, Any]:
    return dict(chart.to_dict()["datasets"])


def words(chart: alt.LayerChart) -> str:
    title = chart.to_dict()["title"]
    return " | ".join([title["text"], *title["subtitle"]])


def test_the_best_over_time_joins_the_records_and_goes_on_to_the_last_day(store: Store) -> None:
    shown = data(charts.best_over_time(imagenet(store)))
    assert [(step["day"], step["value"]) for step in shown["best"]] == [
        ("2015-12-01", 76.1),
        ("2020-10-01", 88.6),
        ("2022-01-01", 88.6),
    ]
    assert len(shown["points"]) == 6  # the undated paper has no place in time


def test_of_results_of_one_day_only_the_best_is_a_record() -> None:
    shelf = Shelf()
    for number, value in enumerate(("80.0", "85.0", "82.0")):
        shelf.paper(f"p{number}", top1(value, f"M{number}"), date="2020-01")
    [board] = boards_of(shelf)
    assert [step["value"] for step in data(charts.best_over_time(board))["best"]] == [85.0]


def test_bars_stand_in_the_order_of_the_ranks_each_model_once(store: Store) -> None:
    [board] = ranking.board(store, "CIFAR-10")
    bars = charts.ranked_bars(board)
    assert [bar["system"] for bar in data(bars)["points"]] == ["EDM", "NCSN++", "DDPM"]  # FID: lower is better
    assert "lower is better" in words(bars)


@pytest.mark.parametrize("rows", [1, 20, 300])
def test_every_bar_has_room_for_its_name_at_any_number_of_rows(rows: int) -> None:
    shelf = Shelf()
    for number in range(rows):
        shelf.paper(f"p{number}", top1(f"{50 + number / 10}", f"model {number}"))
    [board] = boards_of(shelf)
    spec = charts.ranked_bars(board, top=1000).to_dict()
    assert spec["height"] / len(spec["datasets"]["points"]) >= 24


def test_a_chart_says_how_many_models_it_leaves_out(store: Store) -> None:
    assert "the first 2 of 5 models" in words(charts.ranked_bars(imagenet(store), top=2))


def test_titles_say_metric_direction_split_and_setting(store: Store) -> None:
    for word in ("ImageNet-1k", "top-1 accuracy", "higher is better", "split: unspecified", "setting: unspecified"):
        assert word in words(charts.best_over_time(imagenet(store)))


def test_own_and_quoted_differ_in_shape_as_well_as_in_colour(store: Store) -> None:
    dots = charts.best_over_time(imagenet(store)).to_dict()["layer"][1]["encoding"]
    for channel in ("color", "shape"):
        scale = dots[channel]["scale"]
        assert scale["domain"] == ["own", "quoted"]
        assert len(set(scale["range"])) == 2


@pytest.mark.parametrize("what", ["direction", "date"])
def test_without_a_direction_or_dates_there_is_no_best_over_time_and_bars_are_offered(what: str) -> None:
    shelf = Shelf()
    known = {"higher_is_better": None} if what == "direction" else {}
    shelf.paper("a", top1("80.0", "A", **known), date="2020" if what == "direction" else None)
    [board] = boards_of(shelf)
    assert not charts.has_history(board)
    with pytest.raises(LeaderboardError, match="bars"):
        charts.best_over_time(board)
    assert len(data(charts.ranked_bars(board))["points"]) == 1


def test_the_frontier_is_nobody_cheaper_and_better() -> None:
    shelf = Shelf()
    for name, value, size in (("S", "80.0", "5"), ("M", "84.0", "50"), ("slow", "83.0", "500"), ("L", "86.0", "900")):
        shelf.paper(name, top1(value, name), cost(size, name))
    shelf.paper("unpriced", top1("99.0", "unpriced"))
    with shelf.store(":memory:") as store:
        [board] = ranking.board(store, "ImageNet-1k")
        shown = charts.priced(store, board)
    drawn = charts.pareto(shown, board)
    assert [each["system"] for each in data(drawn)["frontier"]] == ["S", "M", "L"]
    assert {each["system"] for each in data(drawn)["points"]} == {"S", "M", "slow", "L"}
    assert "against parameters" in words(drawn)


def test_a_cost_that_nobody_states_is_an_error_that_names_it(store: Store) -> None:
    with pytest.raises(LeaderboardError, match="FLOPs"):
        charts.pareto(charts.priced(store, imagenet(store), "FLOPs"), imagenet(store), "FLOPs")


def test_a_heat_map_shades_each_column_by_itself(store: Store) -> None:
    cells = data(charts.heat_map(store, "FID"))["cells"]
    assert {cell["model"]: cell["shade"] for cell in cells} == {
        "EDM": 1.0,
        "NCSN++": pytest.approx(0.8083),
        "DDPM": 0.0,
    }
    with pytest.raises(LeaderboardError, match="no model"):
        charts.heat_map(store, "no such metric")


def test_coverage_counts_what_stands_on_boards(store: Store) -> None:
    rows = {row["dataset"]: row for row in data(charts.coverage(store))["datasets"]}
    [known] = store.query("FROM coverage WHERE dataset = 'ImageNet-1k'").to_dict("records")
    assert (rows["ImageNet-1k"]["ranked"], rows["ImageNet-1k"]["results"]) == (known["ranked"], known["results"])
    with Shelf().store(":memory:") as empty, pytest.raises(LeaderboardError, match="no number"):
        charts.coverage(empty)


@pytest.mark.parametrize("kind", DRAWN)
def test_a_saved_chart_is_the_same_every_time(kind: str, store: Store, tmp_path: Path) -> None:
    files = [charts.save(charts.best_over_time(imagenet(store)), tmp_path / f"{each}.{kind}") for each in "ab"]
    assert files[0].read_bytes() == files[1].read_bytes()
    beginnings = {"svg": b"<svg", "png": b"\x89PNG", "json": b"{", "html": b"<!doctype html>"}
    assert files[0].read_bytes().startswith(beginnings[kind])
    assert {file.name for file in tmp_path.iterdir()} == {f"a.{kind}", f"b.{kind}"}  # and nothing beside them


@pytest.mark.parametrize("name", ["board.gif", "board"])
def test_an_ending_that_no_chart_has_is_refused(name: str, store: Store, tmp_path: Path) -> None:
    with pytest.raises(LeaderboardError, match=r"\.svg, \.png"):
        charts.save(charts.best_over_time(imagenet(store)), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LeaderboardError, match="hint"):
        charts.save(charts.best_over_time(imagenet(store)), tmp_path / "file" / "board.svg")
    assert (tmp_path / "file").read_text() == "not a folder"


# Strangers' words


def hostile_charts() -> Iterator[alt.LayerChart]:
    with hostile().store(":memory:") as store:
        for text in HOSTILE[:3]:
            board = ranking.board(store, text)[0]
            yield charts.best_over_time(board)
            yield charts.ranked_bars(board)
            yield charts.pareto(charts.priced(store, board), board)
            yield charts.heat_map(store, text)
        yield charts.coverage(store)


def expressions(part: Any) -> Iterator[str]:
    """What Vega would evaluate: expressions, tests and names of fields."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in {"expr", "test", "field", "labelExpr", "signal", "filter", "calculate"}:
                yield json.dumps(value)
            yield from expressions(value)
    elif isinstance(part, list):
        for value in part:
            yield from expressions(value)


def test_words_of_papers_are_data_or_titles_and_never_evaluated() -> None:
    evaluated: set[str] = set()
    for chart in hostile_charts():
        spec = {name: value for name, value in chart.to_dict().items() if name != "datasets"}
        evaluated.update(expressions(spec))
    assert evaluated
    assert not [each for each in evaluated if "hacked" in each]


HEAD = ("html", "head", "meta", "meta", "meta", "meta", "title", "style")


class Tags(HTMLParser):
    """What a browser would make of a page or a drawing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attributes)


def test_a_hostile_chart_can_be_saved_and_nothing_in_its_page_or_drawing_is_markup(tmp_path: Path) -> None:
    for number, chart in enumerate(hostile_charts()):
        page = charts.save(chart, tmp_path / f"{number}.html").read_text(encoding="utf-8")
        assert Tags(page).tags == [
            "html",
            "head",
            *["meta"] * 4,
            "title",
            "style",
            "body",
            "main",
            "noscript",
            *["script"] * 3,
        ]
        spec = re.search(r'type="application/json">(.*?)</script>', page)
        assert spec is not None
        assert json.loads(spec[1])["datasets"] == data(chart)
        drawing = Tags(charts.save(chart, tmp_path / f"{number}.svg").read_text(encoding="utf-8"))
        assert set(drawing.tags) <= {"svg", "g", "path", "line", "text", "rect", "defs", "clippath", "tspan", "style"}
        assert not [name for name in drawing.attributes if name.startswith("on") or name.endswith("href")]
