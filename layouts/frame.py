"""How high the frame of an embedded chart has to be, so that nothing in it is cut off at any width.

A snippet gives its frame one height for every width. The words take most lines on a phone, a drawing is highest where
there is most room: the height is that of the worst of the usual widths.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from layouts import svg
from layouts.exhibit import Exhibit

WIDTHS = (320, 600, 960)
MAP_SHAPE, MAP_WIDTH = 1.36, 416
"""Height by width of a figure that does not say its height, and the most pixels it is wide."""
DRAWING_WIDTH = 736
"""The most pixels that a drawing is wide."""
SIDES = 24
"""Pixels of a frame's width, and of its height, around what is in it."""
TITLE, TEXT = (10.5, 22.5), (7.1, 20.3)
"""Pixels that a letter takes on average in the wider of the usual fonts, and a line of them."""
RAGGED = 20
"""Pixels that a line leaves free at its end on average, because words are not broken."""
APART, FOLDED = 6, 36
"""Pixels before a paragraph and around a chart; and of the words that are folded under it."""
NOTICE = 200
"""Letters of the notice that a frozen chart has once there are newer figures."""


def height(shown: Exhibit, is_frozen: bool) -> int:
    """Pixels for a chart with its words, in steps of ten; of a frozen one with room for the notice."""
    texts = [shown.explained, shown.credit, shown.page, *(["x" * NOTICE] if is_frozen else [])]
    texts += ["   ".join(words for words, _ in shown.key)] if shown.key else []
    most = max(_words(shown.finding, texts, width) + _chart(shown, width - SIDES) for width in WIDTHS)
    return ceil((SIDES + most) / 10) * 10


def _words(title: str, texts: Iterable[str], width: int) -> int:
    room = width - SIDES - RAGGED
    told = sum(_lines(text, TEXT, room) + APART for text in texts)
    return _lines(title, TITLE, room) + told + 2 * FOLDED + 2 * APART


def _lines(text: str, letters: tuple[float, float], room: int) -> int:
    across, down = letters
    return ceil(ceil(len(text) * across / room) * down)


def _chart(shown: Exhibit, width: int) -> int:
    if shown.drawing:
        wide, tall = svg.size(shown.drawing)
        return ceil(min(width, DRAWING_WIDTH) * tall / wide) + 2 * APART
    own = (shown.figure or {}).get("layout", {}).get("height")
    return (own or ceil(min(width + 8, MAP_WIDTH) * MAP_SHAPE)) + 3 * APART
