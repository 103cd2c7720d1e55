"""Extractor: documents in, results out."""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import repeat

from leaderboard import __version__
from leaderboard.linking.benchmarks import link_benchmarks
from leaderboard.linking.context import Context
from leaderboard.linking.explaining import Explanation, explain
from leaderboard.linking.kinds import classify, says_nothing
from leaderboard.linking.reading import Reading
from leaderboard.linking.settings import link_settings
from leaderboard.linking.splits import link_splits
from leaderboard.linking.systems import link_systems
from leaderboard.linking.verdicts import settle
from leaderboard.patterns.mentions import MentionFinder, Sentence
from leaderboard.patterns.quantity import Quantity, has_number, has_word
from leaderboard.reading.cleaning import clean
from leaderboard.reading.limits import DEFAULT, Limits
from leaderboard.reading.sentences import split_sentences
from leaderboard.reading.values import has_more_numbers
from leaderboard.records import Document, Result, Results
from leaderboard.vocabulary import Vocabulary, load_vocabulary

KINDS = frozenset({"score", "gain", "cost"})  # of a reading that becomes a result; the others are silent


class Extractor:
    """Reads the numbers that documents report. Build it once and hand it down.

    >>> [result.value for result in Extractor().extract("SwinV2-H reaches 87.1% top-1 accuracy on ImageNet-1K.")]
    [87.1]
    """

    def __init__(self, vocabulary: Vocabulary | None = None, limits: Limits = DEFAULT) -> None:
        self._most, self._version = limits.sentence, extractor_version(limits)
        with _nothing_collected():
            self._words = vocabulary or load_vocabulary()
            self._finder = MentionFinder(self._words)

    def extract(self, document: Document | str) -> Results:
        """Read one document, or a text, into results in reading order."""
        paper = _as_document(document)
        return Results(self._results(paper, self.read(paper)))

    def explain(self, document: Document | str) -> Explanation:
        """Say what was seen in a text, which rule made each result, and why the other numbers were left."""
        paper = _as_document(document)
        sentences, readings = self._read(paper, whole=True)
        return explain(paper.text, sentences, readings, self._results(paper, readings))

    def columns(self, documents: Iterable[Document]) -> dict[str, list[object]]:
        """Read a batch of documents into columns named like the fields of Result, one entry a result."""
        rows = [
            _fields(document, reading, self._version).values()
            for document in documents
            for reading in self.read(document)
            if reading.kind in KINDS
        ]
        columns = zip(*rows, strict=True) if rows else repeat(())
        return dict(zip(Result.model_fields, map(list, columns), strict=bool(rows)))

    def read(self, document: Document) -> list[Reading]:
        """Read every number of a document, the refused ones with their reason."""
        return self._read(document)[1]

    def _read(self, document: Document, whole: bool = False) -> tuple[list[Sentence], list[Reading]]:
        """The sentences with numbers (all of them, if the `whole` is asked for) and what their numbers are."""
        sentences: list[Sentence] = []
        readings: list[Reading] = []
        if not has_number(document.text):
            return sentences, readings
        text = clean(document.text)
        crowded = has_more_numbers(text, self._most)
        spans = [(start, end, self._quantities(text[start:end], crowded)) for start, end in split_sentences(text)]
        telling = [
            bool(quantities) and not all(says_nothing(text, start, each) for each in quantities)
            for start, _, quantities in spans
        ]
        if not whole and not any(telling):
            return sentences, readings
        context = Context(document, text, self._finder, self._words)
        for (start, end, quantities), tells in zip(spans, telling, strict=True):
            if not tells and not whole:
                context.pass_over(start, end, quantities)
                continue
            sentence = self._finder.read(text, start, end, context.local, context.own_names, quantities)
            found = classify(sentence) if quantities else []
            if any(reading.kind not in (None, "silent") for reading in found):
                link_benchmarks(sentence, found, context)
                link_splits(sentence, [each for each in found if each.kind in ("score", "gain")], context)
                link_systems(sentence, found, context)
                link_settings(sentence, found, context)
            settle(found, self._words)
            context.remember(sentence, found)
            sentences.append(sentence)
            readings.extend(found)
        return sentences, readings

    def _results(self, document: Document, readings: Iterable[Reading]) -> list[Result]:
        """The readings that became something, as records."""
        kept = (_fields(document, reading, self._version) for reading in readings if reading.kind in KINDS)
        return [Result.model_validate(fields) for fields in kept]

    def _quantities(self, sentence: str, crowded: bool) -> list[Quantity]:
        """The numbers of a sentence; none of a table without its lines, nor where there is not one word."""
        if not has_number(sentence):
            return []
        if crowded and (has_more_numbers(sentence, self._most) or not has_word(sentence)):
            return []
        return self._finder.quantities(sentence)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Pause the garbage collector: it would look again and again at thousands of names that are there to stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _as_document(document: Document | str) -> Document:
    return Document(id="text", text=document) if isinstance(document, str) else document


