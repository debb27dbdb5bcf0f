"""A first visit stays light enough for a phone, all that the browser fetches included."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

MOST_MEGABYTES, MOST_REQUESTS = 1.2, 25


@pytest.fixture
def received(page: Page) -> list[float]:
    """The bytes of each answer as they came over the wire, compressed."""
    sizes: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def test_home_is_light(visit: Callable[[str], Page], received: list[float]) -> None:
    visit("/")
    assert 0.1 < sum(received) / 1e6 <= MOST_MEGABYTES
    assert 5 < len(received) <= MOST_REQUESTS
