"""HOW results look: charts whose fields and scales are ours; papers' words stand in data and titles only.

    [board, *others] = ranking.board(store, "ImageNet-1k", metric="top-1 accuracy")
    best_over_time(board)                       # each returns an alt.Chart, which a notebook shows
    ranked_bars(board, top=30)
    pareto(priced(store, board, "FLOPs"), board, "FLOPs")
    heat_map(store, "accuracy")
    coverage(store)
    save(best_over_time(board), "imagenet.svg")  # or .png, .html, .json

For the pages of the report, `board_chart` gives the spec of a board's chart, `picture` the same as an SVG, and
`spark_line` the best over time as small as a word.
"""

from leaderboard.charts.of_board import best_over_time, board_chart, has_history, picture, ranked_bars
from leaderboard.charts.of_costs import Priced, cost_chart, frontier, pareto, priced
from leaderboard.charts.of_coverage import coverage
from leaderboard.charts.of_models import heat_map
from leaderboard.charts.point import Point, day, points
from leaderboard.charts.saving import save, vega_bundle
from leaderboard.charts.spark import spark_line

__all__ = [
    "Point",
    "Priced",
    "best_over_time",
    "board_chart",
    "cost_chart",
    "coverage",
    "day",
    "frontier",
    "has_history",
    "heat_map",
    "pareto",
    "picture",
    "points",
    "priced",
    "ranked_bars",
    "save",
    "spark_line",
    "vega_bundle",
]
