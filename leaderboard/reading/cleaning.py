"""Cleaning: the residue of LaTeX and HTML made readable, one character for one character.

Every replacement keeps its length (padded with spaces), so a span in the clean text is the same span in the source.
"""

import html
import re

from leaderboard import regexes
from leaderboard.reading.digits import digit_runs

_SWAPS = str.maketrans(
    {
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\x00": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u200a": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "—",
        "\u2212": "-",
        "\u2796": "-",
        "\ufe63": "-",
        "\uff0d": "-",
        "\uff0b": "+",
        "\uff05": "%",
        "\u066a": "%",
        "\u2019": "'",
        "\u2018": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u223c": "~",
        "\uff5e": "~",
        "\u2248": "~",
        "\u2192": "→",
        "\u22c5": "×",
        "\u2715": "×",
    }
)

# What each command of LaTeX becomes; the rest of its length is filled with spaces.
_COMMANDS = {
    "times": "×",
    "texttimes": "×",
    "sim": "~",
    "approx": "~",
    "simeq": "~",
    "pm": "±",
    "mp": "±",
    "geq": ">",
    "ge": ">",
    "geqslant": ">",
    "gt": ">",
    "leq": "<",
    "le": "<",
    "leqslant": "<",
    "lt": "<",
    "rightarrow": "→",
    "to": "→",
    "uparrow": " ",
    "downarrow": " ",
    "cdot": "×",
    "percent": "%",
    "textasciitilde": "~",
    "alpha": "α",
    "beta": "β",
    "delta": "δ",
    "mu": "µ",
    "pi": "pi",
    "ell": "l",
}

# What says nothing to a reader: colours, references, addresses. Their digits are no results.
_UNSEEN = regexes.rich(
    r"\\(?:text)?color\{[^{}]{0,40}\}|\\(?:cite[a-z]{0,2}|ref|label|footnote(?:mark|text)?|url|vspace|hspace|includegraphics(?:\[[^\]]{0,120}\])?)\{[^{}]{0,200}\}"
    r"|https?://[^\s{}]{1,300}|\\[kK]eywords\b[^\x00]{0,2000}\Z"  # keywords are the end of an abstract
)
_COMMAND = regexes.rich(r"\\([A-Za-z]+)(?=(\{[^{}\s])?)")
# HTML-to-text lost the backslash of these: "3.72sim4.11times", "128times128", "le 5".
_LOST_COMMAND = regexes.rich(
    r"(?<=\d)\s?(times|sim|pm)(?![a-z])|(?<![A-Za-z])(sim)(?=\s?\d)|(?<=[\d%]) ?(rightarrow|to)(?=\d)"
)
# Asked first, at each number: what may stand before and behind it.
_LOST_BEFORE = ("to", "sim", "sim ", "rightarrow")
_LOST_BEHIND = ("times", "sim", "pm", " times", " sim", " pm")
# The backslash of a character, or one of LaTeX's narrow spaces.
_ESCAPED = regexes.rich(r"\\(?=[%&_#$])|\\[,;:!](?!\d{3}(?!\d))")
# "1{,}000" and "10\,000" have a comma of more than one character: "1,,,000".
_WIDE_COMMA = regexes.rich(r"(?<=\d)(?:\{,\}|\\,)(?=\d{3}(?!\d))")
_HTML = regexes.rich(r"&(?:[a-zA-Z]{2,8}|#\d{1,5});")
# What ends a number's reading if it stands within one, and is harmless elsewhere.
_LAST = str.maketrans({"²": "2", "\u200b": " "})

# "84 500" with a thin or a hard space is one number.
_WIDE_THOUSAND = regexes.rich(
    r"(?<=(?<![0-9.,])[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3}){0,3})[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))"
)
# What may stand inside a number and is in no table: other decimal and thousands marks, what cannot be seen, digits of
# other scripts, marks on a digit. No part of "84·5", "1'234" or "8\u200b4" is a number.
_WITHIN = r"[·．'\u066b\u066c\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u00ad](?=[.,]?\p{N})"
_OF_ANOTHER_SCRIPT = r"(?![0-9¹²³⁰⁴-⁹₀-₉])\p{N}"
_IS_BROKEN = regexes.rich(rf"(?<=[\p{{N}}.,]){_WITHIN}|{_OF_ANOTHER_SCRIPT}|(?<=[0-9.,])\p{{M}}")
_MAY_BE_BROKEN = regexes.plain(r"'[.,]?[0-9]")  # asked first: of ASCII nothing else can break a number
_BROKEN = regexes.rich(rf"(?:[0-9]|{_OF_ANOTHER_SCRIPT})(?:[0-9.,]|{_WITHIN}|{_OF_ANOTHER_SCRIPT}|\p{{M}}){{0,60}}")
# "84.5%²": elsewhere it belongs to a name, as in R², or is an exponent, as in 10².
_FOOTNOTE = regexes.rich(r"(?<=[\d%])(?<!(?<![0-9.,])10)²")
_NBSP = regexes.rich(r"(?<=[A-Za-z.,\d}])~(?=[\dA-Za-z\\$])")
_BRACES = str.maketrans({"{": " ", "}": " "})


