"""What other sites' names mean here: a dataset's name there may hold split and setting, a metric's name a unit."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from leaderboard.importing.values import MAGNITUDES
from leaderboard.vocabulary import load_vocabulary
from leaderboard.vocabulary.entries import MetricEntry
from leaderboard.vocabulary.folding import fold

PARENTHESES = re.compile(r"\s*\(([^()]{1,60})\)\s*$")
UNIT = re.compile(r"\s*[(\[]\s*([%KMBGT])\s*[)\]]$", re.IGNORECASE)
LONGEST_SPLIT = 3  # words: "validation set", "test-dev set"


class Table(NamedTuple):
    """The name of a table, taken apart."""

    dataset: str
    split: str | None
    setting: str | None


@cache
def _known(kind: str) -> dict[tuple[str, ...], str]:
    """Every spelling of every name of one kind, folded."""
    entries = getattr(load_vocabulary(), kind)
    return {fold(each): name for name, entry in entries.items() for each in (*entry.aliases, *entry.exact, name)}


def canonical(kind: str, name: str) -> str | None:
    """Our name for a dataset, metric, setting, split or task, by any of its aliases.

    >>> canonical("datasets", "imagenet"), canonical("metrics", "Top 1 Accuracy"), canonical("datasets", "Own-42")
    ('ImageNet-1k', 'top-1 accuracy', None)
    """
    return _known(kind).get(fold(name))


def table(name: str, task: str = "") -> Table:
    """Take the name of a table apart; the task's name may begin with a setting.

    >>> table("COCO test-dev")
    Table(dataset='COCO', split='test-dev', setting=None)
    >>> table("ImageNet (zero-shot)"), table("ImageNet", task="Zero-Shot Image Classification").setting
    (Table(dataset='ImageNet-1k', split=None, setting='zero-shot'), 'zero-shot')
    >>> table("Some Benchmark (hard part)")
    Table(dataset='Some Benchmark (hard part)', split=None, setting=None)
    """
    setting, split, rest = _beginning(task), None, name.strip()
    while found := PARENTHESES.search(rest):
        inner, before = found[1], rest[: found.start()]
        if before and (said := _setting(inner)):
            setting, rest = said, before
        elif before and not split and canonical("splits", inner):
            split, rest = canonical("splits", inner), before
        else:
            break
    if not split and not canonical("datasets", rest):
        rest, split = next(_parted(rest), (rest, None))
    return Table(canonical("datasets", rest) or rest, split, setting)


def _parted(name: str) -> Iterator[tuple[str, str]]:
    """A name whose last words are a split."""
    words = name.split()
    for count in range(min(LONGEST_SPLIT, len(words) - 1), 0, -1):
        if split := canonical("splits", " ".join(words[-count:])):
            yield " ".join(words[:-count]), split


def _setting(words: str) -> str | None:
    """The settings that make a board of their own, if the words are nothing else: "zero-shot + ensemble"."""
    names = [canonical("settings", each) for each in words.split("+")]
    settings = load_vocabulary().settings
    return " + ".join(each for each in names if each) if all(each and settings[each].board for each in names) else None


def _beginning(task: str) -> str | None:
    words = task.replace("-", " ").split()
    for count in (2, 1):
        if len(words) > count and (setting := _setting(" ".join(words[:count]))):
            return setting
    return None


class Metric(NamedTuple):
    """A metric's name, taken apart: our entry where we know it, and what else the name says."""

    name: str
    entry: MetricEntry | None
    unit: str | None
    split: str | None
    factor: float  # of the numbers in the column: "Params (M)" counts in millions


def metric(name: str) -> Metric:
    """Read the name of a column.

    >>> metric("Top 1 Accuracy").name, metric("Accuracy (%)").unit, metric("Validation mIoU").split
    ('top-1 accuracy', '%', 'val')
    >>> metric("Params (M)").name, metric("Params (M)").factor
    ('parameters', 1000000.0)
    >>> metric("GFLOPs").name, metric("GFLOPs").factor
    ('FLOPs', 1000000000.0)
    """
    rest, unit, split, factor = " ".join(name.split()), None, None, 1.0
    if found := UNIT.search(rest):
        rest, factor = rest[: found.start()], MAGNITUDES.get(found[1].upper(), 1.0)
        unit = "%" if found[1] == "%" else None
    first, _, others = rest.partition(" ")
    if not canonical("metrics", rest) and others and (named := canonical("splits", first)):
        rest, split = others, named
    ours, spelled = canonical("metrics", rest), load_vocabulary().units.get(canonical("units", rest) or "")
    if spelled and spelled.metric and spelled.factor != 1:  # "GFLOPs" are FLOPs, counted in thousands of millions
        ours, factor = spelled.metric, factor * spelled.factor
    return Metric(ours or rest, load_vocabulary().metrics[ours] if ours else None, unit, split, factor)
