"""Metrics: what each number of quality measures."""

import re
from itertools import pairwise

from leaderboard import regexes
from leaderboard.linking.context import Context
from leaderboard.linking.pairing import match_name, zip_names
from leaderboard.linking.reading import Reading
from leaderboard.linking.rules import BETWEEN, SKIP
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary import measure_words
from leaderboard.vocabulary.entries import MetricEntry
from leaderboard.vocabulary.folding import fold

_INSIDE = BETWEEN.replace("METRIC |", "")
_METRIC_RIGHT = over_symbols(rf"QUANTITY {_INSIDE}{{0,5}}? (?P<name> METRIC )")
_METRIC_RIGHT_NEXT = over_symbols(
    r"QUANTITY (?: ABSOLUTE | RELATIVE | AVERAGE | SETTING | ADVERB | SPLIT ){0,2} (?P<name> METRIC )"
)
_METRIC_IN_NEXT = over_symbols(
    r"QUANTITY IN (?: DET | OWN | SETTING | AVERAGE ){0,2} (?P<name> METRIC ) (?! (?: IS | OF | BY | TO | FROM )? QUANTITY )"
)
# "a 30% reduction in L2 error, a 56% reduction in off-road rate": what a change is in, not what stands before it.
_METRIC_CHANGED_IN = over_symbols(
    r"QUANTITY (?: ABSOLUTE | RELATIVE | AVERAGE | ADVERB | GENERIC ){0,2} (?: GAIN | LOSS | RAISE | LOWER ) IN (?: DET | OWN | SETTING | AVERAGE | WORD | TASK | STUFF ){0,3} (?P<name> METRIC ) (?! (?: IS | OF | BY | TO | FROM )? QUANTITY )"
)
_METRIC_LEFT = over_symbols(
    rf"(?<= (?P<name> METRIC ) (?: WORD | HOST | SPLIT | STUFF | OPEN (?= [^{SYMBOL['CLOSE']}]{{0,3}} CLOSE ) | CLOSE | NAME | AVERAGE ){{0,4}} (?: (?: OF | IS | IN | TO | COLON | OPEN | ACHIEVE | RAISE TO | LOWER TO | RAISE | LOWER | FROM | BY | COMMA ){{0,3}} ) {SKIP} ) QUANTITY"
)
# "reduces the attack success rate under prompt injection from 25.6%": what the verb of change is about.
_METRIC_CHANGED = over_symbols(
    rf"(?<= (?: RAISE | LOWER ) (?: DET | OWN | AVERAGE | ADVERB | WORD | SETTING | TASK ){{0,3}} (?P<name> METRIC ) (?: (?! QUANTITY | SEMICOLON | METRIC | RAISE | LOWER | COMMA ) ANY ){{0,10}} (?: FROM | BY | TO ) {SKIP} ) QUANTITY"
)
_METRIC_IN = over_symbols(
    r"QUANTITY (?: GAIN | LOSS | RAISE | LOWER | ADVERB | BETTER | WORSE | ABSOLUTE | RELATIVE | NAME | WORD ){0,4} (?: IN | ON | OF | OPEN | WITH ) (?: DET | OWN | DATASET | TASK | WORD | NAME | SETTING | HOST | AVERAGE | ADVERB ){0,5} (?P<name> METRIC ) (?! IS QUANTITY | HOST )"
)
# "surpassing CTR estimation methods by 0.02": a metric that only says what kind of systems is none of the number's.
_METRIC_CLAUSE_LEFT = over_symbols(
    r"(?<= (?P<name> METRIC ) (?! TASK? (?: MODEL | RIVAL ) ) (?: (?! SEMICOLON | QUANTITY (?! MODEL | RIVAL ) | METRIC ) ANY ){0,20} ) QUANTITY"
)
# "10.8 compared to the best perplexity of 15.8": the rival's number is of the same metric.
_METRIC_COMPARED = over_symbols(
    rf"QUANTITY (?: THAN | VERSUS ) (?: DET | RIVAL | OWN | AVERAGE | ADVERB ){{0,3}} (?P<name> METRIC ) (?: OF | IS | COLON )? {SKIP} QUANTITY"
)
# "(32.6% vs 1.5% recall)": what stands behind the second of a pair is of both.
_METRIC_OF_PAIR = over_symbols(
    r"QUANTITY VERSUS (?: DET | RIVAL | ADVERB ){0,2} QUANTITY (?: AVERAGE | SETTING | ADVERB )? (?P<name> METRIC ) (?! (?: IS | OF )? QUANTITY )"
)
_METRIC_CLAUSE_RIGHT = over_symbols(
    r"QUANTITY (?: (?! SEMICOLON | QUANTITY | METRIC | BEAT | ACHIEVE | (?: COMMA | WITH | AND ) (?: AND | WITH | ADVERB | WORD ){0,2} (?: RAISE | LOWER ) ) ANY ){0,12}"
    r" (?P<name> METRIC ) (?! HOST )"
)
# The same with nothing between that begins another clause: "while preserving accuracy".
_METRIC_BEHIND = over_symbols(
    r"QUANTITY (?: (?! SEMICOLON | QUANTITY | METRIC | BEAT | ACHIEVE | COMMA | WITH | AND ) ANY ){0,12} METRIC"
    r" | QUANTITY (?: GAIN | LOSS | RAISE | LOWER ) IN (?: (?! SEMICOLON | QUANTITY | METRIC | COMMA | WITH ) ANY ){0,8} METRIC"
)


