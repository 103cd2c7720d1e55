"""Verdicts: the last look at the numbers of a sentence: kind of change, direction, range, arithmetic, confidence."""

from collections.abc import Iterator
from itertools import pairwise

from leaderboard import regexes
from leaderboard.linking.confidence import confidence_of
from leaderboard.linking.reading import Reading
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary import Vocabulary, measure_words

_UP = frozenset(SYMBOL[name] for name in ("RAISE", "GAIN", "BEAT", "BETTER", "FASTER", "SAVING"))
_DOWN = frozenset(SYMBOL[name] for name in ("LOWER", "LOSS", "WORSE", "FEWER"))
_UP_OR_DOWN = _UP | _DOWN
# Of two words as near, verbs and nouns go first: "2x higher throughput or a 3x memory reduction".
_ADJECTIVES = frozenset(SYMBOL[name] for name in ("BETTER", "WORSE"))
# So many points are gained by nobody: in the annotated sets 17 of 19 changes by as much are relative.
_NO_POINTS = 70
# How far apart a printed difference and the difference of two printed levels may be: both are rounded.
_ROUNDING = 0.051


def settle(readings: list[Reading], words: Vocabulary) -> None:
    """Fill in what follows from the links of a sentence's numbers, and give each its confidence."""
    for reading in readings:
        if reading.kind in (None, "silent"):
            reading.kind = "silent"
            reading.why_not = reading.why_not or "nothing near it says what it would measure"
            continue
        if reading.change == "unit":
            reading.change = _change(reading)
        _sign(reading, words)
        _bound_of_level(reading)
        if reading.change is not None and reading.better is None and reading.rule != "gain.retains":
            reading.better = _is_better(reading, words)
        reading.higher_is_better = _direction(reading, words)
        if _is_out_of_range(reading):
            reading.flags.append("out-of-range")
            if reading.unit_kind == "none":  # a whole number: "5,000 held-out questions"
                reading.kind, reading.why_not = "silent", "more than its metric can be"
    _change_of_list(readings)
    _change_of_levels(readings)
    _check_arithmetic(readings)
    for reading in readings:
        if reading.kind != "silent":
            reading.confidence = confidence_of(reading)


def _change(reading: Reading) -> str:
    if reading.unit_kind == "times":
        return "ratio"
    if reading.unit_kind == "percent" and _is_relative(reading):
        return "relative"
    if reading.unit_kind in ("none", "decimal") and _CALLED_RELATIVE.match(reading.sentence.symbols, reading.index):
        return "relative"  # "a relative gain of 17.8 in mAP"
    return "points"


_CALLED_RELATIVE = over_symbols("(?<= RELATIVE (?: GAIN | RAISE | LOSS | LOWER ) OF ADVERB? ) QUANTITY")


def _is_relative(reading: Reading) -> bool:
    """A percentage is a share of the old value when the text says so or the metric itself is no percentage."""
    around = reading.sentence.symbols[max(0, reading.index - 5) : reading.index + 6]
    if reading.kind != "cost" and reading.sentence.symbols.startswith(SYMBOL["ABSOLUTE"], reading.index + 1):
        return False  # "by 2.4% absolute (20.4% relative)"
    if reading.kind == "cost" or SYMBOL["RELATIVE"] in around:
        return True
    if SYMBOL["ABSOLUTE"] in around:
        return False
    if reading.quantity.value >= _NO_POINTS:
        return True
    entry = reading.metric_entry
    if entry is None:
        return reading.metric is not None and not reading.metric.endswith(tuple(measure_words("share")))
    if entry.unit != "%" and entry.high != 100:
        return True
    return entry.higher_is_better is False and reading.quantity.value >= 10


def _sign(reading: Reading, words: Vocabulary) -> None:
    """A minus sign is part of a score ("an ICC of -0.57") and makes a change a worsening."""
    if (reading.quantity.sign or "").strip() != "-":
        return
    if reading.change is not None:
        reading.better = _direction(reading, words) is False if reading.kind == "gain" else reading.better
    elif reading.kind == "score" and reading.quantity.value > 0:
        reading.quantity.value = -reading.quantity.value


def _bound_of_level(reading: Reading) -> None:
    """ "surpassing 93% accuracy", "accuracies greater than 95%": what is surpassed is a bound, unless it is a rival's."""
    if reading.subject == "proposed" and reading.quantity.bound is None and reading.rule in _LEVELS:
        worse = reading.sentence.symbols[: reading.index].rfind(SYMBOL["WORSE"])
        better = reading.sentence.symbols[: reading.index].rfind(SYMBOL["BETTER"])
        reading.quantity.bound = "under" if reading.rule == "score.than" and worse > better else "over"


_LEVELS = ("score.exceeds", "score.than")


