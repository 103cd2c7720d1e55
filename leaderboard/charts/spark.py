"""A small line of the best over time, for lists of boards."""

from collections.abc import Sequence

from leaderboard.charts.point import day

FEWEST = 3  # days that make a line worth its place
WIDTH, HEIGHT = 120, 32


def spark_line(history: Sequence[tuple[str, float]], higher_is_better: bool | None) -> str | None:
    """Draw the best over time as the points of a small polyline, or nothing where it would be flat or empty.

    >>> spark_line([("2019", 80.0), ("2020", 79.0), ("2021", 90.0)], True)
    '0,30 60,30 120,30 120,2'
    """
    if higher_is_better is None or len({date for date, _ in history}) < FEWEST:
        return None
    from datetime import date

    days = [date.fromisoformat(day(when)).toordinal() for when, _ in history]
    best, better = history[0][1], max if higher_is_better else min
    line: list[tuple[int, float]] = []
    for at, (_, value) in zip(days, history, strict=True):
        line += [(at, best), (at, best := better(best, value))]
    lowest, highest = min(value for _, value in line), max(value for _, value in line)
    if lowest == highest:
        return None
    across, down = WIDTH / (days[-1] - days[0]), (HEIGHT - 4) / (highest - lowest)
    points = [(round((at - days[0]) * across), round(HEIGHT - 2 - (value - lowest) * down)) for at, value in line]
    return " ".join(f"{x},{y}" for x, y in dict.fromkeys(points))
