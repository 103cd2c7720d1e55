"""Benchmarks: the metric and the dataset of each number."""

from collections.abc import Callable
from itertools import pairwise

import regex

from leaderboard.linking.context import Context
from leaderboard.linking.named import datasets_in, trained_on
from leaderboard.linking.reading import Reading
from leaderboard.linking.rules import BETWEEN, SKIP
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary.entries import DatasetEntry, MetricEntry

_INSIDE = BETWEEN.replace("METRIC |", "")
_METRIC_RIGHT = over_symbols(rf"QUANTITY {_INSIDE}{{0,5}}? (?P<name> METRIC )")
_METRIC_RIGHT_NEXT = over_symbols(
    r"QUANTITY (?: ABSOLUTE | RELATIVE | AVERAGE | SETTING | ADVERB | SPLIT ){0,2} (?P<name> METRIC )"
)
_METRIC_IN_NEXT = over_symbols(
    r"QUANTITY IN (?: DET | OWN | SETTING | AVERAGE ){0,2} (?P<name> METRIC ) (?! (?: IS | OF | BY | TO | FROM )? QUANTITY )"
)
_METRIC_LEFT = over_symbols(
    rf"(?<= (?P<name> METRIC ) (?: WORD | HOST | SPLIT | STUFF | OPEN (?= [^{SYMBOL['CLOSE']}]{{0,3}} CLOSE ) | CLOSE | NAME | AVERAGE ){{0,4}} (?: (?: OF | IS | TO | COLON | OPEN | ACHIEVE | RAISE TO | LOWER TO | RAISE | LOWER | FROM | BY | COMMA ){{0,3}} ) {SKIP} ) QUANTITY"
)
_METRIC_IN = over_symbols(
    r"QUANTITY (?: GAIN | LOSS | RAISE | LOWER | ADVERB | BETTER | WORSE | ABSOLUTE | RELATIVE | NAME | WORD ){0,4} (?: IN | ON | OF | OPEN | WITH ) (?: DET | OWN | DATASET | TASK | WORD | NAME | SETTING | HOST | AVERAGE | ADVERB ){0,5} (?P<name> METRIC ) (?! IS QUANTITY )"
)
_METRIC_CLAUSE_LEFT = over_symbols(
    r"(?<= (?P<name> METRIC ) (?: (?! SEMICOLON | QUANTITY | METRIC ) ANY ){0,20} ) QUANTITY"
)
_METRIC_CLAUSE_RIGHT = over_symbols(
    r"QUANTITY (?: (?! SEMICOLON | QUANTITY | METRIC | BEAT | ACHIEVE ) ANY ){0,12} (?P<name> METRIC )"
)

_COST_RIGHT = over_symbols(
    rf"QUANTITY (?: {BETWEEN} | WORSE | FEWER | FASTER | DET | OF | LOSS | GAIN | IN | LOWER | WITH ){{0,6}}? (?P<name> COST )"
)
_COST_LEFT = over_symbols(
    r"(?<= (?P<name> COST ) (?: (?! SEMICOLON | QUANTITY | COST | METRIC ) ANY ){0,10} ) QUANTITY"
)

# Numbers side by side, and names side by side.
_RUN = {
    name: over_symbols(
        rf"{name} (?: (?: HOST | SPLIT | TASK | CLOSE )? (?: COMMA AND? | AND | SLASH ) (?: DET | ADVERB | ON | IN | SPLIT | TASK | SETTING | BY | OF | AND | IS | OWN | AVERAGE ){{0,2}} {name} )+"
    )
    for name in ("DATASET", "METRIC", "SETTING", "TASK")
}
_NUMBERS = over_symbols(
    r"QUANTITY (?: (?: CLOSE )? (?: COMMA AND? | AND | SLASH ) (?: ADVERB | BY | OF | DET ){0,2} QUANTITY )+"
)


def link_benchmarks(sentence: Sentence, readings: list[Reading], context: Context) -> None:
    """Give every number of a sentence its metric and its dataset."""
    reported = [reading for reading in readings if reading.kind in ("score", "gain", "cost")]
    if not reported:
        return
    runs = _number_runs(sentence, readings)
    quality = [reading for reading in reported if reading.kind != "cost"]
    _cost_metrics([reading for reading in reported if reading.kind == "cost"])
    _metrics(sentence, quality, runs, context)
    _datasets(sentence, reported, runs, context)
    _forget_foreign_metric(quality)


