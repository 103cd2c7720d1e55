"""Papers nobody wrote: as many as are asked for, each the same every time."""

import json
from pathlib import Path
from random import Random

BENCHMARKS = ("ImageNet-1k", "CIFAR-10", "COCO", "ADE20K", "SQuAD", "GLUE")
METRICS = ("top-1 accuracy", "accuracy", "F1", "mAP", "mIoU")


def text_of(number: int, edition: int = 1) -> str:
    """The text of a paper: one to five sentences with numbers, another one in each edition."""
    chance = Random(f"{number} {edition}")
    lines = [f"We study the {number}th way of doing it, in edition {edition}."]
    for _ in range(chance.randint(1, 5)):
        score, model = chance.uniform(30, 99), f"Net{number}-{chance.choice('SBLH')}"
        lines.append(f"{model} reaches {score:.1f}% {chance.choice(METRICS)} on {chance.choice(BENCHMARKS)}.")
    return " ".join(lines)


def write_papers(path: Path, count: int, edition: int = 1, changed: range = range(0), prefix: str = "p") -> Path:
    """Write so many papers as JSON lines; those in `changed` are of the next edition."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = text_of(number, edition + (number in changed))
            record = {
                "id": f"{prefix}{number:05}",
                "title": f"Paper {number}",
                "text": text,
                "date": f"{2000 + number % 25}",
            }
            file.write(json.dumps(record) + "\n")
    return path
