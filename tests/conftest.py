"""What tests share: the publishers' own files, the served app, a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bench.serve import served

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT.parent / "shared" / "published"
NEVER_SKIPPED_IN_CI = ("published", "browser")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures that they ask for, so that no mark can be forgotten."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "published" in fixtures:
            item.add_marker("published")
        if "browser" in fixtures:
            item.add_marker("browser")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("published") and not PUBLISHED.is_dir():
        pytest.skip(
            "needs the publishers' own files in ../shared/published, which are not part of the repository"
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI, where everything is present, a skipped browser or published-file test is a failure."""
    report = yield
    needed = any(item.get_closest_marker(name) for name in NEVER_SKIPPED_IN_CI)
    if report.skipped and needed and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"May not be skipped in CI: {report.longrepr[2]}"
    return report


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of files as the publishers made them."""
    return PUBLISHED


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the app, served on a free port of this machine as `make run` serves it."""
    with served("app:server", workers=1) as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: the system's own, or else the one that Playwright has downloaded."""
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), playwright.chromium.executable_path)
        if not Path(found).exists():
            pytest.skip(
                "needs Chromium: install your system's chromium package, "
                "or run .venv/bin/playwright install chromium"
            )
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """An empty tab with nothing stored, whose addresses may be written from the root of the site."""
    with browser.new_context(base_url=site, locale="en-GB") as context:
        yield context.new_page()
