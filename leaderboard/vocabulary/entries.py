"""The shape of one line of each vocabulary file."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Words = tuple[str, ...]


class Entry(BaseModel):
    """What every name has: the ways in which texts spell it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, description="Canonical name; the key of the line")
    aliases: Words = Field(
        default=(), description="Other names; case, hyphens and spaces match loosely, digits exactly"
    )
    exact: Words = Field(default=(), description="Names that match only as spelled: ordinary words and short acronyms")
    near: Words = Field(default=(), description="The exact names count only when one of these stands in the same text")


class DatasetEntry(Entry):
    """A dataset or benchmark."""

    task: str | None = Field(default=None, description="The task it is usually used for")
    training: bool = Field(default=False, description="Used only to train on, so it never makes a board")
    area: str = Field(default="", description="The file it stands in")


class MetricEntry(Entry):
    """A metric of quality or of cost."""

    better: Literal["higher", "lower", "neither"] = Field(description="Which direction is better")
    unit: str | None = Field(default=None, description="Unit in which it is usually printed")
    range: tuple[float, ...] = Field(
        default=(), max_length=2, description="Lowest and, where there is one, highest value"
    )
    kind: Literal["quality", "cost"] = Field(default="quality", description="Quality is ranked; cost is not")
    family: bool = Field(default=False, description="Takes an argument: the key Recall@k finds Recall@5")
    printed: bool = Field(default=False, description="Known, but called by the words that the text prints")
    task: str | None = Field(
        default=None, description="The kind of task it is tied to, and not carried beyond in a list"
    )
    behind: bool = Field(default=False, description="A noun of quality that counts only right behind a percentage")
    equated: Words = Field(default=(), description="Letters that stand for it right before an equals sign: r = 0.91")

    @property
    def higher_is_better(self) -> bool | None:
        """True, false, or None when neither direction is better."""
        return {"higher": True, "lower": False, "neither": None}[self.better]

    @property
    def is_ratio(self) -> bool:
        """Whether the name itself says a change, as "speedup" does."""
        return self.kind == "cost" and self.unit == "x"

    @property
    def low(self) -> float | None:
        """Lowest possible value."""
        return self.range[0] if self.range else None

    @property
    def high(self) -> float | None:
        """Highest possible value."""
        return self.range[1] if len(self.range) > 1 else None


class SettingEntry(Entry):
    """A setting under which a number was obtained."""

    board: bool = Field(default=False, description="Whether it makes another leaderboard")


class SplitEntry(Entry):
    """A part of a dataset."""


class TaskEntry(Entry):
    """A task, as papers name it."""


class UnitEntry(Entry):
    """A unit, with what a number in that unit measures."""

    kind: Literal["percent", "points", "times", "score", "cost"] = Field(
        description="What a number in this unit can be"
    )
    metric: str | None = Field(default=None, description="The metric that the unit itself names")
    factor: float = Field(default=1.0, description="What the number is multiplied with to be in the base unit")
    needs: Words = Field(default=(), description="One of these words must stand near, else the number reports nothing")


class ModelFamilies(BaseModel):
    """Names of well-known systems of one area, without sizes and versions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: Words = Field(default=(), description="Families, as usually spelled")
    ambiguous: Words = Field(default=(), description="Families whose name is also an ordinary word")


class CueClass(BaseModel):
    """Words that play one part in the sentences that report numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str = Field(description="The part that these words play")
    words: tuple[str, ...] = Field(min_length=1, description="Lower-case words or phrases")