# ---- metrics


def _metrics(sentence: Sentence, readings: list[Reading], runs: list[list[Reading]], context: Context) -> None:
    _zip(sentence, runs, "METRIC", _take_metric)
    for reading in readings:
        if not reading.metric:
            _tight_metric(reading)
    _compared_in_order(readings)
    for before, reading in pairwise(readings):
        if not reading.metric and before.metric and _FROM_IN_BRACKET.match(reading.sentence.symbols, reading.index):
            _copy_metric(reading, before, before.metric_from)
    for reading in readings:
        if not reading.metric:
            _metric_of_list(reading)
    for number, reading in enumerate(readings):
        if not reading.metric:
            _metric_of_clause(reading, readings[:number])
    for reading in readings:
        if not reading.metric:
            _metric_of_list(reading)
    for reading in readings:
        if reading.metric is None or reading.metric_source is not None:
            _open_metric(reading)
    for number, reading in enumerate(readings):
        if not reading.metric and reading.kind == "gain":
            _metric_of_next(reading, readings[number + 1 : number + 2])
    for reading in readings:
        if not reading.metric:
            context.carry_metric(reading)
    for reading in readings:
        _error_of_top(reading, context)


# "a 21.1% PRO gain (from 72.7% to 93.8%)"
_FROM_IN_BRACKET = over_symbols(rf"(?<= QUANTITY (?: (?! QUANTITY | OPEN ) ANY ){{0,6}} OPEN FROM {SKIP} ) QUANTITY")


_TOP = regex.compile(r"top-?\s?[15]", regex.I)
_ERRORS = regex.compile(r"\berrors?\b")


def _error_of_top(reading: Reading, context: Context) -> None:
    """ "brings the errors down to 17.3% top-1 and 3.5% top-5": top-1 of which, the words before say."""
    if reading.metric_text is None or not _TOP.fullmatch(reading.metric_text) or reading.metric_entry is None:
        return
    sentence = reading.sentence
    said = sentence.text[sentence.start : sentence.start + reading.quantity.left]
    error = context.words.metrics.get(reading.metric_entry.name.replace("accuracy", "error"))
    if error is not None and _ERRORS.search(said) and "accurac" not in said:
        reading.metric, reading.metric_entry = error.name, error


def _compared_in_order(readings: list[Reading]) -> None:
    """ "0.76 recall and 0.95 specificity, compared with 0.82 and 0.76": the rival's numbers in the same order."""
    for at, reading in enumerate(readings):
        if reading.rule == "score.compared_after":
            before = readings[:at]
            behind = [other for other in readings[at:] if other.rule.startswith("score.compared_after")]
            if len(before) == len(behind) > 1 and all(other.metric and other.kind == "score" for other in before):
                for later, earlier in zip(behind, before, strict=True):
                    _copy_metric(later, earlier, earlier.metric_from)


_PLAIN = "(?: WORD | NAME | ADVERB | STUFF | TASK | SOLVE | SETTING )"
# The object of a change verb, what stands before a bracketed number in a list, the noun behind a percentage.
_OPEN_OBJECT = over_symbols(
    rf"(?<= (?: RAISE | LOWER ) (?: DET | OWN | AVERAGE )? (?P<name> {_PLAIN}{{1,3}} ) (?: (?: ON | IN | OF | THAN | FROM ) (?: (?! QUANTITY | SEMICOLON | METRIC ) ANY ){{0,8}} )? (?: BY | FROM (?: (?! SEMICOLON | METRIC ) ANY ){{0,4}} TO | FROM ) {SKIP} ) QUANTITY"
)
_OPEN_SUBJECT = over_symbols(
    rf"(?<= (?P<name> (?: WORD | NAME | GENERIC ){{1,2}} ) (?: RAISE | LOWER ) (?: FROM {SKIP} (?: QUANTITY (?: (?! SEMICOLON | METRIC | QUANTITY ) ANY ){{0,4}} TO {SKIP} )? | BY {SKIP} | TO {SKIP} ) ) QUANTITY"
)
_OPEN_BRACKET = over_symbols(
    r"(?<= (?: COMMA | AND | SEMICOLON ) AND? (?P<name> (?: WORD | NAME ){1,2} ) OPEN ) QUANTITY"
)
_OPEN_AGAIN = over_symbols(
    rf"(?<= METRIC BY {SKIP} QUANTITY (?: (?! SEMICOLON ) ANY ){{0,12}} (?: COMMA AND? | AND ) (?P<name> WORD{{1,2}} | NAME ) BY ) QUANTITY"
)
_OPEN_RISING = over_symbols(
    rf"(?<= (?: AND | SEMICOLON | COMMA ) (?P<name> WORD{{1,2}} ) (?: RAISE | LOWER ) FROM {SKIP} (?: QUANTITY (?: (?! SEMICOLON | METRIC | QUANTITY ) ANY ){{0,4}} TO {SKIP} )? ) QUANTITY"
)
_OPEN_BEHIND = over_symbols(
    r"QUANTITY (?P<name> (?: WORD | TASK ){1,3} ) (?= COMMA | ON | IN | AND | WITH | THAN | CLOSE | TO | VERSUS | \Z )"
)


