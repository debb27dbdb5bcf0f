"""A briefing prints on one sheet; a reader changes a letter, copies it and saves it, and nothing leaves the browser."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Route
from pypdf import PdfReader

from layouts import ids, links
from layouts.places import ENGLAND, councils

Visit = Callable[[str], Page]
LONGEST = max(councils().values(), key=lambda place: len(place.name)).code


@pytest.mark.parametrize("code", [ENGLAND, LONGEST, councils()["newham"].code, councils()["cumbria"].code])
def test_a_briefing_prints_on_one_sheet_of_a4(visit: Visit, code: str) -> None:
    printed = PdfReader(io.BytesIO(visit(links.briefing(code)).pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    width, height = printed.pages[0].mediabox[2:]
    assert (round(width), round(height)) == (595, 842)
    said = printed.pages[0].extract_text()
    assert "How to complain" in said
    assert "Data version" in said
    assert "Cite this page" not in said


def test_a_letter_is_changed_copied_and_saved_in_the_browser_alone(visit: Visit) -> None:
    page = visit(links.campaign(councils()["newham"].code))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    letter, asked = page.get_by_label("Letter to your MP"), []
    page.on("request", lambda request: asked.append(_told(request)))
    written = letter.input_value()
    assert "[name of your MP]" in written
    letter.fill(written.replace("[name of your MP]", "Ms Somebody"))
    page.locator(f'[data-copy="{ids.LETTER}"]').click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Dear Ms Somebody,")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save as a text file").click()
    assert kept.value.suggested_filename == "letter_to_mp_newham.txt"
    assert kept.value.path().read_text(encoding="utf-8").startswith("Dear Ms Somebody,")
    assert not [each for each in asked if "Somebody" in each or not each.startswith("blob:")]


def test_the_characters_of_a_short_text_are_counted(visit: Visit) -> None:
    page = visit(links.campaign(councils()["newham"].code))
    page.get_by_label("Short text for social media").fill("Twelve signs")
    assert page.locator(f'[data-count="{ids.POST}"]').inner_text() == "12 of 280 characters"


def test_what_is_written_before_the_page_is_drawn_is_kept(page: Page) -> None:
    held: list[Route] = []
    page.route("**/_dash-layout", lambda route: held.append(route))  # without it nothing is drawn
    page.goto(links.campaign(councils()["newham"].code), wait_until="domcontentloaded")
    page.locator(f"#{ids.FIRST_VIEW} #{ids.LETTER}").fill("Written early")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    page.wait_for_selector(f"#{ids.FIRST_VIEW}", state="detached")
    assert page.get_by_label("Letter to your MP").input_value() == "Written early"


def _told(request: Request) -> str:
    return f"{request.url} {request.post_data or ''}"
