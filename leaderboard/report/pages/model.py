"""models/*.html: all numbers that any paper gives for one model."""

from dataclasses import dataclass

from leaderboard.report.pages.numbers import Record, kinds, record
from leaderboard.report.pages.parts import MOST_ROWS
from leaderboard.report.readings import Readings
from leaderboard.report.texts import counted, one_line


@dataclass(frozen=True, slots=True)
class ModelPage:
    """One model."""

    file: str
    name: str
    spellings: tuple[str, ...]
    scores: tuple[Record, ...]
    others: tuple[Record, ...]
    counts: str


def model_page(key: str, readings: Readings) -> ModelPage:
    """Show one model."""
    rows = readings.of_model[key]
    name = readings.model_name(key)
    scores = [row for row in rows if row["kind"] == "score"]
    others = [row for row in rows if row["kind"] != "score"]
    scores.sort(key=lambda row: (row["dataset"] or "~", row["metric"] or "~", row["document_id"], row["start"]))
    return ModelPage(
        file=readings.model_files[key],
        name=name,
        spellings=tuple(sorted({one_line(row["model"]) for row in rows} - {name})),
        scores=tuple(record(row, readings) for row in scores[:MOST_ROWS]),
        others=tuple(record(row, readings) for row in others[:MOST_ROWS]),
        counts=f"{kinds(rows)} from {counted(len({row['document_id'] for row in rows}), 'paper')}",
    )
