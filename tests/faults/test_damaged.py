"""Damaged and foreign files in the database's place: a named error or the same answers, and no byte is changed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from effort import Effort

SCRIPT = Path(__file__).parent / "damaged.py"


def test_a_damaged_file_gives_a_named_error_or_the_right_answers(
    effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    command = [sys.executable, str(SCRIPT), "--files", str(effort.times(500, least=12))]
    done = subprocess.run([*command, "--seconds", str(effort.seconds)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    seen = ", ".join(f"{found[each]} {each}" for each in ("right", "named", "wrong", "crashed", "changed"))
    figure("damaged or foreign database files", f"{found['files']} files", seen)
    assert found["wrong"] == found["crashed"] == found["changed"] == 0, done.stderr
    assert found["named"] > 0