def _open_metric(reading: Reading) -> None:
    """A metric that no list knows, from its place in the sentence."""
    patterns = [_OPEN_BRACKET] if SYMBOL["METRIC"] + SYMBOL["OPEN"] in reading.sentence.symbols else []
    patterns += [_OPEN_AGAIN, _OPEN_RISING]
    if reading.metric is None:
        patterns += [_OPEN_OBJECT, _OPEN_SUBJECT]
        patterns += [_OPEN_BEHIND] if reading.kind == "score" and reading.unit_kind == "percent" else []
    for pattern in patterns:
        match = pattern.match(reading.sentence.symbols, reading.index)
        if match is None:
            continue
        first, last = match.span("name")
        items = reading.sentence.items[first:last]
        text = " ".join(reading.sentence.text[items[0].start : items[-1].end].split())
        if not _NO_METRIC.search(items[-1].text.lower()) and len(text) > 2:
            reading.metric = text.lower() if not text.isupper() else text
            reading.metric_text, reading.metric_entry, reading.metric_from = text, None, "open"
            return


# Nouns of doing are tasks ("language modeling", "classification"), adverbs and participles no nouns.
_NO_METRIC = regex.compile(
    r"(?:ing|tion|tions|ly|ed|ment|al|ive|ous|able|ics)$|^(?:it|them|this|that|many|most|some|case|cases|times?|users?|authors?|sota|results?|methods?|tasks?|performances?|baselines?|models?|art|datasets?|benchmarks?|short|behind|nets?|u-nets?)$"
)


def _metric_of_next(reading: Reading, following: list[Reading]) -> None:
    """ "surpasses X by 4.0% achieving 43.1% mAP": the score behind says of what."""
    for other in following:
        near = other.index - reading.index <= 4 and other.kind == "score" and other.metric
        if near and SYMBOL["SEMICOLON"] not in reading.sentence.symbols[reading.index : other.index]:
            _copy_metric(reading, other, "next")


def _forget_foreign_metric(readings: list[Reading]) -> None:
    """A metric taken over within a list does not fit a dataset of another task: "58.7 box AP on COCO, 86.1% on Kinetics"."""
    for reading in readings:
        source = reading.metric_source
        if (
            reading.metric_from not in ("right", "left", "list", "sentence")
            or source is None
            or reading.kind != "score"
        ):
            continue
        if reading.task and source.task and reading.task != source.task and reading.dataset != source.dataset:
            of_classes = reading.unit_kind == "percent" and (
                "classification" in reading.task or "recognition" in reading.task
            )
            reading.metric = "accuracy" if of_classes else None
            reading.metric_text, reading.metric_entry, reading.metric_from = None, None, "task"


def _take_metric(reading: Reading, item: Item, how: str) -> None:
    entry = item.entry
    previous = _before(reading.sentence, item)
    if entry is not None and entry.name in _BROAD and previous is not None and previous.symbol == SYMBOL["METRIC"]:
        item, entry = previous, previous.entry  # "a mIoU accuracy of 47.8%": the first says more
    if isinstance(entry, MetricEntry):
        reading.metric_entry = entry
        reading.metric = metric_name(entry, item.text)
    else:
        reading.metric = " ".join(item.text.split()).lower() if not item.text.isupper() else item.text
    reading.metric_text, reading.metric_from = item.text, how


