"""Named datasets: which of a sentence's datasets something is measured on, and which a system only learned from."""

from collections.abc import Iterator

from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary.entries import DatasetEntry

_TRAINED = over_symbols(
    r"(?<= TRAIN (?: DET | ADVERB | ON | WORD | OF | WITH | OWN | DATASET | AND | COMMA ){0,3} ) DATASET | DATASET (?: (?: HOST | WORD )? TRAIN | WORD? (?: MODEL | SYSTEM ) )"
)


def trained_on(sentence: Sentence, index: int) -> bool:
    """Whether the dataset at `index` is what a system learned from, not what it was measured on."""
    entry = sentence.items[index].entry
    if isinstance(entry, DatasetEntry) and entry.training:
        return True
    return _TRAINED.match(sentence.symbols, index) is not None


def datasets_in(sentence: Sentence) -> Iterator[tuple[int, Item]]:
    """The datasets that a sentence names to measure on."""
    for index, item in enumerate(sentence.items):
        if item.symbol == SYMBOL["DATASET"] and not trained_on(sentence, index):
            yield index, item
