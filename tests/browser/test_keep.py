"""The menu under a chart, in a real browser: each kind of file is saved and opened, and copies reach the clipboard."""

import csv
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from metrics import versions
from tests.browser.conftest import PUBLIC

ON_TIME = "/measure/ehc_plans_in_20_weeks"
SPREAD = f"{ON_TIME}?area=bristol"
MENU, STATUS = "details.keep", ".keeping [role=status]"
PATIENCE = 30_000
"""Milliseconds for a picture to be drawn on a busy machine."""
CHARTS = [  # one of each way to a picture: thinned bars, outlines, rows set closer, a drawing with a card of its own
    f"{ON_TIME}?view=ranked",
    f"{ON_TIME}?view=map",
    f"{ON_TIME}?view=groups&area=bristol",
    "/compare?a=barnet&b=harrow",
]


@pytest.fixture(scope="module")
def desk(browser: Browser, public: str) -> Iterator[Page]:
    """One tab for the module, which may use the clipboard."""
    with browser.new_context(
        base_url=public, locale="en-GB", permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        yield context.new_page()


def opened(page: Page, address: str, at: int = 0) -> Page:
    """A page with one of its menus open."""
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector("#first-view", state="detached")
    menu = page.locator(MENU).nth(at)
    menu.locator("summary").click()
    menu.locator("[data-keep]").first.wait_for()
    return page


def saved(page: Page, kind: str, at: int = 0) -> Path:
    """A file that the menu saves, under the name it is given."""
    with page.expect_download(timeout=PATIENCE) as found:
        page.locator(MENU).nth(at).locator(f"[data-keep={kind}]").click()
    path = found.value.path().with_name(found.value.suggested_filename)
    found.value.save_as(path)
    return path


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def words_of(path: Path) -> str:
    return " ".join(ElementTree.parse(path).getroot().itertext())


def test_a_chart_is_saved_in_every_form(desk: Page) -> None:
    page = opened(desk, SPREAD)
    once, twice, social = (saved(page, kind) for kind in ("png-1", "png-2", "png-social"))
    version = versions.newest()
    stem = f"bristol-ehc_plans_in_20_weeks-2025-spread-v{version.id.replace('.', '-').replace('+', '-')}"
    assert [path.name for path in (once, twice, social)] == [
        f"{stem}-{end}.png" for end in ("1x", "2x", "social")
    ]
    width, height = png_size(once)
    assert width == 600
    assert png_size(twice)[0] == 1200
    assert abs(png_size(twice)[1] - 2 * height) <= 1
    assert png_size(social) == (1200, 630)
    assert all(path.stat().st_size > 50_000 for path in (once, twice, social)), "an empty picture weighs less"


def test_the_svg_says_what_whence_and_where_and_is_the_same_again(desk: Page) -> None:
    page = opened(desk, SPREAD)
    finding = page.inner_text("figcaption .finding")
    first = saved(page, "svg").read_bytes()
    page.set_viewport_size({"width": 500, "height": 900})
    opened(page, SPREAD)
    path = saved(page, "svg")
    page.set_viewport_size({"width": 1280, "height": 720})
    assert path.read_bytes() == first, "neither the day, the screen nor chance is in the picture"
    said = " ".join(words_of(path).split())
    for part in (
        finding,
        "Plans issued within 20 weeks as a share of plans issued",
        "Source: Department for Education, Education, health and care plans, 2026 release.",
        "Open Government Licence v3.0.",
        "Data fetched ",
        f"Data version {versions.newest().id}.",
        "Bristol 6.8%",
        "its statistical neighbours",
    ):
        assert part in said, part
    assert (
        f"{PUBLIC.removeprefix('https://')}{ON_TIME}@{versions.newest().name}?area=bristol"
        in said.replace(" ", "")
    )
    assert "127.0.0.1" not in said


def test_the_file_holds_the_numbers_of_the_chart_on_the_page(desk: Page) -> None:
    page = opened(desk, f"{ON_TIME}?region=london")
    dots = page.evaluate("document.querySelector('.js-plotly-plot').data.flatMap(each => [...each.x])")
    with page.expect_download() as found:
        page.click(f"{MENU} >> text=CSV")
    rows = list(csv.DictReader(found.value.path().read_text(encoding="utf-8").splitlines()))
    councils = [float(row["value"]) for row in rows if row["geographic_level"] == "local_authority"]
    assert sorted(councils) == pytest.approx(sorted(dots))
    assert {row["address"] for row in rows} == {f"{PUBLIC}{ON_TIME}@{versions.newest().name}?region=london"}


def test_the_menu_follows_a_filter(desk: Page) -> None:
    page = opened(desk, SPREAD)
    page.select_option("#filters-area", "kent")
    page.wait_for_url("**area=kent")
    own = re.compile(re.escape(f"/chart{ON_TIME}.json?view=spread&area=kent") + "$")
    expect(page.locator(".keeping")).to_have_attribute("data-chart", own, timeout=PATIENCE)
    assert saved(page, "svg").name.startswith("kent-")


@pytest.mark.parametrize("address", CHARTS)
def test_every_other_kind_of_chart_becomes_a_picture(desk: Page, address: str) -> None:
    page = opened(desk, address)
    for at in range(page.locator("figure " + MENU).count() or 1):
        menu = page.locator(MENU).nth(at)
        if not menu.evaluate("each => each.open"):
            menu.locator("summary").click()
        menu.locator("[data-keep]").first.wait_for()
        said = words_of(saved(page, "svg", at))
        for part in ("Source: ", f"Data version {versions.newest().id}", PUBLIC.removeprefix("https://")):
            assert part in said.replace("\n", " "), (address, at, part)
        assert png_size(saved(page, "png-social", at)) == (1200, 630)


def test_copies_reach_the_clipboard_and_a_refusal_is_told(desk: Page) -> None:
    page = opened(desk, SPREAD)
    page.click("[data-keep=copy-data]")
    expect(page.locator(STATUS)).to_have_text("The numbers are copied", timeout=PATIENCE)
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("metric\tarea_code\t")
    assert len(text.strip().splitlines()) > 140
    page.click("[data-keep=copy-picture]")
    expect(page.locator(STATUS)).to_have_text("The picture is copied", timeout=PATIENCE)
    kinds = "navigator.clipboard.read().then(items => items.flatMap(each => each.types))"
    assert page.evaluate(kinds) == ["image/png"]
    page.click("text=Copy the frozen one")
    expect(page.locator(STATUS)).to_have_text("The snippet is copied", timeout=PATIENCE)
    snippet = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{PUBLIC}/embed{ON_TIME}@{versions.newest().name}?view=spread&amp;area=bristol"' in snippet
    page.evaluate("void (navigator.clipboard.write = () => Promise.reject(new Error('no')))")
    page.click("[data-keep=copy-picture]")
    expect(page.locator(STATUS)).to_have_text(
        "This browser does not let a page copy that. Please save it instead.", timeout=PATIENCE
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_the_open_menu_breaks_no_rule_and_is_reached_by_keyboard(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    page = opened(desk, SPREAD)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context="details.keep")
    assert not found.violations_count, found.generate_report()
    page.locator(f"{MENU} summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(MENU)).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.keep") == "png-1"
    with page.expect_download(timeout=PATIENCE) as saved_by_key:
        page.keyboard.press("Enter")
    assert saved_by_key.value.suggested_filename.endswith("-1x.png")
    expect(page.locator(STATUS)).to_contain_text("Saved as bristol-", timeout=PATIENCE)
