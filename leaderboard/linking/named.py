"""Named datasets: which of a sentence's datasets something is measured on, and which a system only learned from."""

import re
from collections.abc import Iterator

from leaderboard import regexes
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary.entries import DatasetEntry

_TRAINED = over_symbols(
    r"(?<= TRAIN (?: DET | ADVERB | ON | WORD | OF | WITH | OWN | DATASET | AND | COMMA ){0,3} ) DATASET | DATASET (?: (?: HOST | WORD )? TRAIN | WORD? (?: MODEL | SYSTEM ) )"
)


def trained_on(sentence: Sentence, index: int) -> bool:
    """Whether the dataset at `index` is what a system learned from, not what it was measured on."""
    entry = sentence.items[index].entry
    if (isinstance(entry, DatasetEntry) and entry.training) or _TO_TRAIN_ON.search(sentence.items[index].text):
        return True
    match = _TRAINED.match(sentence.symbols, index)
    return match is not None and not _WHEN_TRAINED.search(
        sentence.text, max(sentence.start, sentence.items[index].start - 40), sentence.items[index].start
    )


_TO_TRAIN_ON = regexes.rich(r"-(?:Train|Instruct|SFT|Pretrain)$", re.I)

# "When trained on ImageNet, our models achieve an FID of 7.4": measured on the same.
_WHEN_TRAINED = regexes.rich(r"\b[Ww]hen trained (?:only |solely |exclusively )?on\s(?:[a-z-]+\s){0,2}$")


def datasets_in(sentence: Sentence) -> Iterator[tuple[int, Item]]:
    """The datasets that a sentence names to measure on."""
    if SYMBOL["DATASET"] not in sentence.symbols:
        return
    for index, item in enumerate(sentence.items):
        if item.symbol == SYMBOL["DATASET"] and not trained_on(sentence, index):
            yield index, item


# "COCO val", "the test set of Cityscapes", "val set on ADE20K": the split of this dataset.
OF_DATASET = over_symbols("DATASET OPEN? SPLIT (?: SLASH SPLIT )? | SPLIT (?: OF | ON | IN )? DET? DATASET")


_VALIDATES = regexes.plain(r"(?i:validation|test|testing)")  # "validation on the FooBar dataset"


def splits_in(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """The datasets of a sentence with the part that is named beside them: "the validation set of DAVIS"."""
    for match in OF_DATASET.finditer(sentence.symbols):
        items = sentence.items[match.start() : match.end()]
        split = next(item.entry for item in items if item.symbol == SYMBOL["SPLIT"])
        dataset = next(item for item in items if item.symbol == SYMBOL["DATASET"])
        if split is not None and split.name != "train" and not _VALIDATES.fullmatch(items[0].text):
            yield dataset.entry.name if dataset.entry is not None else dataset.text, split.name
