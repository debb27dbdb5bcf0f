"""No page breaks a rule of WCAG 2.2 AA that a machine can check, on a phone or at a desk."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_violations(visit: Callable[[str], Page], addresses: list[str], page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    broken = {}
    for address in addresses:
        result = Axe().run(visit(address), options=RULES)
        if result.violations_count:
            broken[address] = result.generate_report()
    assert not broken, "\n".join(f"{address} at {width} px:\n{report}" for address, report in broken.items())


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(
    visit: Callable[[str], Page], addresses: list[str], page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    widths = {
        address: visit(address).evaluate("document.documentElement.scrollWidth") for address in addresses
    }
    assert not {address: found for address, found in widths.items() if found > width}
