"""Context: what a document says outside the sentence of a number."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard import regexes
from leaderboard.linking.named import datasets_in, splits_in
from leaderboard.linking.parties import is_of_the_field
from leaderboard.linking.proposals import is_collection, proposed_systems, stand_in, times
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.records import Document

if TYPE_CHECKING:
    from leaderboard.linking.reading import Reading
    from leaderboard.patterns.mentions import Item, LocalNames, MentionFinder, Sentence
    from leaderboard.patterns.quantity import Quantity
    from leaderboard.vocabulary import Vocabulary


class Context:
    """One document while it is read: its own systems, its datasets, and what was last spoken of."""

    def __init__(self, document: Document, text: str, finder: MentionFinder, words: Vocabulary) -> None:
        self.text, self.finder, self.words = text, finder, words
        self._title = document.title
        self._pending: list[Sentence | tuple[int, int, list[Quantity]]] = []
        self.datasets: dict[str, str] = {}
        self.last: Reading | None = None
        self.scores: list[Reading] = []
        self.splits: dict[str, str] = {}  # on which part of a dataset was last measured
        self._fresh: str | None = None
        self._recent: list[str] = []
        self._introduced: str | None = None

    @cached_property
    def _candidates(self) -> list[str]:
        """What the paper itself proposes, systems and collections, most certain first."""
        return [
            name
            for name in proposed_systems(self._title, self.text, self.finder.is_known_system)
            if self.finder.may_be_a_system(name)
            and not self._is_a_word(name)
            and (self._opens_title(name) or not is_of_the_field(name))
        ]

    @cached_property
    def proposed(self) -> list[str]:
        """The systems that the paper itself proposes, most certain first; looked for when first asked."""
        return [name for name in self._candidates if not self._is_a_collection(name)]

    def _is_a_collection(self, name: str) -> bool:
        """Whether a proposed name is that of a dataset or benchmark."""
        return is_collection(name, self._title or "", self.text)

    @cached_property
    def examines(self) -> bool:
        """Whether the paper looks at systems of others: it asks, evaluates, or brings a benchmark, and no system."""
        if self.proposed:
            return False
        if _EXAMINES.search(self._title or ""):
            return True
        brings = self._candidates or (self.local and self.local.titled) or _BENCHMARK.search(self._title or "")
        return bool(brings and _FOUNDATION.search(self.text))

    @cached_property
    def says_we(self) -> bool:
        """Whether the text speaks of itself at all: where it does not, nothing says that a known system is another's."""
        return _WE.search(self.text) is not None

    @cached_property
    def stand_in(self) -> str | None:
        """What to call the system of a paper that names none of its own."""
        return stand_in(self._title, self.text, self.finder.is_known_system)

    @cached_property
    def base(self) -> str | None:
        """The published model that a paper without a system of its own works with: the only one that it names."""
        if self.system is not None or _MODELS.search(self.text):
            return None
        named = {match.group() for match in _VERSIONED.finditer(self.text)}
        models = {name for name in named if self.finder.is_foundation_model(name)}
        return models.pop() if len(models) == 1 else None

    def is_own(self, name: str) -> bool:
        """Whether a name is that of the paper's own system, or of a variant of it."""
        parts = _parts(name)
        return any(
            "".join(parts).startswith("".join(own)) or "".join(own).startswith("".join(parts)) or set(own) < set(parts)
            for own in map(_parts, self.proposed)
            if parts
        )

    def _opens_title(self, name: str) -> bool:
        return (self._title or "").startswith(name + ":")

    def _is_a_word(self, name: str) -> bool:
        """Whether a name is an ordinary word of the text that the title does not open with."""
        if self._opens_title(name):
            return False
        return name.istitle() and name.isalpha() and times(name.lower(), self.text, 1) > 0

    @cached_property
    def local(self) -> LocalNames | None:
        """The names that the document itself calls datasets."""
        return self.finder.local_datasets(self.text, self._title)

    def called(self, name: str) -> str:
        """A dataset's name, or what the document calls it for short."""
        return self.local.short.get(name, name) if self.local is not None else name

    @property
    def system(self) -> str | None:
        """The name of the paper's own system, where the text or title gives one."""
        return self.proposed[0] if self.proposed else None

    @cached_property
    def own_settings(self) -> list[str]:
        """How all of the paper measures: the number of shots that the title names, or that it fine-tunes and compares."""
        named = {entry.name for entry in self.finder.conditions_in(self._title or "")}
        told = [name for name in _TITLED if name in named]
        if len(told) == 1 and named <= {*told, "fine-tuned"} and named != {"zero-shot", "fine-tuned"}:
            return told
        tunes = "fine-tun" in self.text and _TUNES_AND_COMPARES.search(self.text) is not None
        return ["fine-tuned"] if tunes and not told else []

    @cached_property
    def _own_names(self) -> frozenset[str]:
        local = self.local
        return frozenset(
            name
            for name in self.proposed
            if local is None or (name != local.titled and (name not in local.names or name.endswith(("QA", "Eval"))))
        )

    def own_names(self) -> frozenset[str]:
        """Names that are the paper's systems, though a list may know a dataset of that name."""
        return self._own_names

    def pass_over(self, start: int, end: int, quantities: list[Quantity]) -> None:
        """A sentence whose numbers say nothing: read only if a later one needs to know what it names."""
        self._pending.append((start, end, quantities))

    def _catch_up(self) -> None:
        """Read what was passed over, as far as it names datasets."""
        pending, self._pending = self._pending, []
        for each in pending:
            if isinstance(each, tuple):
                sentence = self.finder.read_datasets(self.text, *each, self.local, self.own_names)
                if sentence is not None:
                    self._remember_datasets(sentence)
            else:
                self._remember_datasets(each)

    def remember(self, sentence: Sentence, readings: list[Reading]) -> None:
        """Keep what later sentences may refer to."""
        self._pending.append(sentence)
        scores = [reading for reading in readings if reading.kind == "score"]
        if scores:
            self.scores = scores
        for reading in readings:
            if reading.kind in ("score", "gain") and reading.metric:
                self.last = reading
            if reading.dataset is not None and reading.split is not None:
                self.splits[reading.dataset] = reading.split

    def _remember_datasets(self, sentence: Sentence) -> None:
        self.splits.update(splits_in(sentence))
        named: list[str] = []
        for at, item in datasets_in(sentence):
            if _is_aside(sentence, item):
                continue
            name = item.entry.name if item.entry is not None else self.called(item.text)
            self.datasets.setdefault(name, item.text)
            if named and _in_bracket_behind_a_dataset(sentence, at):
                named.pop()  # "Montreal Archive of Sleep Studies (MASS)" is one
            named.append(name)
            if (
                item.entry is None
                and self._introduced is None
                and _INTRODUCES.search(sentence.text, max(sentence.start, item.start - 80), item.start)
            ):
                self._introduced = name
        if named:
            self._recent = list(dict.fromkeys(named))
            self._fresh = named[0] if len(set(named)) == 1 else None

    def carry_metric(self, reading: Reading) -> None:
        """A sentence that names no metric speaks of the one before it, when that one fits the unit."""
        last = self.last
        if last is None or last.metric is None or reading.kind == "cost" or reading.rule.startswith("score.out_of"):
            return
        if reading.unit_kind == "percent" and last.unit_kind not in ("percent", "points"):
            return
        if reading.unit_kind in ("none", "decimal") and last.unit_kind == "percent":
            return
        if any(
            name in reading.sentence.symbols for name in (SYMBOL["DATASET"], SYMBOL["HOST"])
        ) and self._other_dataset(reading):
            return
        reading.metric, reading.metric_text, reading.metric_entry = last.metric, last.metric_text, last.metric_entry
        reading.metric_from = "context"

    def _other_dataset(self, reading: Reading) -> bool:
        """Whether the sentence speaks of a dataset that the last number was not measured on."""
        named = [item for _, item in datasets_in(reading.sentence)]
        last = self.last.dataset if self.last else None
        return bool(named) and last not in [item.entry.name if item.entry else item.text for item in named]

    def carry_dataset(self, reading: Reading) -> None:
        """A sentence that names no dataset speaks of the last one, or of the only one there is."""
        at = reading.item.start
        if _UNNAMED.search(
            reading.sentence.text, max(reading.sentence.start, at - 200), min(reading.sentence.end, at + 60)
        ):
            return
        self._catch_up()
        if self.local is not None and self.local.campaign is not None:
            self._give(reading, self.local.campaign)
        elif self._fresh is not None:
            self._give(reading, self._fresh)
        elif len(self.datasets) == 1:
            self._give(reading, next(iter(self.datasets)))
        elif self.introduced is not None:
            self._give(reading, self.introduced)

    def carry_only(self, reading: Reading) -> None:
        """An average over nothing that the sentence names is over the parts of the only dataset that the text names."""
        self._catch_up()
        if len(self.datasets) == 1:
            self._give(reading, next(iter(self.datasets)))

    @property
    def introduced(self) -> str | None:
        """The dataset that the paper itself brings, if it does: the text says so, or the title."""
        titled = self.local.titled if self.local is not None else None
        return self._introduced or (self.called(titled) if titled is not None else None)

    def pair_with_recent(self, sentence: Sentence, readings: list[Reading]) -> bool:
        """ "1.2% and 3.2% on these datasets", "respectively": those of the datasets just named, in their order."""
        if len(readings) < 2 or not (
            _IN_THAT_ORDER.match(sentence.symbols, readings[-1].index)
            or _RESPECTIVE.search(sentence.text, sentence.start, readings[0].item.start)
            or _THESE.search(sentence.text, sentence.start, sentence.end)
        ):
            return False
        self._catch_up()
        if len(self._recent) != len(readings):
            return False
        for reading, name in zip(readings, self._recent, strict=True):
            self._give(reading, name)
            reading.aggregate = False
        return True

    def carry_settings(self, reading: Reading) -> None:
        """What is carried over is measured as it was before, but not the paper's own as only the rival was."""
        if self.last is None:
            return
        reading.settings = list(self.last.settings)
        if (self.last.subject, reading.subject) == ("other", "proposed"):
            own = {name for score in self.scores if score.subject == "proposed" for name in score.settings}
            reading.settings = [name for name in reading.settings if name in own]

    def is_existing(self, name: str) -> bool:
        """Whether a name is that of an existing system rather than of the paper's own or a backbone it trained."""
        if self.is_own(name):
            return False
        if self.proposed:
            return self.finder.is_known_system(name)
        looks = _EVALUATES.search(self.text) is not None or _TUNES.search(self.text) is None
        return looks and self.finder.is_foundation_model(name)

    def _give(self, reading: Reading, name: str) -> None:
        reading.dataset, reading.dataset_text, reading.dataset_from = name, self.datasets.get(name), "context"
        entry = self.words.datasets.get(name)
        reading.dataset_known = entry is not None
        reading.task = reading.task or (entry.task if entry else None)


