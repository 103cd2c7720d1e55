"""The report in a real browser: it works, it is accessible, and nothing that a paper wrote runs.

Needs Chromium and the packages of the `browser` extra; without them these tests skip and say what is missing.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from papers_to_report import Shelf, hostile, ordinary, top1

from leaderboard.report import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE, DESK = 390, 1280
IMAGENET = "boards/imagenet-1k-top-1-accuracy.html"
KINDS = (
    "index.html", "boards.html", "compare.html", "pareto.html", "conflicts.html", "quality.html", "method.html",
    IMAGENET, "boards/cifar-10-fid.html", "papers/1512-03385.html", "models/resnet-50.html",
)  # fmt: skip

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(ordinary(), tmp_path_factory.mktemp("ordinary"))


def written(shelf: Shelf, folder: Path) -> Path:
    with shelf.store(":memory:") as store:
        write_report(store, folder / "report")
    return folder / "report"


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Open]:
    """Open a page; whatever it complains of, or asks for outside of its folder, fails the test."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def visit(path: Path, hash: str = "", *, width: int = DESK, scheme: str = "light", scripts: bool = True) -> "Page":
        context = browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append("a dialog opened"), dialog.dismiss()))
        page.on("request", lambda asked: asked.url.startswith("file:") or complaints.append(asked.url))
        page.goto(path.as_uri() + hash)
        if scripts and page.locator(".chart").count():
            page.wait_for_selector(".chart canvas")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def shown(page: "Page") -> list[str]:
    """The models of the rows that can be seen, in order."""
    rows = page.locator("table[data-live] tbody tr:visible")
    return [words.split("\n")[0].split(" best at")[0].strip() for words in rows.locator("th").all_inner_texts()]


def wait(page: "Page", done: Callable[[], bool]) -> None:
    """Wait for something; the page's policy forbids the eval that Playwright's own waiting needs."""
    for _ in range(60):
        if done():
            return
        page.wait_for_timeout(50)
    raise AssertionError("waited for three seconds")


# A board


def test_a_model_stands_once_until_all_mentions_are_asked_for(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET)
    assert page.locator("[data-count]").inner_text() == "5 results"
    assert page.locator("tbody tr:visible .rank").all_inner_texts() == ["1", "1", "3", "4", "5"]
    page.get_by_label("All mentions").check()
    assert page.locator("[data-count]").inner_text() == "7 results"
    assert page.locator("tbody tr:visible .rank").all_inner_texts() == ["1", "1", "1", "4", "5", "6", "7"]


def test_filters_narrow_the_table_and_stand_in_the_address(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET)
    page.get_by_label("Search").fill("swin")
    assert [name.split()[0] for name in shown(page)] == ["Swin-L"]
    assert page.locator("[data-count]").inner_text() == "1 of 5 results"
    page.get_by_label("Search").fill("")
    page.get_by_label("Year").select_option("2020")
    page.get_by_label("All mentions").check()
    page.get_by_label("Reported as").select_option("quoted")
    assert [name.split()[0] for name in shown(page)] == ["ResNet-50"]
    assert page.url.endswith("#said=quoted&year=2020&all=1")
    page.get_by_role("button", name="Clear").click()
    wait(page, lambda: "#" not in page.url)
    assert len(shown(page)) == 5


def test_what_else_a_text_states_is_a_filter(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET)
    page.get_by_label("Also stated").select_option("frozen")
    assert [name.split()[0] for name in shown(page)] == ["“Paper"]
    assert page.url.endswith("#setting=frozen")


def test_filters_go_along_to_the_other_boards_of_a_benchmark(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET)
    page.get_by_label("Reported as").select_option("own")
    page.get_by_role("link", name="zero-shot").click()
    page.wait_for_url("**/imagenet-1k-top-1-accuracy-zero-shot.html#said=own")
    assert page.get_by_label("Reported as").input_value() == "own"


def test_an_address_brings_back_what_was_chosen(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET, "#said=quoted&all=1&sort=-value")
    assert page.get_by_label("Reported as").input_value() == "quoted"
    assert [name.split()[0] for name in shown(page)] == ["ViT", "ResNet-50"]
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Value")


