"""Measure how often readings are right, by what they rest on, and write leaderboard/linking/confidence.toml.

python tests/bench/calibrate.py [--shared ../shared]
"""

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from annotated import annotated_sets, referee

from leaderboard.linking import Extractor
from leaderboard.linking.confidence import grounds
from leaderboard.linking.reading import Reading

TARGET = Path(__file__).parents[2] / "leaderboard" / "linking" / "confidence.toml"
HEAD = """\
# Of so many readings that rest on the same grounds, so many were right (kind, value, change, metric and dataset), on
# the annotated texts, all but the held set. Written by `make calibrate`; never by hand. A ground names the kind, how
# the metric was found and how the dataset was; "+" is a dataset of the vocabulary, "-" an open name.
"""


def main() -> int:
    """Count, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    score, names = referee(args.shared)
    extractor = Extractor()
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for each in (each for each in annotated_sets(args.shared) if each.name != "held"):
        gold = {(number["doc"], number["start"]): number for number in each.gold}
        for document in each.documents:
            for reading in extractor.read(document):
                if reading.kind in ("score", "gain", "cost"):
                    number = gold.get((document.id, reading.quantity.start + reading.sentence.start))
                    right = number is not None and "benchmark" in score.grade(number, _graded(reading), names)
                    for ground in grounds(reading):
                        counts[ground][right] += 1
    lines = [f'"{ground}" = [{found[True]}, {found.total()}]' for ground, found in sorted(counts.items())]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} grounds")
    return 0


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