_BROAD = frozenset({"accuracy", "error rate"})


def _before(sentence: Sentence, item: Item) -> Item | None:
    """The item before another one; names that may stand inside a metric's name are passed over."""
    at = next((index for index, each in enumerate(sentence.items) if each is item), 0) - 1
    while at > 0 and sentence.items[at].symbol in _INSIDE_METRIC:
        at -= 1
    return sentence.items[at] if at >= 0 else None


_INSIDE_METRIC = frozenset(SYMBOL[name] for name in ("DATASET", "SETTING", "TASK"))


def metric_name(entry: MetricEntry, printed: str) -> str:
    """The canonical name; a family's with the argument that the text prints.

    >>> metric_name(MetricEntry(name="Recall@k", better="higher", family=True), "R@5")
    'Recall@5'
    """
    if entry.printed:
        return " ".join(printed.split()).lower()
    if not entry.family:
        at = regex.search(r"@[0-9]+$", printed)
        return entry.name + (at.group() if at and "@" not in entry.name else "")
    argument = regex.search(r"[0-9]+(?=\D*$)", printed)
    return entry.name.removesuffix("k") + (argument.group() if argument else "k")


def _match_name(pattern: regex.Pattern[str], reading: Reading) -> Item | None:
    match = pattern.match(reading.sentence.symbols, reading.index)
    return reading.sentence.items[match.start("name")] if match else None


def _tight_metric(reading: Reading) -> None:
    for pattern, how in (
        (_METRIC_RIGHT_NEXT, "right"),
        (_METRIC_IN_NEXT, "in"),
        (_METRIC_LEFT, "left"),
        (_METRIC_RIGHT, "right"),
        (_METRIC_IN, "in"),
    ):
        item = _match_name(pattern, reading)
        if item is not None:
            _take_metric(reading, item, how)
            _specific(reading)
            return


def _specific(reading: Reading) -> None:
    """ "quantization error" is a metric of its own, not the error rate."""
    if reading.metric_text is None or reading.metric_text.lower() not in ("error", "errors"):
        return
    items = reading.sentence.items
    at = next(
        (
            index
            for index, item in enumerate(items)
            if item.text == reading.metric_text and item.entry is reading.metric_entry
        ),
        None,
    )
    if (
        at
        and items[at - 1].symbol == SYMBOL["WORD"]
        and items[at - 1].text.islower()
        and items[at - 1].text not in _PLAIN_ERRORS
    ):
        reading.metric = reading.metric_text = items[at - 1].text + " error"


_PLAIN_ERRORS = frozenset({"test", "validation", "classification", "recognition", "detection"})


def _copy_metric(reading: Reading, other: Reading, how: str) -> None:
    reading.metric, reading.metric_text, reading.metric_entry = other.metric, other.metric_text, other.metric_entry
    reading.metric_from, reading.metric_source = how, other.metric_source or other


def _metric_of_list(reading: Reading) -> None:
    """Numbers of one list share a metric: its head's ("MAE of 57.6 and 6.3") or its tail's ("62.7 and 42.1 mAP")."""
    named = [other for other in reading.linked if other.metric and other.kind != "cost"]
    before = [other for other in named if other.index < reading.index]
    after = [other for other in named if other.index > reading.index]
    after = [other for other in after if not _bracket_between(reading, other)]
    if reading.rule.startswith("score.to_after_from") and before:
        after = []
    if after and after[0].metric_from == "right" and not before:
        _copy_metric(reading, after[0], "right")
    elif before:
        same = [other for other in before if other.unit_kind == reading.unit_kind] or before
        _copy_metric(reading, same[-1], same[-1].metric_from)
    elif after:
        _copy_metric(reading, after[0], "list")


def _bracket_between(reading: Reading, other: Reading) -> bool:
    return SYMBOL["OPEN"] in reading.sentence.symbols[reading.index : other.index]


