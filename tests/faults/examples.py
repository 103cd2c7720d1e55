"""Find texts that tell each pattern from what it would be with a part less: `make examples`.

    python -m tests.faults.examples [--tries 4000]

Every spoiled source that `mutants.py` makes changes a pattern; a text on which the two answer differently goes, with
the right answer, into tests/cases/patterns.toml. Texts that are there already are kept as long as they tell something.
Parts for which no text is found are printed: they change nothing, or hardly ever. Without tries, the texts that are
there are only answered anew, which takes seconds instead of minutes.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from random import Random
from types import ModuleType
from typing import Any

import regex

from leaderboard.patterns.pattern import Pattern
from leaderboard.patterns.symbols import NAME_OF, SYMBOL, grammar
from leaderboard.regexes import Regex
from leaderboard.vocabulary import load_vocabulary
from tests.faults.mutants import FILES, ROOT, mutants
from tests.faults.sampling import ALPHABET, Draw, sampler

TARGET = ROOT / "tests" / "cases" / "patterns.toml"
HEAD = """\
# A text for each part of a pattern, and what the pattern finds in it; without the part it would find something else.
# A rule finds numbers: 0 is the first word. Written by `make examples`; look at what changes here as at any change.
"""
BESIDE = ("", " ", "a", "Z", "0", ".", ",", "-", "/", "(", "%", "the ", " of", " and B", "x 1", "to ")
Found = list[Any]


class Tried:
    """A pattern of a module, with its source."""

    def __init__(
        self,
        compiled: Callable[[], re.Pattern[str]],
        source: str,
        verbose: bool = True,
        of_symbols: bool = False,
        shown: Sequence[str] = (),
    ) -> None:
        self._compile, self.source, self.verbose, self.of_symbols = compiled, source, verbose, of_symbols
        self.shown = shown  # texts that stand beside it
        self._compiled: re.Pattern[str] | None = None

    def answer(self, text: str) -> Found:
        """What is found in a text: pieces of it, or the places of numbers."""
        if self._compiled is None:
            self._compiled = self._compile()
        if self.of_symbols:
            symbols = "".join(SYMBOL[name] for name in text.split())
            return [match.start() for match in self._compiled.finditer(symbols)]
        return [match.group() for match in self._compiled.finditer(text)]


def patterns_in(file: str, source: str) -> dict[str, Tried]:
    """The patterns of a module that has this source."""
    module = ModuleType("spoiled")
    sys.modules["spoiled"] = module
    exec(compile(source, file, "exec"), module.__dict__)
    return dict(patterns_of(module))


def patterns_of(module: ModuleType) -> Iterator[tuple[str, Tried]]:
    """The patterns of a module, and the rules of its tables."""
    for name, value in vars(module).items():
        if isinstance(value, Regex):
            yield name, _plain(value)
        elif isinstance(value, Pattern):
            yield name, _shown(value)
        elif isinstance(value, list | tuple):
            for each in value:
                if hasattr(each, "before") and hasattr(each, "compiled"):
                    source = grammar(f"{each.before} QUANTITY {each.after}")
                    yield each.name, Tried(lambda rule=each: rule.compiled, source, of_symbols=True)
                elif isinstance(each, tuple) and len(each) == 2 and isinstance(each[1], Regex):
                    yield f"{name}.{each[0]}", _plain(each[1])
    if hasattr(module, "QuantityFinder"):
        yield "QuantityFinder.pattern", _shown(module.QuantityFinder(load_vocabulary().units).pattern)


def _plain(compiled: Any) -> Tried:
    return Tried(lambda: compiled, compiled.pattern, bool(compiled.flags & regex.VERBOSE))


def _shown(pattern: Pattern) -> Tried:
    return Tried(lambda: pattern.compiled, pattern.regex, shown=(*pattern.finds, *pattern.ignores))


def telling(right: Tried, spoiled: Tried, piece: str, known: list[str], tries: int, chance: Random) -> str | None:
    """A text on which the two differ, without what is not needed for it.

    It is drawn along their sources or is one that is known, and may hold what the piece stands for.
    """
    alphabet = "".join(NAME_OF) if right.of_symbols else ALPHABET
    draws = [sampler(each.source, each.verbose, alphabet) for each in (right, spoiled)]
    hint = _hint(piece, right, alphabet)
    for _ in range(tries):
        text = chance.choice(known) if known and chance.random() < 0.5 else chance.choice(draws)(chance)
        if chance.random() < 0.5:
            text = _with_piece(text, hint(chance), chance)
        if right.of_symbols:
            text = _with_more(text, alphabet, chance)
            text = " ".join(NAME_OF[symbol] for symbol in text if symbol in NAME_OF)
        else:
            text = _with_more(text, ALPHABET, chance)
            if chance.random() < 0.6:
                text = chance.choice(BESIDE) + text + chance.choice(BESIDE)
        if right.answer(text) != spoiled.answer(text):
            return shorter(text, lambda each: right.answer(each) != spoiled.answer(each), words=right.of_symbols)
    return None


def _known(texts: Iterable[str], of: Tried) -> list[str]:
    return ["".join(SYMBOL[name] for name in text.split()) if of.of_symbols else text for text in texts]


def _hint(piece: str, of: Tried, alphabet: str) -> Draw:
    """What draws texts of a piece of the source, also of one that is only looked at."""
    plain = re.sub(r"^\(\?<?[=!]", "(?:", piece.replace("{{", "{").replace("}}", "}"))
    try:
        return sampler(grammar(plain) if of.of_symbols else plain, of.verbose, alphabet)
    except (
        AssertionError,
        IndexError,
        KeyError,
        regex.error,
    ):  # a piece of Python, or of a pattern that is put together
        return lambda chance: ""


def _with_piece(text: str, piece: str, chance: Random) -> str:
    """The text with a piece at its beginning, its end, before or behind a word, or anywhere."""
    places = [0, len(text), chance.randint(0, len(text)), *(match.start() for match in re.finditer(r"\b", text))]
    at = chance.choice(places)
    rest = text[at:] if chance.random() < 0.6 else text[chance.choice([each for each in places if each >= at]) :]
    return text[:at] + chance.choice(["", "", " "]) + piece + chance.choice(["", "", " "]) + rest


def _with_more(text: str, alphabet: str, chance: Random) -> str:
    """The text as it is, or with a character more, less, or another."""
    if chance.random() < 0.6:
        return text
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(["", chance.choice(alphabet)]) + text[at + chance.randint(0, 1) :]


def shorter(text: str, tells: Callable[[str], bool], words: bool) -> str:
    """The text without the pieces that it tells as much without."""
    pieces = text.split() if words else list(text)
    glue = " " if words else ""
    size = max(1, len(pieces) // 2)
    while size:
        at = 0
        while at < len(pieces):
            less = pieces[:at] + pieces[at + size :]
            if tells(glue.join(less)):
                pieces = less
            else:
                at += size
        size //= 2
    return glue.join(pieces)


def told(file: str, examples: dict[str, dict[str, Found]], tries: int) -> Iterator[str]:
    """Complete the examples of a module's patterns; yield the parts that no text tells."""
    source = (ROOT / file).read_text(encoding="utf-8")
    right, chance, needed = patterns_in(file, source), Random(0), dict[str, dict[str, Found]]()
    for what, piece, other in mutants(source):
        try:
            spoiled = patterns_in(file, other)
        except Exception:  # not even Python, or no regex: any test notices
            continue
        changed = [name for name, each in spoiled.items() if name in right and each.source != right[name].source]
        if not changed:
            yield f"{file}:{what}: {piece[:80]}: in no pattern"
            continue
        for name in changed:
            there = needed.setdefault(name, {})
            if any(spoiled[name].answer(text) != found for text, found in there.items()):
                break
        else:
            for name in changed[:3]:
                there, mine, its = needed[name], right[name], spoiled[name]
                known = (text for text in examples.get(name, {}) if its.answer(text) != mine.answer(text))
                shown = _known([*there, *mine.shown], mine)
                text = next(known, None) or telling(mine, its, piece, shown, tries, chance)
                if text is not None:
                    there[text] = mine.answer(text)
                    break
            else:
                yield f"{file}:{what}: {piece[:80]}: nothing tells it"
    for name in right:
        if needed.get(name):
            examples[name] = dict(sorted(needed[name].items()))
        else:
            examples.pop(name, None)


