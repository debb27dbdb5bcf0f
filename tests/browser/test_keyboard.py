"""Without a mouse, in a real browser: charts mark by mark, and what people come for from the first press of Tab."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from layouts import ids

Visit = Callable[[str], Page]
ON_TIME = "/measure/ehc_plans_in_20_weeks"
STICK, SAID, TOLD, RING = ".stick", ".walk [role=status]", ".walk .told", ".ring .line"
MOST_TABS = 80
REST = 900
"""Milliseconds after which the live region has spoken."""


def tab_to(page: Page, test: str) -> None:
    """Press Tab until the element that has the focus, `it`, passes a test in JavaScript."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(it => Boolean({test}))(document.activeElement)"):
            return
    raise AssertionError(f"not reached with {MOST_TABS} presses of Tab: {test}")


def on_chart(page: Page) -> Page:
    """The chart of the page has the focus, reached with Tab alone."""
    page.wait_for_selector(STICK, state="attached")
    tab_to(page, "it.className === 'stick'")
    return page


def named(page: Page) -> str:
    return page.get_attribute(STICK, "aria-valuetext") or ""


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return named(page)


def test_a_chart_is_read_value_by_value_and_holds_every_row_of_its_table(visit: Visit) -> None:
    page = on_chart(visit(ON_TIME))
    names, figures = [press(page, "Home")], [page.inner_text(f"{TOLD} span >> nth=0")]
    for _ in range(int(page.get_attribute(STICK, "max") or 0)):
        names.append(press(page, "ArrowRight"))
        figures.append(page.inner_text(f"{TOLD} span >> nth=0"))
    assert press(page, "ArrowRight") == names[-1], "the end holds"
    page.click("text=These figures as a table")
    page.wait_for_selector("figure table")
    rows = page.locator("figure tbody tr.level-local_authority").all_inner_texts()
    listed = {cells[0]: cells[1] for cells in (re.split(r"\t+", row) for row in rows)}
    assert len(set(names)) == len(names) > 140
    assert {name: listed[name] for name in names} == dict(zip(names, figures, strict=True))
    values = [float(figure.rstrip("%")) for figure in figures]
    assert values == sorted(values)


def test_a_chart_says_how_it_is_walked_before_it_has_the_focus(visit: Visit) -> None:
    """Who reads a page line by line meets the chart without going into it."""
    page = visit(ON_TIME)
    page.wait_for_selector(STICK, state="attached")
    assert re.fullmatch(r"1\d\d marks, none chosen yet", named(page))
    assert "Arrow keys" in page.evaluate(
        f"document.querySelector('{STICK}').ariaDescribedByElements[0].textContent"
    )


def test_the_live_region_says_all_of_a_mark_once_the_keys_rest(visit: Visit) -> None:
    page = on_chart(visit(ON_TIME))
    page.evaluate(
        f"window.spoken = []; new MutationObserver(() => spoken.push(document.querySelector('{SAID}').textContent))"
        f".observe(document.querySelector('{SAID}'), {{childList: true, characterData: true, subtree: true}})"
    )
    last = press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    page.wait_for_timeout(REST)
    spoken = [text for text in page.evaluate("spoken") if text]
    assert len(spoken) == 1, "nothing of the marks that were passed by"
    assert spoken[0].startswith(f"{last}. ")
    assert re.search(r"\d%\. [\d,]+ of [\d,]+\. 95% interval .* to .*%\.", spoken[0])
    assert re.search(r"Rank, best first: .*\d(st|nd|rd|th) of \d+, ", spoken[0])
    page.keyboard.press("Tab")
    assert page.inner_text(SAID) == ""


def test_a_mark_under_the_keys_is_ringed_where_it_stands(visit: Visit) -> None:
    page = on_chart(visit(f"{ON_TIME}?area=bristol"))
    assert named(page) == "Bristol", "the reader's own council comes first"
    own = page.locator(".scatterlayer .trace").last.locator(".point").bounding_box()
    ring = page.locator(RING).bounding_box()
    assert own
    assert ring
    assert abs(own["x"] + own["width"] / 2 - ring["x"] - ring["width"] / 2) < 1
    assert abs(own["y"] + own["height"] / 2 - ring["y"] - ring["height"] / 2) < 1
    assert ring["width"] > own["width"] + 4


@pytest.mark.parametrize("key", ["Escape", "Tab", "Shift+Tab"])
def test_keys_leave_the_chart(visit: Visit, key: str) -> None:
    page = on_chart(visit(ON_TIME))
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.className") != "stick"
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    expect(page.locator(RING)).to_have_count(0)
    expect(page.locator(TOLD)).to_be_hidden()


def test_a_map_is_walked_in_four_directions_and_enter_opens_a_council(visit: Visit) -> None:
    page = on_chart(visit(f"{ON_TIME}?view=map&area=leeds"))
    places = {}
    for key, axis, sign in (
        ("ArrowUp", "y", -1),
        ("ArrowDown", "y", 1),
        ("ArrowLeft", "x", -1),
        ("ArrowRight", "x", 1),
    ):
        press(page, *"leeds")
        assert named(page) == "Leeds"
        page.wait_for_timeout(REST)
        before = page.locator(RING).first.bounding_box()
        places[key] = press(page, key)
        after = page.locator(RING).first.bounding_box()
        assert before
        assert after
        middles = [box[axis] + box["width" if axis == "x" else "height"] / 2 for box in (before, after)]
        assert (middles[1] - middles[0]) * sign > 0, key
    assert len(set(places.values())) == 4
    page.wait_for_timeout(REST)
    press(page, *"north y")
    page.keyboard.press("Enter")
    page.wait_for_url("**/area/north-yorkshire")
    expect(page.locator("h1")).to_have_text("North Yorkshire")


def test_every_council_of_a_map_can_be_reached(visit: Visit) -> None:
    page = on_chart(visit(f"{ON_TIME}?view=map"))
    count = int(page.get_attribute(STICK, "max") or 0) + 1
    names = {press(page, "Home"), *(press(page, "PageUp") for _ in range(count))}
    assert len(names) == count > 150


def test_a_frozen_chart_opens_a_council_of_its_version(visit: Visit) -> None:
    page = on_chart(visit(f"{ON_TIME}@2025.1"))
    press(page, *"kent", "Enter")
    page.wait_for_url("**/area/kent@2025.1")


def test_a_council_is_found_from_the_first_press_of_tab(visit: Visit) -> None:
    page = visit("/")
    tab_to(page, f"it.id === '{ids.FIND_INPUT}'")
    page.keyboard.type("Leeds")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/area/leeds")


def test_a_picture_and_a_table_are_saved(visit: Visit) -> None:
    page = on_chart(visit(f"{ON_TIME}?area=leeds"))
    tab_to(page, "it.matches('.keep > summary')")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-keep]")
    tab_to(page, "it.dataset.keep === 'png-1'")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert found.value.suggested_filename.endswith(".png")
    expect(page.locator(".keeping [role=status]")).to_contain_text("Saved as")
    tab_to(page, "it.textContent.includes('Download these figures')")
    with page.expect_download() as table:
        page.keyboard.press("Enter")
    assert b"Leeds" in table.value.path().read_bytes()
