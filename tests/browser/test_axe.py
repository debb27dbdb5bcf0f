"""No page breaks a rule of WCAG 2.2 AA that a machine can check, on three widths and in both themes, or is too wide.

Every rule is run on every page once, on a phone in light colours. Elsewhere are run the rules that can come out
otherwise there. Colours are the same at every width, so their contrast is measured in each theme once; names, roles,
order and structure are the same at every width and in both themes, so they are looked at once. What does change with
the width is what stands close together, what scrolls, and which of two things is shown: WIDE. Of each rule only what
breaks it is gathered (`resultTypes`), which takes half the time.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from layouts import ids

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ONLY = {"resultTypes": ["violations"]}
ALL = {"runOnly": {"type": "tag", "values": TAGS}, **ONLY}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **ONLY}
WIDE = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}, **ONLY}
SMALL, PHONE, TABLET, DESK = 320, 390, 768, 1280
PARTS = 4
"""The addresses are shared out, so that several processes can look at them."""
STATES = [
    "/?problem=council&near=bristol",
    "/compare?a=barnet&b=harrow&problem=unknown-postcode&at=c",
    "/measure/ehc_plans_in_20_weeks?year=1066",
    "/no-such-page",
]
"""Where something went wrong: what no page links to."""


@pytest.fixture(scope="module")
def tab(browser: Browser, site: str) -> Iterator[Page]:
    """One tab for all pages: what they share is fetched once."""
    with browser.new_context(base_url=site, viewport={"width": PHONE, "height": 900}) as context:
        yield context.new_page()


def broken(page: Page, rules: dict[str, object]) -> str:
    """What breaks these rules, in words; '' where nothing does."""
    found = Axe().run(page, options=rules)
    return found.generate_report() if found.violations_count else ""


def looked_at(page: Page, address: str) -> Iterator[tuple[str, str]]:
    """Where and what is wrong with a page that is open on a phone in light colours."""
    yield f"{address} on a phone", broken(page, ALL)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    yield f"{address} in the dark", broken(page, COLOURS)
    page.emulate_media(color_scheme="light")
    for width in (SMALL, PHONE, TABLET, DESK):
        if not fits(page, width):
            yield f"{address} at {width} px", "wider than the screen"
        if width in (TABLET, DESK):
            yield f"{address} at {width} px", broken(page, WIDE)
    page.set_viewport_size({"width": PHONE, "height": 900})


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
    tab: Page, addresses: list[str], part: int
) -> None:
    reports: dict[str, str] = {}
    for address in [*addresses, *STATES][part::PARTS]:
        tab.goto(address, wait_until="networkidle")
        tab.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
        reports |= {where: said for where, said in looked_at(tab, address) if said}
    assert not reports, "\n".join(f"{where}:\n{said}" for where, said in reports.items())


def test_everything_that_opens_breaks_no_rule_when_it_is_open(tab: Page) -> None:
    """Folds, menus and the marks of a chart, on a page that has one of each."""
    tab.goto("/measure/ehc_plans_in_20_weeks?area=bristol", wait_until="networkidle")
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
    tab.goto("/accessibility", wait_until="networkidle")
    tab.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
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
    assert "color-contrast" in found["wrong in the dark"]
    assert "target-size" in found[f"wrong at {DESK} px"]
