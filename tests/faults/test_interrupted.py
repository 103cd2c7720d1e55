"""Builds and reports that are killed, or run out of disk: nothing is lost or half, and the next run goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Effort

pytestmark = pytest.mark.torture

SCRIPT = Path(__file__).parent / "interrupted.py"

# What is done → the faults: how often each in full, and at least.
TASKS = {
    "build": {"moment": (200, 2), "kill": (100, 2), "fail": (100, 2), "full": (50, 2)},
    "report": {"moment": (50, 1), "kill": (50, 2), "fail": (50, 2), "full": (25, 1)},
}
NAMES = {
    "moment": "kill -9 at a random moment",
    "kill": "kill -9 at the n-th write, sync or rename",
    "fail": "from the n-th write, sync or rename on all fail",
    "full": "no file may grow beyond n bytes (RLIMIT_FSIZE)",
}


@pytest.mark.parametrize("task", TASKS)
def test_interrupted_anywhere_nothing_is_lost_and_nothing_is_half(
    task: str, effort: Effort, figure: Callable[[str, str, str], None], shim: str
) -> None:
    faults = [f"{fault}={effort.times(full, least=least)}" for fault, (full, least) in TASKS[task].items()]
    command = [sys.executable, str(SCRIPT), task, *faults, "--seconds", str(effort.seconds)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LD_PRELOAD": shim})
    assert done.returncode == 0, done.stderr
    for fault, found in json.loads(done.stdout).items():
        wrong = {name: found[name] for name in ("lost", "partial", "half", "crashed", "different")}
        seen = ", ".join(f"{count} {name}" for name, count in wrong.items())
        figure(f"{task}: {NAMES[fault]}", f"{found['runs']} runs, {found['interrupted']} interrupted", seen)
        assert not any(wrong.values()), done.stderr
        assert found["interrupted"], f"{fault} never struck"
