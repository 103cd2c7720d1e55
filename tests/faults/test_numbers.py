"""Numbers in every spelling: read by a fixed table or refused, never silently another number."""

import math

import pytest

from leaderboard.linking import Extractor

# As printed → the value that is read; None where no table explains the spelling.
SPELLINGS = {
    "84.5": 84.5,
    "84.50": 84.5,
    ".845": 0.845,
    "1,234.5": 1234.5,
    "1\u2009234.5": 1234.5,  # a thin space between thousands
    "1\u202f234.5": 1234.5,
    "1\u00a0234\u00a0567": 1234567,
    "84,5": None,  # a decimal comma, or thousands cut short
    "1.234,5": None,
    "84·5": None,  # the decimal point of another country
    "84．5": None,
    "84\u066b5": None,
    "1'234.5": None,
    "1\u2019234.5": None,
    "1_234.5": None,
    "1.2.3": None,
    "8\u200b4.5": None,  # what cannot be seen stands within
    "84\u2060.5": None,
    "8\u202e4.5": None,
    "8\u00ad4.5": None,
    "84.\ufeff5": None,
    "８４.５": None,  # digits of other scripts
    "8４.5": None,
    "٨٤.٥": None,
    "8٤.5": None,
    "84½": None,
    "8\u03014.5": None,
    "1.5e3": 1500,
    "1.5E+3": 1500,
    "1.5e-3": 0.0015,
    "1.5 × 10^3": 1500,
    "1.5·10^3": None,
    r"$1.5 \times 10^{3}$": 1500,
    r"$1.5\cdot10^{-3}$": 0.0015,
    "1.5 x 10^(-3)": 0.0015,
    "1.5×10³": None,
    "1.5×10⁻³": None,
    "10^3": None,
    "10^-3": None,
    "$10^{3}$": None,
    "10**3": None,
    "10³": None,
    "1e999": None,
    "1.5e400": None,
    "10^400": None,
    "1" * 400: None,
    "0.123456789012": None,
    "NaN": None,
    "Infinity": None,
    "inf": None,
    "-0": 0.0,
    "0x84": None,
    "\u22120.5": -0.5,
    "\ufe630.5": -0.5,
    "\uff0d0.5": -0.5,
    "\u27960.5": -0.5,
    "84.5 ± 0.3": 84.5,
    "84.5±0.3": 84.5,
    "84.5 +/- 0.3": 84.5,
    "84.5 +- 0.3": 84.5,
    r"$84.5 \pm 0.3$": 84.5,
    "84.5\u2009±\u20090.3": 84.5,
    "84.5²": 84.5,  # a footnote
    "84.5\u200b": 84.5,
}
EXTRACTOR = Extractor()


@pytest.mark.parametrize("printed", SPELLINGS, ids=ascii)
def test_a_number_is_read_by_the_table_or_refused(printed: str) -> None:
    results = EXTRACTOR.extract(f"Our network has a perplexity of {printed} on WikiText-103.")
    value = SPELLINGS[printed]
    assert [result.value for result in results] == ([] if value is None else [pytest.approx(value)])


@pytest.mark.parametrize("percent", ["%", "\uff05", "\u066a", r"\%", " %", "\u2009%", "&#37;", " percent"], ids=ascii)
def test_a_percent_sign_of_any_kind_is_one(percent: str) -> None:
    [result] = EXTRACTOR.extract(f"Our network reaches 84.5{percent} accuracy on CIFAR-10.")
    assert (result.value, result.unit) == (84.5, "%")


@pytest.mark.parametrize("value", ["184", "1e99", "-84.5", "999999999999"])
def test_an_accuracy_that_cannot_be_is_flagged_and_on_no_board(value: str) -> None:
    for result in EXTRACTOR.extract(f"Our network reaches {value}% accuracy on CIFAR-10."):
        assert math.isfinite(result.value)
        assert "out-of-range" in result.flags
        assert result.confidence < 0.5


BOUNDS = {
    "upto": "up to|as much as|as high as|as many as|as large as|at most|a maximum of|maximally|upto|≤",
    "over": "over|over a|more than|above|at least|upwards of|beyond|exceeding|no less than|in excess of|>|>=|≥",
    "under": "under|less than|below|fewer than|no more than|only within|within|<|<=",
    "about": "about|around|approximately|approx|approx.|nearly|almost|roughly|some|close to|near|circa|ca.|~|∼|≈",
}
WORDS = [(bound, words) for bound, phrases in BOUNDS.items() for words in phrases.split("|")]


@pytest.mark.parametrize(("bound", "words"), WORDS)
def test_a_number_that_is_only_a_bound_says_which(bound: str, words: str) -> None:
    [result] = EXTRACTOR.extract(f"Our network reaches {words} 84.5% accuracy on CIFAR-10.")
    assert (result.value, result.bound) == (84.5, bound)


SUFFIXES = {
    "25K": 25e3,
    "25k": 25e3,
    "25M": 25e6,
    "2.5B": 2.5e9,
    "1.2T": 1.2e12,
    "25 thousand": 25e3,
    "25 million": 25e6,
    "2 billion": 2e9,
}


@pytest.mark.parametrize("printed", SUFFIXES)
def test_a_suffix_multiplies(printed: str) -> None:
    [result] = EXTRACTOR.extract(f"Our network has {printed} parameters.")
    assert result.value == SUFFIXES[printed]


@pytest.mark.parametrize(
    "text",
    [
        "Our network needs $10^{20}$ FLOPs.",
        r"Our network needs $3{\cdot}10^{20}$ or $10^{18}$ FLOPs.",
        "Our network finds all of them at $10^{-3}$ FPR.",
        "Our network finds all of them at 10^-3 FPR.",
        "Our network reaches AP$_{50}$ on COCO.",
    ],
)
def test_an_exponent_or_a_subscript_is_no_number_of_its_own(text: str) -> None:
    assert [result.value for result in EXTRACTOR.extract(text) if result.value < 1e6] == []


RANGES = {
    "84 to 86%": (84, 86),
    "84-86%": (84, 86),
    "86-84%": (86, None),
    "84%+": (84, None),
}


@pytest.mark.parametrize("printed", RANGES)
def test_a_range_has_two_ends_and_what_is_none_has_one(printed: str) -> None:
    result = EXTRACTOR.extract(f"Our network reaches an accuracy of {printed} on CIFAR-10.")[0]
    assert (result.value, result.value_high) == RANGES[printed]


def test_each_end_of_a_range_has_its_own_suffix() -> None:
    [result] = EXTRACTOR.extract("Our networks have 800K to 2M parameters.")
    assert (result.value, result.value_high) == (8e5, 2e6)
