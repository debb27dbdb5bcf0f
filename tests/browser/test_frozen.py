"""A reader follows an address with a version: its figures, its links, its citation, and the way to the newest."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from layouts import ids

Visit = Callable[[str], Page]

FROZEN = "/measure/ehc_plans_in_20_weeks@2025.1"


def path(page: Page) -> str:
    return urlsplit(page.url).path


def test_a_frozen_address_keeps_its_figures_until_its_reader_asks_for_the_newest(visit: Visit) -> None:
    page = visit(FROZEN)
    lead = page.locator(f"#{ids.LEAD}")
    expect(page.locator(".version")).to_contain_text("data as of version 2025.1")
    expect(lead).to_contain_text("46.4%")
    within = page.locator("a[href^='/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert len(within) > 20
    assert not [each for each in within if "@2025.1" not in each and "@newest" not in each]

    page.select_option(f"#{ids.FILTERS}-year", "2023")
    expect(lead).to_contain_text("50.3%")
    page.locator("details.cite summary").click()
    cited = page.locator("details.cite")
    expect(cited).to_contain_text("Data version 2025.1+")
    expect(cited.get_by_text("This address")).to_have_attribute("href", f"{FROZEN}?year=2023")
    with page.expect_download() as saved:
        cited.get_by_text("BibTeX").click()
    assert saved.value.suggested_filename == "cite_measure_ehc_plans_in_20_weeks_year_2023_2025.1.bib"

    page.get_by_role("link", name="The lottery", exact=True).click()
    expect(page.locator("h1")).to_contain_text("lottery")
    assert path(page) == "/lottery@2025.1"
    expect(page.locator(".version")).to_contain_text("data as of version 2025.1")
    page.get_by_role("link", name="see the newest").click()
    page.wait_for_url("**/lottery")
    expect(page.locator(".version")).to_have_count(0)
