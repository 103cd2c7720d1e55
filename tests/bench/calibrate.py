"""Measure how often readings are right, by what they rest on, and write leaderboard/linking/confidence.toml.

python tests/bench/calibrate.py [--shared ../shared]
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotated import Annotated, annotated_sets, referee

from leaderboard.linking import Extractor
from leaderboard.linking.confidence import confidence_of, grounds
from leaderboard.linking.reading import Reading

Judged = tuple[Reading, bool]
BANDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.0)
TARGET = Path(__file__).parents[2] / "leaderboard" / "linking" / "confidence.toml"
HEAD = """\
# Of so many readings that rest on the same grounds, so many were right (kind, value, change, metric and dataset), on
# the annotated texts. Rules were written on all but the held ones, which count three times, because a new text is like
# them. Written by `make calibrate`; never by hand. A ground names the kind, how the metric was found and how the
# dataset was; "+" is a dataset of the vocabulary, "-" an open name.
"""
OF_HELD = 3


def main() -> int:
    """Count, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    score, names = referee(args.shared)
    extractor = Extractor()
    sets = {each.name: list(_judged(each, extractor, score, names)) for each in annotated_sets(args.shared)}
    read, held = sets["dev"] + sets["seen"], sets["held"]
    counts = _counts(read + OF_HELD * held)
    lines = [f'"{ground}" = [{right}, {total}]' for ground, (right, total) in sorted(counts.items())]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} grounds")
    for one, other in ((held[::2], held[1::2]), (held[1::2], held[::2])):
        print(f"counted with one half of held, checked on the other:  {_check(_counts(read + OF_HELD * one), other)}")
    print(f"on dev:  {_check(counts, sets['dev'])}")
    return 0


def _judged(each: Annotated, extractor: Extractor, score: Any, names: dict[str, Any]) -> Iterator[Judged]:
    gold = {(number["doc"], number["start"]): number for number in each.gold}
    for document in each.documents:
        for reading in extractor.read(document):
            if reading.kind in ("score", "gain", "cost"):
                number = gold.get((document.id, reading.quantity.start + reading.sentence.start))
                yield reading, number is not None and "benchmark" in score.grade(number, _graded(reading), names)


def _counts(readings: list[Judged]) -> dict[str, tuple[int, int]]:
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for reading, right in readings:
        for ground in grounds(reading):
            counts[ground][right] += 1
    return {ground: (found[True], found.total()) for ground, found in counts.items()}


def _check(counts: dict[str, tuple[int, int]], readings: list[Judged]) -> str:
    """The share that is right in each band of a confidence that was counted on other texts."""
    bands: defaultdict[float, Counter[bool]] = defaultdict(Counter)
    for reading, right in readings:
        confidence = confidence_of(reading, counts)
        bands[next(lower for lower in BANDS if confidence >= lower)][right] += 1
    shown = sorted(bands.items(), reverse=True)
    return "  ".join(f">={lower:.1f} {found[True] / found.total():.2f} of {found.total()}" for lower, found in shown)


def _graded(reading: Reading) -> dict[str, object]:
    return {
        "kind": reading.kind,
        "value": reading.quantity.value,
        "value_high": reading.quantity.high,
        "change": reading.change,
        "metric": reading.metric,
        "dataset": reading.dataset,
        "settings": reading.settings,
        "split": reading.split,
        "model": reading.model,
    }


if __name__ == "__main__":
    sys.exit(main())
