"""No page breaks a rule of WCAG 2.2 AA that a machine can check, or is wider than a phone's or a desk's screen."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
SMALL, PHONE, DESK = 320, 390, 1280
PARTS = 4
"""The addresses are shared out, so that several processes can look at them."""


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_break_no_rule_and_are_no_wider_than_the_screen(
    visit: Callable[[str], Page], addresses: list[str], page: Page, part: int
) -> None:
    """Each page is opened once on a small phone and then made wider, as a phone that is turned."""
    reports: dict[str, str] = {}
    for place, address in enumerate(addresses[part::PARTS]):
        page.set_viewport_size({"width": SMALL, "height": 900})
        shown = visit(address)
        for width in (SMALL, PHONE, DESK):
            shown.set_viewport_size({"width": width, "height": 900})
            shown.wait_for_timeout(200)
            if shown.evaluate("document.documentElement.scrollWidth") > width:
                reports[f"{address} at {width} px"] = "wider than the screen"
            # The rules take longest: at a desk they are checked on every second page, at a phone on all.
            is_checked = width == PHONE or (width == DESK and place % 2 == 0)
            found = Axe().run(shown, options=RULES) if is_checked else None
            if found and found.violations_count:
                reports[f"{address} at {width} px"] = found.generate_report()
    assert not reports, "\n".join(f"{where}:\n{said}" for where, said in reports.items())