def link_metrics(sentence: Sentence, readings: list[Reading], runs: list[list[Reading]], context: Context) -> None:
    """Give every number of quality the metric that the text names for it: the surest place first, the context last."""
    zip_names(sentence, runs, "METRIC", take_metric)
    for reading in readings:
        if not reading.metric:
            _tight_metric(reading)
        if not reading.metric:
            _open_object(reading)
        if not reading.metric:
            _how_often(reading)
    _levels_of_one(readings)
    _share_with_run(runs)
    _in_the_same_order(runs)
    _compared_in_order(readings)
    _surpassed_in_order(readings)
    for before, reading in pairwise(readings):
        if not reading.metric and before.metric and _FROM_IN_BRACKET.match(reading.sentence.symbols, reading.index):
            copy_metric(reading, before, before.metric_from)
    for reading in readings:
        if not reading.metric:
            _metric_of_list(reading)
    for number, reading in enumerate(readings):
        if not reading.metric:
            _metric_of_clause(reading, readings[:number])
    for reading in (*readings, *reversed(readings)):  # from one end of a list to the other
        if not reading.metric:
            _metric_of_list(reading)
    for reading in readings:
        if reading.metric is None or reading.metric_source is not None:
            _open_metric(reading)
    for number, reading in enumerate(readings):
        if not reading.metric and reading.kind == "gain":
            _metric_of_next(reading, readings[number + 1 : number + 2])
    for reading in readings:
        rate = context.last is not None and (context.last.metric or "").endswith("rate")
        named = reading.kind == "gain" and _changes_something(reading)
        if not reading.metric and not named and (rate or reading.rule not in _SHARES_OF_CASES):
            context.carry_metric(reading)
    for reading in readings:
        _error_of_top(reading, context)


# "a 21.1% PRO gain (from 72.7% to 93.8%)"
_FROM_IN_BRACKET = over_symbols(rf"(?<= QUANTITY (?: (?! QUANTITY | OPEN ) ANY ){{0,6}} OPEN FROM {SKIP} ) QUANTITY")


_TOP = regexes.rich(r"top-?\s?[15]", re.I)
_ERRORS = regexes.rich(r"\berrors?\b")
_SHARED_ERROR = regexes.rich(
    r"\stop-?\s?[15](?:,?\sand\s|/|,\s)[^;.]{0,4}[0-9.]{1,6}\s?\\?%?\stop-?\s?[15]\serrors?\b", re.I
)


def _error_of_top(reading: Reading, context: Context) -> None:
    """ "brings the errors down to 17.3% top-1 and 3.5% top-5": top-1 of which, the words before say."""
    if reading.metric_text is None or not _TOP.fullmatch(reading.metric_text) or reading.metric_entry is None:
        return
    sentence = reading.sentence
    said = sentence.text[sentence.start : sentence.start + reading.quantity.left]
    shared = _SHARED_ERROR.match(sentence.text, sentence.start + reading.quantity.right, sentence.end)
    error = context.words.metrics.get(reading.metric_entry.name.replace("accuracy", "error"))
    if error is not None and ((_ERRORS.search(said) and "accurac" not in said) or shared):
        reading.metric, reading.metric_entry = error.name, error


def _levels_of_one(readings: list[Reading]) -> None:
    """ "reduces hallucination from 0.97 to 0.88 with no F1 loss": the level reached is of what the level left is."""
    for before, reading in pairwise(readings):
        reached = reading.rule.startswith("score.to_after_from") and before.rule.startswith("score.from_to")
        if reached and before.metric_from == "left" and reading.metric_from == "in":
            copy_metric(reading, before, "left")


def _share_with_run(runs: list[list[Reading]]) -> None:
    """ "62.7/42.1 and 38.0/23.2 retrieval accuracy": what stands right behind the last of a run is of all."""
    for run in runs:
        alike = all(reading.kind == run[-1].kind and not reading.metric for reading in run[:-1])
        if run[-1].metric_from == "right" and alike:
            for reading in run[:-1]:
                copy_metric(reading, run[-1], "right")


