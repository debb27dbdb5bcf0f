"""Headless Chromium: the system's own, or else the one that Playwright has downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoBrowser(RuntimeError):
    """No Chromium was found; the message says how to get one."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium; raises NoBrowser where there is none."""
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(found).exists():
            raise NoBrowser(
                "needs Chromium: install your system's chromium package, "
                "or run .venv/bin/playwright install chromium"
            )
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()
