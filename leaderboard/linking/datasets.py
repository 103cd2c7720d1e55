"""Datasets: what each number was measured on."""

from leaderboard import regexes
from leaderboard.linking.context import Context
from leaderboard.linking.metrics import copy_metric
from leaderboard.linking.named import datasets_in, trained_on
from leaderboard.linking.pairing import RUN, match_name, zip_names
from leaderboard.linking.reading import Reading
from leaderboard.patterns.mentions import Item, Sentence
from leaderboard.patterns.symbols import SYMBOL, over_symbols
from leaderboard.vocabulary.entries import DatasetEntry

_NOUNS_TOO = frozenset(SYMBOL[name] for name in ("RAISE", "LOWER"))  # "190% gains on KITTI"
_CLAUSE_END = frozenset(SYMBOL[name] for name in ("SEMICOLON", "BEAT", "ACHIEVE", "RAISE", "LOWER"))
_AGGREGATE_RIGHT = over_symbols(
    r"QUANTITY (?: (?! QUANTITY | DATASET | SEMICOLON | COMMA | BEAT ) ANY ){0,9} (?: ON | IN | AVERAGE ) (?: DET | OWN | ADVERB | RIVAL | NAME | WORD | TASK | SETTING | QUANTITY | AVERAGE ){0,6} HOST"
)
_AVERAGE_NEAR = over_symbols(
    r"(?<= AVERAGE (?: (?! QUANTITY | COMMA ) ANY ){0,4} ) QUANTITY | QUANTITY (?: METRIC | GAIN | ADVERB | IN | ON | NAME | WORD ){0,3} AVERAGE | QUANTITY (?: (?! QUANTITY | COMMA ) ANY ){0,4} ON AVERAGE"
)


def link_datasets(sentence: Sentence, readings: list[Reading], runs: list[list[Reading]], context: Context) -> None:
    """Give every number the dataset it was measured on, or tell that it is an average over several."""
    zip_names(sentence, runs, "DATASET", _take_dataset)
    gains = [reading for reading in readings if reading.kind == "gain"]
    _own_datasets(sentence, readings, [reading for reading in readings if reading.kind != "gain"], runs)
    _share_to_the_left([reading for reading in readings if reading.kind != "gain"])
    _rivals_in_order(readings, runs)
    _mirror(readings, runs, context)
    _own_datasets(sentence, readings, gains, runs)
    _share_to_the_left(readings)
    for reading in readings:
        if reading.dataset is not None and not reading.dataset_known:
            reading.dataset = context.called(reading.dataset)
    bare = [reading for reading in readings if reading.dataset is None and reading.kind != "cost"]
    if bare and context.pair_with_recent(sentence, bare):
        return
    for reading in bare:
        if not reading.aggregate:
            context.carry_dataset(reading)
        elif reading.dataset_from == "average":
            context.carry_only(reading)


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
                    copy_metric(reading, other, "mirror")


def _rivals_in_order(readings: list[Reading], runs: list[list[Reading]]) -> None:
    """ "92% and 94% on A and B, which outperform the previous 83% and 87%": the rival's numbers in the same order."""
    for run in runs:
        before = [other for other in readings if other.kind == "score" and other.index < run[0].index]
        if run[0].kind != "score" or len(before) != len(run) or not all(other.dataset for other in before):
            continue
        between = run[0].sentence.symbols[before[-1].index : run[0].index]
        if _COMPARING.isdisjoint(between) or SYMBOL["DATASET"] in between[between.rfind(SYMBOL["COMMA"]) :]:
            continue
        for reading, other in zip(run, before, strict=True):
            if reading.dataset_from in ("", "left", "sentence", "only", "zip"):
                _copy_dataset(reading, other, "mirror")
            if reading.metric_from in (None, "", "sentence", "clause", "context", "list"):
                copy_metric(reading, other, "mirror")


_COMPARING = frozenset(SYMBOL[name] for name in ("BEAT", "THAN", "VERSUS"))


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
        between = reading.sentence.symbols[reading.index : following.index]
        joined = following in reading.linked or _JOINED.fullmatch(between)
        if (
            not joined
            or reading.dataset_from not in ("left", "", "sentence", "only", "average")
            or _leaves_bracket(between)
        ):
            continue
        taken = any(other.dataset == reading.dataset and other.dataset_from == "right" for other in readings[:number])
        if SYMBOL["DATASET"] not in between and (SYMBOL["TO"] in between or taken or reading.dataset is None):
            _copy_dataset(reading, following, "shared")
            reading.aggregate = False


