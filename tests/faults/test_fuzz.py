"""Texts that nobody would write: none crashes, none hangs, and every number slices back to its characters."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from effort import Effort

SCRIPT = Path(__file__).parent / "fuzz.py"


def test_no_text_crashes_or_hangs_and_every_number_slices_back(
    effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    count = effort.times(1_000_000, least=4_000)
    seconds = str(10 * effort.seconds)
    workers = [
        subprocess.Popen(
            [sys.executable, str(SCRIPT), "--texts", str(count // 2), "--seconds", seconds, "--seed", str(seed)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in range(2)
    ]
    told = [worker.communicate() for worker in workers]
    complaints = "\n".join(errors for _, errors in told)
    assert not any(worker.returncode for worker in workers), complaints
    found = Counter[str]()
    for out, _ in told:
        found.update(json.loads(out))
    wrong = {each: found[each] for each in ("crashes", "hangs", "spans")}
    tried = f"{found['texts']:,} texts, {found['numbers']:,} numbers"
    figure(
        "fuzzed texts through decode, read, extract, store",
        tried,
        ", ".join(f"{n} {each}" for each, n in wrong.items()),
    )
    assert not any(wrong.values()), complaints
    assert found["numbers"] > found["texts"] / 10