def test_an_address_that_makes_no_sense_shows_everything(visit: Open, report: Path) -> None:
    for hash in (
        "#said=nobody&year=1066&sort=colour",
        "#no-such-row",
        "#%E0%A4%A&=",
        "#q=%22%3E%3Cscript%3E",
    ):
        page = visit(report / IMAGENET, hash)
        assert len(shown(page)) in {0, 5}


def test_a_column_sorts_both_ways_and_what_is_missing_stays_last(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET)
    date = page.get_by_role("button", name="Date")
    date.click()
    dates = page.locator("tbody tr:visible td.date")
    assert dates.all_inner_texts() == ["2022-01", "2021-03", "2020-10", "2020-10", ""]
    assert page.locator("th.date").get_attribute("aria-sort") == "descending"
    date.click()
    assert page.locator("th.date").get_attribute("aria-sort") == "ascending"
    assert dates.all_inner_texts() == ["2020-10", "2020-10", "2021-03", "2022-01", ""]
    page.get_by_role("button", name="Value").click()
    assert page.locator("[aria-sort]").count() == 1


def test_evidence_opens_with_the_keyboard_and_marks_the_number(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET)
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("tbody mark:visible").all_inner_texts() == ["88.6"]


def test_a_link_to_a_row_opens_its_evidence_even_if_it_is_no_best(visit: Open, report: Path) -> None:
    page = visit(report / "papers/2103-14030.html")
    page.get_by_role("link", name="ImageNet-1k").last.click()
    page.wait_for_selector("tr.asked details[open]")
    assert page.locator("tr.asked th").inner_text().startswith("ViT H")


def test_a_point_of_the_chart_opens_its_row(visit: Open, report: Path) -> None:
    page = visit(report / "boards/cifar-10-fid.html")
    box = page.locator(".chart canvas").bounding_box()
    assert box is not None
    for down in range(24, 72, 4):  # through the first bar
        page.mouse.click(box["x"] + 60, box["y"] + down)
        if page.locator("tr.asked").count():  # the page has scrolled to the row
            break
    page.wait_for_selector("tr.asked details[open]", timeout=3_000)
    assert page.locator("tr.asked").count() == 1


def test_the_chart_takes_the_colours_of_the_scheme(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET)
    light = page.locator(".chart").screenshot()
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert page.locator(".chart").screenshot() != light


def test_without_scripts_the_tables_and_a_picture_remain(visit: Open, report: Path) -> None:
    page = visit(report / IMAGENET, scripts=False)
    assert page.locator("tbody tr:visible").count() == 7
    assert page.locator("noscript img, img").first.is_visible()
    assert not page.locator("form.filters").is_visible()


# The index


def test_the_search_finds_boards_models_and_papers(visit: Open, report: Path) -> None:
    page = visit(report / "index.html")
    box = page.get_by_label("Find a board")
    box.fill("imagenet1k")  # spelled as nobody prints it
    page.wait_for_selector("#found li")
    assert set(page.locator("#found .kind").all_inner_texts()) == {"board"}
    box.fill("resnet")
    assert page.locator("#found .kind").all_inner_texts() == ["model"]
    box.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/models/resnet-50.html")


def test_a_search_that_finds_nothing_says_so(visit: Open, report: Path) -> None:
    page = visit(report / "index.html")
    page.get_by_label("Find a board").fill("no such thing")
    wait(page, lambda: page.locator("#found-count").inner_text() == "0 found")


# Comparing


def test_models_are_picked_and_stand_side_by_side_and_in_the_address(visit: Open, report: Path) -> None:
    page = visit(report / "compare.html")
    for name in ("swin", "clip"):
        page.get_by_label("Add a model").fill(name)
        page.keyboard.press("Enter")
    assert page.locator("#picked-count").inner_text() == "2 of at most 6 models, on 2 boards, 1 shared"
    assert page.url.endswith("#models=swin-l,clip")
    rows = page.locator("#picked-numbers tbody tr").all()
    assert [row.locator("td").all_inner_texts() for row in rows] == [["77.0%", "79.5%"], ["87.3%", ""]]
    assert page.locator("#picked-numbers b").all_inner_texts() == ["79.5%", "87.3%"]
    page.get_by_role("button", name="Remove Swin-L").click()
    assert page.url.endswith("#models=clip")


