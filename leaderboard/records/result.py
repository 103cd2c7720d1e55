"""Result: one reported number and all that the text says about it. This is the public contract."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["score", "gain", "cost"]
Change = Literal["points", "relative", "ratio"]
Bound = Literal["over", "under", "about", "upto"]
Subject = Literal["proposed", "other", "imported"]


class Result(BaseModel):
    """One number that a paper reports. `None` means that the text does not say.

    Attributes and their meaning follow the annotation guide that the accuracy is measured by.
    `text[start:end] == value_text` holds for the document's untouched text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    document_id: str = Field(description="The document that reports the number")
    part: Literal["text"] = Field(default="text", description="The part of the document that start and end count in")
    start: int = Field(ge=0, description="First character of the number in that part, 0-based")
    end: int = Field(gt=0, description="One past the last character of the number")
    value_text: str = Field(description="The number exactly as printed, without sign, unit or suffix")
    value: float = Field(
        description="The number; a magnitude suffix is applied (227M is 227000000), percent stays as printed"
    )
    value_high: float | None = Field(default=None, description="Second number of a range")
    unit: str | None = Field(default=None, description="Unit as understood: %, points, x, dB, ms, parameters, …")
    kind: Kind = Field(
        description="score: absolute quality; gain: a difference in quality; cost: speed, size, compute, money"
    )
    change: Change | None = Field(
        default=None, description="For a difference: points, relative or ratio; null for absolute values"
    )
    better: bool | None = Field(default=None, description="For a difference: whether it is an improvement")
    bound: Bound | None = Field(default=None, description="Whether the number is a bound: over, under, about, upto")
    metric: str | None = Field(default=None, description="Canonical name of the metric")
    metric_text: str | None = Field(default=None, description="The words that name the metric, as printed")
    higher_is_better: bool | None = Field(default=None, description="Direction of the metric; null when unknown")
    dataset: str | None = Field(default=None, description="Canonical name of the dataset or benchmark")
    dataset_text: str | None = Field(default=None, description="The words that name the dataset, as printed")
    also: tuple[str, ...] = Field(default=(), description="Further datasets that the same number is claimed for")
    aggregate: bool = Field(
        default=False, description="Whether the number is an average over several datasets or tasks"
    )
    split: str | None = Field(default=None, description="val, test, test-dev, or another named part of the dataset")
    settings: tuple[str, ...] = Field(
        default=(), description="All settings stated for the number: zero-shot, ensemble, …"
    )
    setting: str | None = Field(
        default=None, description="The settings that make it another board, joined by ' + '; null when unsaid"
    )
    task: str | None = Field(default=None, description="The task, as named or as known for the dataset")
    model: str | None = Field(default=None, description="The system that has the number, as printed")
    subject: Subject = Field(
        default="proposed",
        description="proposed: the paper's own system or finding; other: quoted for another; imported: not read in a "
        "paper but taken from a table of results, which does not say whose it is",
    )
    versus: str | None = Field(default=None, description="What a gain or a cost change is measured against, as printed")
    confidence: float = Field(
        ge=0, le=1, description="Share of such records that are right, measured on annotated text"
    )
    flags: tuple[str, ...] = Field(
        default=(), description="What to double-check: out-of-range, arithmetic, ambiguous-dataset, …"
    )
    pattern: str = Field(description="Name of the rule that read it")
    sentence: str = Field(description="The sentence it stands in, as printed")
    sentence_start: int = Field(ge=0, description="First character of that sentence in the same part")
    extractor: str = Field(description="Version of the extractor that read it")
