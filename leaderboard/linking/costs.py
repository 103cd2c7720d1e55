"""Costs: what each number of speed, size, compute or money measures."""

from leaderboard import regexes
from leaderboard.linking.metrics import changed_object, consumed, copy_metric, open_change, take_metric
from leaderboard.linking.pairing import match_name
from leaderboard.linking.reading import Reading
from leaderboard.linking.rules import BETWEEN
from leaderboard.patterns.mentions import Item
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary import measure_words

_COST_RIGHT = over_symbols(
    rf"QUANTITY (?: {BETWEEN} | WORSE | FEWER | FASTER | DET | OF | LOSS | GAIN | IN | LOWER | RAISE | WITH | OWN ){{0,6}}? TRAIN? (?P<name> COST )"
)
_COST_LEFT = over_symbols(
    r"(?<= (?P<name> COST ) (?: (?! SEMICOLON | QUANTITY | COST | METRIC ) ANY ){0,10} ) QUANTITY"
)


def link_costs(costs: list[Reading]) -> None:
    """The metric of each cost; a ratio that names none is of what its list or the cost before it names."""
    for reading in costs:
        _cost_metric(reading)
    for number, reading in enumerate(costs):
        before = [other for other in reading.linked if other.index < reading.index and other.metric_from == "cost"]
        if before and not reading.metric_from and reading.change is None and _levels_of_one(reading, before[0]):
            copy_metric(reading, before[0], "list")  # "delivery time from 228 to 23 minutes"
        if reading.metric not in ("speedup", None) or reading.metric_from or reading.change is None:
            continue
        named = [other for other in reading.linked if other in costs and other.metric_from]
        if named:
            copy_metric(reading, named[0], "list")
        elif reading.rule == "cost.ratio_loss" and number:
            copy_metric(reading, costs[number - 1], "list")


def _levels_of_one(reading: Reading, before: Reading) -> bool:
    """Whether two costs of a list are of one thing: told so by their verb or unit, and no watts behind a latency."""
    alike = reading.rule == "cost.to" or reading.unit_kind == before.unit_kind
    return alike and _measured_by(reading) in (None, _measured_by(before))


def _measured_by(reading: Reading) -> str | None:
    """What the unit of a number measures, of which all times are one: watts no latency."""
    metric = reading.quantity.unit.metric if reading.quantity.unit is not None else None
    return "time" if metric in ("latency", "training time") else metric


_COUNTED = frozenset(SYMBOL[name] for name in ("WORD", "NAME", "STUFF", "OCCASION", "DUTY"))  # "83% fewer attempts"


def _cost_metric(reading: Reading) -> None:
    """What a cost is a cost of: what the unit says, else the nearest cost that the text names."""
    unit = reading.quantity.unit
    if reading.rule == "cost.fewer_things":
        following = reading.sentence.items[reading.index + 1 : reading.index + 5]
        things = [each.text for each in following if each.symbol in _COUNTED]
        reading.metric = reading.metric_text = " ".join(things[:2]) or None
        return
    if reading.rule == "cost.consumed":
        reading.metric = reading.metric_text = consumed(reading)
        return
    changed = changed_object(reading) if reading.unit_kind == "times" and reading.rule == "cost.by" else None
    if changed is not None:
        reading.metric = reading.metric_text = changed
        return
    item = _speed_item(reading) if reading.rule.startswith("cost.faster") else None
    item = item or (match_name(_COST_LEFT, reading) if reading.rule.partition("+")[0] in _COST_STANDS_BEFORE else None)
    item = match_name(_COST_IN, reading) or item or match_name(_COST_RIGHT, reading)
    item = item or (match_name(_SPEED_RIGHT, reading) if reading.change is not None else None)
    item = item or match_name(_COST_LEFT, reading) or (_speed_item(reading) if reading.change is not None else None)
    if unit is not None and unit.metric:
        named = (
            item
            if item is not None
            and unit.metric in ("latency", "training time", "memory", "tokens")
            and not _is_size(item)
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
        larger = bool(following) and following[0].text.lower() in measure_words("extent")
        reading.metric = reading.metric_text = open_change(reading) or ("model size" if larger else "speedup")

    if reading.metric == "speedup" and _CONVERGES.search(reading.sentence.text, *_around(reading)):
        reading.metric = "convergence speed"


# Rules whose cost stands before the number: "reduces token usage by 50% over context-compression methods".
_COST_STANDS_BEFORE = frozenset(
    {"cost.by", "cost.by_again", "cost.factor", "cost.passive", "cost.to", "cost.from_to", "cost.ratio_after"}
)

_CONVERGES = regexes.rich(r"\bconverge(?:s|d|nce)?\b")


def _around(reading: Reading) -> tuple[int, int]:
    """Some characters of the sentence on both sides of a number."""
    sentence, at = reading.sentence, reading.item.start
    return max(sentence.start, at - 45), min(sentence.end, at + 45)


def _is_size(item: Item) -> bool:
    return item.entry is not None and item.entry.name in ("parameters", "FLOPs", "FPS", "trainable parameters", "MACs")


def _take_cost(reading: Reading, item: Item) -> None:
    take_metric(reading, item, "cost")
    if item.entry is None:
        words = " ".join(item.text.lower().split())
        reading.metric = "speedup" if words in measure_words("speed") else words.replace("cheaper", "cost")


_COST_IN = over_symbols(r"QUANTITY (?: IN | OF ) (?: DET | WORD ){0,2} (?P<name> COST )")
_SPEED_RIGHT = over_symbols(r"QUANTITY (?: (?! QUANTITY | SEMICOLON | COMMA | COST ) ANY ){0,6} (?P<name> FASTER )")
_SPEED_LEFT = over_symbols(
    r"(?<= (?P<name> FASTER ) (?: (?! QUANTITY | SEMICOLON | METRIC | COST ) ANY ){0,7} ) QUANTITY"
)


def _speed_item(reading: Reading) -> Item | None:
    return match_name(_SPEED_RIGHT, reading) or match_name(_SPEED_LEFT, reading)
