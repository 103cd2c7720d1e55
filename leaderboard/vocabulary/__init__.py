"""WHICH words we know: names as data, and the loader that checks them."""

from leaderboard.vocabulary.loader import Vocabulary, load_vocabulary, measure_words

__all__ = ["Vocabulary", "load_vocabulary", "measure_words"]
