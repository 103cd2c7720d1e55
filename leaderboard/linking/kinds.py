"""Kinds: is a number a score, a gain, a cost, or no report at all?"""

import re
from functools import lru_cache
from itertools import pairwise

from leaderboard import regexes
from leaderboard.linking.metrics import consumed
from leaderboard.linking.reading import Reading, unit_kind
from leaderboard.linking.rules import (
    BARE,
    COSTS,
    FROM_TO,
    GAINS,
    LAST_SCORES,
    SCORES,
    SILENT,
    SKIP,
    SUCCESS,
    WEAK_GAINS,
    WEAK_SCORES,
    Rule,
)
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.quantity import Quantity, is_whole
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary import measure_words
from leaderboard.vocabulary.entries import MetricEntry

# Two numbers belong to one list when only such things stand between them.
_LIST = over_symbols(
    r"""
        QUANTITY (?: (?: COST | METRIC | WORD ){0,2} (?: GAIN | LOSS ) | RAISE | LOWER )?
        (?: OPEN (?: METRIC | NAME | ACRONYM | TASK ) CLOSE | OPEN? (?: METRIC | COST | DATASET | SETTING | SPLIT | TASK | NAME | SYSTEM | WORD | HOST | ON | IN | OF | DET | ADVERB | RIVAL
              | RESPECTIVELY | STUFF | POSSESSIVE | TRAIN | WITH | OWN | AVERAGE | CLOSE | BY | BETTER | WORSE | FASTER | THAN | DUTY | GENERIC
              | MODEL | MEASURE | ACRONYM | RELATIVE | ABSOLUTE | OPEN (?: WORD | NAME | ACRONYM | SETTING | COST | METRIC ) CLOSE ){0,14} (?: GAIN | LOSS )? )
        (?: SLASH | COMMA AND? | AND | SEMICOLON | VERSUS | AND ADVERB | OPEN ADVERB? VERSUS | OPEN )
        (?: ADVERB | DET | VERSUS | RIVAL | BY | OF | ON | DATASET | OPEN | IN | AVERAGE | METRIC | NAME | ACRONYM | IS | SYSTEM | WORD | AND | MODEL ){0,7} COLON?
        (?= QUANTITY )
        """
)
# "88.96 (+2.82) on A and 93.03 (+0.65) on B": a bracket with numbers of its own stands between two of a list.
_OVER_BRACKET = over_symbols(
    r"""
        QUANTITY METRIC? OPEN (?: (?! OPEN | CLOSE | SEMICOLON ) ANY ){1,8} CLOSE
        (?: ON | IN | OF | DET | METRIC | DATASET | HOST | SPLIT | SETTING | TASK | NAME | WORD | WITH ){0,8}
        (?: COMMA AND? | AND ) (?: ADVERB | DET | OF | ON | IN | DATASET | METRIC | IS ){0,4}
        (?= QUANTITY )
        """
)
_FROM_TO = over_symbols(
    r"QUANTITY (?: (?! QUANTITY | SEMICOLON | BEAT ) ANY ){0,8} TO (?: ADVERB | DET | METRIC | OWN ){0,3} (?= QUANTITY )"
)


def classify(sentence: Sentence) -> list[Reading]:
    """Decide each number of a sentence: by the rules, then by its neighbours in a list, then by the weak rules."""
    _merge_ranges(sentence)
    _split_ranges(sentence)
    readings = [
        Reading(sentence, at, item.quantity)
        for at, item in enumerate(sentence.items)
        if item.quantity is not None and not item.quantity.consumed
    ]
    present = frozenset(sentence.symbols)
    for reading in readings:
        _decide(reading, _FIRST, present)
        if reading.kind is None:
            reading.why_not = _obvious_silence(reading)
            reading.kind = "silent" if reading.why_not else None
        if reading.kind is None and _leads(reading):
            less = _LESS_THAN.match(sentence.text, sentence.start + reading.quantity.right) is not None
            reading.kind, reading.rule, reading.change = "gain", "gain.over", "unit"
            reading.better = None if less else True  # of an error, less is better
        if reading.kind is None and _is_near_a_rival(reading):
            reading.kind, reading.rule, reading.change = "gain", "gain.within", "unit"
        if reading.kind is None and reading.unit_kind == "decimal" and _is_rating(reading):
            reading.kind, reading.rule = "score", "score.out_of"
        if reading.kind is None and reading.unit_kind == "decimal" and _is_real_time_factor(reading):
            reading.kind, reading.rule = "cost", "cost.real_time"
    _join_lists(sentence, readings)
    _skip_over(readings)
    unchecked = [reading for reading in readings if reading.kind != "silent"]
    for rules in (_STRONG, _WEAK, _LAST):
        for reading in unchecked:
            if reading.kind is None:
                _decide(reading, rules, present)
            if reading.kind not in (None, "silent"):
                _ratio_of_cost(reading)
                _change_of_consumption(reading)
                _count_no_gain(reading)
                _count_no_score(reading)
        unchecked = [reading for reading in unchecked if reading.kind is None]
        if not unchecked:
            break
        _up_to_in_brackets(readings)
        _share_kinds(readings)
    _unit_of_second(readings)
    _list_of_gains(readings)
    _gains_alike(readings)
    _signed_levels(readings)
    _share_bounds(readings)
    return readings