@cache
def _right(file: str) -> tuple[dict[str, Tried], dict[str, dict[str, Found]]]:
    examples = tomllib.loads(TARGET.read_text(encoding="utf-8"))
    return patterns_in(file, (ROOT / file).read_text(encoding="utf-8")), examples.get(file, {})


def answered_otherwise(file: str, spoiled: str) -> bool:
    """Whether a module with this source cannot be made, or answers a text otherwise than is written down."""
    right, examples = _right(file)
    try:
        patterns = patterns_in(file, spoiled)
    except Exception:
        return True
    changed = {name: each for name, each in patterns.items() if each.source != right[name].source}
    return any(
        each.answer(text) != found for name, each in changed.items() for text, found in examples.get(name, {}).items()
    )


def as_toml(examples: dict[str, dict[str, dict[str, Found]]]) -> str:
    """The examples as a file."""
    lines = [HEAD]
    for file, patterns in examples.items():
        for name, texts in patterns.items():
            lines.append(f"[{quoted(file)}.{quoted(name)}]")
            lines += [
                f"{quoted(text)} = [{', '.join(quoted(each) for each in found)}]" for text, found in texts.items()
            ]
            lines.append("")
    return "\n".join(lines)


def quoted(value: object) -> str:
    """A text as TOML writes it; a number as it is.

    >>> print(quoted('a "b"'), quoted(3))
    "a \\"b\\"" 3
    """
    if not isinstance(value, str):
        return str(value)
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    hidden = (f"\\u{ord(c):04x}" if not c.isprintable() or unicodedata.combining(c) else c for c in plain)
    return f'"{"".join(hidden)}"'


def main() -> None:
    """Complete the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tries", type=int, default=4_000)
    choice = parser.parse_args()
    examples = tomllib.loads(TARGET.read_text(encoding="utf-8")) if TARGET.exists() else {}
    for file in FILES:
        there = examples.setdefault(file, {})
        for untold in told(file, there, choice.tries) if choice.tries else ():
            print(untold, flush=True)
        patterns = patterns_in(file, (ROOT / file).read_text(encoding="utf-8"))
        examples[file] = {
            name: {text: patterns[name].answer(text) for text in texts}
            for name, texts in there.items()
            if name in patterns
        }
    TARGET.write_text(as_toml(examples), encoding="utf-8")
    count = sum(len(texts) for patterns in examples.values() for texts in patterns.values())
    print(f"written: {TARGET.relative_to(ROOT)}, {count} texts")


if __name__ == "__main__":
    main()
