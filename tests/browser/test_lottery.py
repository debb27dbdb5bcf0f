"""Comparing councils and reading the lottery in a real browser: by keyboard and on a phone."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from layouts.comparison import choose
from layouts.places import councils
from metrics import borders, compute

Visit = Callable[[str], Page]

ON_TIME = "ehc_plans_in_20_weeks"
TWO, FOUR = "/compare?a=barnet&b=harrow", "/compare?a=barnet&b=sunderland&c=cumbria&d=city-of-london"
STATES = [
    (TWO, 390),
    (TWO, 1280),
    (f"{FOUR}&more=getting-assessed", 390),
    ("/lottery?measure=ombudsman_upheld_per_100k&area=kent&from=2021-22", 390),
    ("/lottery/borders?region=london", 1280),
    ("/lottery/persistence?area=kent", 390),
    ("/figure/ehc_plans_in_20_weeks/harrow?year=2025&beside=barnet", 1280),
]
"""States that no other page links to; `test_axe` opens the pages themselves at both widths."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
PATIENCE = 20_000
"""Milliseconds for a page to be drawn on a busy machine."""


@pytest.mark.parametrize(("address", "width"), STATES)
def test_no_state_breaks_a_rule_or_is_wider_than_the_screen(
    visit: Visit, page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(address)
    if "/compare" in address:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.wait_for_load_state("networkidle")
    result = Axe().run(page, options=RULES)
    assert not result.violations_count, result.generate_report()
    narrowest = {390: 320}.get(width, width)
    page.set_viewport_size({"width": narrowest, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= narrowest


def test_two_councils_are_compared_by_keyboard(visit: Visit) -> None:
    page = visit("/compare")
    page.focus("#place-a")
    page.keyboard.type("Barnet")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "place-b"
    page.keyboard.type("HA1 2XY")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?a=barnet&b=harrow")
    expect(page.locator("h1")).to_have_text("If you lived in Harrow instead of Barnet", timeout=PATIENCE)
    expect(page.locator(".hero-chances")).to_contain_text("Harrow is")
    page.locator(".hero-chances .gaps-told a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/figure/ehc_plans_in_20_weeks/harrow?year=2025&beside=barnet")
    expect(page.locator("h2").first).to_have_text("Beside Barnet", timeout=PATIENCE)


def test_a_welsh_postcode_is_told_at_its_box_and_leaves_no_trace(visit: Visit) -> None:
    page = visit("/compare")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("#place-a", "CF10 1EP")
    page.fill("#place-b", "Bristol")
    page.press("#place-b", "Enter")
    told = re.compile("That postcode is in Wales")
    expect(page.locator("#place-a")).to_have_accessible_description(told, timeout=PATIENCE)
    expect(page.locator("#place-a-error")).to_be_visible()
    expect(page.locator("#place-b")).to_have_value("Bristol")
    assert asked
    assert not [url for url in asked if "cf10" in url.lower()]


def test_a_surprise_shows_two_neighbours_far_apart(visit: Visit) -> None:
    page = visit("/compare")
    page.click("text=Surprise me")
    page.wait_for_url("**/compare?a=**")
    expect(page.locator(".hero-chances .gap-lower, .hero-chances .gap-higher")).to_have_count(
        1, timeout=PATIENCE
    )
    chosen = choose(dict(pair.split("=") for pair in page.url.partition("?")[2].split("&")))
    rows = borders.borders(ON_TIME, compute.periods_of(ON_TIME)[-1])
    good = {frozenset((row.high_area_code, row.low_area_code)) for row in rows.itertuples() if row.defensible}
    assert frozenset(chosen.codes) in good
    assert set(chosen.codes) <= {each.code for each in councils().values()}


def test_the_map_of_borders_follows_its_filters(visit: Visit) -> None:
    page = visit("/lottery/borders")
    first = page.locator(".border-list li").first.inner_text()
    page.select_option("#filters-region", "london")
    page.wait_for_url("**/lottery/borders?region=london")
    expect(page.locator("figcaption")).to_contain_text("in and around London", timeout=PATIENCE)
    assert page.locator(".border-list li").first.inner_text() != first
    page.go_back()
    expect(page.locator(".border-list li").first).to_have_text(first.replace("\n", ""), timeout=PATIENCE)


def test_a_council_of_a_pattern_leads_to_its_own_line(visit: Visit) -> None:
    page = visit("/lottery/persistence")
    council = page.locator(".columns a").first
    name = council.inner_text()
    council.click()
    page.wait_for_url("**/lottery/persistence?area=**")
    expect(page.locator("figcaption").first).to_contain_text(f"{name} in ", timeout=PATIENCE)
    page.wait_for_selector("#standing-own .main-svg")
    assert " allowing for chance" in (page.get_attribute("#standing-own-picture", "aria-label") or "")
    page.select_option("#filters-measure", "ehc_requests_refused")
    page.wait_for_url("**measure=ehc_requests_refused**")
    expect(page.locator("figcaption").first).to_contain_text(f"{name} in ", timeout=PATIENCE)