# "0.8% over CLIP-ResNet50": the same word stands before datasets, so the word and what follows it decide.
_OVER_SYSTEM = over_symbols(
    "QUANTITY METRIC? (?P<over> ON ) (?: DET | ADVERB | SETTING | OWN | WORD ){0,2} (?: SYSTEM | NAME | RIVAL )"
)

_OF_A_COST = over_symbols(
    rf"(?<= COST (?: (?! QUANTITY | SEMICOLON | COMMA | METRIC | BEAT | GAIN ) ANY ){{0,8}} BY {SKIP} ) QUANTITY"
)

# "within 0.003 nDCG of GPT-4o", "within about 2 points of the full model"
_OF_A_RIVAL = over_symbols("QUANTITY (?: METRIC | POINT | NAME | ACRONYM | ABSOLUTE ){0,2} OF (?! DET? METRIC )")
_WITHIN = regexes.rich(r"\bwithin\s(?:about\s|roughly\s|approximately\s|~\s?)?$")


def _is_near_a_rival(reading: Reading) -> bool:
    """Whether a number says how near a system comes to another one."""
    if reading.unit_kind not in ("percent", "points", "decimal", "score"):
        return False
    sentence, quantity = reading.sentence, reading.quantity
    before = sentence.text[max(sentence.start, sentence.start + quantity.start - 24) : sentence.start + quantity.start]
    return bool("within" in before and _WITHIN.search(before) and _OF_A_RIVAL.match(sentence.symbols, reading.index))


def _is_rating(reading: Reading) -> bool:
    """ "more actionable feedback (4.85/5)": a decimal out of full marks."""
    sentence, quantity = reading.sentence, reading.quantity
    return _FULL_MARKS_BEHIND.match(sentence.text, sentence.start + quantity.right, sentence.end) is not None


_FULL_MARKS_BEHIND = regexes.rich(r"\s?(?:/|out of)\s?(?:3|4|5|7|10|100)(?:\.00?)?(?![\d.%/-]|\.\d)")


def _is_real_time_factor(reading: Reading) -> bool:
    """The one cost without a unit: "an RTF of 0.37"."""
    sentence, quantity = reading.sentence, reading.quantity
    start, end = sentence.start + quantity.left, sentence.start + quantity.right
    before = sentence.text[max(sentence.start, start - 50) : start]
    return bool(_RTF_BEFORE.search(before) or _RTF_BEHIND.match(sentence.text, end, sentence.end))


_RTF_BEFORE = regexes.rich(
    r"\b(?:[Rr]eal-?\s?time factors?|RTFs?)\s?(?:\(RTF\)\s?)?(?:of|at|is|=|:|~)?\s?(?:only |just |about |approximately )?$"
)
_RTF_BEHIND = regexes.plain(r"\s(?:real-?\s?time factor|RTF)\b")
_UP = regexes.rich(r"\b(?:up|plus)\s(?:by\s)?(?:about\s|~)?$")  # ", up 2% and 0.1%"
_LESS_THAN = regexes.plain(r"\s{0,2}less than\s")
_MORE_THAN = regexes.plain(r"\s{0,2}(?:more|less) than\s")  # "1% more than MobileViT"


def _leads(reading: Reading) -> bool:
    """Whether a word beside the number that elsewhere means another thing makes it a lead over a system."""
    if reading.unit_kind not in ("percent", "points"):
        return False
    sentence, quantity = reading.sentence, reading.quantity
    if _OF_A_COST.match(sentence.symbols, reading.index):
        return False  # "reduces latency by 12% over the baseline"
    match = _OVER_SYSTEM.match(sentence.symbols, reading.index)
    if match is not None and sentence.items[match.start("over")].text.lower() == "over":
        return True
    before = sentence.text[max(sentence.start, sentence.start + quantity.left - 12) : sentence.start + quantity.left]
    return bool(_UP.search(before) or _MORE_THAN.match(sentence.text, sentence.start + quantity.right))