def _metric_of_clause(reading: Reading, earlier: list[Reading]) -> None:
    if reading.kind == "gain":
        item = _match_name(_METRIC_CLAUSE_LEFT, reading) or _match_name(_METRIC_CLAUSE_RIGHT, reading)
        if item is not None:
            _take_metric(reading, item, "clause")
            return
    scores = [other for other in earlier if other.metric and other.kind != "cost"]
    if len({other.metric for other in scores}) > 1 and reading.kind == "gain":
        return  # "90% accuracy and 85% F1, outperforming X by 3%": of which, the text does not say
    if scores:
        _copy_metric(reading, scores[-1], "sentence")
        return
    item = _match_name(_METRIC_CLAUSE_LEFT, reading) or _match_name(_METRIC_CLAUSE_RIGHT, reading)
    if item is not None:
        _take_metric(reading, item, "clause")


def _cost_metrics(costs: list[Reading]) -> None:
    """The metric of each cost; a ratio that names none is of what its list or the cost before it names."""
    for reading in costs:
        _cost_metric(reading)
    for number, reading in enumerate(costs):
        if reading.metric not in ("speedup", None) or reading.metric_from or reading.change is None:
            continue
        named = [other for other in reading.linked if other in costs and other.metric_from]
        if named:
            _copy_metric(reading, named[0], "list")
        elif reading.rule == "cost.ratio_loss" and number:
            _copy_metric(reading, costs[number - 1], "list")


def _cost_metric(reading: Reading) -> None:
    """What a cost is a cost of: what the unit says, else the nearest cost that the text names."""
    unit = reading.quantity.unit
    if reading.rule == "cost.fewer_things":
        following = reading.sentence.items[reading.index + 1 : reading.index + 5]
        things = [each.text for each in following if each.symbol in (SYMBOL["WORD"], SYMBOL["NAME"], SYMBOL["STUFF"])]
        reading.metric = reading.metric_text = " ".join(things[:2]) or None
        return
    item = _speed_item(reading) if reading.rule.startswith("cost.faster") else None
    item = _match_name(_COST_IN, reading) or item or _match_name(_COST_RIGHT, reading)
    item = item or (_match_name(_SPEED_RIGHT, reading) if reading.change is not None else None)
    item = item or _match_name(_COST_LEFT, reading) or (_speed_item(reading) if reading.change is not None else None)
    if unit is not None and unit.metric:
        named = (
            item
            if item is not None and unit.metric in ("latency", "training time", "memory") and not _is_size(item)
            else None
        )
        reading.metric = reading.metric_text = unit.metric
        if named is not None:
            _take_cost(reading, named)
    elif (
        reading.unit_kind == "magnitude"
        and reading.change is None
        and not (item is not None and "token" in item.text.lower())
    ):
        reading.metric = reading.metric_text = "parameters"
    elif item is not None:
        _take_cost(reading, item)
    elif reading.unit_kind == "times":
        following = reading.sentence.items[reading.index + 1 : reading.index + 2]
        larger = bool(following) and following[0].text.lower() in _SIZES
        reading.metric = reading.metric_text = "model size" if larger else "speedup"


_SIZES = frozenset({"larger", "smaller", "bigger"})


def _is_size(item: Item) -> bool:
    return item.entry is not None and item.entry.name in ("parameters", "FLOPs", "FPS", "trainable parameters", "MACs")


def _take_cost(reading: Reading, item: Item) -> None:
    _take_metric(reading, item, "cost")
    if item.entry is None:
        reading.metric = _SPEED_WORDS.get(item.text.lower(), " ".join(item.text.lower().split()))


# Words of speed and economy that are no names of a metric.
_SPEED_WORDS = dict.fromkeys(
    ("faster", "quicker", "slower", "speed", "speeds up", "speeding up", "speed up"), "speedup"
) | {"cheaper": "cost"}
_COST_IN = over_symbols(r"QUANTITY (?: IN | OF ) (?: DET | WORD ){0,2} (?P<name> COST )")
_SPEED_RIGHT = over_symbols(r"QUANTITY (?: (?! QUANTITY | SEMICOLON | COMMA | COST ) ANY ){0,6} (?P<name> FASTER )")
_SPEED_LEFT = over_symbols(
    r"(?<= (?P<name> FASTER ) (?: (?! QUANTITY | SEMICOLON | METRIC | COST ) ANY ){0,7} ) QUANTITY"
)


def _speed_item(reading: Reading) -> Item | None:
    return _match_name(_SPEED_RIGHT, reading) or _match_name(_SPEED_LEFT, reading)