def _in_the_same_order(runs: list[list[Reading]]) -> None:
    """ "+4.2/+10.7 in F1-max/PRO, while Foo+ achieves +8.3/+20.5": a run that names nothing repeats the one before."""
    for before, run in pairwise(runs):
        paired = all(reading.metric_from == "zip" for reading in before)
        if paired and len(before) == len(run) and not any(reading.metric for reading in run):
            for reading, other in zip(run, before, strict=True):
                if reading.kind == other.kind:
                    copy_metric(reading, other, "zip")


def _compared_in_order(readings: list[Reading]) -> None:
    """ "0.76 recall and 0.95 specificity, compared with 0.82 and 0.76": the rival's numbers in the same order."""
    for at, reading in enumerate(readings):
        if reading.rule == "score.compared_after":
            before = readings[:at]
            behind = [other for other in readings[at:] if other.rule.startswith("score.compared_after")]
            if len(before) == len(behind) > 1 and all(other.metric and other.kind == "score" for other in before):
                for later, earlier in zip(behind, before, strict=True):
                    copy_metric(later, earlier, earlier.metric_from)


def _surpassed_in_order(readings: list[Reading]) -> None:
    """ "91.7% recall and 92.6% F1, surpassing it by 5.9% and 5.0%": the leads in the order of the scores."""
    scores = [reading for reading in readings if reading.kind == "score"]
    gains = [reading for reading in readings if reading.kind == "gain"]
    if not (1 < len(scores) == len(gains) and scores[-1].index < gains[0].index):
        return
    between = gains[0].sentence.symbols[gains[0].index : gains[-1].index]
    if not _ENUMERATION.issuperset(between):
        return  # "by 33% on threat and 28% on hate"
    named = {score.metric for score in scores if score.metric}
    if len(named) == len(scores) and not any(gain.metric for gain in gains):
        for gain, score in zip(gains, scores, strict=True):
            copy_metric(gain, score, "mirror")


_ENUMERATION = frozenset(SYMBOL[name] for name in ("QUANTITY", "COMMA", "AND", "SLASH", "BY", "ADVERB"))

_PLAIN = "(?: WORD | NAME | ADVERB | STUFF | TASK | SOLVE | SETTING | OCCASION )"
# The object of a change verb, what stands before a bracketed number in a list, the noun behind a percentage.
_OPEN_OBJECT = over_symbols(
    rf"(?<= (?: RAISE | LOWER ) (?: DET | OWN | AVERAGE )? (?P<name> (?: {_PLAIN} | ACRONYM ){{1,3}} GENERIC? ) (?: (?: ON | IN | OF | THAN | FROM ) (?: (?! QUANTITY | SEMICOLON | METRIC ) ANY ){{0,8}} )? (?: BY | FROM (?: (?! SEMICOLON | METRIC ) ANY ){{0,4}} TO | FROM | (?<! NAME ) TO ) {SKIP} ) QUANTITY"
)
_OPEN_SUBJECT = over_symbols(
    rf"(?<= (?P<name> (?: WORD | NAME | GENERIC ){{1,2}} ) (?: RAISE | LOWER ) (?: FROM {SKIP} (?: QUANTITY (?: (?! SEMICOLON | METRIC | QUANTITY ) ANY ){{0,4}} TO {SKIP} )? | BY {SKIP} | TO {SKIP} ) ) QUANTITY"
)
_OPEN_BRACKET = over_symbols(
    r"(?<= (?: COMMA | AND | SEMICOLON ) AND? (?P<name> (?: WORD | NAME ){1,2} GENERIC? ) OPEN ) QUANTITY"
)
_BEFORE_PAIR = "(?: IN | COMMA | AND | SEMICOLON | RAISE | LOWER | BETTER | WORSE | RETAIN | WITH ACHIEVE ) (?P<name> WORD{1,3} ) OPEN"
_OPEN_PAIR = over_symbols(rf"(?<= {_BEFORE_PAIR} ) QUANTITY METRIC? VERSUS")
_OPEN_SECOND = over_symbols(rf"(?<= {_BEFORE_PAIR} QUANTITY VERSUS {SKIP} ) QUANTITY")
_OPEN_AGAIN = over_symbols(
    rf"(?<= METRIC BY {SKIP} QUANTITY (?: (?! SEMICOLON ) ANY ){{0,12}} (?: COMMA AND? | AND ) (?P<name> WORD{{1,2}} | NAME ) BY ) QUANTITY"
)
_OPEN_RISING = over_symbols(
    rf"(?<= (?: AND | SEMICOLON | COMMA ) (?P<name> WORD{{1,2}} ) (?: RAISE | LOWER ) FROM {SKIP} (?: QUANTITY (?: (?! SEMICOLON | METRIC | QUANTITY ) ANY ){{0,4}} TO {SKIP} )? ) QUANTITY"
)
_OPEN_BEHIND = over_symbols(
    r"QUANTITY (?P<name> (?: WORD | TASK ){1,3} ) (?= COMMA | ON | IN | AND | WITH | THAN | CLOSE | TO | VERSUS | \Z )"
)


