"""compare.html: models × benchmarks, and the numbers of all models for whoever picks some to compare."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leaderboard.report.pages.index import boards_of_tasks
from leaderboard.report.pages.parts import (
    ARROWS,
    NO_TASK,
    Link,
    anchor,
    board_href,
    board_name,
    board_number,
    row_href,
    variant,
)
from leaderboard.report.readings import BoardKey, Readings, Row
from leaderboard.report.texts import counted, one_line

FEWEST = 2  # models of a board, and boards of at least one model, that make something to compare
MOST_BOARDS = 8  # columns that a screen has room for
LEADERS = 3  # of each board that are shown though they stand on no other
MOST_MODELS = 25
MOST_TASKS = 12

Bests = dict[str, dict[BoardKey, Row]]  # of each model, its best standing on each board


@dataclass(frozen=True, slots=True)
class Column:
    """A board at the head of a column."""

    board: Link
    metric: str
    variant: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A model's best number on a board; of the models in the table, the best is marked."""

    number: Link
    is_best: bool


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model with its number on each board, or None where no paper gives one."""

    model: Link
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The models of a task on its boards."""

    task: str
    anchor: str
    holds: str
    columns: tuple[Column, ...]
    rows: tuple[ModelRow, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Models × benchmarks, a table for each task."""

    matrices: tuple[Matrix, ...]
    models: int


def compare_page(readings: Readings) -> ComparePage:
    """Set the models of each task side by side."""
    bests = _bests(readings)
    tables = (
        _matrix(f"task-{place}", task, keys, bests, readings)
        for place, (task, keys) in enumerate(boards_of_tasks(readings).items(), 1)
        if task != NO_TASK
    )
    return ComparePage(matrices=tuple(table for table in tables if table)[:MOST_TASKS], models=len(bests))


def numbers_of_models(readings: Readings) -> dict[str, Any]:
    """All that the page's script needs: the boards, and each model with its numbers there."""
    places = {key: place for place, key in enumerate(readings.boards)}
    boards = [
        [board_name(key), variant(key[1], key[3]), ARROWS[board["higher_is_better"]], board_href(key, readings)]
        for key, board in readings.boards.items()
    ]
    models = [
        [
            readings.model_files[model],
            readings.model_name(model),
            [_told(places[key], row, readings) for key, row in on.items()],
        ]
        for model, on in sorted(_bests(readings).items())
    ]
    return {"boards": boards, "models": models}


def _told(place: int, standing: Row, readings: Readings) -> list[Any]:
    row = readings.results[standing["result_id"]]
    return [place, board_number(standing, readings), standing["rank"], anchor(row, readings)]


def _bests(readings: Readings) -> Bests:
    """The models that have a page, with their best standing on each board that ranks."""
    bests: Bests = {}
    for key, rows in readings.ranked.items():
        for standing in rows:
            row = readings.results[standing["result_id"]]
            if standing["is_best"] and standing["rank"] is not None and row["system_key"] in readings.model_files:
                bests.setdefault(row["system_key"], {})[key] = standing
    return bests


def _matrix(anchor: str, task: str, keys: Sequence[BoardKey], bests: Bests, readings: Readings) -> Matrix | None:
    """The boards of a task that have several models, with the models on most of them and the leaders of each."""
    models_of = {key: _by_rank(key, bests) for key in keys}
    columns = [key for key in keys if len(models_of[key]) >= FEWEST]
    columns = sorted(columns, key=lambda key: -len(models_of[key]))[:MOST_BOARDS]
    boards_of = Counter(model for key in columns for model in models_of[key])
    if max(boards_of.values(), default=0) < FEWEST:
        return None
    leaders = {model for key in columns for model in models_of[key][:LEADERS]}
    models = [model for model in boards_of if boards_of[model] >= FEWEST or model in leaders]
    models.sort(key=lambda model: (-boards_of[model], _standings(bests[model], columns), model))
    models = models[:MOST_MODELS]
    return Matrix(
        task=task,
        anchor=anchor,
        holds=f"{counted(len(models), 'model')}, {counted(len(columns), 'board')}",
        columns=tuple(_column(key, readings) for key in columns),
        rows=tuple(_model_row(model, models, columns, bests, readings) for model in models),
    )


def _by_rank(key: BoardKey, bests: Bests) -> list[str]:
    return sorted((model for model, on in bests.items() if key in on), key=lambda model: bests[model][key]["rank"])


def _standings(on: Mapping[BoardKey, Row], columns: Sequence[BoardKey]) -> list[float]:
    """Sort models that stand on equally many boards by their ranks, column by column."""
    return [on[key]["rank"] if key in on else math.inf for key in columns]


def _column(key: BoardKey, readings: Readings) -> Column:
    return Column(
        board=Link(one_line(key[0]), board_href(key, readings)),
        metric=f"{one_line(key[2])}\N{NO-BREAK SPACE}{ARROWS[readings.boards[key]['higher_is_better']]}",
        variant=variant(key[1], key[3]) if key[1] or key[3] else "",
    )


def _model_row(
    model: str, models: Sequence[str], columns: Sequence[BoardKey], bests: Bests, readings: Readings
) -> ModelRow:
    name = Link(readings.model_name(model), f"models/{readings.model_files[model]}.html")
    cells = [_cell(bests[model].get(key), [bests[other].get(key) for other in models], readings) for key in columns]
    return ModelRow(name, tuple(cells))


def _cell(standing: Row | None, column: Sequence[Row | None], readings: Readings) -> Cell | None:
    if standing is None:
        return None
    ranks = [other["rank"] for other in column if other]
    is_best = len(ranks) > 1 and standing["rank"] == min(ranks)
    return Cell(Link(board_number(standing, readings), row_href(standing, readings)), is_best)
