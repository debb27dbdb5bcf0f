"""One council among all, small: a tick for each council, the marked one strong, England as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layouts import svg, theme, words
from layouts.options import Options
from layouts.scale import extent, suffix

WIDTH, HEIGHT, SIDE = 240, 62, 8
TOP, BOTTOM = 18, 42


def draw(rows: Sequence[Any], metric: Any, options: Options) -> str:
    """An SVG of the ranked councils of one period, and of the marked one in any case."""
    councils = _councils(rows, options)
    if not councils:
        return ""
    low, high = extent([row.value for row in councils], metric.unit)

    def across(row: Any) -> float:
        return SIDE + (row.value - low) / (high - low) * (WIDTH - 2 * SIDE)

    ticks = "".join(f"M{across(row):.1f} {TOP}V{BOTTOM}" for row in councils)
    parts = [f'<path d="{ticks}" stroke="{theme.ROLES["others"]}" stroke-opacity=".6" fill="none"/>']
    for row in rows:
        if row.geographic_level == "england" and words.has_value(row):
            parts += _england(across(row))
    for row in councils:
        if row.area_code == options.area:
            x = across(row)
            parts += [svg.path([(x, TOP), (x, BOTTOM)], "area", 3), svg.dot(x, (TOP + BOTTOM) / 2, "area", 6)]
    parts += [svg.text(SIDE, HEIGHT - 4, f"{low:,g}{suffix(metric.unit)}", "quiet")]
    parts += [svg.text(WIDTH - SIDE, HEIGHT - 4, f"{high:,g}{suffix(metric.unit)}", "quiet", "end")]
    return svg.drawing(WIDTH, HEIGHT, parts, alternative(rows, metric, options))


def alternative(rows: Sequence[Any], metric: Any, options: Options) -> str:
    """What the strip shows, in words."""
    councils = _councils(rows, options)
    if not councils:
        return "No council has a figure."
    values = [row.value for row in councils]
    ends = f"{len(councils)} councils, from {words.figure(min(values), metric)} to {words.figure(max(values), metric)}."
    mine = [
        options.told or f"{row.area_name}: {words.value(row, metric)}."
        for row in councils
        if row.area_code == options.area
    ]
    return " ".join([ends, *mine])


def _england(x: float) -> list[str]:
    named = svg.text(min(max(x, 24), WIDTH - 24), TOP - 7, "England", "england", "middle")
    return [svg.path([(x, TOP - 5), (x, BOTTOM + 3)], "england", 1.5, "4 2"), named]


def _councils(rows: Sequence[Any], options: Options) -> list[Any]:
    return [row for row in rows if row.ranked or (row.area_code == options.area and words.has_value(row))]