# What is compared or changed: "49% lower physics residual", "a 5x increase in indexing capacity".
_OPEN_COMPARED = over_symbols(
    rf"QUANTITY (?: ABSOLUTE | RELATIVE | ADVERB )? (?: BETTER | WORSE | LOWER ) (?P<name> {_PLAIN}{{1,3}} GENERIC? ) (?= THAN | VERSUS | ON | IN | OPEN | COMMA | AND | WITH | \Z )"
)
_OPEN_NOUN = over_symbols(
    r"QUANTITY (?P<name> (?: WORD | TASK ){1,3} ) (?: GAIN | LOSS | RAISE | LOWER ) (?= ON | IN | COMMA | AND | THAN | WITH | CLOSE | OF | \Z )"
)
_OPEN_NOUN_OF = over_symbols(
    rf"(?<= (?: DET | ADVERB | AVERAGE | AND | WITH ) (?P<name> WORD{{1,2}} ) (?: GAIN | LOSS ) (?: OF | BY ) {SKIP} ) QUANTITY"
)
_OPEN_CHANGED = over_symbols(
    rf"QUANTITY (?: ABSOLUTE | RELATIVE | AVERAGE | ADVERB | OWN ){{0,2}} (?: GAIN | LOSS | RAISE | LOWER ) (?P<in> IN ) (?: DET | OWN | AVERAGE ){{0,2}} (?P<name> {_PLAIN}{{1,3}} GENERIC? ) (?= ON | IN | COMMA | AND | THAN | WITH | CLOSE | VERSUS | FROM | OF | \Z )"
)


# "a 50% reduction in the number of iterations"
_CONSUMED_IN = over_symbols(
    r"QUANTITY (?: ABSOLUTE | RELATIVE | AVERAGE | ADVERB ){0,2} (?: LOSS | RAISE | LOWER ) IN (?: (?: DET | WORD )? WORD OF | DET | OWN | AVERAGE ){0,2} (?P<name> (?: WORD | NAME | ADVERB | TASK | TRAIN | ACRONYM | STUFF | DUTY | SOLVE ){0,2} (?: WORD | STUFF | DUTY ) ) (?! WORD | STUFF | DUTY | METRIC | MEASURE )"
)
# What a verb makes less or more of, the last of a list of such things too: "cuts tokens by 40% and tool use by 24%".
_CONSUMED = over_symbols(
    rf"(?<= (?: RAISE | LOWER | AND | COMMA ) (?: DET | OWN | AVERAGE ){{0,2}} (?P<name> (?: WORD | NAME | ADVERB | TASK | TRAIN | ACRONYM | STUFF | DUTY | SOLVE ){{0,2}} (?: WORD | STUFF | DUTY ) ) BY FACTOR? {SKIP} ) QUANTITY"
)


def consumed(reading: Reading) -> str | None:
    """The words that say what is used up, if that is what a change is of: "reduces tool use by 24%"."""
    sentence = reading.sentence
    for pattern in (_CONSUMED, _CONSUMED_IN):
        match = pattern.match(sentence.symbols, reading.index)
        words = [item.text.lower() for item in sentence.items[slice(*match.span("name"))]] if match else []
        while words and words[-1].endswith("ed"):  # "the iterations required"
            words.pop()
        if words and words[-1] in measure_words("consumed"):
            return " ".join(words)
    return None


def _open_object(reading: Reading) -> None:
    """The object of a comparison or a change, whatever it is called."""
    if reading.kind != "gain":
        return
    name = open_change(reading)
    if name is not None:
        _take_open(reading, name)


# "by 17.8 in terms of average best overlap"
_OPEN_TERMS = over_symbols(
    rf"QUANTITY (?: (?! QUANTITY | SEMICOLON | METRIC ) ANY ){{0,8}} (?P<in> IN ) (?: DET | OWN ){{0,2}} (?P<name> (?: AVERAGE | {_PLAIN} ){{1,4}} ) (?= ON | IN | COMMA | AND | THAN | WITH | CLOSE | \Z )"
)


# "by 5% in APLS": capitals behind a change.
_OPEN_CAPITALS = over_symbols(
    r"QUANTITY (?: ABSOLUTE | RELATIVE )? (?P<in> IN ) DET? (?P<name> NAME ) (?= COMMA | AND | ON | CLOSE | THAN | SEMICOLON | \Z )"
)


