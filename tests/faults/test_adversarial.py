"""Texts made to be slow: time grows with their length and no faster; a limit stops what is denser than any paper."""

import gc
import math
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from effort import Effort

from leaderboard.linking import Extractor
from leaderboard.reading.limits import DEFAULT, Limits
from leaderboard.reading.values import NUMBER, clean_text
from leaderboard.records import Document

TEXTS = tomllib.loads(Path(__file__).with_name("families.toml").read_text(encoding="utf-8"))
FAMILIES: dict[str, str] = TEXTS["family"]
EXTRACTOR = Extractor()
LENGTH = 10_000_000  # characters; far beyond the limits, which are lifted
STEEPEST = 1.15  # of log time over log length
SLOWEST = 2.0  # MB/s
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
    EXTRACTOR.columns([Document(id="a", text=clean_text(text, Limits(text=LENGTH, numbers=LENGTH)))])
    gc.enable()
    return time.process_time() - begin


def text_of(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_with_the_length_and_no_faster(family: str, effort: Effort) -> None:
    length = effort.times(LENGTH, least=20_000)
    steepness, speed = measured(FAMILIES[family], length, STEEPEST if effort.share == 1 else STEEPEST_AT_A_GLANCE)
    if length == LENGTH:
        SLOPES[family], SPEEDS[family] = steepness, speed
        assert speed >= SLOWEST


def measured(piece: str, length: int, steepest: float) -> tuple[float, float]:
    """How steeply time grows up to this length, which must not be too steep, and the speed there in MB/s."""
    sizes = [length // 4, length // 2, length]
    for _ in range(TRIES):
        times = [min(seconds(text_of(piece, size)) for _ in range(2)) for size in sizes]
        # Where it takes next to nothing, the clock tells no slope.
        steepness = slope(sizes, times) if times[-1] >= LEAST_SECONDS else 0.0
        if steepness <= steepest:
            return steepness, length / times[-1] / 1e6
    return pytest.fail(f"slope {steepness}: {dict(zip(sizes, times, strict=True))}")


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
        pytest.skip("the families were not measured in full: SHARE=1")
    steepest, slowest = max(SLOPES, key=SLOPES.__getitem__), min(SPEEDS, key=SPEEDS.__getitem__)
    seen = f"steepest slope {SLOPES[steepest]:.2f} ({steepest}); slowest {SPEEDS[slowest]:.2f} MB/s ({slowest})"
    figure("adversarial families of up to 10 MB, limits lifted", f"{len(SLOPES)} families", seen)


def test_a_paper_of_nothing_but_results(effort: Effort, figure: Callable[[str, str, str], None]) -> None:
    numbers = len(NUMBER.findall(TEXTS["prose"]))
    length = effort.times(DEFAULT.numbers // numbers * len(TEXTS["prose"]), least=20_000)
    steepness, speed = measured(TEXTS["prose"], length, STEEPEST if effort.share == 1 else STEEPEST_AT_A_GLANCE)
    seen = f"{length / 1e6 / speed:.1f} s, {speed:.2f} MB/s, slope {steepness:.2f}"
    figure("one paper of nothing but results, as long as the limits allow", f"{length:,} characters", seen)
