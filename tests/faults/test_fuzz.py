"""Texts that nobody would write: none crashes, none hangs, and every number slices back to its characters."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from conftest import Effort

SCRIPT = Path(__file__).parent / "fuzz.py"


def test_no_text_crashes_or_hangs_and_every_number_slices_back(
    effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    count = effort.times(1_000_000, least=4_000)
    command = [sys.executable, str(SCRIPT), "--texts", str(count), "--seconds", str(10 * effort.seconds)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    wrong = {each: found[each] for each in ("crashes", "hangs", "spans")}
    tried = f"{found['texts']:,} texts, {found['numbers']:,} numbers"
    figure(
        "fuzzed texts through decode, read, extract, store",
        tried,
        ", ".join(f"{n} {each}" for each, n in wrong.items()),
    )
    assert not any(wrong.values()), done.stderr
    assert found["numbers"] > found["texts"] / 10
