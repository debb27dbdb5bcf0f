"""Councils by size and figure, between the limits that chance and the usual differences between councils allow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from layouts import theme, words
from layouts.format import number
from layouts.options import Options
from layouts.scale import round_step, suffix
from metrics.outliers import Outliers, outliers

HEIGHT = 460
ABOVE, BELOW = 26, 56
STEPS = 60
LEVELS = {0.95: "solid", 0.998: "dot"}
"""Share of councils that lie inside when none is out of the ordinary -> how the limit is drawn."""
SYMBOLS = {"within": "circle", "higher": "triangle-up", "lower": "triangle-down"}
SAID = {
    "higher": "Higher than is usual for its size",
    "lower": "Lower than is usual for its size",
    "within": "Within what is usual for its size",
}

Pairs = Sequence[tuple[float, float]]


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """A dot for each ranked council of one period that has a funnel; those outside it are triangles."""
    councils = [row for row in rows if row.ranked]
    found = outliers(metric.id, councils[0].period)
    assert found is not None, f"{metric.id} has no funnel for {councils[0].period}; ask outliers() first"
    sizes = _sizes([row.denominator for row in councils])
    heights = _range([row.value for row in councils], metric.unit)
    return {
        "data": [
            *(_limit(sizes, found, level, side) for level in LEVELS for side in (0, 1)),
            *filter(None, (_dots(councils, side, metric, options, found) for side in SYMBOLS)),
        ],
        "layout": theme.layout(
            HEIGHT,
            margin={"l": 8, "r": 14, "t": ABOVE, "b": BELOW},
            xaxis=_size_axis(sizes, metric),
            yaxis=theme.axis(range=heights, ticksuffix=suffix(metric.unit), nticks=7),
            shapes=[_target(found.target)],
            annotations=[
                _target_note(found, metric),
                *(_label(row, metric) for row in councils if options.role(row.area_code) == "area"),
            ],
        ),
    }


def _sizes(denominators: Sequence[float]) -> list[float]:
    """Sizes for which limits are drawn, close enough for a smooth line."""
    ends = math.log10(min(denominators) * 0.9), math.log10(max(denominators) * 1.1)
    return [float(size) for size in np.logspace(*ends, STEPS)]


def _range(values: Sequence[float], unit: str) -> list[float]:
    """Round limits around the figures with room for a dot, not from zero: heights are compared, not lengths."""
    step = round_step(max(values) - min(values))
    low, high = math.floor(min(values) / step) * step, math.ceil(max(values) / step) * step
    room = (high - low) * 0.03
    return [max(low, 0) - room, (min(high, 100) if unit == "%" else high) + room]


def _limit(sizes: list[float], found: Outliers, level: float, side: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": sizes,
        "y": [round(float(value), 3) for value in found.limits(sizes, level)[side]],
        "hoverinfo": "skip",
        "line": {"color": theme.ROLES["edge"], "width": 1.5, "dash": LEVELS[level]},
    }


def _dots(
    rows: Sequence[Any], side: str, metric: Any, options: Options, found: Outliers
) -> dict[str, Any] | None:
    """The councils on one side of the limits."""
    mine = [row for row in rows if found.sides[row.area_code] == side]
    if not mine:
        return None
    roles = [options.role(row.area_code) for row in mine]
    usual = "others" if side == "within" else "ink"
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.denominator for row in mine],
        "y": [row.value for row in mine],
        "hovertext": [words.tooltip(row, metric, SAID[side]) for row in mine],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "symbol": SYMBOLS[side],
            "size": [16 if role == "area" else 8 if side == "within" else 11 for role in roles],
            "color": [theme.ROLES["area" if role == "area" else usual] for role in roles],
            "opacity": 1,
            "line": {"width": 1, "color": theme.ROLES["paper"]},
        },
    }


def _size_axis(sizes: list[float], metric: Any) -> dict[str, Any]:
    """Sizes by their order of magnitude, with ticks at 1, 2 and 5."""
    ends = math.log10(sizes[0]), math.log10(sizes[-1])
    ticks = [
        lead * 10**power
        for power in range(math.floor(ends[0]), math.ceil(ends[1]) + 1)
        for lead in (1, 2, 5)
        if ends[0] <= math.log10(lead * 10**power) <= ends[1]
    ]
    title = f"{metric.formula.denominator_is[:1].upper()}{metric.formula.denominator_is[1:]}"
    axis = theme.axis(
        type="log",
        range=list(ends),
        tickvals=ticks,
        ticktext=[number(each) for each in ticks],
        showgrid=False,
    )
    return axis | {"title": axis["title"] | {"text": title}}


def _target(value: float) -> dict[str, Any]:
    line = {"color": theme.ROLES["england"], "width": 1.5, "dash": "dash"}
    across = {"x0": 0, "x1": 1, "xref": "paper", "y0": value, "y1": value}
    return {"type": "line", "line": line, "layer": "below", **across}


def _target_note(found: Outliers, metric: Any) -> dict[str, Any]:
    return {
        "x": 1,
        "y": found.target,
        "xref": "paper",
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"these councils together {words.figure(found.target, metric)}",
        "font": {"color": theme.ROLES["england"], "size": theme.CHART_TEXT},
        "bgcolor": theme.ROLES["paper"],
    }


def _label(row: Any, metric: Any) -> dict[str, Any]:
    """A marked council's name and figure; in a log axis a place is given as its power of ten."""
    return {
        "x": math.log10(row.denominator),
        "y": row.value,
        "ax": 0,
        "ay": -26,
        "text": f"<b>{row.area_name} {words.value(row, metric)}</b>",
        "font": {"color": theme.ROLES["area"], "size": 14},
        "bgcolor": theme.ROLES["paper"],
        "borderpad": 2,
        "arrowhead": 0,
        "arrowcolor": theme.ROLES["area"],
        "standoff": 8,
    }