_CHANGES = (
    (_OPEN_COMPARED, ""),
    (_OPEN_NOUN, ""),
    (_OPEN_NOUN_OF, ""),
    (_OPEN_CHANGED, "in"),
    (_OPEN_TERMS, "in terms of"),
    (_OPEN_CAPITALS, "in"),
)


def open_change(reading: Reading) -> str | None:
    """The words, no list's, that say what a change beside a number is of."""
    sentence = reading.sentence
    for pattern, preposition in _CHANGES:
        match = pattern.match(sentence.symbols, reading.index)
        if match is None or (preposition and sentence.items[match.start("in")].text.lower() != preposition):
            continue
        if sentence.items[match.start("name") - 1].text.lower() in (
            *measure_words("counting"),
            *measure_words("beside"),
        ):
            continue
        first, last = match.span("name")
        if pattern is _OPEN_CAPITALS and not sentence.items[first].text.isupper():
            continue
        sized = pattern is _OPEN_CHANGED and sentence.symbols[match.start("in") - 1] in _SIZES
        return _open_name(sentence, first, last, sized=sized)
    return None


# "An increase in treatment adoption" is of what is measured, "an improvement in image classification" on a task.
_SIZES = frozenset(SYMBOL[name] for name in ("RAISE", "LOWER", "LOSS"))


def changed_object(reading: Reading) -> str | None:
    """The words, no list's, that say what a verb changes by so much: "cuts peak GPU load by 3x"."""
    match = _OPEN_OBJECT.match(reading.sentence.symbols, reading.index)
    if match is None:
        return None
    first = match.start("name")
    if any(_SPEEDS.match(item.text) for item in reading.sentence.items[max(0, first - 2) : first]):
        return None  # "accelerates inference by 3x" is a speed-up
    return _open_name(reading.sentence, *match.span("name"))


_SPEEDS = regexes.rich(r"(?:accelerat|speed)")

# What a verb of success measures, when the share behind it is "of the tasks" or "of the time".
_OF_SUCCESS = (
    ("failure rate", regexes.rich(r"\bfail\w*")),
    ("success rate", regexes.rich(r"\b(?:succeed|successful|solv|resolv|complet)\w*")),
    ("pass rate", regexes.rich(r"\bpass(?:es|ed|ing)?\b")),
    ("refusal rate", regexes.rich(r"\brefus\w*")),
    ("hallucination rate", regexes.rich(r"\bhallucinat\w*")),
    ("miss rate", regexes.rich(r"\bmiss(?:es|ed)?\b")),
    ("accuracy", regexes.rich(r"\b(?:correctly|accurately)\s(?:identif|classif|recogni|answer|predict|detect)\w*")),
)


# "15% more accurate than", "more accurate by 15%"
_MORE_ACCURATE = regexes.rich(r"\b(?:more|less) accurate\b")

_SHARES_OF_CASES = ("score.solves", "score.solves_again", "score.how_often")


def _how_often(reading: Reading) -> None:
    """ "succeeds on 50% of the tasks" is a success rate, "correctly identifies it in 95% of cases" an accuracy."""
    sentence = reading.sentence
    at = sentence.start + reading.quantity.start
    behind = sentence.start + reading.quantity.right + 20
    if reading.kind == "gain" and _MORE_ACCURATE.search(sentence.text, max(sentence.start, at - 60), behind):
        reading.metric, reading.metric_text, reading.metric_from = "accuracy", "more accurate", "verb"
    if reading.rule not in _SHARES_OF_CASES:
        return
    before = sentence.text[max(sentence.start, at - 90) : at]
    for name, verb in _OF_SUCCESS:
        match = verb.search(before)
        if match is not None:
            reading.metric, reading.metric_text, reading.metric_from = name, match.group(), "verb"
            return


def _open_metric(reading: Reading) -> None:
    """A metric that no list knows, from its place in the sentence."""
    patterns = [_OPEN_BRACKET] if SYMBOL["METRIC"] + SYMBOL["OPEN"] in reading.sentence.symbols else []
    patterns += [_OPEN_AGAIN, _OPEN_RISING, _OPEN_PAIR, _OPEN_SECOND]
    if reading.metric is None:
        patterns += [_OPEN_OBJECT, _OPEN_SUBJECT]
        patterns += [_OPEN_BEHIND] if reading.kind == "score" and reading.unit_kind == "percent" else []
    for pattern in patterns:
        match = pattern.match(reading.sentence.symbols, reading.index)
        if match is None:
            continue
        first, last = match.span("name")
        name = _open_name(reading.sentence, first, last)
        several = reading.metric is not None and pattern in (_OPEN_PAIR, _OPEN_SECOND) and _SEVERAL.search(name or "")
        if name is not None and not several:
            _take_open(reading, name)
            return


