"""WHO stands where: the views of the store, read as boards.

    boards(store)                                      # a DataFrame: the boards, with counts and top result
    board(store, "ImageNet", metric="top-1 accuracy")  # a list of Leaderboard, the fullest first
    board(store, "COCO", setting="unspecified")        # the boards of results that state no setting
    every_board(store)                                 # all of them, in three queries: for writers of pages
    conflicts(store)                                   # papers that give different numbers for one thing
    history(store, "COCO", metric="box AP")            # the running best over time

A board is dataset × split × metric × setting. `Leaderboard.rows` has each model once, at its best;
`.mentions` has every ranked result, own, quoted and imported. Both have the columns of the view `leaderboard`
(schemas/views.sql explains them).
"""

from leaderboard.ranking.boards import board, boards, conflicts, every_board, history
from leaderboard.ranking.leaderboard import DIRECTIONS, UNSAID, Leaderboard, reported
from leaderboard.ranking.numbers import on_board, printed, with_unit

__all__ = [
    "DIRECTIONS",
    "UNSAID",
    "Leaderboard",
    "board",
    "boards",
    "conflicts",
    "every_board",
    "history",
    "on_board",
    "printed",
    "reported",
    "with_unit",
]
