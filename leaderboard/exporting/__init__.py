"""Takes boards and results elsewhere: a format a file, each with all that the format can hold.

    written = export(store, "latex", "boards.tex", dataset="COCO", metric="box AP")
    written.left_out   # what the format cannot hold, with the reason, in results

Formats that have a file for each model (eval-results, every-eval-ever) are written into a folder.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaderboard.errors import LeaderboardError
from leaderboard.writing import write_whole

if TYPE_CHECKING:
    from leaderboard.exporting.selection import Export
    from leaderboard.store import Store

FORMATS = {
    "csv": "comma_separated",
    "jsonl": "json_lines",
    "parquet": "parquet",
    "markdown": "markdown",
    "latex": "latex",
    "bibtex": "bibtex",
    "papers-with-code": "papers_with_code",
    "model-index": "model_index",
    "eval-results": "eval_results",
    "every-eval-ever": "every_eval_ever",
}

__all__ = ["FORMATS", "export", "exported", "write"]


def exported(store: "Store", format: str, **chosen: Any) -> "Export":
    """Make the files of a format, in memory; `chosen` names dataset, metric, setting, split or model.

    Raises LeaderboardError for a format that there is not, UnknownName when nothing has such a name.
    """
    from leaderboard.exporting.selection import select

    if format not in FORMATS:
        raise LeaderboardError(f"no format {format!r}", hint=f"there are: {', '.join(FORMATS)}")
    module = import_module(f"leaderboard.exporting.{FORMATS[format]}")
    made: Export = module.write(select(store, **chosen))
    return made


def write(made: "Export", output: str | Path) -> None:
    """Write the file, or the folder of files; each file appears whole.

    Raises LeaderboardError when one cannot be written.
    """
    for name, content in made.files.items():
        write_whole(Path(output) / name if name else output, content)


def export(store: "Store", format: str, output: str | Path, **chosen: Any) -> "Export":
    """Make a format and write it to a file, or to a folder where it has several files; see `exported`."""
    made = exported(store, format, **chosen)
    write(made, output)
    return made