def test_an_address_brings_back_the_models(visit: Open, report: Path) -> None:
    page = visit(report / "compare.html", "#models=clip,nobody,vit-h")
    assert page.locator("#picked-numbers thead th").all_inner_texts() == ["Board", "CLIP", "ViT H"]
    page.get_by_role("link", name="79.5%").first.click()
    page.wait_for_selector("tr.asked details[open]")


# Every kind of page


@pytest.mark.parametrize("name", KINDS)
def test_no_page_scrolls_sideways(visit: Open, report: Path, name: str) -> None:
    page = visit(report / name)
    for width in (PHONE, 768, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


@pytest.mark.parametrize("name", KINDS)
def test_no_page_breaks_a_rule_of_accessibility(visit: Open, report: Path, name: str) -> None:
    missing = "no axe: pip install 'leaderboard[browser]'"
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=missing).Axe()
    page = visit(report / name)
    for closed in page.locator("details:not([open]) > summary:visible").all()[:2]:
        closed.click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        # It would fetch the style sheet before it runs, which the page's policy forbids.
        results = axe.run(page, options={"preload": False})
        assert results.violations_count == 0, (scheme, results.generate_report())


def test_nothing_that_a_hostile_paper_wrote_runs(visit: Open, tmp_path: Path) -> None:
    report = written(hostile(), tmp_path)
    kinds = [name for name in KINDS if "/" not in name]
    kinds += [
        f"{kind}/{path.name}"
        for kind in ("boards", "papers", "models")
        for path in sorted(report.glob(f"{kind}/*.html"))[:: 3 if kind == "papers" else 1]
    ]
    page = visit(report / "index.html")
    for name in kinds:
        page.goto((report / name).as_uri())
        if page.locator(".chart").count():
            page.wait_for_selector(".chart canvas")
            page.hover(".chart", position={"x": 60, "y": 60})
        assert page.evaluate("typeof hacked") == "undefined", name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.goto((report / "index.html").as_uri())
    page.get_by_label("Find a board").fill("a")
    page.wait_for_selector("#found li")
    page.goto((report / "compare.html").as_uri())
    page.get_by_label("Add a model").fill("also")
    page.keyboard.press("Enter")
    assert page.locator("#picked-numbers td b").count() == 2
    assert page.evaluate("typeof hacked") == "undefined"


def test_a_board_of_a_thousand_rows_answers_within_a_second(visit: Open, tmp_path: Path) -> None:
    shelf = Shelf()
    for number in range(1_000):
        shelf.paper(f"p{number}", top1(f"{50 + number / 25:.2f}", f"Model-{number}"), date=f"{2013 + number % 12}")
    report = written(shelf, tmp_path)
    page = visit(report / "index.html")
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        """Seconds that the page's thread has worked, whatever else the machine does meanwhile."""
        metrics = clock.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    before = busy()
    page.goto((report / IMAGENET).as_uri())
    page.wait_for_selector(".chart canvas")
    opened = busy()
    assert page.locator(".ranking > tbody > tr:visible").count() == 200
    page.get_by_label("Search").fill("model-99")
    assert page.locator("[data-count]").inner_text() == "11 of 1000 results"
    filtered = busy()
    assert page.locator(".ranking > tbody > tr:visible").count() == 11
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Show all rows").click()
    assert page.locator(".ranking > tbody > tr:visible").count() == 1_000
    assert filtered - opened < 1
    assert opened - before < 3  # with the chart; the table alone answers within the first


# A chart as a page of its own


@pytest.mark.parametrize("shelf", [ordinary, hostile])
def test_a_chart_opens_by_itself_and_says_its_numbers(shelf: Callable[[], Shelf], visit: Open, tmp_path: Path) -> None:
    from leaderboard import charts, ranking

    with shelf().store(":memory:") as store:
        board = next(ranking.every_board(store))
    page = visit(charts.save(charts.best_over_time(board), tmp_path / "chart.html"))
    page.wait_for_selector("#drawing svg .mark-symbol path")
    page.locator("#drawing svg .mark-symbol path").first.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "reported as" in page.inner_text("#vg-tooltip-element")
    assert page.evaluate("typeof hacked") == "undefined"
