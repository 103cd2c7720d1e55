"""Benchmarks: the metric and the dataset of each number."""

from leaderboard.linking.context import Context
from leaderboard.linking.costs import link_costs
from leaderboard.linking.datasets import link_datasets
from leaderboard.linking.metrics import forget_foreign_metric, link_metrics
from leaderboard.linking.pairing import number_runs
from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Sentence


def link_benchmarks(sentence: Sentence, readings: list[Reading], context: Context) -> None:
    """Give every number of a sentence its metric and its dataset."""
    reported = [reading for reading in readings if reading.kind in ("score", "gain", "cost")]
    if not reported:
        return
    runs = number_runs(sentence, readings)
    quality = [reading for reading in reported if reading.kind != "cost"]
    link_costs([reading for reading in reported if reading.kind == "cost"])
    link_metrics(sentence, quality, runs, context)
    link_datasets(sentence, reported, runs, context)
    forget_foreign_metric(quality)
