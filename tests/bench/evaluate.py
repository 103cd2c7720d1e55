"""Score the extraction with the referee: on the shared set, and on our own two.

python tests/bench/evaluate.py [--shared ../shared] [--write]
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from annotated import Annotated, annotated_sets, referee
from calibrate import BANDS

from leaderboard.linking import Extractor

WRITTEN = Path(__file__).parents[2] / "leaderboard" / "report" / "accuracy.toml"
HEAD = """\
# How often records were right on abstracts annotated by hand: F1 of each row, the share of models named right,
# and at each confidence the share that was right. Written by `make accuracy`; never by hand.
"""
ROWS = ("score.found", "score.benchmark", "leaderboard", "gain.benchmark", "cost.benchmark")  # that users are told

WHAT = {
    "dev": "dev: the shared annotated set",
    "seen": "seen: our annotations that were read while rules were written",
    "held": "held: our annotations that were not",
}


def main() -> int:
    """Print one table a set, and how far confidence can be trusted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {WRITTEN.name}, for the report")
    args = parser.parse_args()
    if not (args.shared / "evaluation" / "score.py").exists():
        print(f"evaluate: the annotated texts are not here: {args.shared}/evaluation is missing.")
        print("  They hold other people's sentences and are not part of this repository.")
        print("  hint: put them beside the checkout, or say where: make evaluate SHARED=path")
        return 1
    score, names = referee(args.shared)
    extractor = Extractor()
    measured = [_print_set(each, extractor, score, names) for each in annotated_sets(args.shared)]
    if args.write:
        WRITTEN.write_text(HEAD + "".join(measured), encoding="utf-8", newline="\n")
        print(f"\nwritten: {WRITTEN}")
    return 0


def predictions(each: Annotated, extractor: Extractor) -> list[dict[str, Any]]:
    """The records of a set's documents, as the referee reads them."""
    columns = extractor.columns(each.documents)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _print_set(each: Annotated, extractor: Extractor, score: Any, names: dict[str, Any]) -> str:
    """Print the tables of a set, and return what the report keeps of them, as TOML."""
    records = predictions(each, extractor)
    table, fields, _ = score.evaluate(each.gold, records, names, {document.id for document in each.documents})
    print(f"\n{WHAT[each.name]} ({len(each.documents)} abstracts, {len(each.gold)} numbers)")
    print(f"{'':18}{'P':>7}{'R':>7}{'F1':>7}{'given':>7}{'gold':>6}")
    for row, figures in table.items():
        cells = "".join(f"{figures[name]:7.3f}" for name in ("precision", "recall", "f1"))
        print(f"{row:18}{cells}{figures['given']:7}{figures['gold']:6}")
    print("right among the found: " + "  ".join(f"{name} {share:.3f}" for name, share in fields.items()))
    bands = _bands(each, records, score, names)
    print("right at confidence:   " + "  ".join(f">={lower:.1f} {share:.2f} of {n}" for lower, share, n in bands))
    kept = [f'"{row}" = {table[row]["f1"]:.3f}' for row in ROWS] + [f"model = {fields['model']:.3f}"]
    shares = ", ".join(f"[{lower:.1f}, {share:.2f}, {n}]" for lower, share, n in bands)
    size = [f"abstracts = {len(each.documents)}", f"numbers = {len(each.gold)}"]
    return "\n".join([f"\n[{each.name}]", *size, *kept, f"confidence = [{shares}]", ""])


def _bands(
    each: Annotated, records: list[dict[str, Any]], score: Any, names: dict[str, Any]
) -> list[tuple[float, float, int]]:
    """From which confidence, the share that was right, of how many."""
    gold = {(number["doc"], number["start"]): number for number in each.gold}
    shown, upper = list[tuple[float, float, int]](), 1.01
    for lower in BANDS:
        band = [record for record in records if lower <= record["confidence"] < upper]
        right = sum(_is_right(record, gold, score, names) for record in band)
        shown += [(lower, right / len(band), len(band))] if band else []
        upper = lower
    return shown


def _is_right(record: dict[str, Any], gold: dict[tuple[str, int], Any], score: Any, names: dict[str, Any]) -> bool:
    number = gold.get((record["document_id"], record["start"]))
    return number is not None and "benchmark" in score.grade(number, record, names)


if __name__ == "__main__":
    sys.exit(main())
