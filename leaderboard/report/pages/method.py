"""method.html: how the numbers were read, and by which rules."""

from collections import defaultdict
from dataclasses import dataclass

from leaderboard.report.pages.parts import Share, share
from leaderboard.report.readings import Readings
from leaderboard.report.texts import one_line


@dataclass(frozen=True, slots=True)
class MethodPage:
    """How the numbers were read."""

    extractors: tuple[str, ...]
    rules: tuple[Share, ...]


def method_page(readings: Readings) -> MethodPage:
    """Say how the numbers were read."""
    versions = {one_line(row["extractor"]) for row in readings.results.values()}
    return MethodPage(extractors=tuple(sorted(versions)), rules=rules(readings))


def rules(readings: Readings) -> tuple[Share, ...]:
    """The rules by the numbers they read, with their mean confidence."""
    confidences: dict[str, list[float]] = defaultdict(list)
    for row in readings.results.values():
        confidences[one_line(row["pattern"])].append(row["confidence"])
    order = sorted(confidences.items(), key=lambda item: (-len(item[1]), item[0]))
    whole = len(readings.results)
    return tuple(
        Share(name, len(sure), share(len(sure), whole), f"{sum(sure) / len(sure):.2f}") for name, sure in order
    )