_SEVERAL = regexes.plain(r"[^s]s$")  # "higher recall than patient roles (42.8% vs. 38.6%)"


def _open_name(sentence: Sentence, first: int, last: int, *, sized: bool = False) -> str | None:
    """The words of some items, if they may be the name of a metric; of one that has a size, they need not sound so."""
    items = sentence.items[first:last]
    text = " ".join(sentence.text[items[0].start : items[-1].end].split())
    begins = items[0].text.lower() in measure_words("opening")
    unlike = _NO_METRIC.search(items[-1].text.lower())
    if items[-1].symbol == SYMBOL["GENERIC"] and items[-1].text.lower() not in measure_words("quality"):
        return None  # "improves retrieval performance", but "improves response quality"
    doing = (
        sized
        and items[-1].symbol == SYMBOL["WORD"]
        and unlike is not None
        and unlike[0] in ("tion", "tions", "ment", "ent")
    )
    return None if begins or (unlike and not doing) or len(text) <= 2 else text


def _take_open(reading: Reading, text: str) -> None:
    reading.metric = open_metric_name(text)
    reading.metric_text, reading.metric_entry, reading.metric_from = text, None, "open"


# Nouns of doing are tasks ("language modeling", "classification"), adverbs and participles no nouns.
_NO_METRIC = regexes.rich(
    r"(?:ing|(?<!utiliza|satisfac|reten|comple|viola|contamina|correla|devia|hallucina|comprehen|sua|activa)tion|tions|ly|ed|(?<!align|agree|engage)ment|[^m]ent|ant|ful|less|est|(?<!residu|surviv|approv|refus|arriv|deni|sign|go)al|ive|ous|able|ics)$|^(?:it|them|this|that|many|most|some|case|cases|times?|users?|authors?|sota|results?|methods?|tasks?|performances?|baselines?|models?|art|datasets?|benchmarks?|short|behind|nets?|u-nets?|metrics?|amounts?|numbers?|levels?|terms?)$|-(?:level|wise)$"
)


def _metric_of_next(reading: Reading, following: list[Reading]) -> None:
    """ "surpasses X by 4.0% achieving 43.1% mAP": the score behind says of what."""
    for other in following:
        near = other.index - reading.index <= 4 and other.kind == "score" and other.metric
        if near and SYMBOL["SEMICOLON"] not in reading.sentence.symbols[reading.index : other.index]:
            copy_metric(reading, other, "next")


def forget_foreign_metric(readings: list[Reading]) -> None:
    """A metric taken over within a list does not fit a dataset of another task: "58.7 box AP on COCO, 86.1% on Kinetics"."""
    for reading in readings:
        source = reading.metric_source
        inherited = reading.metric_from in ("right", "left", "list", "sentence")
        if source is not None and inherited and reading.kind == "score" and _is_foreign(reading, source):
            task = reading.task or ""
            of_classes = reading.unit_kind == "percent" and ("classification" in task or "recognition" in task)
            reading.metric = "accuracy" if of_classes else None
            reading.metric_text, reading.metric_entry, reading.metric_from = None, None, "task"


def _is_foreign(reading: Reading, source: Reading) -> bool:
    """Whether a number cannot be of what another one measures: of another task, or a percentage of what is none."""
    if reading.metric != source.metric:
        return False  # it has found one of its own since
    if reading.dataset == source.dataset or not (reading.task and source.task) or reading.task == source.task:
        return not _fits(reading, source)
    tied = reading.metric_entry.task if reading.metric_entry is not None else None
    return reading.unit_kind != source.unit_kind or (tied is not None and tied not in reading.task)


def take_metric(reading: Reading, item: Item, how: str) -> None:
    """Let a number measure what an item names."""
    entry = item.entry
    previous = _before(reading.sentence, item)
    if (
        entry is not None
        and entry.name in measure_words("broad")
        and previous is not None
        and previous.symbol == SYMBOL["METRIC"]
    ):
        item, entry = previous, previous.entry  # "a mIoU accuracy of 47.8%": the first says more
    following = _after(reading.sentence, item)
    if (
        following is not None
        and _TOP.fullmatch(item.text)
        and isinstance(following.entry, MetricEntry)
        and following.entry.name not in measure_words("broad")
    ):
        item, entry = following, following.entry  # "38% top-1 success rate" is no accuracy
    if isinstance(entry, MetricEntry):
        reading.metric_entry = entry
        reading.metric = metric_name(entry, item.text)
    else:
        reading.metric = open_metric_name(item.text)
    reading.metric_text, reading.metric_from = item.text, how


