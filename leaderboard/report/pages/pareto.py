"""pareto.html: what a score costs: parameters, FLOPs, speed against a metric, with the frontier."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from leaderboard.charts import Priced, frontier
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
    said_by,
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

    point: Priced
    system: Link
    score: Link
    cost: Link
    variant: str
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

    @property
    def title(self) -> str:
        """What is weighed against what, for the picture."""
        return f"{self.name} {self.arrows[0]} against {self.cost} {self.arrows[1]}"


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
    points = [_point(row, f"{anchor}-{place}", readings) for place, row in enumerate(rows, 1)]
    best = frontier(points, higher_is_better)
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
        offers=tuple(_offer(row, point, point in best, readings) for row, point in zip(rows, points, strict=True)),
    )


def _point(row: Row, anchor: str, readings: Readings) -> Priced:
    score = readings.results[row["result_id"]]
    return Priced(
        row=anchor,
        system=system_link(score, readings).text,
        value=row["rank_value"],
        number=board_number(row, readings),
        said_by=said_by(score),
        date=date_of(score, readings),
        cost=row["cost_value"],
        price=_price(readings.results[row["cost_result_id"]]),
        dearer_is_better=bool(row["cost_higher_is_better"]),
    )


def _offer(row: Row, point: Priced, on_frontier: bool, readings: Readings) -> Offer:
    score, cost = readings.results[row["result_id"]], readings.results[row["cost_result_id"]]
    return Offer(
        point=point,
        system=system_link(score, readings),
        score=Link(point.number, row_href(row, readings)),
        cost=Link(point.price, place_href(cost, readings)),
        variant=variant(row["split"], row["setting"]),
        paper=paper_link(score, readings),
        on_frontier=on_frontier,
        evidence=(evidence(score, readings), evidence(cost, readings)),
    )


def _price(cost: Row) -> str:
    """The cost as printed; of "86M parameters" in a column of parameters, the column says the rest."""
    return number({**cost, "unit": None} if cost["unit"] == cost["metric"] else cost)