def _leaves_bracket(symbols: str) -> bool:
    """Whether a bracket closes that was opened before: "(8.0 to 26.3), +15.7 on FooReason"."""
    closes, opens = symbols.find(SYMBOL["CLOSE"]), symbols.find(SYMBOL["OPEN"])
    return closes >= 0 and not 0 <= opens < closes


# "a 19.4% AP gain and a 14.7% AUROC gain on VisA"
_JOINED = over_symbols(
    r"QUANTITY (?: METRIC | GAIN | LOSS | WORD | NAME | SETTING | SPLIT | TASK | ADVERB ){0,6} (?: COMMA | AND ){1,2} (?: DET | ADVERB ){0,2}"
)


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
# "(MMLU 76.3, GSM8K 80.1)"
_DATASET_NUMBER = over_symbols(
    r"(?<= OPEN (?: DATASET QUANTITY (?: COMMA | SEMICOLON | AND ){1,2} ){0,6} (?P<name> DATASET ) ) QUANTITY (?: COMMA | SEMICOLON | AND | CLOSE )"
)
_DATASET_AT = over_symbols("(?<= (?P<name> DATASET ) IN ADVERB? ) QUANTITY")
# "... by 2.1%, most of all on FooQA (+4.7%)": a dataset with a number of its own.
# "on multiple out-of-domain datasets (+2.3)"
_HOSTS_BRACKET = over_symbols(
    r"(?<= (?: ON | IN ) (?: WORD | SETTING | TASK | ADVERB ){1,4} (?P<name> HOST ) OPEN ADVERB? ) QUANTITY"
)
_TAKEN = over_symbols(r"DATASET OPEN ADVERB? QUANTITY")
# "raises FooBench by 2 points and BarBench by 3"
_DATASET_BY = over_symbols(
    r"(?<= (?P<name> DATASET ) (?: HOST | SPLIT )? (?: BY | FROM ) (?: DET | ADVERB ){0,2} ) QUANTITY"
)


def _own_dataset(sentence: Sentence, reading: Reading, readings: list[Reading], runs: list[list[Reading]]) -> None:
    named = SYMBOL["DATASET"] in sentence.symbols
    if named and _AVERAGED.match(sentence.symbols, reading.index):
        reading.aggregate = True
        return
    bracket = _DATASET_AT if reading.rule == "score.dataset_at" else _DATASET_BRACKET
    tight = (match_name(bracket, reading) or match_name(_DATASET_NUMBER, reading)) if named else None
    if tight is not None and not _ON_DATASET.match(sentence.symbols, reading.index):
        _take_dataset(reading, tight, "bracket")
        return
    tight = match_name(_DATASET_BY, reading) if named else None
    if tight is not None and trained_on(sentence, sentence.items.index(tight)):
        tight = None  # "a larger network trained on LAION-2B by 0.7 points"
    if tight is not None and not _ON_DATASET.match(sentence.symbols, reading.index) and reading.kind != "cost":
        _take_claimed(sentence, reading, _first_of_list(sentence, tight), "left")
        return
    host = next((other for other in readings if other.index == reading.index - 2), None)
    if host is not None and host.dataset and sentence.symbols[reading.index - 1] == SYMBOL["OPEN"]:
        _copy_dataset(reading, host, "bracket")  # "93.03 (+0.65) on LaPa"
        return
    pair = _both(sentence, reading)
    if pair is not None:
        _take_claimed(sentence, reading, pair, "left")
        return
    right = _scan_right(sentence, reading, readings, runs) if named else None
    left = _scan_left(sentence, reading) if named else None
    if reading.kind == "cost":
        if right is not None and _directly_on(sentence, reading, right):
            _take_dataset(reading, right, "right")
        return
    hosts = match_name(_HOSTS_BRACKET, reading)
    if right is None and hosts is not None and hosts.text.endswith("s"):
        reading.aggregate = True
    elif right is not None and not (left is not None and _belongs_to_next(sentence, reading, right)):
        _take_claimed(sentence, reading, right, "right")
    elif _over_several(sentence, reading):
        reading.aggregate = True
    elif left is not None:
        _take_claimed(sentence, reading, _first_of_list(sentence, left), "left")
    else:
        others = {
            item.text: item
            for index, item in datasets_in(sentence)
            if not _in_other_bracket(sentence.symbols, index, reading.index)
            and not (index > reading.index and _TAKEN.match(sentence.symbols, index))
        }
        if len(others) == 1:
            _take_dataset(reading, next(iter(others.values())), "only")
        elif _AVERAGE_NEAR.match(sentence.symbols, reading.index):
            reading.aggregate, reading.dataset_from = True, "average"