def _before(sentence: Sentence, item: Item) -> Item | None:
    """The item before another one; names that may stand inside a metric's name are passed over."""
    at = next((index for index, each in enumerate(sentence.items) if each is item), 0) - 1
    while at > 0 and sentence.items[at].symbol in _INSIDE_METRIC:
        at -= 1
    return sentence.items[at] if at >= 0 else None


def _after(sentence: Sentence, item: Item) -> Item | None:
    """The metric right behind another one."""
    at = next((index for index, each in enumerate(sentence.items) if each is item), -1) + 1
    return sentence.items[at] if 0 < at < len(sentence.items) and sentence.symbols[at] == SYMBOL["METRIC"] else None


_INSIDE_METRIC = frozenset(SYMBOL[name] for name in ("DATASET", "SETTING", "TASK"))


_IN_BRACKET = regexes.rich(r"\([0-9,\sk]+\)$")
_AT_NUMBER = regexes.plain(r"@[0-9]+(?:\.[0-9]+)?$")
_LAST_NUMBER = regexes.rich(r"(?:(?<=@)[0-9]+\.)?[0-9]+(?=\D*$)")


_PLURAL = regexes.rich(r"(?<=\b(?:rate|score|ratio|rating|error))s$|\b(?P<y>accurac)ies$")


def open_metric_name(printed: str) -> str:
    """One spelling for a metric that is called by the words of the text: small letters, and one of it.

    >>> open_metric_name("Pass  rates"), open_metric_name("execution accuracies"), open_metric_name("RTFs")
    ('pass rate', 'execution accuracy', 'RTF')
    """
    if printed.isupper():
        return printed
    if printed[:-1].isupper() and printed.endswith("s") and len(printed) > 3:
        return printed[:-1]
    return _PLURAL.sub(lambda match: "accuracy" if match["y"] else "", " ".join(printed.split()).lower())


def metric_name(entry: MetricEntry, printed: str) -> str:
    """The canonical name; a family's with the argument that the text prints.

    >>> metric_name(MetricEntry(name="Recall@k", better="higher", family=True), "R@5")
    'Recall@5'
    >>> metric_name(MetricEntry(name="top-1 accuracy", better="higher", aliases=("Acc@1",)), "Acc@1")
    'top-1 accuracy'
    """
    if entry.printed:
        return open_metric_name(printed)
    if not entry.family and printed.endswith(")"):
        bracket = _IN_BRACKET.search(printed)
        return entry.name + ("".join(bracket.group().split()) if bracket else "")
    if not entry.family:
        at = _AT_NUMBER.search(printed)
        known = at is not None and fold(printed) in map(fold, (entry.name, *entry.aliases, *entry.exact))
        return entry.name if at is None or known or "@" in entry.name else entry.name + at.group()
    argument = _LAST_NUMBER.search(printed)
    return entry.name.removesuffix("k") + (argument.group() if argument else "k")


_TIGHT = (
    (_METRIC_RIGHT_NEXT, "right"),
    (_METRIC_OF_PAIR, "right"),
    (_METRIC_IN_NEXT, "in"),
    (_METRIC_CHANGED_IN, "in"),
    (_METRIC_COMPARED, "right"),
    (_METRIC_LEFT, "left"),
    (_METRIC_CHANGED, "left"),
    (_METRIC_RIGHT, "right"),
    (_METRIC_IN, "in"),
)


def _tight_metric(reading: Reading) -> None:
    for pattern, how in _TIGHT if SYMBOL["METRIC"] in reading.sentence.symbols else ():
        item = match_name(pattern, reading)
        if item is not None:
            take_metric(reading, item, how)
            _specific(reading)
            return
    match = _OPEN_OF.match(reading.sentence.symbols, reading.index) if reading.rule in _NAMED_BEFORE else None
    if match is not None:
        _take_open(reading, " ".join(item.text for item in reading.sentence.items[slice(*match.span("name"))]))


# "an MMRE of 0.049", "shows lower deviation (47%)": the words before a number that its rule says to be of a metric.
_OPEN_OF = over_symbols(
    r"(?<= (?P<name> NAME ) OF ADVERB{0,2} ) QUANTITY | (?<= (?: BETTER | LOWER | WORSE | ADVERB ) (?P<name> (?: WORD | NAME ){1,3} ) OPEN ADVERB? ) QUANTITY"
)
_NAMED_BEFORE = ("score.name_of", "score.extreme_bracket")


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
        and items[at - 1].text not in measure_words("plain-error")
    ):
        reading.metric = reading.metric_text = items[at - 1].text + " error"


def copy_metric(reading: Reading, other: Reading, how: str) -> None:
    """Let a number measure what another one does."""
    reading.metric, reading.metric_text, reading.metric_entry = other.metric, other.metric_text, other.metric_entry
    reading.metric_from, reading.metric_source = how, other.metric_source or other


