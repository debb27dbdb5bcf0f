"""No page breaks a rule of WCAG 2.2 AA that a machine can check, on three widths and in both themes, or is too wide.

What is run where, and why that is enough:

- One address of every registered page, every view of a measure, and every state that no page links to. Other addresses
  of a page are made by the same functions from other words.
- Every rule once, on a phone in light colours: names, roles, order and structure do not depend on width or theme.
- Contrast once more in the dark. Colours do not depend on the width, so this is done at a desk, together with what does
  depend on it: the size of targets and what scrolls. These two are run on a tablet as well.
- Of a long table or list the first ROWS rows: the others are made by the same function. Measuring contrast takes time
  for each element, and two pages of thousands of rows took longer than all others together.
- Whether anything runs off the side: at each of these widths and on the smallest phone.

The script of axe is put into a page once, and one tab is used for all pages, so that what they share is fetched once.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bench.serve import PATIENCE
from layouts import ids

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
WIDE = ["target-size", "scrollable-region-focusable"]
ALL = {"type": "tag", "values": TAGS}
DARK_AND_WIDE = {"type": "rule", "values": [*COLOURS, *WIDE]}
ONLY_WIDE = {"type": "rule", "values": WIDE}
ROWS = 12
LATER = {"exclude": [[f"{row}:nth-child(n+{ROWS + 1})"] for row in ("tbody > tr", "li", "dl > div")]}
SCRIPT = Axe().axe_script
SMALL, PHONE, TABLET, DESK = 320, 390, 768, 1280
PARTS = 4
"""The addresses are shared out, so that several processes can look at them."""
STATES = [
    "/?problem=council&near=bristol",
    "/compare?a=barnet&b=harrow&problem=unknown-postcode&at=c",
    "/measure/ehc_plans_in_20_weeks?year=1066",
    "/embed/measure/ehc_plans_in_20_weeks?area=bristol",
]
"""Where something went wrong, and a chart in the page of another: what no page links to."""


@pytest.fixture(scope="module")
def tab(browser: Browser, site: str) -> Iterator[Page]:
    """One tab for all pages. Nothing fades, so that colours can be measured as soon as they are set."""
    with browser.new_context(
        base_url=site, viewport={"width": PHONE, "height": 900}, reduced_motion="reduce"
    ) as context:
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()


def opened(tab: Page, address: str) -> Page:
    """A page as React has drawn it, with axe in it."""
    tab.set_viewport_size({"width": PHONE, "height": 900})
    tab.goto(address, wait_until="networkidle")
    tab.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
    tab.evaluate(SCRIPT)
    return tab


def broken(page: Page, rules: dict[str, object]) -> str:
    """What breaks these rules, in words; '' where nothing does."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = AxeResults(page.evaluate("([where, how]) => axe.run(where, how)", [LATER, options]))
    return found.generate_report() if found.violations_count else ""


def looked_at(page: Page, address: str) -> Iterator[tuple[str, str]]:
    """Where and what is wrong with a page that is open on a phone in light colours."""
    yield f"{address} on a phone", broken(page, ALL)
    for width in (PHONE, SMALL, TABLET, DESK):
        if not fits(page, width):
            yield f"{address} at {width} px", "wider than the screen"
        if width == TABLET:
            yield f"{address} on a tablet", broken(page, ONLY_WIDE)
    page.emulate_media(color_scheme="dark")
    yield f"{address} at a desk in the dark", broken(page, DARK_AND_WIDE)
    page.emulate_media(color_scheme="light")


def fits(page: Page, width: int) -> bool:
    """Whether a page is no wider than a screen of this width, once its charts have followed."""
    page.set_viewport_size({"width": width, "height": 900})
    for _ in range(25):
        page.wait_for_timeout(100)
        if page.evaluate(f"innerWidth === {width} && document.documentElement.scrollWidth <= {width}"):
            return True
    return False


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_and_problems_break_no_rule_and_are_no_wider_than_the_screen(
    tab: Page, one_of_each: list[str], part: int
) -> None:
    reports: dict[str, str] = {}
    for address in [*one_of_each, *STATES][part::PARTS]:
        reports |= {where: said for where, said in looked_at(opened(tab, address), address) if said}
    assert not reports, "\n".join(f"{where}:\n{said}" for where, said in reports.items())


def test_everything_that_opens_breaks_no_rule_when_it_is_open(tab: Page) -> None:
    """Folds, menus and the marks of a chart, on a page that has one of each."""
    opened(tab, "/measure/ehc_plans_in_20_weeks?area=bristol")
    tab.wait_for_selector(".stick", state="attached")
    tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    tab.wait_for_selector("[data-keep]")
    tab.wait_for_selector("figure table")
    tab.focus(".stick")
    tab.keyboard.press("End")
    reports = {where: said for where, said in looked_at(tab, "everything open") if said}
    assert not reports, reports


def test_the_check_finds_what_is_wrong(tab: Page) -> None:
    """A machine that finds nothing must be shown to look: in the dark, at a desk, and for every rule."""
    opened(tab, "/accessibility")
    tab.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', `<img src='/assets/icon.svg'>"
        "<a href='/' style='display:block;width:9px;height:9px;font-size:4px'>a</a>"
        "<a href='/' style='display:block;width:9px;height:9px;font-size:4px'>b</a>"
        "<style>@media (prefers-color-scheme: dark) { main li { color: #333 !important; } }"
        " @media (prefers-color-scheme: light) { main li { color: #ddd !important; } }</style>`)"
    )
    found = dict(looked_at(tab, "wrong"))
    assert "image-alt" in found["wrong on a phone"]
    assert "color-contrast" in found["wrong on a phone"]
    assert "color-contrast" in found["wrong at a desk in the dark"]
    assert "target-size" in found["wrong at a desk in the dark"]
    assert "target-size" in found["wrong on a tablet"]
