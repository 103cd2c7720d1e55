"""Other versions of Python, DuckDB and pandas write the same bytes: the bounds of pyproject.toml are tried ones."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from effort import Effort
from test_same_bytes import worked

pytestmark = pytest.mark.torture

ROOT = Path(__file__).parents[2]
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
OLDER = (("duckdb==1.4.*", "pandas==2.2.*"), ("duckdb==1.5.*",))
SETTINGS = {"PYTHONPATH": "", "PYTHONHASHSEED": "0"}
SAY = "import sys, duckdb, pandas; print(sys.version.split()[0], duckdb.__version__, pandas.__version__)"


def interpreters() -> list[str]:
    """The Pythons of this machine that may run it, one of each version."""
    kept = Path.home() / ".pyenv" / "versions"
    places = [os.environ.get("PATH", ""), *map(str, sorted(kept.glob("*/bin")))]
    return [found for name in PYTHONS if (found := shutil.which(name, path=os.pathsep.join(places)))]


def installed(python: str, pins: tuple[str, ...], folder: Path) -> str | None:
    """An environment with these versions; None where they cannot be had."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True, capture_output=True)
    own = str(folder / "bin" / "python")
    command = [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT), *pins]
    return None if subprocess.run(command, capture_output=True).returncode else own


def test_other_versions_write_the_same_bytes(
    tmp_path: Path, effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    if effort.share < 1:
        pytest.skip("installs for minutes: SHARE=1")
    wanted = [*((each, ()) for each in interpreters()), *((sys.executable, pins) for pins in OLDER)]
    digests = {worked(tmp_path / "here", SETTINGS)[0]}
    tried = []
    for number, (python, pins) in enumerate(wanted):
        own = installed(python, pins, tmp_path / f"venv{number}")
        if own is not None:
            digests.add(worked(tmp_path / f"work{number}", SETTINGS, own)[0])
            said = subprocess.run([own, "-c", SAY], capture_output=True, text=True, check=True)
            tried.append(said.stdout.strip().replace(" ", " / "))
    if not tried:
        pytest.skip("no package index: nothing can be installed")
    figure(
        f"Python / duckdb / pandas: {', '.join(tried)}", f"{len(tried)} sets", f"{len(digests)} version of the bytes"
    )
    assert len(digests) == 1
