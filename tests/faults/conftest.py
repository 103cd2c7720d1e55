"""How much the faults are tried, and the table of what was counted.

SHARE of the full counts and SECONDS for one row say how long the tests go on. Without SHARE, as in `make test`, each is
tried as little as shows anything, and those that take long even so are left to `make torture`.
"""

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

import pytest
from effort import Effort, Figure

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "outputs" / "reliability.toml"
WRITTEN = HERE.parents[1] / "leaderboard" / "report" / "reliability.toml"
HEAD = """\
# What was tried and what was seen, on one machine. Written by `make torture`; never by hand.
"""


FIGURES: list[Figure] = []


@pytest.fixture(scope="session")
def effort() -> Effort:
    return Effort()


@pytest.fixture
def figure() -> Callable[[str, str, str], None]:
    """Put a row into the table."""
    return lambda fault, tried, seen: FIGURES.append(Figure(fault, tried, seen))


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The library that counts and fails calls, compiled."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler: apt-get install gcc libc6-dev")
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(HERE / "shim.c"), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"the library that fails calls does not compile here: {done.stderr[:200]}")
    return str(library)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, and keep it."""
    if not FIGURES or not Effort().share:
        return
    terminalreporter.section("what was tried, and what was seen")
    wide = max(len(each.fault) for each in FIGURES), max(len(each.tried) for each in FIGURES)
    for each in FIGURES:
        terminalreporter.write_line(f"{each.fault:{wide[0]}}  {each.tried:{wide[1]}}  {each.seen}")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    target = WRITTEN if Effort().share == 1 else TARGET
    target.write_text(as_toml(machine, FIGURES), encoding="utf-8")
    terminalreporter.write_line(f"written: {target}")


def as_toml(machine: str, figures: Sequence[Figure]) -> str:
    """The table as data that the report reads.

    >>> print(as_toml("here", [Figure("a fault", "2 runs", "0 lost")]).removeprefix(HEAD), end="")
    machine = "here"
    figures = [
        ["a fault", "2 runs", "0 lost"],
    ]
    """
    rows = "".join(f"    {json.dumps(astuple(each), ensure_ascii=False)},\n" for each in figures)
    return f"{HEAD}machine = {json.dumps(machine)}\nfigures = [\n{rows}]\n"
