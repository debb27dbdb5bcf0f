"""No page breaks a rule of WCAG 2.2 AA that a machine can check, on a phone or at a desk."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_break_no_rule_and_are_no_wider_than_the_screen(
    visit: Callable[[str], Page], addresses: list[str], page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    reports: dict[str, str] = {}
    for address in addresses:
        found = Axe().run(visit(address), options=RULES)
        if found.violations_count:
            reports[address] = found.generate_report()
        if page.evaluate("document.documentElement.scrollWidth") > width:
            reports[address] = reports.get(address, "") + "wider than the screen"
    assert not reports, "\n".join(f"{address} at {width} px:\n{said}" for address, said in reports.items())


def test_pages_are_no_wider_than_a_small_phone(
    visit: Callable[[str], Page], addresses: list[str], page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    needed = {
        address: visit(address).evaluate("document.documentElement.scrollWidth") for address in addresses
    }
    assert not {address: pixels for address, pixels in needed.items() if pixels > 320}
