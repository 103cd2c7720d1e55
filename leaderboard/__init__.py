"""Reads machine-learning papers and keeps leaderboards of the numbers they report."""

__version__ = "0.1.0"
