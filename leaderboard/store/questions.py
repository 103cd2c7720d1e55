"""The questions that users ask, each a file of SQL in queries/.

A file begins with one comment line that says what it answers, then a line for each parameter:

    -- The best zero-shot result of each year on one dataset.
    -- :dataset = 'ImageNet-1k'
    -- :metric = NULL
    SELECT … WHERE dataset = $dataset

A line `-- pivot: model × dataset = value` lets the answer come as a matrix. A line `-- needs: model` names the
parameters of which one must be given: without it, the answer would be empty for no reason that anyone can see.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from leaderboard.errors import QueryError, UnknownName

PARAMETER = re.compile(r"^-- :(?P<name>[a-z_]+) = (?P<default>.+)$", re.MULTILINE)
NEEDS = re.compile(r"^-- needs: (?P<names>[a-z_, ]+)$", re.MULTILINE)
PIVOT = re.compile(r"^-- pivot: (?P<rows>\w+) × (?P<columns>\w+) = (?P<values>\w+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: what it answers, its parameters with their defaults, its SQL."""

    name: str
    answers: str
    parameters: Mapping[str, str | float | None]
    sql: str
    pivot: tuple[str, str, str] | None = None
    needs: tuple[str, ...] = ()  # one of these must be given

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Complete the values a user gave with the defaults; text becomes a number where the default is one.

        Raises UnknownName for a parameter it does not have, QueryError for a number that is none and for a
        question that is not complete.
        """
        for name in given:
            if name not in self.parameters:
                raise unknown("parameter", name, self.parameters, where=self.name)
        if self.needs and not any(given.get(name) for name in self.needs):
            hint = f"add {' or '.join(f'{name}=…' for name in self.needs)}"
            raise QueryError(f"does not say which {' or '.join(self.needs)}", where=self.name, hint=hint)
        return {
            name: default if given.get(name) is None else self._like(default, given[name], name)
            for name, default in self.parameters.items()
        }

    def _like(self, default: str | float | None, value: Any, name: str) -> Any:
        if not isinstance(default, float):
            return str(value)
        try:
            return float(value)
        except ValueError as error:
            raise QueryError(
                f"{name} = {value!r} is not a number", where=self.name, hint=f"{name}={default}"
            ) from error


@cache
def questions() -> Mapping[str, Question]:
    """All named questions, by name.

    >>> questions()["coverage"].answers
    'How well each dataset is covered, and how much the texts leave unsaid.'
    """
    folder = files("leaderboard.store").joinpath("queries")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql"))
    found = [_question(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names]
    return MappingProxyType({each.name: each for each in found})


def question(name: str) -> Question:
    """Look one up; raises UnknownName with near ones."""
    if name not in questions():
        raise unknown("question", name, questions())
    return questions()[name]


def _question(file: str, sql: str) -> Question:
    pivot, needs = PIVOT.search(sql), NEEDS.search(sql)
    return Question(
        name=file.removesuffix(".sql"),
        answers=sql.split("\n", 1)[0].removeprefix("-- "),
        parameters=MappingProxyType({each["name"]: _default(each["default"]) for each in PARAMETER.finditer(sql)}),
        sql=sql,
        pivot=(pivot["rows"], pivot["columns"], pivot["values"]) if pivot else None,
        needs=tuple(needs["names"].split(", ")) if needs else (),
    )


def _default(text: str) -> str | float | None:
    if text == "NULL":
        return None
    return text[1:-1] if text.startswith("'") else float(text)


def unknown(kind: str, name: str, known: Mapping[str, Any], where: str | None = None) -> UnknownName:
    """The error for a name that does not exist, with the near ones as its hint.

    >>> unknown("question", "histroy", {"history": 1}).hint
    'did you mean history?'
    """
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(known) or 'none'}"
    return UnknownName(f"no {kind} {name!r}", where=where, hint=hint)
