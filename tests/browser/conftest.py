"""The pages that browser tests go through, and how they are opened."""

import re
from collections.abc import Callable, Iterator

import dash
import pytest
import requests
from playwright.sync_api import Page

from bench.serve import PATIENCE, served
from layouts import ids, links, selection

Visit = Callable[[str], Page]
PUBLIC = "https://lottery.example.org"
"""Where the published copy of a test says that it is."""
VIEWS = [links.measure("ehc_plans_in_20_weeks", view=view) for view in selection.VIEWS]


@pytest.fixture(scope="session")
def examples(site: str) -> dict[str, list[str]]:
    """Every registered page: the path or template under which it is, with its one address or two of its many."""
    import app  # noqa: F401 - registers the pages

    registered = [page["path_template"] or page["path"] for page in dash.page_registry.values()]
    plain = [path for path in registered if "<" not in path]
    linked = linked_from(site, plain)
    councils = [path for path in linked if path.startswith("/area/")]
    linked |= linked_from(site, [councils[0], councils[-1]])
    return {path: examples_of(path, list(linked)) if "<" in path else [path] for path in registered}


@pytest.fixture(scope="session")
def addresses(examples: dict[str, list[str]]) -> list[str]:
    """One address of every page, two of a page that stands for many, and every view of a measure."""
    return [*(address for each in examples.values() for address in each), *VIEWS]


@pytest.fixture(scope="session")
def one_of_each(examples: dict[str, list[str]]) -> list[str]:
    """One address of every page and every view of a measure: others of a page differ in words alone."""
    return [*(each[-1] for path, each in examples.items() if path != links.measure("<metric_id>")), *VIEWS]


def linked_from(site: str, paths: list[str]) -> dict[str, None]:
    """The addresses that these pages link to, in their order."""
    texts = [requests.get(site + path, timeout=PATIENCE).text for path in paths]
    return dict.fromkeys(address for text in texts for address in re.findall(r'href="(/[^"?#]*)', text))


def examples_of(template: str, linked: list[str]) -> list[str]:
    """The first and last address of a page that stands for many, out of those that other pages link to."""
    pattern = re.compile(re.sub(r"<\w+>", "[^/]+", template))
    found = [address for address in linked if pattern.fullmatch(address)]
    assert found, f"no page links to {template}"
    return list({found[0]: None, found[-1]: None})


@pytest.fixture
def visit(page: Page) -> Visit:
    """Open an address of the site and wait until React has drawn the page."""

    def opened(address: str) -> Page:
        page.goto(address, wait_until="networkidle")
        page.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
        return page

    return opened


@pytest.fixture(scope="session")
def public() -> Iterator[str]:
    """The app served with an address of its own, as a published copy is: what leaves it names that address."""
    with served("app:server", workers=1, PUBLIC_URL=PUBLIC) as server:
        yield server.address