def _metric_of_list(reading: Reading) -> None:
    """Numbers of one list share a metric: its head's ("MAE of 57.6 and 6.3") or its tail's ("62.7 and 42.1 mAP")."""
    if not reading.linked or (reading.kind == "gain" and _changes_something(reading)):
        return
    named = [other for other in reading.linked if other.metric and other.kind != "cost"]
    before = [other for other in named if other.index < reading.index]
    after = [other for other in named if other.index > reading.index]
    after = [other for other in after if not _bracket_between(reading, other)]
    if reading.rule.startswith("score.to_after_from") and before:
        after = []
    if after and after[0].metric_from == "right" and not before:
        copy_metric(reading, after[0], "right")
    elif before:
        same = [other for other in before if other.unit_kind == reading.unit_kind] or before
        copy_metric(reading, same[-1], same[-1].metric_from)
    elif after:
        copy_metric(reading, after[0], "list")


def _fits(reading: Reading, other: Reading) -> bool:
    """Whether a percentage may be of what another number measures: not if that one is printed bare, as a perplexity is."""
    if reading.unit_kind != "percent" or other.unit_kind not in ("none", "decimal", "score"):
        return True
    return reading.kind == "gain" or other.metric_entry is None or other.metric_entry.unit == "%"


def _bracket_between(reading: Reading, other: Reading) -> bool:
    return SYMBOL["OPEN"] in reading.sentence.symbols[reading.index : other.index]


# "improves off-road performance by 12%": of what, the metric of another clause does not say.
_GENERIC_OBJECT = over_symbols(
    rf"(?<= (?: RAISE | LOWER ) (?: DET | OWN | AVERAGE | WORD | TASK | NAME | ADVERB | SETTING ){{1,5}} GENERIC (?: (?: ON | IN | OF ) (?: (?! QUANTITY | SEMICOLON | COMMA | METRIC ) ANY ){{1,6}} )? (?: BY | OPEN ) {SKIP} ) QUANTITY"
)


def _metric_of_clause(reading: Reading, earlier: list[Reading]) -> None:
    symbols = reading.sentence.symbols
    if reading.rule in _SHARES_OF_CASES or _GENERIC_OBJECT.match(symbols, reading.index):
        return
    if reading.kind == "gain":
        item = match_name(_METRIC_CLAUSE_RIGHT, reading)
        if _changes_something(reading) and (item is None or not _METRIC_BEHIND.match(symbols, reading.index)):
            return
        item = _left_in_clause(reading) or item
        if item is not None:
            take_metric(reading, item, "clause")
            return
    scores = [other for other in earlier if other.metric and other.kind != "cost"]
    if len({other.metric for other in scores}) > 1 and reading.kind == "gain":
        return  # "90% accuracy and 85% F1, outperforming X by 3%": of which, the text does not say
    own = _left_in_clause(reading) if reading.kind == "score" else None
    if scores and own is None:
        copy_metric(reading, scores[-1], "sentence")
        return
    item = own or _left_in_clause(reading) or match_name(_METRIC_CLAUSE_RIGHT, reading)
    if item is not None:
        take_metric(reading, item, "clause")


def _changes_something(reading: Reading) -> bool:
    """Whether a change is of a thing that words name: "reduces executed steps by 15%" is of no metric before it."""
    sentence = reading.sentence
    noun = _OPEN_NOUN.match(sentence.symbols, reading.index)
    if noun is not None and _NOUN.search(sentence.items[noun.end("name") - 1].text):
        return True
    match = _OPEN_OBJECT.match(sentence.symbols, reading.index)
    if match is None:
        match = _OPEN_CHANGED.match(sentence.symbols, reading.index)
        if match is None or sentence.items[match.start("in")].text.lower() != "in":
            return False
    return sentence.symbols[match.end("name") - 1] in _THINGS


_NOUN = regexes.plain(r"(?:[ts]ion|ment|ness|ity|[ae]ncy)s?$")  # "a 41% reconstruction improvement"
_THINGS = frozenset(SYMBOL[name] for name in ("WORD", "STUFF", "TASK", "OCCASION"))


def _left_in_clause(reading: Reading) -> Item | None:
    """The metric before the number in its clause, unless it only says what systems do: "CTR estimation methods"."""
    match = _METRIC_CLAUSE_LEFT.match(reading.sentence.symbols, reading.index)
    if match is None:
        return None
    items, at = reading.sentence.items, match.start("name")
    doing = items[at + 1].text.endswith(("ion", "ing")) and items[at + 2].symbol == SYMBOL["MODEL"]
    return None if doing else items[at]
