"""A comparison as a picture for social media: dots, chances, the gap, the source and its date."""

from __future__ import annotations

from html import escape
from typing import Any

from layouts import theme
from layouts.words import wrap

WIDTH, HEIGHT, SIDE = 1200, 630, 60
DOTS = {2: 250, 3: 160, 4: 150}
"""Side of a square of a hundred dots, by the number of places."""
TOP = 172
ROW = 285
"""Height of a place among those that stand one under the other."""


def draw(
    panels: list[dict[str, Any]], heading: str, under: str, gaps: list[str], source: list[str], words: str
) -> str:
    """The whole picture, and the `words` for those who do not see it.

    A panel has `name`, `often` ('39 in 100'), `filled` (None for a gap) and `lines` under it.
    """
    title = wrap(heading, 54)[:2]
    told = [line for gap in gaps for line in wrap(gap, 120 if len(gaps) > 1 else 102)][:3]
    size, step = (21, 29) if len(gaps) == 1 else (18, 25)
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.ROLES["paper"]}"/>',
        f'<rect width="{WIDTH}" height="12" fill="{theme.ROLES["ink"]}"/>',
        *_lines(title, SIDE, 78 if len(title) == 1 else 64, 40 if len(title) == 1 else 34, 40, "ink", "bold"),
        *_lines([under], SIDE, 118 if len(title) == 1 else 136, 20, 0, "quiet"),
        *[part for at, panel in enumerate(panels) for part in _panel(panel, at, len(panels))],
        *_lines(told, SIDE, 552 - step * len(told), size, step, "ink", "bold"),
        f'<path d="M{SIDE} 556H{WIDTH - SIDE}" stroke="{theme.ROLES["line"]}" stroke-width="2"/>',
        *_lines(source, SIDE, 584, 16, 23, "quiet"),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{escape(theme.FONT)}"><title>{escape(words)}</title>{"".join(parts)}</svg>'
    )


def stacked(panels: list[dict[str, Any]], words: str) -> str:
    """The places one under the other, for a narrow picture that has its words around it."""
    step = (WIDTH - 2 * SIDE + 30) / 2
    rows = [
        f'<g transform="translate({-SIDE - at * step:.0f} {at * ROW - TOP + 10})">{"".join(_panel(panel, at, 2))}</g>'
        for at, panel in enumerate(panels)
    ]
    wide, tall = round(step), ROW * len(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" '
        f'font-family="{escape(theme.FONT)}"><title>{escape(words)}</title>{"".join(rows)}</svg>'
    )


def _panel(panel: dict[str, Any], at: int, count: int) -> list[str]:
    """One place: dots beside the words where there are two places, above them where there are more."""
    left = SIDE + at * (WIDTH - 2 * SIDE + 30) / count
    side, role = DOTS[count], theme.PLACES[at]
    has_dots = panel["filled"] is not None
    if count == 2:
        dots = _dots(panel["filled"], at, left, TOP, side) if has_dots else []
        return dots + _words(panel, role, left + (side + 30) * has_dots, TOP + 24, (28, 48, 18), (17, 12, 27))
    named = wrap(panel["name"], 27 if count == 3 else 21)[:2]
    name = _lines(named, left, TOP + 18 - 24 * (len(named) - 1), 20, 24, role, "bold")
    top = TOP + 32
    dots = _dots(panel["filled"], at, left, top, side) if has_dots else []
    sizes, widths = (0, 28, 15), (1, 20, 34 if count == 3 else 30)
    return name + dots + _words(panel | {"name": ""}, role, left, top + side * has_dots + 26, sizes, widths)


def _words(
    panel: dict[str, Any],
    role: str,
    x: float,
    y: float,
    sizes: tuple[int, int, int],
    widths: tuple[int, int, int],
) -> list[str]:
    """Name, chance and what stands under it, in three sizes, wrapped at so many characters each."""
    texts = ([panel["name"]], [panel["often"]], panel["lines"])
    parts: list[str] = []
    end = y - sizes[0] - 8
    for text, size, width, colour in zip(texts, sizes, widths, (role, "ink", "quiet"), strict=True):
        lines = [line for each in text if each for line in wrap(each, width)][:5]
        step = round(size * 1.32)
        if lines:
            weight = "normal" if size == sizes[2] else "bold"
            parts += _lines(lines, x, end + size + 10, size, step, colour, weight)
            end += size + 10 + step * (len(lines) - 1)
    return parts


def _dots(filled: int, at: int, left: float, top: float, side: int) -> list[str]:
    """A hundred dots, filled from the top."""
    step = side / 10
    colour, ring = theme.ROLES[theme.PLACES[at]], theme.ROLES["edge"]
    fills = [f'fill="{colour}"' if dot < filled else f'fill="none" stroke="{ring}"' for dot in range(100)]
    places = [(left + (dot % 10 + 0.5) * step, top + (dot // 10 + 0.5) * step) for dot in range(100)]
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{step * 0.39:.1f}" {fill}/>'
        for (x, y), fill in zip(places, fills, strict=True)
    ]


def _lines(
    texts: list[str], x: float, y: float, size: int, step: int, role: str, weight: str = "normal"
) -> list[str]:
    """Lines of text, one under the other."""
    return [
        f'<text x="{x:.0f}" y="{y + step * at:.0f}" font-size="{size}" font-weight="{weight}" '
        f'fill="{theme.ROLES[role]}">{escape(text)}</text>'
        for at, text in enumerate(texts)
    ]
