"""HOW results look: charts whose fields, scales and titles are ours; papers' words stand in data values only.

board_chart(points, higher_is_better)   # the spec of a board's chart, for a page
picture(spec, title)                    # the same as an SVG
spark_line(history, higher_is_better)   # the best over time, as small as a word
"""

from leaderboard.charts.of_board import board_chart
from leaderboard.charts.picture import picture
from leaderboard.charts.point import Point, day
from leaderboard.charts.spark import spark_line

__all__ = ["Point", "board_chart", "day", "picture", "spark_line"]