def clean(text: str) -> str:
    r"""Make LaTeX and HTML residue readable without moving a character.

    >>> clean(r"84.5\% at $4\times$")
    '84.5 % at  4×      '
    >>> len(clean("AP^{box}")) == len("AP^{box}")
    True
    """
    swapped = (
        _HTML.sub(lambda match: html.unescape(match.group()).ljust(len(match.group())), text) if "&" in text else text
    )
    if not swapped.isascii():
        swapped = _WIDE_THOUSAND.sub(",", swapped).translate(_SWAPS)
    elif not swapped.isprintable():
        swapped = swapped.translate(_SWAPS)
    if not swapped.isascii() or _MAY_BE_BROKEN.search(swapped):
        if "²" in swapped:
            swapped = _FOOTNOTE.sub(" ", swapped)
        swapped = _BROKEN.sub(_unreadable, swapped).translate(_LAST)
    if "," in swapped and ("{,}" in swapped or "\\," in swapped):
        swapped = _WIDE_COMMA.sub(lambda match: "," * len(match.group()), swapped)
    if "http" in swapped or "\\" in swapped:
        swapped = _UNSEEN.sub(lambda match: " " * len(match.group()), swapped)
    if "\\" in swapped:
        swapped = _ESCAPED.sub(lambda match: " " * len(match.group()), swapped.replace("\\_", "__"))
        swapped = _NBSP.sub(" ", swapped) if "~" in swapped else swapped
        swapped = _COMMAND.sub(_meaning, swapped)
        swapped = swapped.replace("\\", " ")
    if "$" in swapped:
        swapped = _drop_math(_SPLIT_MAGNITUDE.sub(r" \1\2 ", swapped))
    if "{" in swapped or "}" in swapped:
        swapped = swapped.translate(_BRACES)
    if any(
        swapped.endswith(_LOST_BEFORE, 0, start) or swapped.startswith(_LOST_BEHIND, end)
        for start, end in digit_runs(swapped)
    ):
        swapped = _LOST_COMMAND.sub(_lost_meaning, swapped)
    return swapped


def _unreadable(match: re.Match[str]) -> str:
    """Leave a number, or blank one that is broken, so that no part of it is read."""
    return match.group() if _IS_BROKEN.search(match.group()) is None else "#" * len(match.group())


def _meaning(match: re.Match[str]) -> str:
    command = match.group(1)
    known = _COMMANDS.get(command)
    if known is not None:
        return known.ljust(len(command) + 1)
    # "\ours", "\methodname{}" are names of systems: the reader sees a word, so keep it; what formats its argument goes.
    formats = command in _FORMATTING or (match.group(2) is not None and command not in _CALCULATES)
    return " " * (len(command) + 1) if formats else " " + command


# Commands that say how a text looks, and nothing of what it says.
_LOOKS = """
    textbf textit emph texttt textsc textrm mathbf mathrm mathit mathcal mathbb text bf it em rm sc tt textsuperscript
    textsubscript underline url href footnote cite citep citet ref label color textcolor small large LARGE Large quad
    qquad xspace left right big Big bigl bigr operatorname boldsymbol includegraphics vspace hspace item begin end
    ensuremath mbox hbox bfseries itshape ttfamily sffamily scshape normalsize footnotesize uline uwave
"""
_CALCULATES = frozenset({"sqrt", "frac", "binom", "log"})  # words that keep numbers apart from prose
_FORMATTING = frozenset(_LOOKS.split())


def _lost_meaning(match: re.Match[str]) -> str:
    word = match.group(1) or match.group(2) or match.group(3)
    return _COMMANDS[word].rjust(len(match.group()) - len(word) + 1).ljust(len(match.group()))


# "$0.8$B": the letter belongs to the number.
_SPLIT_MAGNITUDE = regexes.rich(r"\$([0-9]{1,6}(?:\.[0-9]{1,4})?)\$([KMBT])(?![A-Za-z0-9])")
# "$5" is money when no closing dollar follows soon, or one that also begins a price: "from $5 to $6".
_MATH_PAIR = regexes.rich(r"\$(?!\d[^$]{0,80}\$\d)([^$]{0,80})\$")


def _drop_math(text: str) -> str:
    return _MATH_PAIR.sub(lambda m: " " + m.group(1) + " ", text)
