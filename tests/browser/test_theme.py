"""Light or dark as the reader chose it: kept over a reload and on other pages, and taken back with a second press."""

from collections.abc import Callable

from playwright.sync_api import Page

THEME = "document.documentElement.dataset.theme || ''"
GROUND = "getComputedStyle(document.body).backgroundColor"


def test_chosen_colours_stay_after_a_reload_and_on_another_page(visit: Callable[[str], Page]) -> None:
    page = visit("/accessibility")
    light = page.evaluate(GROUND)
    page.click("button.colours")
    dark = page.evaluate(GROUND)
    assert dark != light
    page.reload(wait_until="commit")
    page.wait_for_selector("h1")
    assert page.evaluate(THEME) == "dark", "in force before any script of the page has run"
    assert visit("/leads").evaluate(GROUND) == dark
    page.click("button.colours")
    page.reload()
    assert (page.evaluate(THEME), page.evaluate(GROUND)) == ("", light)