# ---- lists that pair up


def _number_runs(sentence: Sentence, readings: list[Reading]) -> list[list[Reading]]:
    at = {reading.index: reading for reading in readings}
    runs = []
    for match in _NUMBERS.finditer(sentence.symbols):
        run = [at[index] for index in range(match.start(), match.end()) if index in at]
        if len(run) > 1 and all(reading.kind in ("score", "gain", "cost") for reading in run):
            runs.append(run)
    return runs


def _zip(sentence: Sentence, runs: list[list[Reading]], name: str, take: Callable[[Reading, Item, str], None]) -> None:
    """Pair each run of numbers with the run of names of the same length that stands next to it."""
    lists = [
        [
            sentence.items[index]
            for index in range(match.start(), match.end())
            if sentence.symbols[index] == SYMBOL[name]
        ]
        for match in _RUN[name].finditer(sentence.symbols)
    ]
    for run in runs:
        for items in sorted(lists, key=lambda each: _distance(run, each)):
            if len(items) == len(run):
                for reading, item in zip(run, items, strict=True):
                    take(reading, item, "zip")
                break
            if len(run) == 2 * len(items) and "/" in sentence.text[run[0].item.end : run[1].item.start]:
                for number, reading in enumerate(run):
                    take(reading, items[number // 2], "zip")
                break


def _distance(run: list[Reading], items: list[Item]) -> int:
    """Characters between a run of numbers and a list of names; what follows is nearer than what went before."""
    if items[0].start >= run[-1].item.end:
        return items[0].start - run[-1].item.end
    return 2 * (run[0].item.start - items[-1].end)


# ---- datasets


_NOUNS_TOO = frozenset(SYMBOL[name] for name in ("RAISE", "LOWER"))  # "190% gains on KITTI"
_CLAUSE_END = frozenset(SYMBOL[name] for name in ("SEMICOLON", "BEAT", "ACHIEVE", "RAISE", "LOWER"))
_AGGREGATE_RIGHT = over_symbols(
    r"QUANTITY (?: (?! QUANTITY | DATASET | SEMICOLON | COMMA | BEAT ) ANY ){0,9} (?: ON | IN | AVERAGE ) (?: DET | OWN | ADVERB | RIVAL | NAME | WORD | TASK | SETTING | QUANTITY | AVERAGE ){0,6} HOST"
)
_AVERAGE_NEAR = over_symbols(
    r"(?<= AVERAGE (?: (?! QUANTITY | COMMA ) ANY ){0,4} ) QUANTITY | QUANTITY (?: METRIC | GAIN | ADVERB | IN | ON | NAME | WORD ){0,3} AVERAGE | QUANTITY (?: (?! QUANTITY | COMMA ) ANY ){0,4} ON AVERAGE"
)


def _datasets(sentence: Sentence, readings: list[Reading], runs: list[list[Reading]], context: Context) -> None:
    _zip(sentence, runs, "DATASET", _take_dataset)
    gains = [reading for reading in readings if reading.kind == "gain"]
    _own_datasets(sentence, readings, [reading for reading in readings if reading.kind != "gain"], runs)
    _mirror(readings, runs, context)
    _own_datasets(sentence, readings, gains, runs)
    _share_to_the_left(readings)
    bare = [reading for reading in readings if reading.dataset is None and reading.kind != "cost"]
    if bare and context.pair_with_recent(sentence, bare):
        return
    for reading in bare:
        if not reading.aggregate:
            context.carry_dataset(reading)


def _mirror(readings: list[Reading], runs: list[list[Reading]], context: Context) -> None:
    """A run of gains repeats the order of the scores before it: "... by 2.0% and 0.1%, respectively"."""
    for run in runs:
        if run[0].kind != "gain" or any(reading.dataset for reading in run):
            continue
        before = [other for other in readings if other.kind == "score" and other.index < run[0].index] or context.scores
        if len(before) == len(run) and all(other.dataset for other in before):
            for reading, other in zip(run, before, strict=True):
                _copy_dataset(reading, other, "mirror")
                reading.mirrored = other
                if reading.metric is None or reading.metric_from in ("sentence", "clause", "context", "list"):
                    _copy_metric(reading, other, "mirror")


def _take_dataset(reading: Reading, item: Item, how: str) -> None:
    reading.dataset = item.entry.name if item.entry is not None else item.text
    reading.dataset_text, reading.dataset_from = item.text, how
    reading.dataset_known = item.entry is not None
    if isinstance(item.entry, DatasetEntry):
        reading.task = item.entry.task


def _share_to_the_left(readings: list[Reading]) -> None:
    """ "58.7 box AP and 51.1 mask AP on COCO", "from 88.0% to 93.8% on Omniglot": what follows the last is of all.

    The first number gives up a dataset that stands before it when that one is another number's.
    """
    for number in range(len(readings) - 2, -1, -1):
        reading, following = readings[number], readings[number + 1]
        if reading.kind == "cost" or following.kind == "cost" or following.dataset_from not in ("right", "shared"):
            continue
        if following not in reading.linked or reading.dataset_from not in ("left", "", "sentence", "only"):
            continue
        between = reading.sentence.symbols[reading.index : following.index]
        taken = any(other.dataset == reading.dataset and other.dataset_from == "right" for other in readings[:number])
        if SYMBOL["DATASET"] not in between and (SYMBOL["TO"] in between or taken or reading.dataset is None):
            _copy_dataset(reading, following, "shared")
            reading.aggregate = False


def _own_datasets(sentence: Sentence, readings: list[Reading], some: list[Reading], runs: list[list[Reading]]) -> None:
    for reading in some:
        if reading.dataset is None:
            _own_dataset(sentence, reading, readings, runs)
    for reading in some:
        if reading.dataset is None and not reading.aggregate:
            _dataset_of_neighbours(reading, [other for other in readings if other.index < reading.index])


_ON_DATASET = over_symbols(r"QUANTITY (?: METRIC | ADVERB ){0,2} (?: ON | IN ) DET? DATASET")
_DATASET_BRACKET = over_symbols(
    r"(?<= (?P<name> DATASET ) (?: HOST | SPLIT | WORD )? (?: OPEN | COLON | IS | WITH ) (?: ADVERB | IS ){0,2} ) QUANTITY"
)


def _own_dataset(sentence: Sentence, reading: Reading, readings: list[Reading], runs: list[list[Reading]]) -> None:
    tight = _match_name(_DATASET_BRACKET, reading)
    if tight is not None and not _ON_DATASET.match(sentence.symbols, reading.index):
        _take_dataset(reading, tight, "bracket")
        return
    host = next((other for other in readings if other.index == reading.index - 2), None)
    if host is not None and host.dataset and sentence.symbols[reading.index - 1] == SYMBOL["OPEN"]:
        _copy_dataset(reading, host, "bracket")  # "93.03 (+0.65) on LaPa"
        return
    right, left = _scan_right(sentence, reading, readings, runs), _scan_left(sentence, reading)
    if reading.kind == "cost":
        if right is not None and _directly_on(sentence, reading, right):
            _take_dataset(reading, right, "right")
        return
    if right is not None and not (left is not None and _belongs_to_next(sentence, reading, right)):
        _take_dataset(reading, right, "right")
        _add_others(sentence, reading, right)
    elif _over_several(sentence, reading):
        reading.aggregate = True
    elif left is not None:
        first = _first_of_list(sentence, left)
        _take_dataset(reading, first, "left")
        if first is not left:
            _add_others(sentence, reading, first)
    else:
        named = {item.text: item for _, item in datasets_in(sentence)}
        if len(named) == 1:
            _take_dataset(reading, next(iter(named.values())), "only")
        elif _AVERAGE_NEAR.match(sentence.symbols, reading.index):
            reading.aggregate = True


def _over_several(sentence: Sentence, reading: Reading) -> bool:
    """ "across 12 datasets" is an average; "on this benchmark" speaks of the one before."""
    match = _AGGREGATE_RIGHT.match(sentence.symbols, reading.index)
    return match is not None and sentence.items[match.end() - 1].text.endswith("s")


def _first_of_list(sentence: Sentence, item: Item) -> Item:
    """The first of the list of datasets that an item stands in: "on A, B and C, by 3%" is claimed for all."""
    at = sentence.items.index(item)
    for match in _RUN["DATASET"].finditer(sentence.symbols):
        if match.start() <= at < match.end() and SYMBOL["ON"] not in match.group():
            return sentence.items[match.start()]
    return item  # "88.8% on A, and on B a box AP of 58.7": two phrases, no list


def _scan_right(
    sentence: Sentence, reading: Reading, readings: list[Reading], runs: list[list[Reading]]
) -> Item | None:
    """The first dataset behind the number, before another reported number or clause begins."""
    at, symbols = _end_of_run(reading, runs), sentence.symbols
    reported = {other.index for other in readings}
    depth = 0
    for index in range(at + 1, min(len(symbols), at + 22)):
        symbol = symbols[index]
        if symbol == SYMBOL["OPEN"]:
            depth += 1
        elif symbol == SYMBOL["CLOSE"]:
            depth -= 1
            if depth < 0 and symbols[index + 1 : index + 2] not in (SYMBOL["ON"], SYMBOL["IN"]):
                return None  # but "(from 72.7% to 93.8%) on MVTec AD"
        elif (
            (symbol == SYMBOL["COMMA"] and symbols[index + 1 : index + 2] == SYMBOL["AND"])
            or (symbol in _CLAUSE_END and not (symbol in _NOUNS_TOO and index - at <= 4))
            or (index in reported and depth <= 0)
        ):
            return None
        elif symbol == SYMBOL["DATASET"] and not trained_on(sentence, index):
            return sentence.items[index]
    return None


def _end_of_run(reading: Reading, runs: list[list[Reading]]) -> int:
    """Numbers side by side share what follows the last of them, if they are of one metric."""
    run = next((run for run in runs if reading in run), [reading])
    end = reading.index
    for other in run[run.index(reading) :]:
        if other.metric != reading.metric:
            break
        end = other.index
    return end


def _scan_left(sentence: Sentence, reading: Reading) -> Item | None:
    symbols = sentence.symbols
    for index in range(reading.index - 1, max(-1, reading.index - 45), -1):
        if symbols[index] == SYMBOL["SEMICOLON"]:
            return None
        if symbols[index] == SYMBOL["DATASET"] and not trained_on(sentence, index):
            return sentence.items[index]
    return None


_NEXT_CLAUSE = over_symbols(
    r"(?: COMMA AND? | AND ) (?: ADVERB )? (?: ON | IN ) (?: DET | WORD | NAME | ADVERB | TASK ){0,4} DATASET"
)


def _belongs_to_next(sentence: Sentence, reading: Reading, right: Item) -> bool:
    """Whether the dataset behind the number opens the next clause: "90.1, and on COCO it reaches 51"."""
    index = sentence.items.index(right)
    for begin in range(reading.index + 1, index):
        match = _NEXT_CLAUSE.match(sentence.symbols, begin)
        if match and match.end() == index + 1:
            following = sentence.symbols[index + 1 : index + 12]
            return SYMBOL["QUANTITY"] in following
    return False


def _directly_on(sentence: Sentence, reading: Reading, item: Item) -> bool:
    index = sentence.items.index(item)
    between = sentence.symbols[reading.index + 1 : index]
    return SYMBOL["COMMA"] not in between and SYMBOL["AND"] not in between and len(between) <= 8


def _add_others(sentence: Sentence, reading: Reading, first: Item) -> None:
    """One number claimed for several datasets: "by 2% on both A and B"."""
    match = _RUN["DATASET"].match(sentence.symbols, sentence.items.index(first))
    if match is None:
        return
    for item in sentence.items[match.start() + 1 : match.end()]:
        if item.symbol == SYMBOL["DATASET"]:
            reading.also.append(item.entry.name if item.entry is not None else item.text)


def _dataset_of_neighbours(reading: Reading, earlier: list[Reading]) -> None:
    named = [other for other in earlier if other.dataset and other.kind != "cost"]
    if named and reading.kind != "cost":
        _copy_dataset(reading, named[-1], "sentence")
        return
    later = [other for other in reading.linked if other.dataset and other.index > reading.index]
    if later and reading.kind != "cost":
        _copy_dataset(reading, later[0], "list")


def _copy_dataset(reading: Reading, other: Reading, how: str) -> None:
    reading.dataset, reading.dataset_text, reading.dataset_from = other.dataset, other.dataset_text, how
    reading.dataset_known = other.dataset_known
    reading.task = reading.task or other.task