def _in_bracket_behind_a_dataset(sentence: Sentence, at: int) -> bool:
    """Whether a dataset's name is the short form of the one before it."""
    return sentence.symbols[max(0, at - 2) : at + 2] == _SHORT_FORM


_SHORT_FORM = "".join(SYMBOL[name] for name in ("DATASET", "OPEN", "DATASET", "CLOSE"))


def _is_aside(sentence: Sentence, item: Item) -> bool:
    """Whether a dataset is only spoken of: as an example of a need, a likeness, or where something else comes from."""
    text, before = sentence.text, sentence.text[max(sentence.start, item.start - 50) : item.start]
    if _LIKENED.search(before) or _OF_A_MODEL.match(text, item.end, sentence.end):
        return True
    return _FOR_EXAMPLE.search(before) is not None and not _EXPERIMENT.search(text, sentence.start, sentence.end)


_LIKENED = regexes.rich(
    r"\b(?:unlike|overlap with|similar to|inspired by|built (?:up)?on|derived from|extend(?:s|ing)?|contrast to|(?:transfer\w*|learn\w*|tuned|checkpoints|initiali[sz]ed) \(?from|[A-Z]\w* (?:dataset|corpus|data) from)\s(?:[a-z-]+\s){0,3}$"
)
_OF_A_MODEL = regexes.rich(r"[\s-](?:pre-?train\w*|checkpoints?|weights|network|backbone|initiali[sz]\w+)\b")
_FOR_EXAMPLE = regexes.rich(r"\b(?:such as|like|e\.g\.,?)\s(?:[\w-]+,?\s){0,4}$")
_EXPERIMENT = regexes.rich(r"\b(?:[Ww]e|[Oo]ur|[Ee]xperiment\w*|[Ee]valuat\w*|[Rr]esults?|[Tt]ested)\b")

