"""Complaints and appeals by keyboard, on a phone, and without scripts, in a real browser."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

Visit = Callable[[str], Page]

STATES = [
    "/complaints",
    "/complaints?council=kent&council=hertfordshire&council=bristol&council=city-of-london",
    "/complaints?measure=ombudsman_upheld_rate&view=map&council=kent&about=kent",
    "/complaints?measure=ombudsman_upheld_per_100k&words=zebra",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
NEWEST_OF_KENT = "https://www.lgo.org.uk/decisions/education/special-educational-needs/24-006-766"
MOST_TABS = 60
DECISIONS = "summary:has-text('own words')"
"""What opens the part with the search of decisions."""
PATIENCE = 20_000
"""Milliseconds for a page to be drawn on a busy machine."""


def tab_to(page: Page, text: str) -> None:
    """Press Tab until the link with these words has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if text in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"{text!r} was not reached with {MOST_TABS} presses of Tab")


def test_from_kents_page_to_a_kent_decision_in_two_clicks_by_keyboard(visit: Visit) -> None:
    page = visit("/area/kent")
    asked: list[str] = []

    def ombudsman(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<title>A decision</title>", content_type="text/html")

    page.route("https://www.lgo.org.uk/**", ombudsman)
    tab_to(page, "read decisions of the Ombudsman about Kent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/complaints?council=kent&about=kent#decisions")
    expect(page.locator("#decisions")).to_be_focused(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    assert 0 <= page.locator("#decisions").bounding_box()["y"] < 100
    newest = page.locator(".decisions article").first
    expect(newest).to_contain_text("Kent County Council")
    expect(newest).to_be_in_viewport()
    tab_to(page, "Read this decision about Kent")
    page.keyboard.press("Enter")
    page.wait_for_url("https://www.lgo.org.uk/**")
    assert asked == [NEWEST_OF_KENT]


@pytest.mark.parametrize("width", [390])
@pytest.mark.parametrize("address", STATES)
def test_no_state_of_the_page_breaks_a_rule_or_is_wider_than_the_screen(
    visit: Visit, page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.wait_for_load_state("networkidle")
    result = Axe().run(page, options=RULES)
    assert not result.violations_count, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_councils_are_added_and_left_out_and_stand_in_the_address(visit: Visit) -> None:
    page = visit("/complaints")
    for slug in ("kent", "leeds"):
        page.select_option("#filters-council", slug)
        page.click(".compare button")
        expect(page.locator(".chosen")).to_contain_text(slug.capitalize(), timeout=PATIENCE)
    assert page.url.endswith("/complaints?council=kent&council=leeds")
    expect(page.locator("#filters-council")).to_have_value("")
    page.click("text=Leave out Kent")
    page.wait_for_url("**/complaints?council=leeds")
    expect(page.locator(".chosen li")).to_have_count(1, timeout=PATIENCE)
    page.go_back()
    expect(page.locator(".chosen li")).to_have_count(2, timeout=PATIENCE)


def test_a_search_keeps_the_councils_and_waits_for_its_button(visit: Visit) -> None:
    page = visit("/complaints?council=leeds&measure=ombudsman_upheld_rate")
    page.click(DECISIONS)
    page.select_option("#filters-about", "kent")
    assert "about" not in page.url
    page.fill("#filters-words", "plan")
    page.keyboard.press("Enter")
    expect(page.locator(".status")).to_contain_text("about Kent", timeout=PATIENCE)
    assert "council=leeds" in page.url
    assert "measure=ombudsman_upheld_rate" in page.url
    assert page.evaluate("history.length") == 3


def test_decisions_can_be_searched_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/complaints?council=leeds")
        page.click(DECISIONS)
        page.select_option("#filters-outcome", "not-upheld")
        page.click("text=Show these decisions")
        assert "outcome=not-upheld" in page.url
        assert "council=leeds" in page.url
        told = page.locator(".decisions article .hint").all_inner_texts()
        assert told
        assert all(each.startswith("Not upheld") for each in told)