def _both(sentence: Sentence, reading: Reading) -> Item | None:
    """The first of the two datasets that "on both datasets" behind a number speaks of."""
    match = _ON_BOTH.match(sentence.symbols, reading.index)
    if match is None or sentence.items[match.end() - 2].text.lower() != "both":
        return None
    pairs = [
        run.start()
        for run in RUN["DATASET"].finditer(sentence.symbols, 0, reading.index)
        if run.group().count(SYMBOL["DATASET"]) == 2
    ]
    return sentence.items[pairs[-1]] if pairs else None


_ON_BOTH = over_symbols("QUANTITY (?: (?! QUANTITY | SEMICOLON | COMMA | DATASET ) ANY ){0,6} (?: ON | IN ) DET HOST")


def _take_claimed(sentence: Sentence, reading: Reading, first: Item, how: str) -> None:
    """The dataset that a number is claimed for, with the others of its list; with unnamed others it is an aggregate."""
    others = RUN["DATASET"].match(sentence.symbols, sentence.items.index(first))
    last = sentence.items[others.end() - 1] if others is not None else first
    several = others is None and _IN_PLURAL.match(
        sentence.text, last.end
    )  # "an average of 4% on the FooBench datasets"
    if (several and _AVERAGE_NEAR.match(sentence.symbols, reading.index)) or _AND_OTHERS.match(sentence.text, last.end):
        reading.aggregate = True
        return
    _take_dataset(reading, first, how)
    _add_others(sentence, reading, first)


_IN_PLURAL = regexes.rich(r"\s(?:datasets|benchmarks|corpora|tasks|test sets)\b")
# "the highest mean accuracy on A, B and C (90.2%)"
_AVERAGED = over_symbols(
    r"(?<= AVERAGE METRIC (?: (?! QUANTITY | SEMICOLON | COMMA ) ANY ){0,8} DATASET (?: COMMA | AND | DATASET ){2,12} OPEN? ) QUANTITY"
)
# "on ImageNet and five derived distribution shifts", "on ImageNet and its shifted versions"
_AND_OTHERS = regexes.rich(
    r",?\s(?:and|plus|along with|as well as)\s(?:its|their|[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|other|several|various|many|more)\s(?:[\w-]+\s){0,4}(?:datasets|benchmarks|corpora|variants|versions|shifts|domains|tasks)\b"
)


def _over_several(sentence: Sentence, reading: Reading) -> bool:
    """ "across 12 datasets" is an average; "on this benchmark" speaks of the one before."""
    match = _AGGREGATE_RIGHT.match(sentence.symbols, reading.index)
    return match is not None and sentence.items[match.end() - 1].text.endswith("s")


def _first_of_list(sentence: Sentence, item: Item) -> Item:
    """The first of the list of datasets that an item stands in: "on A, B and C, by 3%" is claimed for all."""
    at = sentence.items.index(item)
    for match in RUN["DATASET"].finditer(sentence.symbols):
        if match.start() <= at < match.end() and SYMBOL["ON"] not in match.group():
            return sentence.items[match.start()]
    return item  # "88.8% on A, and on B a box AP of 58.7": two phrases, no list


def _scan_right(
    sentence: Sentence, reading: Reading, readings: list[Reading], runs: list[list[Reading]]
) -> Item | None:
    """The first dataset behind the number, before another reported number or clause begins."""
    at, symbols = _end_of_run(reading, runs), sentence.symbols
    reported = {other.index for other in readings if other.kind != "cost" or reading.kind == "cost"}
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
            or symbols.startswith(_WHILE_ON, index)
            or (
                symbol in _CLAUSE_END
                and not (symbol in _NOUNS_TOO and index - at <= 4)
                and not _is_passive(symbols, index)
            )
            or (index in reported and depth <= 0)
        ):
            return None
        elif symbol == SYMBOL["DATASET"] and not trained_on(sentence, index):
            return sentence.items[index]
    return None


