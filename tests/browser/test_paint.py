"""On a slow phone with a slow network a page can be read before its scripts have come."""

import pytest
from playwright.sync_api import Browser

from bench import paint


@pytest.mark.parametrize("address", ["/", "/area/kent"])
def test_the_largest_paint_waits_for_no_script(browser: Browser, site: str, address: str) -> None:
    paint.asked_for_before(browser, site, address)
    with paint.phone(browser, site) as tab:
        painted = paint.paint(tab, address, until="load")
    assert painted.words
    assert painted.ms < painted.fetched_ms("plotly"), "of one run, however busy the machine is"
