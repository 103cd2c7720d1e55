"""What several tests share: the extractor and the browser."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from leaderboard.linking import Extractor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One extractor for all tests: it keeps nothing between papers."""
    return Extractor()


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, started once; without it, or without the `browser` extra, a test skips and says what is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install 'leaderboard[browser]'")
    if not CHROMIUM:
        pytest.skip("no Chromium: install it (apt-get install chromium) or say where with CHROMIUM=path")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