class _Table:
    """Rules in order. Few of them fit a number's unit and the two symbols beside it; those are found out once."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._fitting: dict[tuple[str, str, str], list[Rule]] = {}

    def fitting(self, reading: Reading) -> list[Rule]:
        """The rules that can match at a number."""
        symbols, at = reading.sentence.symbols, reading.index
        place = unit, left, right = reading.unit_kind, symbols[at - 1 : at], symbols[at + 1 : at + 2]
        found = self._fitting.get(place)
        if found is None:
            found = [rule for rule in self._rules if unit in rule.units and rule.fits_between(left, right)]
            self._fitting[place] = found
        return found


_FIRST = _Table(SUCCESS + SILENT)
_STRONG = _Table(COSTS + FROM_TO + GAINS + SCORES)
_WEAK = _Table(WEAK_GAINS + WEAK_SCORES)
_LAST = _Table(LAST_SCORES)


def _decide(reading: Reading, rules: _Table, present: frozenset[str]) -> None:
    """The first rule that matches decides; most need a word that is not `present` in the sentence."""
    symbols = reading.sentence.symbols
    for rule in rules.fitting(reading):
        if not rule.may_match(present) or (rule.signed and not _signed(reading)):
            continue
        if rule.bound is not None and rule.bound != reading.quantity.bound:
            continue
        if rule.compiled.match(symbols, reading.index):
            reading.kind, reading.rule, reading.change = rule.kind, rule.name, rule.change
            reading.better = {"true": True, "false": False}.get(rule.better or "")
            if rule.kind == "silent":
                reading.why_not = rule.name
            return


def _ratio_of_cost(reading: Reading) -> None:
    """A ratio measures speed or size unless a metric of quality stands by: "accelerates convergence by 1.6x"."""
    around = reading.sentence.symbols[max(0, reading.index - 10) : reading.index + 6]
    if reading.rule == "cost.less" and SYMBOL["COST"] not in around:
        adjective = reading.sentence.items[reading.index + 1].text.lower()
        if adjective not in measure_words("size"):
            reading.kind, reading.rule = "gain", "gain.less"  # "60x stronger", "2.2x lower gradient variance"
        return
    if (
        reading.kind == "gain"
        and reading.rule != "gain.less"
        and reading.unit_kind == "times"
        and SYMBOL["METRIC"] not in around
        and not (SYMBOL["BEAT"] in around and _COSTS.isdisjoint(around))
        and not _PERFORMANCE.match(reading.sentence.text, reading.sentence.start + reading.quantity.right)
    ):
        reading.kind, reading.rule = "cost", reading.rule.replace("gain", "cost")


def _change_of_consumption(reading: Reading) -> None:
    """ "reduces tool use by 24%" and "interaction steps by 12%" are costs, whatever is used up."""
    if reading.rule in _CHANGED_BY and consumed(reading) is not None:
        reading.kind, reading.rule = "cost", "cost.consumed"


_COSTS = frozenset({SYMBOL["COST"], SYMBOL["FASTER"]})
_CHANGED_BY = frozenset({"gain.by", "gain.by_again", "gain.factor", "gain.noun"})

_PERFORMANCE = regexes.rich(
    r"\s{1,8}(?:performance|quality)\s(?:improvement|gain|boost|increase)s?\b(?! in (?:speed|throughput|runtime))"
)


def _count_no_gain(reading: Reading) -> None:
    """Whole numbers without unit are gains only beside a metric: not "increases the layers by 2", nor "s = +1"."""
    around = reading.sentence.symbols[max(0, reading.index - 8) : reading.index + 6]
    whole = reading.unit_kind == "none"
    if reading.kind == "gain" and whole and SYMBOL["METRIC"] not in around and reading.rule != "gain.factor":
        reading.kind, reading.why_not = "silent", "a whole number with no metric beside it"


def _count_no_score(reading: Reading) -> None:
    """ "models from 10 to 110 agents": whole numbers count, unless a metric or a verb of change stands before."""
    if (
        reading.rule.removesuffix("+list") not in _MOVING
        or reading.unit_kind != "none"
        or not is_whole(reading.quantity)
    ):
        return
    if _MEASURED.isdisjoint(reading.sentence.symbols[max(0, reading.index - 14) : reading.index]):
        reading.kind, reading.why_not = "silent", "a count that changes"


_MEASURED = frozenset(SYMBOL[name] for name in ("METRIC", "RAISE", "LOWER"))
_MOVING = frozenset({"score.from_to", "score.to_after_from", "score.arrow"})


def _signed(reading: Reading) -> bool:
    """Whether a sign makes a change of a number: a plus, or a minus in brackets behind what is lowered."""
    sign = (reading.quantity.sign or "").strip()
    if sign != "-" or reading.sentence.symbols[reading.index - 1 : reading.index] != SYMBOL["OPEN"]:
        return sign in {"+", "±+"}
    before = reading.sentence.items[max(0, reading.index - 8) : reading.index]
    return any(item.symbol in _LOWERED and item.text.lower() != "lower" for item in before)


_LOWERED = frozenset({SYMBOL["LOWER"], SYMBOL["LOSS"]})


def says_nothing(text: str, start: int, quantity: Quantity) -> bool:
    """Whether the characters beside a bare number tell that it reports nothing: a year, "(2)", "4-bit", "p < 0.05".

    `start` is that of the number's sentence. What the grammar says of the sentence cannot change it.
    """
    if unit_kind(quantity) not in BARE:
        return False
    before, after = _beside(text, start, quantity)
    if _ends_in(_TEST_STATISTIC, before):
        return True
    return is_whole(quantity) and bool(_marked(quantity, before, after))


def _beside(text: str, start: int, quantity: Quantity) -> tuple[str, str]:
    """A few characters before and behind a number of the sentence that begins at `start`."""
    left, right = start + quantity.start, start + quantity.right
    return text[max(start, left - 24) : left], text[right : right + 6]


def _ends_in(pattern: re.Pattern[str], before: str) -> bool:
    """Whether a pattern of what may stand right before a number matches; the answers for plain words are kept.

    >>> _ends_in(_NUMBERED, "an accuracy of "), _ends_in(_NUMBERED, "at epoch ")
    (False, True)
    """
    said = before.rstrip()
    at = said.rfind(" ") + 1
    if said[at:].isalpha() and not said.endswith(("than", "minus")):  # "less than" takes the words before it in
        return _word_ends_in(pattern, before[at:])
    return pattern.search(before) is not None


@lru_cache(10_000)
def _word_ends_in(pattern: re.Pattern[str], word: str) -> bool:
    return pattern.search(word) is not None


def _obvious_silence(reading: Reading) -> str:
    """The reason why a number reports nothing, whatever the grammar says; empty when there is none."""
    quantity, sentence = reading.quantity, reading.sentence
    before, after = _beside(sentence.text, sentence.start, quantity)
    if _ends_in(_TEST_STATISTIC, before):
        return "a test statistic, a hyper-parameter or a spread"
    if (
        "[" in before
        and _BOUND_OF_INTERVAL.search(before)
        and _END_OF_INTERVAL.match(sentence.text, sentence.start + quantity.right)
    ):
        return "a bound of an interval"
    if before.endswith("1/") and _ONE_OF.search(before) and is_whole(quantity):
        return "a denominator"
    if reading.unit_kind in ("percent", "none", "decimal") and ("at" in before or "@" in before):
        behind = _OPERATING_POINT.match(sentence.text, sentence.start + quantity.right)
        if _OPERATING_AT.search(before) or (behind and _AT.search(before)):
            return "an operating point"
    if reading.unit_kind == "cost":
        if reading.quantity.unit_text == "s" and len(quantity.text) == 4 and 1900 <= quantity.value <= 2099:
            return "a decade"
        return _unit_without_cost(reading)
    if reading.unit_kind == "times" and (after.lstrip()[:1].isdigit() or before.rstrip()[-1:] in {"×", "x"}):
        return "a resolution or a grid"
    if reading.unit_kind in ("none", "points") and is_whole(quantity):
        return _whole_number(reading, before, after)
    if reading.unit_kind == "magnitude" and _ACTIVE_PART.match(after):
        return "part of a name"
    if reading.unit_kind == "magnitude" and _COUNTED_DATA.match(reading.sentence.symbols, reading.index):
        return "a count of data"
    if reading.unit_kind in BARE and quantity.text in _FULL_MARKS and before.endswith(("/", "out of ")):
        return "a denominator"
    if reading.unit_kind in BARE and (_is_version(reading) or _PARTS.search(before)):
        return "a version"
    if reading.unit_kind in BARE and _is_spread(reading, before, after):
        return "a spread"
    return ""


_ACTIVE_PART = regexes.plain(r"-A[0-9]")  # "the 30B-A3B variant"
# "from 81% [78.2%, 84.0%]": both numbers of such a bracket.
_BOUND_OF_INTERVAL = regexes.rich(r"\[[+-]?(?:\d[\d.]{0,8}\s?%?(?:,|\sto|-)\s{0,2}[+-]?)?$")
_END_OF_INTERVAL = regexes.rich(r"\s{0,2}(?:pp)?\s?(?:(?:,|to|-)\s?[+-]?\d[\d.]{0,8}\s{0,2}%?)?\s?\]")
# "a TPR of 95% at 1% FPR", "at the stringent 0.1% FPR threshold", "at FPIR 0.1": what is held fixed is no result.
_POINTS_HELD = (
    r"(?:FPRs?|FARs?|FMRs?|FNMRs?|FPIRs?|FPPI|FDR|false[- ](?:positive|alarm|accept\w*|match|discovery)(?:\srates?)?)"
)
_AT = regexes.rich(r"\bat\s(?:(?:an?|the)\s)?(?:\w+\s)?$")
_OPERATING_POINT = regexes.rich(rf"\s?{_POINTS_HELD}\b")
_OPERATING_AT = regexes.rich(rf"(?:\bat|@)\s?{_POINTS_HELD}\s?(?:=|of)?\s?$")
_ONE_OF = regexes.rich(r"(?<![\d.,])1/$")  # "with only 1/6 parameters"
_TEST_STATISTIC = regexes.plain(
    r"(?:\b(?:[pPnNkKtTzd][12]?|[pP]-values?|SD|sd|std|SE|IQR|alpha|theta|lambda|epsilon|gamma|tau|beta|seeds?|eps|spread|Figure|Table|Section|Fig\.|Eq\.)|[αβδµελτθ])\s{0,3}(?:(?:=|<|>|≤|≥|~|(?:less|greater) than)\s{0,8}){0,2}-?$|\bCohen's\s\w\s{0,3}[=<>≤≥~]\s{0,8}$|\b(?:chi|χ)[-\s]?squared?\s?(?:\([^()]{1,30}\))?\s?=\s?$|(?:±|plus[ /-](?:or )?minus)\s{0,8}$"
)


_EVERY = regexes.rich(r"\b[Ee]very\s[0-9.,]+[\s-]?\w+$")
_OF_WHAT = regexes.rich(
    r"\s(?:worth )?of\s(?!(?:[\w-]+\s){0,3}?(?:[\w-]*(?:train|tun)ing|optimi[sz]ation|comput\w+|(?:pre-?)?processing|inference|search|latency|delay|(?:run)?time|GPU)\b(?!\sdata))"
)


_DATA_BRACKET = over_symbols("(?<= (?: DATASET | HOST ) OPEN ADVERB? ) QUANTITY CLOSE")  # "TinyStories (~42k hours)"
# "a single A100 40GB GPU", but "24 GB GPU memory"
_MACHINE_BEHIND = regexes.rich(
    r"\s?(?:of\s)?(?:(?:NVIDIA|Nvidia|RTX|GTX|[AHV]100|[A-Z]{1,2}[0-9]{2,4})\s){0,3}(?:GPU|graphics card)s?\b(?!\s(?:memory|RAM|VRAM|footprint|usage))"
)


def _unit_without_cost(reading: Reading) -> str:
    unit, sentence = reading.quantity.unit, reading.sentence
    behind = sentence.start + reading.quantity.right
    if (
        unit is not None
        and unit.name in measure_words("work-time")
        and _EVERY.search(sentence.text, behind - 30, behind)
    ):
        return "how often something happens"
    before = sentence.text[sentence.start : sentence.start + reading.quantity.left][-24:]
    if unit is not None and unit.metric == "latency" and _lasts(before, sentence.text, behind):
        return "how long data or a window lasts"
    if (
        unit is not None
        and unit.name in measure_words("work-time")
        and _OF_WHAT.match(sentence.text, behind, sentence.end)
    ):
        return f"{unit.name} of something that is no work"
    if unit is None or not unit.needs:
        return ""
    if unit.name in measure_words("work-time") and _DATA_BRACKET.match(sentence.symbols, reading.index):
        return f"{unit.name} of data"
    if unit.metric == "memory" and _MACHINE_BEHIND.match(sentence.text, behind, sentence.end):
        return "what a machine has"
    words = sentence.text[sentence.start : sentence.end].lower()
    if any(need.lower() in words for need in unit.needs):
        return ""
    return f"nothing says that the {unit.name} are a cost"


def _lasts(before: str, text: str, behind: int) -> bool:
    """Whether a time is that of a clip or a window: "1-2 second video clips", "a length of 75 ms"."""
    return bool(_LENGTH_OF.search(before) or _LONG_DATA.match(text, behind))


_LENGTH_OF = regexes.rich(r"\b(?:lengths?|durations?|horizons?|windows?)\sof\s(?:up to\s|only\s|about\s)?$")
_LONG_DATA = regexes.rich(
    r"[\s-](?:(?!(?:per|for|on|in|to|and|of|each)\b)\w{1,12}\s)?(?:clips?|windows?|horizons?|speech|slots?|segments?|chunks?|lookahead)\b"
)


def _marked(quantity: Quantity, before: str, after: str) -> str:
    """What a whole number is, as far as the characters beside it tell; empty when they do not."""
    if len(quantity.text) == 4 and 1900 <= quantity.value <= 2099:
        return "a year"

    bare = quantity.unit is None and quantity.magnitude is None
    if bare and _ends_in(_NUMBERED, before):
        return "the number of something"
    if (before.endswith("/") and before[-2:-1].isdigit()) or (bare and before.endswith("(out of ")):
        return "a denominator"
    if after[:1] == ":" and after[1:2].isdigit():
        return "a ratio of two counts"
    if before.endswith("(") and before[-2:-1].isalpha():
        return "an argument of a name"
    if (
        after.startswith(")")
        and (before.endswith("(") or before.rstrip()[-1:] in {"", ",", ";", ":", "d"})
        and quantity.value < 10
        and bare
        and quantity.high is None
    ):
        return "a list marker"
    if bare and after[:1] == "-" and after[1:2].isalpha():
        return "part of a compound"
    return ""


def _whole_number(reading: Reading, before: str, after: str) -> str:
    """Whole numbers count things; only those tied to a metric are measured."""
    symbols = reading.sentence.symbols
    if marked := _marked(reading.quantity, before, after):
        return marked
    if reading.unit_kind == "points" and _OF_A_SCALE.match(
        reading.sentence.text, reading.sentence.start + reading.quantity.end
    ):
        return "the length of a scale"
    behind = symbols[reading.index + 1 : reading.index + 5].lstrip(SYMBOL["ADVERB"])
    if reading.unit_kind == "none" and _SPLIT_OF_DATA.match(behind):
        return "a count"
    if reading.unit_kind == "none" and behind[:1] in _COUNTED:
        return "" if SYMBOL["METRIC"] in behind[:3] and not _TASKS.match(behind) else "a count"
    if reading.quantity.high in _TOPS and reading.quantity.value in (0, 1) and before.endswith("("):
        return "the two ends of a scale"
    return ""


_OF_A_SCALE = regexes.plain(
    r"[\s-]?points?\s(?:\w+[\s-]){0,2}(?:[Ll]ikert|scale|rubric)s?\b"
)  # "on a 7-point Likert scale"
_TASKS = over_symbols(r"(?: WORD | NAME ){0,2} METRIC (?: DUTY | HOST | STUFF )")  # "22 class-level forgetting tasks"
_TOPS = (1, 3, 4, 5, 7, 10, 100)  # of scales: (0-100), (1-5)

# "T=64", "rank 128", "at epoch 30".
_NUMBERED = regexes.plain(
    r"\b(?:[A-Za-z]|hops?|shots?|steps?|tau|lambda|alpha|beta|gamma|sigma|epsilon|eps|delta|dim|size|samples|budget|order|degree|temperature)\s{0,3}=\s{0,6}$|\b(?:[Tt]op|rank|layers?|epochs?|steps?|levels?|seeds?|length|window|batch|iterations?|depth|width|stages?|phases?|track|version|part|day|week|year|month|age|grade|type|class|round|context|horizon|scale|(?:[Ss]ub)?[Tt]ask|Track|Phase|Stage|Round|Experiment|Study|Level|Step|Fold|Scenario|Group)\s{1,3}$"
)
_SPLIT_OF_DATA = over_symbols("SPLIT (?: STUFF | OCCASION | WORD )")  # "9,115 validation samples"
_COUNTED = frozenset(
    SYMBOL[name]
    for name in ("WORD", "NAME", "STUFF", "HOST", "TASK", "SYSTEM", "MODEL", "TRAIN", "SETTING", "RIVAL", "ACRONYM")
)


_COUNTED_DATA = over_symbols(r"QUANTITY (?: WORD | TRAIN | NAME | SETTING ){0,2} (?: STUFF | HOST )")
_FULL_MARKS = frozenset(f"{top}.{zeros}" for top in (1, 3, 4, 5, 7, 10, 100) for zeros in ("0", "00"))


# "version (2.0)", "Tasks 2.1 and 2.2"
_PARTS = regexes.rich(
    r"\b(?:[Vv]ersions?|[Rr]eleases?|(?:[Ss]ub)?[Tt]asks?|[Tt]racks?|[Ss]ections?)\s{1,3}\(?(?:[0-9.]{1,5},?\s(?:and\s)?){0,3}$"
)


def _is_version(reading: Reading) -> bool:
    """The 4.5 of "Sonnet 4.5": a low number right behind a name."""
    previous = reading.sentence.items[reading.index - 1] if reading.index else None
    return (
        previous is not None
        and previous.symbol in (SYMBOL["SYSTEM"], SYMBOL["NAME"])
        and reading.quantity.value < 10
        and len(reading.quantity.text) <= 3
        and reading.quantity.sign is None
        and reading.quantity.bound is None
    )


def _is_spread(reading: Reading, before: str, after: str) -> bool:
    """The 0.17 of "5.22 (0.17)", where a plus-minus sign was lost."""
    at = reading.index
    if not (before.rstrip().endswith("(") and after.lstrip().startswith(")") and at >= 2):
        return False
    earlier = reading.sentence.items[at - 2].quantity
    return earlier is not None and reading.quantity.value < earlier.value / 8


_RANGING = over_symbols(
    r"(?: GAIN | LOSS | COST | FASTER ) (?: (?! QUANTITY | COMMA ) ANY ){0,5} FROM (?: ADVERB | DET ){0,2} QUANTITY TO (?: ADVERB | DET ){0,2} (?P<high> QUANTITY )"
)
# "an improvement of the performance from 83.7%": one step names the levels on both sides of it.
_LEVELS = regexes.rich(
    r"\b(?:improvement|increase|gain|jump|rise|drop|reduction|decrease)\s(?:(?:of|in)\s(?:\w+\s){0,3})?from\s{1,3}$"
)
_RANGE_VERB = regexes.rich(
    r"\b(?:rang(?:ing|es?|ed)|var(?:ying|ies|y)|spann?(?:ing|s)|between)\b[^,;]{0,30}\bfrom\s{1,3}$|\bbetween\s{1,3}$",
    re.I,
)


def _merge_ranges(sentence: Sentence) -> None:
    """ "improvements from 6.8% to 17.0%" is one range, "lifts accuracy from 54% to 82%" two scores."""
    items = sentence.items
    if sentence.symbols.count(SYMBOL["QUANTITY"]) < 2:
        return
    for at, item in enumerate(items[:-2]):
        first, last = item.quantity, items[at + 2].quantity
        if first is None or last is None or items[at + 1].symbol not in (SYMBOL["TO"], SYMBOL["AND"]):
            continue
        before = sentence.text[max(sentence.start, sentence.start + first.left - 50) : sentence.start + first.left]
        gains = any(match.start("high") == at + 2 for match in _RANGING.finditer(sentence.symbols))
        if any(
            _near(last.value - first.value, other.quantity.value)
            for other in items[max(0, at - 8) : at]
            if other.quantity is not None
        ):
            continue  # "a 21.1% gain (from 72.7% to 93.8%)" names two levels
        if (
            first.high is None
            and last.value > first.value
            and ((gains and not _LEVELS.search(before)) or _RANGE_VERB.search(before))
        ):
            first.high, first.unit = last.value, first.unit or last.unit
            last.consumed = True
            sentence.take_for(at + 2, "NUMBER")


def _split_ranges(sentence: Sentence) -> None:
    """ "increased by 0.46 (2.86 to 3.32)" is no range but two levels: their difference was just named."""
    items = sentence.items
    if SYMBOL["QUANTITY"] + SYMBOL["OPEN"] + SYMBOL["QUANTITY"] not in sentence.symbols:
        return
    for at in range(len(items) - 1, 1, -1):
        levels, change = items[at].quantity, items[at - 2].quantity
        if (
            levels is None
            or levels.high is None
            or levels.high_start < 0
            or change is None
            or items[at - 1].symbol != SYMBOL["OPEN"]
        ):
            continue
        step = levels.high - levels.value
        if not (_near(step, change.value) or (levels.value and _near(100 * step / levels.value, change.value))):
            continue
        second = levels.second()
        shift = sentence.start
        items.insert(
            at + 1, Item(SYMBOL["QUANTITY"], second.left + shift, second.right + shift, second.text, quantity=second)
        )
        items.insert(at + 1, Item(SYMBOL["TO"], levels.right + shift, second.left + shift, "to"))
        items[at].end = levels.right + shift
        sentence.symbols = "".join(item.symbol for item in items)


def _near(left: float, right: float) -> bool:
    return abs(left - right) <= max(0.02 * abs(right), 0.006)


def _join_lists(sentence: Sentence, readings: list[Reading]) -> None:
    if len(readings) < 2:
        return
    at = {reading.index: reading for reading in readings}
    for pattern in (_LIST, _OVER_BRACKET, _FROM_TO):
        for left in readings:
            match = pattern.match(sentence.symbols, left.index)
            right = at.get(match.end()) if match else None
            if right is not None and _alike(left, right) and right not in left.linked:
                left.linked.append(right)
                right.linked.append(left)


_COMPATIBLE = (
    {"percent", "none"},
    {"percent", "decimal"},
    {"points", "none"},
    {"points", "decimal"},
    {"points", "percent"},
    {"score", "none"},
    {"score", "decimal"},
    {"magnitude", "cost"},
)


def _alike(left: Reading, right: Reading) -> bool:
    """Whether two numbers can be of one list: units that go together, and no count among measures."""
    kinds = {left.unit_kind, right.unit_kind}
    return len(kinds) == 1 or kinds in _COMPATIBLE


def _skip_over(readings: list[Reading]) -> None:
    """ "63.2% in 2 days, 67.8% in 3 days": every second number is of one list."""
    for left, middle, right in zip(readings, readings[1:], readings[2:], strict=False):
        chained = _LISTED.match(left.sentence.symbols, left.index) and _LISTED.match(
            left.sentence.symbols, middle.index
        )
        apart = middle.kind == "silent" or not _alike(left, middle)
        if chained and apart and _alike(left, right) and right not in left.linked:
            left.linked.append(right)
            right.linked.append(left)


def _signed_only(reading: Reading, other: Reading) -> bool:
    """A plus sign makes a gain of its own number only."""
    return other.rule.startswith("gain.sign") and not _signed(reading)


def _gain_in_bracket(reading: Reading, other: Reading) -> bool:
    """ "83% (33% higher than X)", "60.7%, which is 0.1% above X", "88.3%, up 2%": such a gain is of its number only."""
    first, last = sorted((reading.index, other.index))
    between = reading.sentence.symbols[first:last]
    before = reading.index < other.index and (SYMBOL["IS"] in between or other.rule == "gain.over")
    within = between.count(SYMBOL["OPEN"]) > between.count(SYMBOL["CLOSE"])
    return other.kind == "gain" and (within or before)


_LISTED = over_symbols(r"QUANTITY (?: (?! QUANTITY | SEMICOLON | ACHIEVE | BEAT | RAISE | LOWER ) ANY ){0,8} QUANTITY")


# "by an average of 5.6% (up to 12.7% for SST)", "a 30% reduction on average (up to 50%)"
_THEN_UP_TO = over_symbols("QUANTITY (?: (?! QUANTITY | SEMICOLON | OPEN | COMMA ) ANY ){0,6} OPEN (?= QUANTITY )")


def _up_to_in_brackets(readings: list[Reading]) -> None:
    """The most of a change, in brackets behind what it usually is, is such a change too."""
    for before, reading in pairwise(readings):
        if (
            reading.kind is None
            and reading.quantity.bound == "upto"
            and before.kind in ("gain", "cost")
            and before.unit_kind == reading.unit_kind
            and (match := _THEN_UP_TO.match(before.sentence.symbols, before.index)) is not None
            and match.end() == reading.index
        ):
            reading.kind, reading.rule = before.kind, before.rule.removesuffix("+list") + "+list"
            reading.change, reading.better = before.change, before.better


def _share_kinds(readings: list[Reading]) -> None:
    """What one number of a list is, the undecided others are too."""
    if all(reading.kind is not None or not reading.linked for reading in readings):
        return
    for _ in range(4):
        for reading in readings:
            if reading.kind is not None:
                continue
            decided = [
                other
                for other in reading.linked
                if other.kind not in (None, "silent")
                and not _gain_in_bracket(reading, other)
                and not _signed_only(reading, other)
            ]
            if decided:
                model = decided[0]
                reading.kind, reading.rule, reading.change, reading.better = (
                    model.kind,
                    model.rule + "+list",
                    model.change,
                    model.better,
                )


def _signed_levels(readings: list[Reading]) -> None:
    """ "rho = +0.94": a correlation may print its sign and is a level all the same."""
    for reading in readings:
        if reading.rule == "gain.sign" and _EQUALS.match(reading.sentence.symbols, reading.index):
            metric = reading.sentence.items[reading.index - 2].entry
            if isinstance(metric, MetricEntry) and metric.low is not None and metric.low < 0:
                reading.kind, reading.rule, reading.change, reading.better = "score", "score.signed", None, None


_EQUALS = over_symbols(r"(?<= METRIC IS ) QUANTITY")


def _list_of_gains(readings: list[Reading]) -> None:
    """ "gains of 14.4%, 18.2% and 13.4% mAP": the metric behind the last makes no score of it."""
    for left, right in pairwise(readings):
        if (
            left.kind == "gain"
            and right.rule.removesuffix("+list") in _OF_A_METRIC
            and _ENUMERATED.match(left.sentence.symbols, left.index)
        ):
            right.kind, right.rule, right.change, right.better = (
                left.kind,
                left.rule.removesuffix("+list") + "+list",
                left.change,
                left.better,
            )


# "by 5.5 mAP (from 40.4 to 45.9) on COCO and 7.7% mIoU (from 38.8% to 46.5%) on ADE20K", "of 1.3 BLEU and 0.3 BLEU":
# what has the shape of the gain before it is a gain.
_ALIKE = over_symbols(
    r"QUANTITY POINT? METRIC (?: OPEN (?: (?! OPEN | CLOSE ) ANY ){1,8} CLOSE )? (?: (?: ON | IN ) (?: DET | DATASET | TASK | WORD | NAME | SPLIT | HOST ){1,5} )? (?: COMMA AND? | AND ) ADVERB? (?P<second> QUANTITY ) METRIC"
)


# "with 8.3 PQ and 7.9 mIoU absolute improvement"
_ALIKE_BEFORE = over_symbols(r"QUANTITY METRIC (?: COMMA AND? | AND ) QUANTITY METRIC (?: ABSOLUTE | RELATIVE )? GAIN")


def _unit_of_second(readings: list[Reading]) -> None:
    """ "nine times faster (1.45 vs. 13.50 hours)", "69/55/48 FPS": the unit behind the last number is that of all."""
    for right, left in pairwise(reversed(readings)):
        between = left.sentence.symbols[left.index + 1 : right.index]
        if left.unit_kind in BARE and right.kind == "cost" and right.unit_kind == "cost" and between in _AGAINST:
            left.kind, left.rule, left.change, left.better = "cost", "cost.unit+list", None, None
            left.quantity.unit, left.quantity.unit_text = right.quantity.unit, right.quantity.unit_text
            left.quantity.value *= right.quantity.unit.factor if right.quantity.unit else 1.0


_AGAINST = frozenset(SYMBOL[name] for name in ("VERSUS", "TO", "SLASH"))


def _gains_alike(readings: list[Reading]) -> None:
    """Let a number with a metric of its own be a gain where it has the form of the gain beside it."""
    at = {reading.index: reading for reading in readings}
    for left, right in pairwise(readings):
        shaped = right.rule.startswith("gain.noun") and _ALIKE_BEFORE.match(left.sentence.symbols, left.index)
        if shaped and left.rule.startswith("score.metric_after"):
            left.kind, left.rule, left.change, left.better = "gain", right.rule + "+list", right.change, right.better
    for first in readings:
        match = _ALIKE.match(first.sentence.symbols, first.index) if first.kind == "gain" else None
        second = at.get(match.start("second")) if match else None
        if second is None or second.rule.removesuffix("+list") not in _OF_A_METRIC:
            continue
        if second.quantity.value < max(30.0, 4 * first.quantity.value):
            second.kind, second.change, second.better = first.kind, first.change, first.better
            second.rule = first.rule.removesuffix("+list") + "+list"


# "14.4% and 18.2% mAP", "2% in BLEU and about 3% in ROUGE-L".
_ENUMERATED = over_symbols(
    r"QUANTITY (?: COMMA AND? | AND ) ADVERB? QUANTITY | QUANTITY IN DET? METRIC (?: OPEN (?: METRIC | NAME | ACRONYM ) CLOSE )? (?: COMMA AND? | AND ) ADVERB? QUANTITY IN DET? METRIC"
)
_OF_A_METRIC = frozenset({"score.metric_after", "score.metric_before", "score.in_metric", "score.metric_near"})


def _share_bounds(readings: list[Reading]) -> None:
    """ "up to 6.5% and 4.1%": the bound in front of a list is that of all its numbers."""
    for left, right in pairwise(readings):
        listed = right in left.linked and _AND.match(left.sentence.symbols, left.index)
        if listed and right.quantity.bound is None and left.kind == right.kind and left.change == right.change:
            right.quantity.bound = left.quantity.bound


_AND = over_symbols(
    r"QUANTITY (?: (?! QUANTITY | OPEN | CLOSE | SEMICOLON | RAISE | LOWER | BEAT | ACHIEVE ) ANY ){0,10} QUANTITY"
)
