"""From quarter to quarter in a year: four bands on the left, four on the right, and who went where between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layouts import svg, theme
from layouts.format import number

WIDTH, HEIGHT = 720, 460
LEFT, RIGHT, TOP, GAP = 252, 468, 54, 16
TEXT = 31
"""In units of the drawing: 12 pixels of a phone that is 320 wide."""


def draw(moves: Any, names: Sequence[str]) -> str:
    """An SVG of a table of moves (row: quarter in one year, column: in the next); ribbons as thick as councils."""
    total = float(moves.sum())
    scale = (HEIGHT - TOP - 3 * GAP - 10) / total
    starts, ends = _tops(moves.sum(axis=1), scale), _tops(moves.sum(axis=0), scale)
    parts = [_words(LEFT - 14, 32, "One year", "quiet", "end"), _words(RIGHT + 14, 32, "The next", "quiet")]
    ribbons = []
    down = list(ends)
    for one in range(4):
        here = starts[one]
        for two in range(4):
            thick = moves[one][two] * scale
            ribbons.append((one, _ribbon(here, down[two], thick, _role(one, two))))
            here += thick
            down[two] += thick
    parts += [ribbon for _, ribbon in sorted(ribbons, key=lambda each: each[0] in (0, 3))]
    for at in range(4):
        parts += _ends(at, moves, starts[at], ends[at], scale, names[at])
    return svg.drawing(WIDTH, HEIGHT, parts, alternative(moves, names))


def alternative(moves: Any, names: Sequence[str]) -> str:
    """Who stayed, in words."""
    stayed = [
        f"{name}: {number(100 * moves[at][at] / max(moves[at].sum(), 1))}% stayed"
        for at, name in enumerate(names)
    ]
    return f"From one year to the next. {'; '.join(stayed)}."


def _tops(sizes: Sequence[float], scale: float) -> list[float]:
    tops, here = [], float(TOP)
    for size in sizes:
        tops.append(here)
        here += size * scale + GAP
    return tops


def _role(one: int, two: int) -> tuple[str, float]:
    """Those who stay at either end are strong, the others quiet."""
    if one == two == 3:
        return "worse", 0.85
    if one == two == 0:
        return "better", 0.85
    return ("worse", 0.28) if one == 3 else ("better", 0.28) if one == 0 else ("others", 0.28)


def _ribbon(start: float, end: float, thick: float, role: tuple[str, float]) -> str:
    middle = (LEFT + RIGHT) / 2
    course = (
        f"M{LEFT} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {RIGHT} {end:.1f}"
        f"v{thick:.1f}C{middle} {end + thick:.1f} {middle} {start + thick:.1f} {LEFT} {start + thick:.1f}z"
    )
    return f'<path d="{course}" fill="{theme.ROLES[role[0]]}" fill-opacity="{role[1]}"/>'


def _ends(at: int, moves: Any, start: float, end: float, scale: float, name: str) -> list[str]:
    """The bands at both ends with their names, and how many of the quarter stayed."""
    rows, columns = moves[at].sum() * scale, moves[:, at].sum() * scale
    ink = theme.ROLES["ink"]
    stayed = f"{number(100 * moves[at][at] / max(moves[at].sum(), 1))}% stayed"
    return [
        f'<path d="M{LEFT - 5} {start:.1f}v{rows:.1f}" stroke="{ink}" stroke-width="6"/>',
        f'<path d="M{RIGHT + 5} {end:.1f}v{columns:.1f}" stroke="{ink}" stroke-width="6"/>',
        _words(LEFT - 18, start + rows / 2 + 9, name, "ink", "end", "bold"),
        _words(RIGHT + 18, end + columns / 2 - 6, name, "ink", "start", "bold"),
        _words(RIGHT + 18, end + columns / 2 + 28, stayed, "quiet"),
    ]


def _words(x: float, y: float, text: str, role: str, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{TEXT}" fill="{theme.ROLES[role]}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{text}</text>'
    )
