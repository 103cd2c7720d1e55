"""Texts made to be slow: time grows with their length and no faster; a limit stops what is denser than any paper."""

import gc
import math
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from effort import Effort

from leaderboard.linking import Extractor
from leaderboard.reading.limits import DEFAULT, Limits
from leaderboard.reading.values import clean_text
from leaderboard.records import Document

FAMILIES: dict[str, str] = tomllib.loads(Path(__file__).with_name("families.toml").read_text(encoding="utf-8"))[
    "family"
]
EXTRACTOR = Extractor()
STEEPEST = 1.15  # of log time over log length
LEAST_SECONDS = 0.05
STEEPEST_AT_A_GLANCE = 1.5  # short texts on a busy machine; what is quadratic has 2
TRIES = 3  # another process may be in the way; what is quadratic is so each time
SLOPES: dict[str, float] = {}
SPEEDS: dict[str, float] = {}


def seconds(text: str) -> float:
    """Processor time of one reading, without what the collector of garbage does meanwhile."""
    gc.collect()
    gc.disable()
    begin = time.process_time()
    EXTRACTOR.columns([Document(id="a", text=text)])
    gc.enable()
    return time.process_time() - begin


def longest(piece: str, most: int) -> int:
    """How many characters of a family pass the limits, at most so many."""
    length = most
    while length > 1000:
        try:
            clean_text(text_of(piece, length), Limits(text=most))
        except ValueError:
            length //= 2
        else:
            break
    return length


def text_of(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_with_the_length_and_no_faster(family: str, effort: Effort) -> None:
    length = longest(FAMILIES[family], effort.times(10_000_000, least=20_000))
    sizes = [length // 4, length // 2, length]
    steepest = STEEPEST if effort.share == 1 else STEEPEST_AT_A_GLANCE
    for _ in range(TRIES):
        times = [min(seconds(text_of(FAMILIES[family], size)) for _ in range(2)) for size in sizes]
        if times[-1] < LEAST_SECONDS:  # too little to tell a slope from the clock
            return
        SPEEDS[family], SLOPES[family] = length / times[-1] / 1e6, slope(sizes, times)
        if SLOPES[family] <= steepest:
            return
    pytest.fail(f"slope {SLOPES[family]}: {dict(zip(sizes, times, strict=True))}")


def slope(sizes: list[int], times: list[float]) -> float:
    """How steeply time grows with size on a double logarithmic scale, by least squares.

    >>> slope([1, 10, 100], [2, 20, 200])
    1.0
    """
    xs, ys = [math.log(size) for size in sizes], [math.log(max(each, 1e-6)) for each in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    steepness = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
    return round(steepness, 3)


def test_the_families_together(figure: Callable[[str, str, str], None]) -> None:
    if not SLOPES:
        pytest.skip("the families were not measured")
    steepest, slowest = max(SLOPES, key=SLOPES.__getitem__), min(SPEEDS, key=SPEEDS.__getitem__)
    seen = f"steepest slope {SLOPES[steepest]:.2f} ({steepest}); slowest {SPEEDS[slowest]:.2f} MB/s ({slowest})"
    figure("adversarial families, as long as the limits allow", f"{len(SLOPES)} families", seen)


@pytest.mark.torture
def test_the_longest_documents_that_the_limits_allow(effort: Effort, figure: Callable[[str, str, str], None]) -> None:
    size, speeds = effort.times(DEFAULT.text, least=DEFAULT.text // 16), dict[str, float]()
    for family, piece in FAMILIES.items():
        text, begin = text_of(piece, size), time.process_time()
        with suppress(ValueError):  # denser than any paper
            EXTRACTOR.columns([Document(id="a", text=clean_text(text))])
        speeds[family] = size / max(time.process_time() - begin, 1e-9) / 1e6
    slowest = min(speeds, key=speeds.__getitem__)
    figure(
        "documents of 2 MiB of them, through the limits",
        f"{len(speeds)} families",
        f"slowest {speeds[slowest]:.2f} MB/s ({slowest})",
    )
    assert speeds[slowest] > 0.02
