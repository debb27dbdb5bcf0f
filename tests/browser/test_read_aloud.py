"""What a screen reader is told, from Chromium's own accessibility tree and from what its live regions say."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from layouts import ids

Visit = Callable[[str], Page]
VOICE = "#voice"
"""Where what came of a choice is said."""
PATIENCE = 30_000
"""Milliseconds for a page that nobody has asked for yet, on a busy machine."""


def tree(page: Page) -> list[dict[str, str]]:
    """Each node that is not ignored, with its role and its name."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        {"role": node["role"]["value"], "name": node.get("name", {}).get("value", "")}
        for node in nodes
        if not node["ignored"]
    ]


def test_a_fold_is_named_in_words_alone(visit: Visit) -> None:
    """No plus or minus sign, and a space between a figure and what it counts."""
    names = [node["name"] for node in tree(visit("/area/leeds")) if node["role"] == "DisclosureTriangle"]
    stages = [name for name in names if name.startswith("Getting")]
    assert len(stages) == 2
    assert all(re.match(r"Getting \D+ [\d,.%]+ \D", name) for name in stages)
    assert not [name for name in names if re.search("[+\u2212]", name)]


def test_a_chart_is_one_image_and_not_the_words_of_its_axes(visit: Visit) -> None:
    page = visit("/measure/ehc_plans_in_20_weeks")
    page.wait_for_selector(".stick", state="attached")
    found = tree(page)
    assert [node for node in found if node["role"] == "image" and "EHC plans" in node["name"]]
    assert not [node for node in found if node["role"] == "StaticText" and node["name"] == "20%"]


def test_names_that_may_have_been_meant_are_told_at_the_field(visit: Visit) -> None:
    page = visit("/?problem=council&near=bristol")
    box = page.get_by_label("Your postcode or council")
    expect(box).to_have_accessible_description(re.compile("^Problem: .*Did you mean Bristol\\?$"))


def test_what_a_choice_led_to_is_said(visit: Visit) -> None:
    page = visit("/revisions")
    page.focus(f"#{ids.FILTERS}-area")
    page.select_option(f"#{ids.FILTERS}-area", "leeds")
    expect(page.locator(VOICE)).to_have_text(re.compile(r"^\d+ rows: Leeds\.$"), timeout=PATIENCE)
    page.goto("/measure/ehc_plans_in_20_weeks?area=leeds", wait_until="networkidle")
    page.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
    page.click("nav.views >> text=Map")
    said = re.compile(r"^EHC plans issued within 20 weeks, .* England.*Leeds")
    expect(page.locator(VOICE)).to_have_text(said, timeout=PATIENCE)


def test_going_back_leads_to_where_the_reader_was(visit: Visit) -> None:
    page = visit("/area/leeds")
    page.click("summary:has(#reviews)")
    page.click("details:has(> summary #reviews) h3 a >> nth=0")
    page.wait_for_url("**/measure/**")
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    link = page.locator("details:has(> summary #reviews) h3 a >> nth=0")
    expect(link).to_be_focused()


def test_the_bars_of_a_year_are_read_from_the_lowest_figure(visit: Visit) -> None:
    page = visit("/lottery")
    expect(page.locator("header [aria-current=page]")).to_have_text("The lottery")
    page.wait_for_selector(".stick", state="attached")
    page.focus(".stick")
    ends = []
    for key in ("Home", *["ArrowRight"] * 4):
        page.keyboard.press(key)
        ends.append(float(re.findall(r"([\d.]+)%", page.get_attribute(".stick", "aria-valuetext") or "")[0]))
    assert ends == sorted(set(ends))
