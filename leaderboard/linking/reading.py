"""Reading: what is understood of one number while it is being linked. Plain and mutable; becomes a Result at the edge."""

from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.quantity import Quantity
from leaderboard.vocabulary.entries import MetricEntry


class Reading:
    """One number of a sentence on its way to becoming a result, or to being refused with a reason."""

    __slots__ = (
        "aggregate",
        "agrees",
        "also",
        "better",
        "change",
        "confidence",
        "dataset",
        "dataset_from",
        "dataset_known",
        "dataset_text",
        "flags",
        "higher_is_better",
        "index",
        "kind",
        "linked",
        "metric",
        "metric_entry",
        "metric_from",
        "metric_source",
        "metric_text",
        "mirrored",
        "model",
        "model_from",
        "quantity",
        "rule",
        "sentence",
        "settings",
        "split",
        "subject",
        "task",
        "unit_kind",
        "versus",
        "why_not",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, index: int, quantity: Quantity) -> None:
        self.sentence, self.index, self.quantity = sentence, index, quantity
        self.unit_kind = unit_kind(quantity)
        self.kind: str | None = None
        self.rule = ""
        self.why_not = ""
        self.change: str | None = None
        self.better: bool | None = None
        self.metric: str | None = None
        self.metric_text: str | None = None
        self.metric_entry: MetricEntry | None = None
        self.metric_from = ""
        self.metric_source: Reading | None = None
        self.mirrored: Reading | None = None
        self.dataset: str | None = None
        self.dataset_text: str | None = None
        self.dataset_from = ""
        self.also: list[str] = []
        self.aggregate = False
        self.split: str | None = None
        self.settings: list[str] = []
        self.task: str | None = None
        self.model: str | None = None
        self.model_from = ""
        self.subject = "proposed"
        self.versus: str | None = None
        self.flags: list[str] = []
        self.higher_is_better: bool | None = None
        self.dataset_known = False
        self.agrees = False
        self.confidence = 0.5
        self.linked: list[Reading] = []

    @property
    def item(self) -> Item:
        """The item of the number in its sentence."""
        return self.sentence.items[self.index]

    def __repr__(self) -> str:
        return f"Reading({self.quantity.text}, {self.kind}, {self.metric}, {self.dataset})"


def unit_kind(quantity: Quantity) -> str:
    """The kind of unit a number has, for the rules; "decimal" or "none" for a bare number, with or without a point."""
    if quantity.unit is not None:
        return quantity.unit.kind
    if quantity.magnitude is not None:
        return "magnitude"
    return "decimal" if "." in quantity.text else "none"
