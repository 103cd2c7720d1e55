"""pareto.html: what a score costs: parameters, FLOPs, speed against a metric, with the frontier."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from leaderboard.charts import frontier
from leaderboard.report.pages.parts import (
    ARROWS,
    Evidence,
    Link,
    board_name,
    board_number,
    date_of,
    evidence,
    number,
    paper_link,
    place_href,
    row_href,
    system_link,
    variant,
)
from leaderboard.report.readings import Readings, Row
from leaderboard.report.texts import counted, one_line

FEWEST = 2  # systems that make a trade-off
MOST_TRADEOFFS = 24

Axes = tuple[str, str, str, str | None]  # dataset, metric, cost, unit of the cost


@dataclass(frozen=True, slots=True)
class Offer:
    """A system with its score and its cost, both stated by one paper."""

    anchor: str
    system: Link
    score: Link
    value: float
    cost: Link
    price: float
    variant: str
    date: str
    paper: Link
    on_frontier: bool
    evidence: tuple[Evidence, Evidence]


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """A metric of a benchmark against a cost."""

    anchor: str
    name: str
    metric: str
    cost: str
    arrows: tuple[str, str]
    holds: str
    variants: int
    higher_is_better: bool
    cheaper_is_better: bool
    offers: tuple[Offer, ...]


def pareto_page(readings: Readings) -> tuple[Tradeoff, ...]:
    """Show what scores cost, where at least two systems say so; the fullest first."""
    found: dict[Axes, list[Row]] = defaultdict(list)
    for row in readings.tradeoffs:
        if row["cost_higher_is_better"] is not None:
            found[row["dataset"], row["metric"], row["cost_metric"], row["cost_unit"]].append(row)
    several = {axes: rows for axes, rows in found.items() if _systems(rows, readings) >= FEWEST}
    order = sorted(several, key=lambda axes: (-_systems(several[axes], readings), *map(str, axes)))
    shown = enumerate(order[:MOST_TRADEOFFS], 1)
    return tuple(_tradeoff(f"tradeoff-{place}", axes, several[axes], readings) for place, axes in shown)


def _systems(rows: Sequence[Row], readings: Readings) -> int:
    return len({readings.results[row["result_id"]]["system_key"] for row in rows})


def _tradeoff(anchor: str, axes: Axes, rows: Sequence[Row], readings: Readings) -> Tradeoff:
    dataset, metric, cost, _ = axes
    higher_is_better, dearer_is_better = bool(rows[0]["higher_is_better"]), bool(rows[0]["cost_higher_is_better"])
    best = frontier(
        rows,
        lambda row: row["cost_value"],
        lambda row: row["rank_value"],
        higher_is_better=higher_is_better,
        dearer_is_better=dearer_is_better,
    )
    return Tradeoff(
        anchor=anchor,
        name=board_name((dataset, None, metric, None)),
        metric=one_line(metric),
        cost=one_line(cost),
        arrows=(ARROWS[higher_is_better], ARROWS[dearer_is_better]),
        holds=counted(_systems(rows, readings), "system"),
        variants=len({(row["split"], row["setting"]) for row in rows}),
        higher_is_better=higher_is_better,
        cheaper_is_better=not dearer_is_better,
        offers=tuple(_offer(row, row in best, f"{anchor}-{place}", readings) for place, row in enumerate(rows, 1)),
    )


def _offer(row: Row, on_frontier: bool, anchor: str, readings: Readings) -> Offer:
    score, cost = readings.results[row["result_id"]], readings.results[row["cost_result_id"]]
    return Offer(
        anchor=anchor,
        system=system_link(score, readings),
        score=Link(board_number(row, readings), row_href(row, readings)),
        value=row["rank_value"],
        cost=Link(_price(cost), place_href(cost, readings)),
        price=row["cost_value"],
        variant=variant(row["split"], row["setting"]),
        date=date_of(score, readings),
        paper=paper_link(score, readings),
        on_frontier=on_frontier,
        evidence=(evidence(score, readings), evidence(cost, readings)),
    )


def _price(cost: Row) -> str:
    """The cost as printed; of "86M parameters" in a column of parameters, the column says the rest."""
    return number({**cost, "unit": None} if cost["unit"] == cost["metric"] else cost)
