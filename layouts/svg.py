"""Small drawings as SVG text, for rows of many: they need no script, print sharply and weigh a few hundred bytes."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from urllib.parse import quote

from layouts import stylesheet, theme

SAFE = " =:/;,()-._~"
"""Characters that may stand in a data address as they are."""
UNSAFE = re.compile(rf"[^A-Za-z0-9{re.escape(SAFE)}]")
"""One that may not: `quote` looks at every character in turn, ten times as slowly."""


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


def address(svg: str) -> str:
    """The drawing as a data address for an image."""
    return "data:image/svg+xml," + UNSAFE.sub(lambda found: _quoted(found[0]), svg)


@cache
def _quoted(text: str) -> str:
    """A character of a drawing as it stands in an address; there are few different ones."""
    return quote(text, safe=SAFE)


def picture(svg: str) -> str:
    """The drawing as an address for an image on a page, which turns dark with the page."""
    return address(stylesheet.in_both(svg))


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