# What a paper says that works with more than one model.
_MODELS = regexes.plain(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|[0-9]+|several|multiple|many|across|various|other)\s(?:[\w-]+\s){0,3}(?:LLMs|VLMs|MLLMs|SLMs|[Mm]odels)\b"
)
# A name with a version or size: Qwen2.5-7B-Instruct, GPT-4o.
_VERSIONED = regexes.plain(r"(?<![\w-])[A-Z][A-Za-z]*-?(?=[\w.-]*[0-9])[\w.]*\w(?:-[\w.]*\w)*")

_WE = regexes.plain(r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article|report))\b")
_TITLED = ("zero-shot", "one-shot", "few-shot", "ensemble")  # what a title may say of all that its paper measures
_TUNES_AND_COMPARES = regexes.plain(
    r"\b[Ww]e (?:also |then )?fine-?tuned?\b[^.]{0,60}\b(?:and|to) (?:evaluat|compar|assess|benchmark)\w*|\b(?:[Ee]valuat|[Cc]ompar)\w+ [^.]{0,40}\bby fine-tuning\b"
)

# A dataset without a name is another than the one spoken of before.
_UNNAMED = regexes.rich(
    r"\b(?:an?|another|our own|in-house|custom|private|internal|proprietary|self-collected)\s(?:[\w,-]+\s){0,4}(?:dataset|benchmark|corpus|database|test set|collection)\b"
)
_IN_THAT_ORDER = over_symbols("QUANTITY METRIC? COMMA? RESPECTIVELY")
_RESPECTIVE = regexes.rich(r"\brespective\s(?:[\w-]+\s){1,3}of\s$")
_THESE = regexes.rich(
    r"\b(?:these|both|the two|the three|all three)\s(?:[\w-]+\s){0,2}(?:datasets|benchmarks|corpora|tasks|test sets)\b"
)
_INTRODUCES = regexes.rich(
    r"\b(?:introduc|present|propos|releas|construct|curat|build|built|creat|collect|contribut|develop|establish)\w*\b"
)
# A paper that looks at systems rather than proposes one.
_EVALUATES = regexes.rich(
    r"\b(?:[Ww]e|[Tt]his (?:paper|study|work|article))\b[^.]{0,60}\b(?:evaluat|benchmark|compar|investigat|assess|audit|analy[sz]|examin|test|study|studied|survey)"
)


