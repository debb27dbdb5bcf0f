"""A page of older figures, as a cache may still have it: it becomes the page of those that are read now, or says so."""

import re
from collections.abc import Callable

import requests
from playwright.sync_api import Page, Route, expect

from layouts import bound

Visit = Callable[[str], Page]
PAGE, OTHER = "/measure/ehc_plans_in_20_weeks", "00000000"
FIGURES = (
    "() => [...document.querySelectorAll('[data-fragment]')].map(each => each.dataset.fragment.slice(2, 10))"
)


def test_an_older_page_is_loaded_anew_and_its_address_stays(site: str, visit: Visit, page: Page) -> None:
    answer = requests.get(site + PAGE, timeout=120)
    now = answer.headers[bound.HEADER]
    old = answer.text.replace(f"~{now}", f"~{OTHER}")
    assert old != answer.text

    def kept(route: Route) -> None:
        route.fulfill(body=old, content_type="text/html")

    page.route(f"**{PAGE}", lambda route: route.continue_() if "~" in route.request.url else kept(route))
    visit(PAGE)
    expect(page).to_have_url(re.compile(rf"^[^~]*{PAGE}$"))
    assert set(page.evaluate(FIGURES)) == {now}


def test_a_part_that_is_gone_says_so_and_leads_to_the_page_with_the_newest(visit: Visit) -> None:
    page = visit(PAGE)
    now = page.evaluate(FIGURES)[0]
    page.evaluate(
        "other => { const part = document.querySelector('details.keep [data-fragment]');"
        "part.dataset.fragment = part.dataset.fragment.replace(/~.{8}/, '~' + other); }",
        OTHER,
    )
    page.locator("details.keep summary").click()
    said = page.locator("details.keep .notice")
    expect(said).to_contain_text("have been replaced by newer ones")
    said.get_by_role("link", name="Load the page again").click()
    page.wait_for_url(re.compile(rf"^[^~]*{PAGE}$"))
    expect(page.locator("details.keep .notice")).to_have_count(0)
    assert set(page.evaluate(FIGURES)) == {now}