def _is_better(reading: Reading, words: Vocabulary) -> bool | None:
    """Whether a change is an improvement: by the nearest word of change, in the direction of the metric."""
    symbols, at = reading.sentence.symbols, reading.index
    cues = [index for index in range(max(0, at - 14), min(len(symbols), at + 8)) if symbols[index] in _UP_OR_DOWN]
    if not cues:
        return True if (reading.quantity.sign or "").strip() == "+" else None
    leading = [index for index in cues if index < at] if _led_by(reading) else []
    nearest = min(leading or cues, key=lambda index: (abs(index - at), symbols[index] in _ADJECTIVES))
    word = reading.sentence.items[nearest].text.lower()
    if word in measure_words("neutral"):
        return None
    if word in measure_words("improving"):
        return True  # "a 23% improvement in RMSE": whichever way it went
    if word in measure_words("worsening"):
        return False  # "a 12% degradation in perplexity"
    up = symbols[nearest] in _UP
    if symbols[nearest] in (SYMBOL["BEAT"], SYMBOL["FASTER"], SYMBOL["SAVING"]):
        return True
    wanted = _direction(reading, words)
    if wanted is None and reading.metric_entry is None:
        taken_away = _REDUCES.match(word) or (reading.metric is not None and _REDUCTION.match(word))
        wanted = reading.kind != "cost" and not (taken_away and not _is_general(reading, nearest))
    return None if wanted is None else up == wanted


def _is_general(reading: Reading, verb: int) -> bool:
    """Whether what a verb changes is the performance of something."""
    return SYMBOL["GENERIC"] in reading.sentence.symbols[verb : reading.index]


_REDUCES = regexes.rich(r"(?:reduc|lower|cut|shrink|mitigat|alleviat|suppress|decreas)(?:es?|s|ing|ting|e)?$")
_REDUCTION = regexes.rich(r"reductions?$")  # "a 6% reduction in overtime"


# Rules whose word of change stands before the number: what follows is of the next one ("cuts cost by 3x and raises ...").
_LED = frozenset({"by", "by_again", "by_bracket", "factor", "noun_of", "passive", "to", "transitive", "consumed"})


def _led_by(reading: Reading) -> bool:
    return reading.rule.split("+")[0].partition(".")[2] in _LED


def _direction(reading: Reading, words: Vocabulary) -> bool | None:
    """Whether more is better: from the metric's line, else from the words of its name."""
    if reading.metric_entry is not None:
        return reading.metric_entry.higher_is_better
    parts = (reading.metric or "").lower().replace("-", " ").split()
    for name, higher in (("lower", False), ("higher", True)):
        if any(part in words.directions[name].words for part in parts):
            return higher
    return None


def _is_out_of_range(reading: Reading) -> bool:
    entry = reading.metric_entry
    if reading.kind != "score" or entry is None:
        return False
    value = reading.quantity.value
    return (entry.low is not None and value < entry.low) or (entry.high is not None and value > entry.high)


def _change_of_list(readings: list[Reading]) -> None:
    """ "improves MSE, Precision@5 and Recall@5 by 2.3%, 4.9% and 1.6%": where one share is relative, all of the list are."""
    for reading in readings:
        if reading.change != "points":
            continue
        alike = [
            other
            for other in reading.linked
            if other.kind == reading.kind == "gain"
            and other.unit_kind == reading.unit_kind == "percent"
            and ("+list" in reading.rule or "+list" in other.rule)
        ]
        if any(other.change == "relative" for other in alike):
            reading.change = "relative"


def _change_of_levels(readings: list[Reading]) -> None:
    """ "improves by 7.6% (0.828 to 0.891)": the levels beside a change tell whether it is a share of the first."""
    for gain, old, new in _with_levels(readings):
        step, value = abs(new.quantity.value - old.quantity.value), gain.quantity.value
        share = 100 * step / abs(old.quantity.value)
        if abs(share - value) <= 0.02 * value + _ROUNDING and abs(step - value) > 0.1 * value:
            gain.change, gain.agrees = "relative", True
        elif abs(step - value) <= _ROUNDING and abs(share - value) > 0.1 * value:
            gain.change, gain.agrees = "points", True


def _with_levels(readings: list[Reading]) -> Iterator[tuple[Reading, Reading, Reading]]:
    """Each change in percent with the two levels right behind it, or right before it."""
    for at, gain in enumerate(readings):
        if gain.kind != "gain" or gain.unit_kind != "percent" or gain.change not in ("points", "relative"):
            continue
        for pair in (readings[at + 1 : at + 3], readings[at - 2 : at] if at >= 2 else []):
            moves = len(pair) == 2 and pair[1].rule.startswith("score.to_after_from") and pair[0].kind == "score"
            if moves and pair[0].quantity.value:
                yield gain, pair[0], pair[1]
                break


def _check_arithmetic(readings: list[Reading]) -> None:
    """ "from 35.6% to 46.7%, an improvement of 11.1 points": agreement and contradiction are both kept."""
    for gain in readings:
        if gain.kind != "gain" or gain.change != "points" or gain.quantity.high is not None:
            continue
        levels = [
            other
            for other in readings
            if other.kind == "score" and other.metric == gain.metric and other.dataset == gain.dataset
        ]
        steps = [abs(right.quantity.value - left.quantity.value) for left, right in pairwise(levels)]
        if any(abs(step - gain.quantity.value) <= _ROUNDING for step in steps):
            gain.agrees = True
            for other in levels:
                other.agrees = True
        elif len(levels) == 2 and levels[1].rule.startswith("score.to_after_from"):
            gain.flags.append("arithmetic")
