"""quality.html: what was read, how sure it is, and what the texts leave unsaid."""

from collections import Counter
from dataclasses import dataclass

from leaderboard.report.pages.accuracy import Accuracy, accuracy
from leaderboard.report.pages.parts import MOST_ROWS, Link, Share, board_href, share, shares
from leaderboard.report.readings import Readings, Row
from leaderboard.report.texts import one_line

SURE = 0.8  # readings at least this sure count as sure in the strip on data quality
MOST_BENCHMARKS = 300


@dataclass(frozen=True, slots=True)
class Covered:
    """How much is known of a benchmark."""

    name: Link
    papers: int
    results: int
    ranked: int
    boards: int
    split_unsaid: str
    setting_unsaid: str
    model_unsaid: str
    confidence: str


@dataclass(frozen=True, slots=True)
class QualityPage:
    """What was read and how sure it is."""

    strip: tuple[Share, ...]
    confidence: tuple[Share, ...]
    unsaid: tuple[Share, ...]
    kinds: tuple[Share, ...]
    accuracy: Accuracy
    flags: tuple[Share, ...]
    coverage: tuple[Covered, ...]
    coverage_left_off: int
    problems: tuple[tuple[str, str, str], ...]


def strip(readings: Readings) -> tuple[Share, ...]:
    """Sum up the quality of the data in four shares."""
    documents, scores = readings.counts["documents"], readings.of_kind["score"]
    named = sum(bool(row["metric"] and row["dataset"]) for row in scores)
    sure = sum(row["confidence"] >= SURE for row in scores)
    unsaid = sum(key[1] is None for key in readings.boards)
    parts = (
        ("papers report a number", len(readings.documents), documents, "read"),
        ("scores name metric and benchmark", named, len(scores), ""),
        (f"scores are read with confidence ≥ {SURE}", sure, len(scores), ""),
        ("boards do not know their split", unsaid, len(readings.boards), ""),
    )
    return tuple(
        Share(name, count, share(count, whole), f"of {whole:,} {word}".strip()) for name, count, whole, word in parts
    )


def quality_page(readings: Readings) -> QualityPage:
    """Show what was read and how sure it is."""
    rows = list(readings.results.values())
    scores = readings.of_kind["score"]
    flags = Counter(one_line(flag) for row in rows for flag in row["flags"])
    return QualityPage(
        strip=strip(readings),
        confidence=_confidence(rows),
        unsaid=_unsaid(scores),
        kinds=shares(((kind, len(readings.of_kind[kind])) for kind in ("score", "gain", "cost")), len(rows)),
        accuracy=accuracy(),
        flags=shares(flags.most_common(), len(rows)),
        coverage=tuple(_covered(row, readings) for row in readings.coverage[:MOST_BENCHMARKS]),
        coverage_left_off=max(0, len(readings.coverage) - MOST_BENCHMARKS),
        problems=tuple(_problem(row) for row in readings.problems[:MOST_ROWS]),
    )


def _confidence(rows: list[Row]) -> tuple[Share, ...]:
    """Numbers by tenths of confidence, the sure ones first; the tenths below all numbers are left out."""
    tenths = Counter(min(9, int(row["confidence"] * 10 + 1e-9)) for row in rows)
    lowest = min(tenths, default=10)
    return shares(((f"{n / 10:.1f} to {n / 10 + 0.1:.1f}", tenths[n]) for n in range(9, lowest - 1, -1)), len(rows))


def _unsaid(scores: list[Row]) -> tuple[Share, ...]:
    named = {"metric": "metric", "dataset": "benchmark", "split": "split", "setting": "setting", "model": "model"}
    return shares(((name, sum(row[field] is None for row in scores)) for field, name in named.items()), len(scores))


def _covered(row: Row, readings: Readings) -> Covered:
    boards = readings.of_dataset.get(row["dataset"])
    return Covered(
        name=Link(one_line(row["dataset"]), board_href(boards[0], readings) if boards else None),
        papers=row["papers"],
        results=row["results"],
        ranked=row["ranked"],
        boards=row["boards"],
        split_unsaid=f"{row['split_unsaid']:.0%}",
        setting_unsaid=f"{row['setting_unsaid']:.0%}",
        model_unsaid=f"{row['model_unsaid']:.0%}",
        confidence=f"{row['mean_confidence']:.2f}",
    )


def _problem(row: Row) -> tuple[str, str, str]:
    """Name the file without its folders: a report is handed on, and they say how a machine is arranged."""
    name = (row["source"] or "").replace("\\", "/").rsplit("/", 1)[-1]
    return (one_line(name), "" if row["line"] is None else str(int(row["line"])), one_line(row["reason"]))
