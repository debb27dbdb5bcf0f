"""What people come to do, in a real browser: find a council, explore, go back, use the keyboard, do without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from layouts import ids

ON_TIME = "/measure/ehc_plans_in_20_weeks"
BOX = f"#{ids.FIND_INPUT}"
REGION = f"#{ids.FILTERS}-region"

Visit = Callable[[str], Page]


def search(page: Page, text: str) -> None:
    page.fill(BOX, text)
    page.press(BOX, "Enter")
    page.wait_for_url(lambda url: "/find" not in url)


def until(page: Page, expression: str, seconds: float = 10) -> None:
    """Wait for a JavaScript expression; the site's policy forbids the eval in Playwright's own way."""
    for _ in range(int(seconds * 10)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {expression}")


@pytest.fixture
def marked(visit: Visit) -> Callable[[str], Page]:
    """Opens an address and marks the document, so that a reload would show."""

    def opened(address: str) -> Page:
        page = visit(address)
        page.evaluate("window.sameDocument = true")
        return page

    return opened


def is_same_document(page: Page) -> bool:
    return bool(page.evaluate("window.sameDocument === true"))


def test_a_postcode_finds_its_council_and_stands_in_no_address(visit: Visit) -> None:
    page = visit("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, "bs1 5tr")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/area/bristol")
    assert page.inner_text("h1") == "Bristol"
    assert asked
    assert not [url for url in asked if "bs1" in url.lower() or "5tr" in url.lower()]


def test_a_name_in_any_style_finds_its_council(visit: Visit) -> None:
    page = visit("/")
    search(page, "Kingston upon Hull, City of")
    assert page.url.endswith("/area/kingston-upon-hull")


def test_what_cannot_be_found_is_told_at_the_field_and_kept_out_of_the_address(visit: Visit) -> None:
    page = visit("/")
    search(page, "CF10 1EP")
    assert "cf10" not in page.url.lower()
    box = page.get_by_label("Your postcode or council")
    expect(box).to_be_focused()
    expect(box).to_have_accessible_description(re.compile("^Problem: That postcode is in Wales"))
    expect(box).to_have_attribute("aria-invalid", "true")
    search(page, "Bristoll")
    assert "bristoll" not in page.url.lower()
    page.get_by_role("link", name="Bristol", exact=True).first.click()
    page.wait_for_url("**/area/bristol")


def test_filters_change_the_address_and_the_chart_without_a_reload(marked: Visit) -> None:
    page = marked(ON_TIME)
    dots = "document.querySelector('.js-plotly-plot').data[0].x.length"
    everyone = page.evaluate(dots)
    page.focus(REGION)
    page.select_option(REGION, "london")
    page.wait_for_url("**?region=london")
    until(page, f"{dots} < {everyone}")
    assert is_same_document(page)
    assert page.evaluate("document.activeElement.id") == REGION[1:]
    assert "32 councils in London" in page.inner_text("figcaption")


def test_a_list_gone_through_by_keys_is_followed_at_enter_or_when_left(marked: Visit) -> None:
    page = marked(ON_TIME)
    page.focus(REGION)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    chosen = page.input_value(REGION)
    assert chosen
    assert "region" not in page.url, "nothing happens while the reader is still choosing"
    expect(page.locator("form.filters .apply")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**?region={chosen}")
    expect(page.locator("form.filters .apply")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.wait_for_url(f"**?region={page.input_value(REGION)}")
    assert not page.url.endswith(chosen)
    assert is_same_document(page)


def test_going_back_takes_a_filter_off_again(marked: Visit) -> None:
    page = marked(ON_TIME)
    dots = "document.querySelector('.js-plotly-plot').data[0].x.length"
    everyone = page.evaluate(dots)
    page.select_option(REGION, "london")
    until(page, f"{dots} < {everyone}")
    page.go_back()
    until(page, f"{dots} === {everyone}")
    assert page.input_value(REGION) == ""
    assert "region" not in page.url
    page.go_forward()
    until(page, f"{dots} < {everyone}")
    assert page.input_value(REGION) == "london"
    assert is_same_document(page)


def test_going_back_brings_the_former_view_back(marked: Visit) -> None:
    page = marked(ON_TIME)
    page.click("nav.views >> text=Over time")
    page.wait_for_selector(".chart.trend .main-svg")
    page.go_back()
    page.wait_for_selector(".chart.spread .main-svg")
    assert page.inner_text("nav.views [aria-current]") == "Spread"
    assert is_same_document(page)


def test_a_link_to_another_page_moves_the_focus_to_its_heading_and_names_the_tab(marked: Visit) -> None:
    page = marked(ON_TIME)
    page.click("header >> text=Methods")
    until(page, "document.activeElement.tagName === 'H1'")
    assert page.inner_text("h1") == "Methods"
    expect(page).to_have_title("Methods - The SEND postcode lottery")
    assert is_same_document(page)


def test_a_link_into_a_part_that_is_shut_and_fetched_later_opens_it(marked: Visit) -> None:
    page = marked("/accessibility")
    link = "<a href='/methods#ehc_plans_in_20_weeks'>A measure</a>"
    page.evaluate("link => document.querySelector('main h1').insertAdjacentHTML('afterend', link)", link)
    page.get_by_role("link", name="A measure").click()
    expect(page.locator("#ehc_plans_in_20_weeks").get_by_text("What it counts")).to_be_in_viewport()
    assert is_same_document(page)
    page.locator('.jump a[href="#weaknesses"]').click()
    expect(page.get_by_text("Leicester has no figures for 2025").first).to_be_visible()


def test_a_marked_council_is_named_in_words_and_in_the_chart(visit: Visit) -> None:
    page = visit(f"{ON_TIME}?area=bristol")
    assert "Bristol" in page.inner_text(".lead")
    assert "Bristol" in " ".join(page.locator(".chart .annotation-text").all_text_contents())
    assert "Bristol" in (page.get_attribute(".chart", "aria-label") or "")


def test_a_measure_is_shown_by_group_and_says_what_to_mind(visit: Visit) -> None:
    page = visit(f"{ON_TIME}?area=bristol")
    page.click("nav.views >> text=Groups")
    page.wait_for_selector(".chart.groups .main-svg")
    page.select_option(f"#{ids.FILTERS}-by", "ethnicity")
    page.wait_for_url("**by=ethnicity**")
    until(
        page,
        "document.querySelector('figcaption').innerText.includes('by ethnicity, 2024: Bristol and England')",
    )
    page.click("text=These figures as a table")
    page.wait_for_selector("figure table")
    table = page.inner_text("figure table")
    assert "Pakistani" in table
    assert "Fewer than 10 cases: not shown" in table
    assert "does not show that one is treated worse" in page.inner_text(f"#{ids.CARE}")


def test_the_table_behind_a_chart_comes_when_it_is_opened(visit: Visit) -> None:
    page = visit(f"{ON_TIME}?view=ranked")
    page.click("text=These figures as a table")
    page.wait_for_selector("figure table")
    assert page.locator("figure tbody tr").count() > 150
    page.select_option(REGION, "london")
    until(page, "document.querySelectorAll('figure tbody tr').length < 60")
    assert page.locator("figure tbody tr").count() > 30, "the table stays open and follows the filter"


def test_the_file_holds_what_is_shown(visit: Visit) -> None:
    page = visit(f"{ON_TIME}?region=london&view=table")
    page.wait_for_selector("figure table")
    shown = page.locator("figure tbody tr").count()
    with page.expect_download() as found:
        page.click("text=Download these figures")
    lines = found.value.path().read_text(encoding="utf-8").splitlines()
    assert found.value.suggested_filename.startswith("ehc_plans_in_20_weeks_")
    assert len(lines) == shown + 1


def test_a_strange_address_gets_plain_words_and_the_default(visit: Visit) -> None:
    page = visit(f"{ON_TIME}?year=1066&view=hologram&region=wessex")
    told = page.locator(".notice").all_inner_texts()
    assert len(told) == 3
    assert page.inner_text("nav.views [aria-current]") == "Spread"


def test_what_was_typed_before_the_page_was_whole_is_kept(page: Page) -> None:
    page.route("**/_dash-layout", lambda route: (page.wait_for_timeout(1500), route.continue_()))
    page.goto("/", wait_until="commit")
    page.wait_for_selector(f"#{ids.FIRST_VIEW} {BOX}")
    page.fill(f"#{ids.FIRST_VIEW} {BOX}", "Leeds")
    page.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
    assert page.input_value(BOX) == "Leeds"
    assert page.evaluate("document.activeElement.id") == ids.FIND_INPUT


def test_the_first_tab_stop_skips_to_the_content(visit: Visit) -> None:
    page = visit(ON_TIME)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


@pytest.fixture
def without_scripts(browser: Browser, site: str) -> Page:
    return browser.new_context(base_url=site, java_script_enabled=False).new_page()


def test_everything_that_matters_works_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/")
    assert "46.1%" in page.inner_text("main")
    page.fill(BOX, "Bristol")
    page.click("text=Show this council")
    page.wait_for_url("**/area/bristol")
    assert "EHC plans issued within 20 weeks" in page.inner_text("main")
    page.goto(ON_TIME)
    page.select_option(REGION, "london")
    page.click("button.apply")
    page.wait_for_url("**region=london**")
    page.click("text=These figures as a table")
    assert page.locator("figure tbody tr").count() < 60
