"""Writes the files of a report, from the boards to the assets."""

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaderboard.charts import board_chart, cost_chart, picture, vega_bundle
from leaderboard.report import pages
from leaderboard.report.downloads import board_bibtex, board_csv, board_json, whole_csv
from leaderboard.report.folder import MARK, Folder, replacing
from leaderboard.report.readings import BoardKey, Readings, read
from leaderboard.report.templating import rendered

if TYPE_CHECKING:
    from leaderboard.store import Store

ASSETS = ("early.js", "table.js", "search.js", "compare.js", "copy.js", "chart.js", "report.css", "icon.svg")


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What a report holds; `index` is the page to open."""

    index: Path
    pages: int
    boards: int
    papers: int
    models: int
    charts: int
    bytes: int


def write_report(store: "Store", folder: str | Path) -> ReportSummary:
    """Write the report of a database as a folder of pages that opens without a server or a network.

    The same database gives the same bytes. The folder is replaced as a whole once everything is written;
    after a failure the old report is still there. Raises LeaderboardError when the folder holds other
    things or cannot be written.
    """
    folder = Path(folder)
    readings = read(store)
    with replacing(folder) as place:
        out = Folder(place)
        charts = _write_boards(readings, out) + _write_pareto(readings, out)
        _write_papers_and_models(readings, out)
        _write_overviews(readings, out)
        _write_assets(readings, out, with_charts=charts > 0)
        counts = {
            "pages": out.pages,
            "boards": len(readings.boards),
            "papers": len(readings.documents),
            "models": len(readings.of_model),
            "charts": charts,
        }
        out.write(MARK, json.dumps({"made_by": "leaderboard", **counts}, indent=1) + "\n")
    return ReportSummary(index=folder / "index.html", bytes=out.bytes, **counts)


def _write_boards(readings: Readings, out: Folder) -> int:
    """Write each board with its downloads; the number of charts."""
    return sum(_write_board(key, readings, out) for key in readings.boards)


def _write_board(key: BoardKey, readings: Readings, out: Folder) -> bool:
    page = pages.board_page(key, readings)
    spec = board_chart(pages.points(page), readings.boards[key]["higher_is_better"])
    _write_page(f"boards/{page.file}.html", "board.html", out, page=page, spec=spec)
    out.write(f"boards/{page.file}.csv", board_csv(key, readings))
    out.write(f"boards/{page.file}.json", board_json(key, readings))
    out.write(f"boards/{page.file}.bib", board_bibtex(key, readings))
    if spec:
        out.write(f"boards/{page.file}.svg", picture(spec, page.title))
    return spec is not None


def _write_pareto(readings: Readings, out: Folder) -> int:
    """Write the page of what scores cost, with a picture of each chart; the number of charts."""
    page = pages.pareto_page(readings)
    specs = {
        one.anchor: cost_chart([offer.point for offer in one.offers], one.higher_is_better, one.cost) for one in page
    }
    _write_page("pareto.html", "pareto.html", out, page=page, specs=specs)
    drawn = [(one, spec) for one in page if (spec := specs[one.anchor])]
    for one, spec in drawn:
        out.write(f"pareto/{one.anchor}.svg", picture(spec, one.title))
    return len(drawn)


def _write_papers_and_models(readings: Readings, out: Folder) -> None:
    for document_id in readings.documents:
        paper = pages.paper_page(document_id, readings)
        _write_page(f"papers/{paper.file}.html", "paper.html", out, page=paper)
    for key in readings.of_model:
        model = pages.model_page(key, readings)
        _write_page(f"models/{model.file}.html", "model.html", out, page=model)


def _write_overviews(readings: Readings, out: Folder) -> None:
    _write_page("index.html", "index.html", out, page=pages.index_page(readings))
    _write_page("boards.html", "boards.html", out, page=pages.boards_page(readings))
    _write_page("compare.html", "compare.html", out, page=pages.compare_page(readings))
    _write_page("conflicts.html", "conflicts.html", out, page=pages.conflicts_page(readings))
    _write_page("quality.html", "quality.html", out, page=pages.quality_page(readings))
    _write_page("method.html", "method.html", out, page=pages.method_page(readings))
    for name, text in whole_csv(readings).items():
        out.write(f"data/{name}", text)


def _write_page(name: str, template: str, out: Folder, **names: Any) -> None:
    out.write(name, rendered(name, template, **names))


def _write_assets(readings: Readings, out: Folder, *, with_charts: bool) -> None:
    home = files("leaderboard.report").joinpath("assets")
    for name in ASSETS:
        out.write(f"assets/{name}", home.joinpath(name).read_text(encoding="utf-8"))
    out.write("assets/names.js", _as_script("leaderboardNames", pages.names(readings)))
    out.write("assets/numbers.js", _as_script("leaderboardNumbers", pages.numbers_of_models(readings)))
    if with_charts:
        out.write("assets/vega.js", vega_bundle())


def _as_script(name: str, data: Any) -> str:
    """Give data to the pages' scripts: a page that lies in a folder may load scripts, but no JSON."""
    return f"globalThis.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
