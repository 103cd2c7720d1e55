"""What every page says, as records: the templates loop over them and decide nothing.

A page has a file here, a template and a `…_page` function of the same name, which takes the readings and returns one
record. Addresses in a record are seen from the report's folder; the templates put the way there before them. What
comes from papers has lost its invisible characters here and is escaped by the templates.

parts.py has what several pages show, numbers.py the table of numbers of papers and models.
"""

from leaderboard.report.pages.board import BoardPage, board_page, points
from leaderboard.report.pages.boards import boards_page
from leaderboard.report.pages.compare import compare_page, numbers_of_models
from leaderboard.report.pages.conflicts import conflicts_page
from leaderboard.report.pages.index import index_page
from leaderboard.report.pages.method import method_page
from leaderboard.report.pages.model import model_page
from leaderboard.report.pages.paper import paper_page
from leaderboard.report.pages.pareto import pareto_page
from leaderboard.report.pages.quality import quality_page
from leaderboard.report.pages.search import names

__all__ = [
    "BoardPage",
    "board_page",
    "boards_page",
    "compare_page",
    "conflicts_page",
    "index_page",
    "method_page",
    "model_page",
    "names",
    "numbers_of_models",
    "paper_page",
    "pareto_page",
    "points",
    "quality_page",
]
