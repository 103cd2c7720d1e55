"""Writes the report's files: into a new folder first, which then takes the old one's place."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaderboard.charts import board_chart, picture
from leaderboard.errors import LeaderboardError
from leaderboard.report import pages
from leaderboard.report.downloads import board_csv, board_json
from leaderboard.report.readings import BoardKey, Readings, read

if TYPE_CHECKING:
    from jinja2 import Environment

    from leaderboard.store import Store

MARK = "report.json"  # says that a folder is a report, and may be replaced by the next one
ASSETS = ("early.js", "table.js", "search.js", "copy.js", "chart.js", "report.css", "icon.svg")


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


class Folder:
    """The folder that is being written, and how much has been."""

    def __init__(self, path: Path) -> None:
        self.path, self.bytes, self.pages = path, 0, 0

    def write(self, name: str, text: str) -> None:
        """Write a file; a lone surrogate, which UTF-8 cannot hold, becomes a question mark."""
        content = text.encode("utf-8", "replace")
        place = self.path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        self.bytes += len(content)
        self.pages += name.endswith(".html")


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
        charts = _write_boards(readings, out)
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


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a new folder to write into; when all went well it takes the place of the old one.

    Both are on one disk, so the change is two renames. Nothing is touched when writing fails.
    """
    folder = Path(os.path.realpath(folder))  # behind a link, the folder is replaced and the link stays
    _refuse_what_is_no_report(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise LeaderboardError(error.strerror or str(error), where=str(folder), hint="choose another folder") from error
    try:
        new.chmod(0o755)  # mkdtemp makes it for one user alone; a web server may be another
        yield new
        _swap(new, folder)
    except OSError as error:
        where = str(error.filename or folder)
        hint = "the old report, if there was one, is untouched; make room or choose another folder"
        raise LeaderboardError(error.strerror or str(error), where=where, hint=hint) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    try:
        folder.rename(old / "report")
        try:
            new.rename(folder)
        except OSError:
            (old / "report").rename(folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _refuse_what_is_no_report(folder: Path) -> None:
    """Never delete what we did not write."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise LeaderboardError("is a file, not a folder", where=str(folder), hint="name a folder for the report")
    if (folder / MARK).is_file() or not any(folder.iterdir()):
        return
    hint = "name a new or an empty folder, or an earlier report"
    raise LeaderboardError("holds something that is not a report; nothing was written", where=str(folder), hint=hint)


def _write_boards(readings: Readings, out: Folder) -> int:
    """Write each board with its downloads; the number of charts."""
    return sum(_write_board(key, readings, out) for key in readings.boards)


def _write_board(key: BoardKey, readings: Readings, out: Folder) -> bool:
    page = pages.board_page(key, readings)
    spec = board_chart(pages.points(page), readings.boards[key]["higher_is_better"])
    out.write(f"boards/{page.file}.html", rendered("board.html", page=page, spec=spec))
    out.write(f"boards/{page.file}.csv", board_csv(key, readings))
    out.write(f"boards/{page.file}.json", board_json(key, readings))
    if spec:
        title = f"{page.dataset} · {page.metric} ({page.direction}) · {pages.variant(key[1], key[3])}"
        out.write(f"boards/{page.file}.svg", picture(spec, title))
    return spec is not None


def _write_papers_and_models(readings: Readings, out: Folder) -> None:
    for document_id in readings.documents:
        page = pages.paper_page(document_id, readings)
        out.write(f"papers/{page.file}.html", rendered("paper.html", page=page))
    for key in readings.of_model:
        model = pages.model_page(key, readings)
        out.write(f"models/{model.file}.html", rendered("model.html", page=model))


def _write_overviews(readings: Readings, out: Folder) -> None:
    overviews: dict[str, Any] = {
        "index.html": pages.index_page(readings),
        "boards.html": pages.boards_page(readings),
        "conflicts.html": pages.conflicts_page(readings),
        "quality.html": pages.quality_page(readings),
        "method.html": pages.method_page(readings),
    }
    for name, page in overviews.items():
        out.write(name, rendered(name, page=page))


def _write_assets(readings: Readings, out: Folder, *, with_charts: bool) -> None:
    home = files("leaderboard.report").joinpath("assets")
    for name in ASSETS:
        out.write(f"assets/{name}", home.joinpath(name).read_text(encoding="utf-8"))
    found = json.dumps(pages.names(readings), ensure_ascii=False, separators=(",", ":"))
    out.write("assets/names.js", f"globalThis.leaderboardNames = {found};\n")
    if with_charts:
        out.write("assets/vega.js", vega_bundle())


@cache
def vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, in a function: it declares many one-letter names."""
    import vl_convert

    bundle: Any = vl_convert.javascript_bundle  # its stub asks for an argument that may be left out
    return f"(() => {{\n{bundle()}\n}})();\n"


def rendered(template: str, **names: Any) -> str:
    """Fill a template. A name that it misses is an error; what comes from papers is escaped."""
    return _environment().get_template(template).render(**names)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("leaderboard.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
