"""A sentence is copied with one key press, and selected where the clipboard may not be written to."""

from collections.abc import Callable

from playwright.sync_api import Page

SENTENCE = ".quote .copied"
DENIED = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }"
KEPT = "window.kept = ''; navigator.clipboard.writeText = text => { window.kept = text; return Promise.resolve(); }"


def press(page: Page) -> None:
    page.locator(".quote .copy").first.focus()
    page.keyboard.press("Enter")


def test_a_sentence_is_copied_with_its_source(visit: Callable[[str], Page]) -> None:
    page = visit("/sentences/barnet")
    page.evaluate(KEPT)
    press(page)
    page.get_by_role("status").filter(has_text="Copied.").wait_for(state="attached")
    kept = page.evaluate("window.kept")
    assert kept == page.locator(SENTENCE).first.inner_text().strip()
    assert "Source: Department for Education" in kept


def test_without_permission_the_sentence_is_selected(visit: Callable[[str], Page]) -> None:
    page = visit("/sentences/barnet")
    page.evaluate(DENIED)
    press(page)
    page.get_by_role("status").filter(has_text="The sentence is selected").wait_for(state="attached")
    selected = page.evaluate("String(getSelection()).trim()")
    assert selected == page.locator(SENTENCE).first.inner_text().strip()
