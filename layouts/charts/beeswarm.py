"""Every council as a dot along one axis: how far apart they are, and where one of them stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from layouts import theme, words
from layouts.options import Options
from layouts.scale import extent, suffix

WIDTH = 420
"""Pixels between the axis limits for which dots do not overlap; on a phone they overlap a little."""
DOT = 10
ABOVE, BELOW = 34, 32
NAMED = 26
"""Room under the dots for the name of the marked council, where it hides none of them."""
SIZES = {"others": DOT, "neighbours": DOT + 2, "area": 17}
SYMBOLS = {"others": "circle", "neighbours": "diamond", "area": "circle"}


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """One dot for each ranked council, England as a dashed line, the marked council named."""
    councils = sorted((row for row in rows if row.ranked), key=lambda row: (row.value, row.area_code))
    limits = extent([row.value for row in councils], metric.unit)
    heights = stack([(row.value - limits[0]) / (limits[1] - limits[0]) * WIDTH for row in councils])
    reach = max([abs(height) for height in heights], default=0) + DOT * 1.5
    placed = list(zip(councils, heights, strict=True))
    marked = [each for each in placed if each[0].area_code == options.area]
    foot = reach + NAMED * len(marked)
    traces = [_dots(placed, role, metric, options) for role in ("others", "neighbours", "area")]
    england = [row for row in rows if row.geographic_level == "england" and words.has_value(row)]
    notes = [_england(row, metric) for row in england]
    notes += [_label(row, height, foot, limits, metric) for row, height in marked]
    return {
        "data": [trace for trace in traces if trace["x"]],
        "layout": theme.layout(
            round(reach + foot) + ABOVE + BELOW,
            margin={"l": 14, "r": 14, "t": ABOVE, "b": BELOW},
            xaxis=theme.axis(range=_widened(limits), ticksuffix=suffix(metric.unit), nticks=6),
            yaxis=theme.NO_AXIS | {"range": [-foot, reach]},
            shapes=[_line(row.value) for row in england],
            annotations=notes,
        ),
    }


def stack(positions: Sequence[float]) -> list[float]:
    """Heights that keep dots at these positions (ascending, pixels) apart, each as near the middle as can be."""
    heights: list[float] = []
    first = 0
    for index, x in enumerate(positions):
        while x - positions[first] >= DOT:
            first += 1
        near = sorted((heights[at], (x - positions[at]) ** 2) for at in range(first, index))
        tries = [0.0] + [h + sign * (DOT**2 - aside) ** 0.5 for h, aside in near for sign in (1, -1)]
        tries.sort(key=lambda y: (abs(y), y))
        heights.append(next(y for y in tries if _is_free(y, near)))
    return heights


def _is_free(y: float, near: Sequence[tuple[float, float]]) -> bool:
    """Whether a dot at this height touches none of those near, each its height and its distance aside, squared.

    They stand in the order of their heights: only those less than a dot above or below can be touched.
    """
    level = near[bisect_left(near, (y - DOT,)) : bisect_left(near, (y + DOT,))]
    return all(aside + (y - h) ** 2 >= DOT**2 - 1e-6 for h, aside in level)


def _dots(placed: Sequence[tuple[Any, float]], role: str, metric: Any, options: Options) -> dict[str, Any]:
    mine = [(row, height) for row, height in placed if options.role(row.area_code) == role]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row, _ in mine],
        "y": [height for _, height in mine],
        "hovertext": [words.tooltip(row, metric, options.also(row.area_code)) for row, _ in mine],
        "hoverinfo": "text",
        "customdata": [options.pages.get(row.area_code, "") for row, _ in mine],
        "cliponaxis": False,
        "marker": {
            "size": SIZES[role],
            "symbol": SYMBOLS[role],
            "color": theme.ROLES[role],
            "opacity": 1,
            "line": {"width": 2 if role == "area" else 1, "color": theme.ROLES["paper"]},
        },
    }


def _widened(limits: tuple[float, float]) -> list[float]:
    room = (limits[1] - limits[0]) * 0.015
    return [limits[0] - room, limits[1] + room]


def _line(value: float) -> dict[str, Any]:
    line = {"color": theme.ROLES["england"], "width": 1.5, "dash": "dash"}
    return {
        "type": "line",
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": line,
        "layer": "below",
    }


def _england(row: Any, metric: Any) -> dict[str, Any]:
    return {
        "x": row.value,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"England {words.value(row, metric)}",
        "font": {"color": theme.ROLES["england"], "size": 14},
    }


def _label(row: Any, height: float, foot: float, limits: tuple[float, float], metric: Any) -> dict[str, Any]:
    """The marked council's name and figure under the dots, on a leader that stays inside the chart."""
    share = (row.value - limits[0]) / (limits[1] - limits[0])
    return {
        "x": row.value,
        "y": height,
        "ax": 0,
        "ay": NAMED / 2 - foot,
        "ayref": "y",
        "yref": "y",
        "xanchor": "left" if share < 0.2 else "right" if share > 0.8 else "center",
        "text": f"<b>{row.area_name} {words.value(row, metric)}</b>",
        "font": {"color": theme.ROLES["area"], "size": 15},
        "bgcolor": theme.ROLES["paper"],
        "borderpad": 2,
        "arrowhead": 0,
        "arrowwidth": 1.5,
        "arrowcolor": theme.ROLES["area"],
        "standoff": 8,
    }
