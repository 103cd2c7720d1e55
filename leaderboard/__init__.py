"""Reads machine-learning papers and keeps leaderboards of the numbers they report.

>>> from leaderboard import Extractor, Store, build, read_documents

Importing opens no file and loads no heavy library: each name is fetched when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leaderboard.errors import LeaderboardError
    from leaderboard.linking import Extractor
    from leaderboard.pipeline import Summary, build
    from leaderboard.ranking import Leaderboard
    from leaderboard.reading import read_documents
    from leaderboard.records import Document, Result
    from leaderboard.report import write_report
    from leaderboard.store import Store

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Extractor",
    "Leaderboard",
    "LeaderboardError",
    "Result",
    "Store",
    "Summary",
    "build",
    "read_documents",
    "write_report",
]

_HOMES = {
    "Document": "records",
    "Extractor": "linking",
    "Leaderboard": "ranking",
    "LeaderboardError": "errors",
    "Result": "records",
    "Store": "store",
    "Summary": "pipeline",
    "build": "pipeline",
    "read_documents": "reading",
    "write_report": "report",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
