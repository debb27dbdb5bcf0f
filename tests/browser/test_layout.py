"""Every page on the smallest phone: nothing moves while it loads, and what is read or touched is large enough.

With SCREENSHOTS set to a folder, each page is also kept there as a picture at three widths, for people to look at.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

SMALL, WIDTHS = 320, (390, 768, 1280)
EACH = 10
"""Without SCREENSHOTS one page in so many is looked at: all of them take many minutes."""
MOST_SHIFT = 0.05
BODY, LEAST, TARGET = 16, 12, 24

WATCH = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(each => {
    if (!each.hadRecentInput) window.moved += each.value;
})).observe({type: 'layout-shift', buffered: true});
"""
SMALLEST = """
({least, body}) => {
    const found = [];
    const seen = each => each.checkVisibility({visibilityProperty: true}) && each.getBoundingClientRect().width > 1;
    const texts = document.createTreeWalker(document.querySelector('#react-entry-point'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        const words = texts.currentNode.textContent.trim();
        if (!words || parent.closest('style, script, option, noscript') || !seen(parent)) continue;
        const size = parseFloat(getComputedStyle(parent).fontSize);
        if (size < least) found.push(`${size} px: ${words.slice(0, 60)}`);
    }
    for (const image of document.querySelectorAll('img[src^="data:image/svg"]')) {
        if (!seen(image)) continue;
        const written = decodeURIComponent(image.src.slice(image.src.indexOf(',') + 1));
        const drawing = new DOMParser().parseFromString(written, 'image/svg+xml');
        const scale = image.getBoundingClientRect().width / drawing.documentElement.viewBox.baseVal.width;
        for (const text of drawing.querySelectorAll('text')) {
            const size = parseFloat(text.closest('[font-size]').getAttribute('font-size')) * scale;
            if (size < least - 0.05) found.push(`${size.toFixed(1)} px in a drawing: ${text.textContent}`);
        }
    }
    for (const text of document.querySelectorAll('main p:not([class]), main li:not([class])')) {
        const size = parseFloat(getComputedStyle(text).fontSize);
        const isSmall = text.closest('.cite, .card, figure, .keeping, .source, .hint, .caveats, details');
        const start = text.textContent.slice(0, 60);
        if (seen(text) && !isSmall && size < body) found.push(`running words of ${size} px: ${start}`);
    }
    return [...new Set(found)];
}
"""
TARGETS = """
least => {
    const touched = 'header :is(a, button), main :is(button, summary, select, input), .jump a, .views a';
    return [...document.querySelectorAll(touched)]
        .filter(each => each.checkVisibility({visibilityProperty: true}))
        .map(each => [each, each.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.height < least - 0.5 || box.width < least - 0.5))
        .map(([each, box]) => [box.width, box.height, each.textContent.slice(0, 40) || each.id].join(' '));
}
"""


def test_nothing_moves_and_all_is_large_enough(
    visit: Callable[[str], Page], one_of_each: list[str], page: Page
) -> None:
    page.add_init_script(WATCH)
    page.set_viewport_size({"width": SMALL, "height": 900})
    found: list[str] = []
    pages = one_of_each if os.environ.get("SCREENSHOTS") else one_of_each[::EACH]
    for address in pages:
        shown = visit(address)
        wide = shown.evaluate("document.documentElement.scrollWidth")
        found += [f"{address} is {wide} px wide and scrolls sideways"] if wide > SMALL else []
        moved = shown.evaluate("window.moved")
        shown.evaluate("document.querySelectorAll('details.fold').forEach(each => { each.open = true; })")
        found += [f"{address} moves by {moved:.3f} while it loads"] if moved >= MOST_SHIFT else []
        small = shown.evaluate(SMALLEST, {"least": LEAST, "body": BODY})
        found += [f"{address}: {each}" for each in [*small, *shown.evaluate(TARGETS, TARGET)]]
        kept(shown, address)
    assert not found, "\n".join(found)


def kept(shown: Page, address: str) -> None:
    """Pictures of a page in the folder that the environment names; none without one."""
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 900})
        shown.wait_for_timeout(300)
        shown.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    shown.set_viewport_size({"width": SMALL, "height": 900})
