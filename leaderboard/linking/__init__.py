"""WHICH mentions belong together: numbers become results."""

from leaderboard.linking.extractor import Extractor

__all__ = ["Extractor"]
