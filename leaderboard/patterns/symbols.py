"""The alphabet of the grammar: a sentence becomes a string with one character for each mention or word.

Rules are regexes over that string, written with the names of the classes (`ACHIEVE QUANTITY METRIC ON DATASET`), so they
read like the sentences they describe and cost as little as a match on thirty characters.
"""

import re

from leaderboard import regexes
from leaderboard.patterns.pattern import compile_verbose

# Mentions, open names, words and punctuation. The classes of cues.toml come on top.
MENTIONS = ("QUANTITY", "METRIC", "COST", "DATASET", "SETTING", "SPLIT", "TASK", "SYSTEM", "NUMBER")
WORDS = ("NAME", "WORD", "COMMA", "SEMICOLON", "COLON", "OPEN", "CLOSE", "SLASH", "DASH", "MARK", "POSSESSIVE")
CUES = (
    "ACHIEVE", "IS", "RAISE", "LOWER", "BEAT", "GAIN", "LOSS", "BETTER", "WORSE", "FASTER", "BY", "TO", "FROM", "OF",
    "ON", "IN", "WITH", "THAN", "VERSUS", "AND", "RESPECTIVELY", "AVERAGE", "OWN", "RIVAL", "RELATIVE", "ABSOLUTE",
    "DET", "ADVERB", "STUFF", "CERTAINTY", "TRAIN", "HOST", "RETAIN", "FEWER", "MODEL", "MEASURE", "HYPERPARAMETER", "ACRONYM", "POINT", "EXPENSE", "SOLVE", "OCCASION", "SAVING", "FACTOR", "DUTY", "GENERIC",
)  # fmt: skip

SYMBOL = {name: chr(0x4E00 + number) for number, name in enumerate((*MENTIONS, *WORDS, *CUES))}
NAME_OF = {symbol: name for name, symbol in SYMBOL.items()}

# Classes of classes.
GROUPS = {
    "FILLER": ("DET", "ADVERB", "AVERAGE", "ABSOLUTE", "RELATIVE"),
    "PREPOSITION": ("ON", "IN", "WITH", "OF"),
    "NOMINAL": (
        "METRIC",
        "COST",
        "DATASET",
        "SETTING",
        "SPLIT",
        "TASK",
        "NAME",
        "WORD",
        "SYSTEM",
        "STUFF",
        "NUMBER",
        "HOST",
        "MODEL",
        "ACRONYM",
        "DUTY",
        "GENERIC",
    ),
    "STOP": ("COMMA", "SEMICOLON", "COLON", "QUANTITY"),
    "CHANGE": ("RAISE", "LOWER"),
    "PUNCTUATION": ("COMMA", "SEMICOLON", "COLON", "OPEN", "CLOSE", "MARK"),
}

_WORD = regexes.plain(r"\b[A-Z]{2,}\b")


def grammar(source: str) -> str:
    """Translate class names in a rule into the characters of the alphabet.

    >>> re.fullmatch(grammar("ACHIEVE DET? QUANTITY"), SYMBOL["ACHIEVE"] + SYMBOL["QUANTITY"], re.VERBOSE) is not None
    True
    """
    return _WORD.sub(lambda m: _characters(m.group()), source)


def over_symbols(source: str) -> re.Pattern[str]:
    """Compile a pattern over the symbols of a sentence.

    >>> over_symbols("ACHIEVE DET? QUANTITY").fullmatch(SYMBOL["ACHIEVE"] + SYMBOL["QUANTITY"]) is not None
    True
    """
    return regexes.lazy(lambda: compile_verbose(grammar(source)))


def symbols_of_class(name: str) -> frozenset[str]:
    """The symbols that a name in a rule stands for.

    >>> symbols_of_class("CHANGE") == {SYMBOL["RAISE"], SYMBOL["LOWER"]}
    True
    """
    if name == "ANY":
        return frozenset(NAME_OF)
    if name == "LOOSE":
        return frozenset(NAME_OF) - symbols_of_class("STOP")
    return frozenset(SYMBOL[each] for each in GROUPS.get(name, (name,)))


def _characters(name: str) -> str:
    if name == "ANY":
        return "."
    symbols = "".join(sorted(symbols_of_class(name)))
    return symbols if len(symbols) == 1 else f"[{symbols}]"


def spell_out(symbols: str) -> str:
    """Show a symbol string as the names of its classes, for `explain` and for people who write rules.

    >>> spell_out(SYMBOL["ACHIEVE"] + SYMBOL["QUANTITY"])
    'ACHIEVE QUANTITY'
    """
    return " ".join(NAME_OF[symbol] for symbol in symbols)
