"""A chance as a hundred dots, some of them filled: what '39 in 100' looks like."""

from __future__ import annotations

from layouts import svg, theme

SIDE, DOT = 100, 3.9


def draw(filled: int, place: int) -> str:
    """An SVG of ten rows of ten, filled from the top; `place` counts from 0."""
    colour = theme.ROLES[theme.PLACES[place]]
    rows, rest = divmod(filled, 10)
    parts = [
        "<defs>",
        _pattern("no", theme.ROLES["page"], theme.ROLES["edge"]),
        _pattern("yes", colour, colour),
        "</defs>",
        f'<path fill="url(#no)" d="M0 0H{SIDE}V{SIDE}H0Z"/>',
        f'<path fill="url(#yes)" d="M0 0H{SIDE}V{rows * 10}H{rest * 10}V{rows * 10 + 10 * bool(rest)}H0Z"/>',
    ]
    return svg.drawing(SIDE, SIDE, parts if filled else parts[:-1], f"{filled} of 100 dots are filled.")


def _pattern(name: str, fill: str, ring: str) -> str:
    dot = f'<circle cx="5" cy="5" r="{DOT}" fill="{fill}" stroke="{ring}" stroke-width=".6"/>'
    return f'<pattern id="{name}" width="10" height="10" patternUnits="userSpaceOnUse">{dot}</pattern>'
