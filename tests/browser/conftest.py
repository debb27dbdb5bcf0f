"""The pages that browser tests go through, and how they are opened."""

import re
from collections.abc import Callable

import dash
import pytest
import requests
from playwright.sync_api import Page

from layouts import ids

Visit = Callable[[str], Page]


@pytest.fixture(scope="session")
def addresses(site: str) -> list[str]:
    """One address of every page; of a page that stands for many, the first that another page links to."""
    import app  # noqa: F401 - registers the pages

    registered = [page["path_template"] or page["path"] for page in dash.page_registry.values()]
    plain = [path for path in registered if "<" not in path]
    texts = [requests.get(site + path, timeout=30).text for path in plain]
    linked = [address for text in texts for address in re.findall(r'href="(/[^"?#]*)', text)]
    patterns = [re.compile(re.sub(r"<\w+>", "[^/]+", path)) for path in registered if "<" in path]
    return plain + [next(filter(pattern.fullmatch, linked)) for pattern in patterns]


@pytest.fixture
def visit(page: Page) -> Visit:
    """Open an address of the site and wait until React has drawn the page."""

    def opened(address: str) -> Page:
        page.goto(address, wait_until="networkidle")
        page.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
        return page

    return opened
