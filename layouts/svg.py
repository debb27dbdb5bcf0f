"""Small drawings as SVG text, for rows of many: they need no script, print sharply and weigh a few hundred bytes."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from layouts import theme
from layouts.words import wrap

SAFE = " =:/;,()-._~"
"""Characters that may stand in a data address as they are."""


def drawing(width: int, height: int, parts: list[str], words: str) -> str:
    """A whole SVG document; `words` say what it shows."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' font-family="{escape(theme.FONT)}" font-size="12"><title>{escape(words)}</title>{"".join(parts)}</svg>'
    )


def size(drawing: str) -> tuple[int, int]:
    """The width and height that a drawing says it has."""
    found = re.search(r' width="(\d+)" height="(\d+)"', drawing)
    assert found, f"no width and height in {drawing[:80]!r}: it is not one of `drawing`"
    return int(found[1]), int(found[2])


def framed(picture: str, size: tuple[int, int], heading: str, under: str, source: str) -> str:
    """A picture of a size with what it needs where it stands alone: its finding above, its source below."""
    width, height = size
    titles = [(line, 52, 62, "ink", "bold") for line in wrap(heading, width // 28)]
    titles += [(line, 34, 44, "quiet", "normal") for line in wrap(under, width // 17)]
    sources = [(line, 28, 40, "quiet", "normal") for line in wrap(source, width // 14)]
    top = 20 + sum(step for _, _, step, _, _ in titles) + 30
    whole = top + height + 40 * len(sources) + 30
    inside = picture.replace("<svg ", f'<svg y="{top}" ', 1)
    paper = f'<rect width="{width}" height="{whole}" fill="{theme.ROLES["paper"]}"/>'
    lines = [*_stacked(titles, 20), *_stacked(sources, top + height)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {whole}" width="{width}" height="{whole}" '
        f'font-family="{escape(theme.FONT)}"><title>{escape(heading)}</title>{paper}{inside}{"".join(lines)}</svg>'
    )


def _stacked(lines: list[tuple[str, int, int, str, str]], top: int) -> list[str]:
    """Lines of text under each other: words, size, step, role and weight of each."""
    parts = []
    for words, size, step, role, weight in lines:
        top += step
        parts.append(
            f'<text x="24" y="{top}" font-size="{size}" font-weight="{weight}" fill="{theme.ROLES[role]}">'
            f"{escape(words)}</text>"
        )
    return parts


def address(svg: str) -> str:
    """The drawing as a data address for an image."""
    return "data:image/svg+xml," + quote(svg, safe=SAFE)


def path(points: list[tuple[float, float]], role: str, width: float, dash: str = "") -> str:
    """A line through points."""
    course = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    style = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{course}" fill="none" stroke="{theme.ROLES[role]}" stroke-width="{width}"{style}/>'


def dot(x: float, y: float, role: str, radius: float) -> str:
    """A filled circle with a thin light ring."""
    fill, ring = theme.ROLES[role], theme.ROLES["paper"]
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{ring}"/>'


def text(x: float, y: float, words: str, role: str, anchor: str = "start", weight: str = "normal") -> str:
    """A line of text."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{theme.ROLES[role]}" text-anchor="{anchor}"'
        f' font-weight="{weight}">{escape(words)}</text>'
    )
