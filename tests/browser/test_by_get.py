"""What Dash asks for while a page is open it asks by GET, which caches can keep: nothing is posted."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from layouts import ids, safety

Visit = Callable[[str], Page]
ON_TIME = "/measure/ehc_plans_in_20_weeks"
YEAR, LEAD = f"#{ids.FILTERS}-year", f"#{ids.LEAD}"
DRAWN = f"#{ids.MEASURE_CHART} .main-svg"


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """All requests that the tab makes, in order."""
    found: list[Request] = []
    page.on("request", lambda request: found.append(request))
    return found


def changes(asked: list[Request]) -> list[tuple[str, str, str]]:
    """Method, what was asked for, and at which address, of each change."""
    found = []
    for each in asked:
        parts = urlsplit(each.url)
        if parts.path.endswith(safety.CALLBACK):
            said = parse_qs(parts.query)
            found.append((each.method, *said.get("of", [""]), *said.get("at", [""])))
    return found


@pytest.mark.parametrize("address", [ON_TIME, f"{ON_TIME}@2025.1"])
def test_a_measure_is_opened_changed_and_gone_back_to_without_a_post(
    visit: Visit, asked: list[Request], address: str
) -> None:
    page = visit(address)
    expect(page.locator(DRAWN).first).to_be_visible()
    first = page.inner_text(LEAD)
    page.select_option(YEAR, "2023")
    expect(page.locator(LEAD)).to_contain_text("50.3%")
    page.go_back()
    expect(page.locator(LEAD)).to_have_text(first)
    expect(page.locator(DRAWN).first).to_be_visible()
    assert changes(asked) == [
        ("GET", "page", address),
        ("GET", "chart", f"{address}?year=2023"),
        ("GET", "chart", address),
    ]
    assert {each.method for each in asked} == {"GET"}


def test_what_is_no_page_s_change_is_posted_as_ever(visit: Visit, asked: list[Request]) -> None:
    page = visit("/accessibility")
    asked.clear()
    status = page.evaluate(
        """async address => {
            const body = JSON.stringify({output: 'x', inputs: [{id: 'x', property: 'value', value: 'kent'}]});
            return (await fetch(address, {method: 'POST', body, headers: {'Content-Type': 'application/json'}})).status;
        }""",
        safety.CALLBACK,
    )
    assert ([each.method for each in asked], status) == (["POST"], 400)
