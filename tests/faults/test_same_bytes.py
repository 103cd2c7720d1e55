"""The same papers give the same bytes: in every zone, language, hash seed and folder; and nothing asks the network."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SURROUNDINGS = {
    "plain": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    "Kiritimati": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    "C": {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4294967295", "PYTHONUTF8": "0"},
}
WORK = """
import contextlib, ctypes, io, os, sys
from leaderboard.cli import app
out = io.StringIO()
for command in (
    ["build", "--database", "my.duckdb"], ["report", "--database", "my.duckdb", "--output", "report"],
    ["show", "--database", "my.duckdb", "--format", "json", "--top", "1000"],
    ["sql", "SELECT * EXCLUDE (source) FROM result JOIN document ON id = document_id ORDER BY ALL",
     "--database", "my.duckdb", "--format", "csv"],
):
    with contextlib.redirect_stdout(out if command[0] in ("show", "sql") else io.StringIO()):
        app(command, standalone_mode=False)
open("printed", "w", encoding="utf-8").write(out.getvalue())
print(ctypes.CDLL(os.environ["LD_PRELOAD"]).shim_network() if "LD_PRELOAD" in os.environ else 0)
"""


def worked(folder: Path, settings: dict[str, str], python: str = sys.executable) -> tuple[str, int]:
    """Build, report and print there; a digest of all that was written, and how often the network was asked."""
    folder.mkdir(parents=True)
    done = subprocess.run(
        [python, "-c", WORK], cwd=folder, env={**os.environ, **settings}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    digest = hashlib.sha256((folder / "printed").read_bytes())
    for each in sorted((folder / "report").rglob("*")):
        digest.update(str(each.relative_to(folder)).encode() + (each.read_bytes() if each.is_file() else b""))
    return digest.hexdigest(), int(done.stdout.splitlines()[-1])


@pytest.mark.torture
def test_the_same_bytes_everywhere_and_no_network(
    tmp_path: Path, shim: str, figure: Callable[[str, str, str], None]
) -> None:
    found = [
        worked(tmp_path / name / "sub", {**settings, "LD_PRELOAD": shim}) for name, settings in SURROUNDINGS.items()
    ]
    asked, versions = sum(network for _, network in found), len({digest for digest, _ in found})
    tried = f"{len(found)} surroundings"
    figure("zone, language, hash seed, folder: bytes of report and tables", tried, f"{versions} version")
    figure("calls to the network in build, report, show and sql", tried, str(asked))
    assert versions == 1
    assert asked == 0
