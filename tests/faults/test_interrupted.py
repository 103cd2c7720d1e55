"""Builds and reports that are killed, or run out of disk: nothing is lost or half, and the next run goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from effort import Effort

pytestmark = pytest.mark.torture

SCRIPT = Path(__file__).parent / "interrupted.py"

# What is done → the faults: how often each in full, and at least.
TASKS = {
    "build": {"moment": (200, 3), "kill": (60, 3), "fail": (60, 3), "full": (60, 3)},
    "report": {"moment": (50, 3), "kill": (60, 3), "fail": (60, 3), "full": (100, 3)},
    "export": {"moment": (50, 3), "kill": (60, 3), "fail": (60, 3), "full": (100, 3)},
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
        # A random moment may come after the end, where there are few of them.
        assert found["interrupted"] or fault == "moment", f"{fault} never struck"
