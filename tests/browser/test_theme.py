"""Light or dark as the reader chose it, kept over a reload; colours that a device forces; and paper."""

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


def test_what_is_chosen_can_be_read_in_forced_colours_and_a_fold_on_paper(
    visit: Callable[[str], Page],
) -> None:
    page = visit("/complaints")
    page.emulate_media(forced_colors="active")
    for part in (".primary", ".views a[aria-current]"):
        plate = page.eval_on_selector(part, "each => getComputedStyle(each).forcedColorAdjust")
        assert plate == "none", f"{part}: words on a ground of ink are hidden by a plate in the page's colour"
    page.emulate_media(forced_colors="none", media="print")
    heading = page.locator(".fold > summary h2").first.bounding_box()
    assert heading
    assert heading["width"] > 300, "not set letter under letter in the place of the sign"
