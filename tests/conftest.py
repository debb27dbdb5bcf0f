"""What tests share: the publishers' own files, the served app, a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.browser import NoBrowser, chromium
from bench.serve import served

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT.parent / "shared" / "published"
NEVER_SKIPPED_IN_CI = ("published", "browser")


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
    """Headless Chromium."""
    try:
        with chromium() as running:
            yield running
    except NoBrowser as missing:
        pytest.skip(str(missing))


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """An empty tab with nothing stored, whose addresses may be written from the root of the site."""
    with browser.new_context(base_url=site, locale="en-GB") as context:
        yield context.new_page()