def _fields(document: Document, reading: Reading, version: str) -> dict[str, object]:
    """A reading as the fields of Result."""
    quantity, sentence = reading.quantity, reading.sentence
    return {
        "document_id": document.id,
        "part": "text",
        "start": quantity.start + sentence.start,
        "end": quantity.end + sentence.start,
        "value_text": document.text[quantity.start + sentence.start : quantity.end + sentence.start],
        "value": quantity.value,
        "value_high": quantity.high,
        "unit": _unit(reading),
        "kind": reading.kind,
        "change": reading.change,
        "better": reading.better,
        "bound": quantity.bound,
        "metric": reading.metric,
        "metric_text": reading.metric_text,
        "higher_is_better": reading.higher_is_better,
        "dataset": reading.dataset,
        "dataset_text": reading.dataset_text,
        "also": tuple(reading.also),
        "aggregate": reading.aggregate,
        "split": reading.split,
        "settings": tuple(reading.settings),
        "setting": board_setting(reading.settings) if reading.settings else None,
        "task": reading.task,
        "model": reading.model,
        "subject": reading.subject,
        "versus": reading.versus,
        "confidence": reading.confidence,
        "flags": tuple(reading.flags),
        "pattern": reading.rule,
        "sentence": document.text[sentence.start : sentence.end],
        "sentence_start": sentence.start,
        "extractor": version,
    }


def board_setting(settings: Iterable[str]) -> str | None:
    """The settings that make a board of their own, joined in the vocabulary's order.

    >>> board_setting(["ensemble", "self-supervised", "zero-shot"])
    'zero-shot + ensemble'
    """
    stated = set(settings)
    known = load_vocabulary().settings
    return " + ".join(name for name in known if name in stated and known[name].board) or None


def _unit(reading: Reading) -> str | None:
    unit = reading.quantity.unit
    if unit is not None:
        return unit.name.split(" ")[0] if unit.factor != 1.0 else unit.name
    if reading.kind == "gain":
        return "points" if reading.change == "points" else None
    return "parameters" if reading.metric == "parameters" else None


@cache
def extractor_version(limits: Limits = DEFAULT) -> str:
    """The package's version and a digest of every rule, word and limit, so that a changed rule is another version."""
    digest = hashlib.sha256()
    for folder in ("vocabulary", "vocabulary/datasets", "patterns", "linking"):
        for file in sorted(files("leaderboard").joinpath(folder).iterdir(), key=lambda each: each.name):
            if file.name.endswith((".py", ".toml")):
                digest.update(file.name.encode() + file.read_bytes())
    digest.update(str(limits.sentence).encode())
    for name in ("cleaning.py", "sentences.py"):  # of reading, these change what is read; the others, how files are
        digest.update(files("leaderboard").joinpath("reading", name).read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"