# A title that asks about systems, or says to measure them.
_EXAMINES = regexes.plain(
    r"^(?:[^:]{0,40}:\s)?(?:Is|Are|Can|Do|Does|How|Why|When)\s.*\?|\b(?:[Bb]enchmarking|[Mm]easuring|[Ee]valuating|[Ii]nvestigating|[Aa]uditing|[Aa]nalyzing|[Aa]nalysing|[Aa]ssessing|[Dd]iagnosing|[Qq]uantifying|[Ss]tress-?[Tt]esting|[Cc]omparing|[Ee]xamining|[Dd]issecting|[Uu]ncovering)\b"
)
_TUNES = regexes.rich(
    r"\b(?:[Ff]ine-?tun|(?:[Pp]re-?|[Pp]ost-)?[Tt]rain|adapt|LoRA|[Dd]istill|SFT|GRPO|[Rr]einforcement)"
)
_BENCHMARK = regexes.rich(r"(?:^|[:?]\s)(?:An?|The|Towards? (?:an?|new))\s[^:]{0,60}?\b(?:[Bb]enchmark|[Dd]ataset)\b")
_FOUNDATION = regexes.rich(
    r"\b(?:LLMs?|VLMs?|MLLMs?|LVLMs?|LMMs?|[Ll]anguage [Mm]odels?|[Ff]oundation [Mm]odels?|[Ff]rontier|proprietary|GPT|agents|(?:state-of-the-art|existing|current|leading|popular|recent|modern|open-source|SOTA)\s(?:[\w-]+\s){0,3}(?:models|systems|methods|algorithms|detectors))\b"
)


def _parts(name: str) -> list[str]:
    """The words of a name without case and marks: "EVA-02-CLIP" is eva, 02 and clip."""
    return _PART.findall(name.lower().replace("^", ""))


_PART = regexes.plain(r"[a-z0-9]+")
