"""Take the pictures of the report that the README shows: `make screenshots`.

    python tests/bench/screenshots.py [REPORT]

Drives an installed Chromium without a window and without a network.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[2] / ".github"
PICTURES = {"index.png": "index.html", "board.png": "boards/imagenet-1k-top-1-accuracy-zero-shot.html"}
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    *("--force-color-profile=srgb", "--virtual-time-budget=5000", "--window-size=1200,900"),
)


def take_picture(page: Path, picture: Path) -> None:
    """Open the page and save what a window of 1200 by 900 shows."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("screenshots: no Chromium here\n  hint: apt-get install chromium")
    if not page.is_file():
        sys.exit(f"screenshots: {page} is missing\n  hint: make leaderboard")
    with tempfile.TemporaryDirectory() as profile:
        where = [f"--user-data-dir={profile}", f"--screenshot={picture.resolve()}", page.resolve().as_uri()]
        subprocess.run([browser, *FLAGS, *where], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Take the pictures."""
    report = Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/report")
    for picture, page in PICTURES.items():
        take_picture(report / page, FOLDER / picture)
        print(f"written: {FOLDER / picture} ({(FOLDER / picture).stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main()