# ", while on FooBench it reaches 80%"
_WHILE_ON = SYMBOL["COMMA"] + SYMBOL["WITH"] + SYMBOL["ON"]


def _is_passive(symbols: str, index: int) -> bool:
    """ "accuracy of 99.5% is achieved for the FooFace database": the clause goes on."""
    return symbols[index] == SYMBOL["ACHIEVE"] and symbols[index - 1] == SYMBOL["IS"]


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
        if (
            symbols[index] == SYMBOL["DATASET"]
            and not trained_on(sentence, index)
            and not _in_other_bracket(symbols, index, reading.index)
        ):
            return sentence.items[index]
    return None


def _in_other_bracket(symbols: str, index: int, at: int) -> bool:
    """Whether a mention stands in a bracket with numbers of its own: "detection (3.6 AP on COCO) and retrieval (14.2 points)"."""
    opens, closes = symbols.rfind(SYMBOL["OPEN"], 0, index), symbols.find(SYMBOL["CLOSE"], index, at)
    within = opens > symbols.rfind(SYMBOL["CLOSE"], 0, index) and closes >= 0
    return within and SYMBOL["QUANTITY"] in symbols[opens:closes]


_NEXT_CLAUSE = over_symbols(
    r"(?: COMMA AND? | AND ) (?: ADVERB )? (?: ON | IN ) (?: DET | WORD | NAME | ADVERB | TASK ){0,4} DATASET"
)


# "a GLUE score of 90.3 and a SuperGLUE score of 88.9": it says of what the next number's metric is.
_NEXT_METRIC = over_symbols(
    r"(?: COMMA AND? | AND ) (?: DET | ADVERB | OWN ){0,2} DATASET (?= (?: SPLIT | SETTING | WORD ){0,2} METRIC{1,2} (?: OF | IS | TO | COLON | FROM | BY | ACHIEVE ){0,2} ADVERB{0,2} QUANTITY )"
)


# "on enwik8 from 0.99 to 0.94 bits/char, text8 from 1.08 to 1.04"
_NEXT_LEVELS = over_symbols(
    r"(?: COMMA AND? | AND ) ADVERB? DATASET (?= (?: FROM | BY | COLON ) (?: DET | ADVERB ){0,2} QUANTITY )"
)


def _belongs_to_next(sentence: Sentence, reading: Reading, right: Item) -> bool:
    """Whether the dataset behind the number opens the next clause: "90.1, and on COCO it reaches 51"."""
    index = sentence.items.index(right)
    for begin in range(reading.index + 1, index):
        match = _NEXT_CLAUSE.match(sentence.symbols, begin)
        if match and match.end() == index + 1:
            following = sentence.symbols[index + 1 : index + 12]
            return SYMBOL["QUANTITY"] in following
        for pattern in (_NEXT_METRIC, _NEXT_LEVELS):
            match = pattern.match(sentence.symbols, begin)
            if match and match.end() == index + 1:
                return True
    return False


def _directly_on(sentence: Sentence, reading: Reading, item: Item) -> bool:
    index = sentence.items.index(item)
    between = sentence.symbols[reading.index + 1 : index]
    return SYMBOL["COMMA"] not in between and SYMBOL["AND"] not in between and len(between) <= 8


def _add_others(sentence: Sentence, reading: Reading, first: Item) -> None:
    """One number claimed for several datasets: "by 2% on both A and B"."""
    match = RUN["DATASET"].match(sentence.symbols, sentence.items.index(first))
    if match is None:
        return
    for item in sentence.items[match.start() + 1 : match.end()]:
        if item.symbol == SYMBOL["DATASET"]:
            reading.also.append(item.entry.name if item.entry is not None else item.text)


def _dataset_of_neighbours(reading: Reading, earlier: list[Reading]) -> None:
    symbols = reading.sentence.symbols
    named = [
        other
        for other in earlier
        if other.dataset
        and other.kind != "cost"
        and not (other.dataset_from == "right" and _in_other_bracket(symbols, other.index, reading.index))
    ]
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
