"""Councils by size and figure, between the limits that chance and the usual differences between councils allow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layouts import theme, words
from layouts.format import capital, is_missing, number
from layouts.options import Options
from layouts.scale import round_step, suffix
from layouts.spread import luck
from metrics.luck import Luck

HEIGHT = 460
ABOVE, BELOW = 26, 56
LEVELS = {"95": "solid", "998": "dot"}
"""Which limit -> how it is drawn."""
SYMBOLS = {"within": "circle", "higher": "triangle-up", "lower": "triangle-down"}
SAID = {
    "higher": "Higher than is usual for its size",
    "lower": "Lower than is usual for its size",
    "within": "Within what is usual for its size",
}


@dataclass(frozen=True)
class _Dot:
    """A council where it is drawn: its row, its size, its height, its side and the average it is set against."""

    row: Any
    size: float
    height: float
    side: str
    average: float


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """A dot for each council of a funnel, by size and figure or difference; those outside it are triangles."""
    found = luck(metric.id, next(row.period for row in rows if row.ranked))
    dots = _all_dots(rows, found)
    ends = min(dot.size for dot in dots) * 0.9, max(dot.size for dot in dots) * 1.1
    marked = [dot for dot in dots if options.role(dot.row.area_code) == "area"]
    return {
        "data": [
            *(
                _limit(found, f"{end}_{level}", dash)
                for level, dash in LEVELS.items()
                for end in ("low", "high")
            ),
            *filter(None, (_dots(dots, side, metric, options) for side in SYMBOLS)),
        ],
        "layout": theme.layout(
            HEIGHT,
            margin={"l": 8, "r": 14, "t": ABOVE, "b": BELOW},
            xaxis=_size_axis(ends, metric),
            yaxis=_height_axis([dot.height for dot in dots], metric, found),
            shapes=[_target(found.target)],
            annotations=[
                _target_note(found, metric),
                *(_label(dot, ends, metric, len(marked) == 1) for dot in marked),
            ],
        ),
    }


def _all_dots(rows: Sequence[Any], found: Luck) -> list[_Dot]:
    assert found.councils is not None, f"{found.metric} has no funnel for {found.period}: {found.sentence}"
    there = {row.area_code: row for row in rows}
    return [
        _Dot(there[each.area_code], each.denominator, each.shown, str(each.outside_95), each.average)
        for each in found.councils.itertuples()
        if each.area_code in there
    ]


def _height_axis(heights: Sequence[float], metric: Any, found: Luck) -> dict[str, Any]:
    """Figures with their unit, or differences with their sign."""
    if found.against:
        return theme.axis(range=_range(heights, ""), tickformat="+~g", nticks=7)
    return theme.axis(range=_range(heights, metric.unit), ticksuffix=suffix(metric.unit), nticks=7)


def _range(values: Sequence[float], unit: str) -> list[float]:
    """Round limits around the figures with room for a dot, not from zero: heights are compared, not lengths."""
    step = round_step(max(values) - min(values))
    low, high = math.floor(min(values) / step) * step, math.ceil(max(values) / step) * step
    room = (high - low) * 0.03
    return [
        (low if min(values) < 0 else max(low, 0)) - room,
        (min(high, 100) if unit == "%" else high) + room,
    ]


def _limit(found: Luck, column: str, dash: str) -> dict[str, Any]:
    assert found.limits is not None, f"{found.metric} has no funnel for {found.period}: {found.sentence}"
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(float(size), 2) for size in found.limits["denominator"]],
        "y": [None if is_missing(value) else round(float(value), 3) for value in found.limits[column]],
        "hoverinfo": "skip",
        "line": {"color": theme.ROLES["edge"], "width": 1.5, "dash": dash},
    }


def _dots(dots: Sequence[_Dot], side: str, metric: Any, options: Options) -> dict[str, Any] | None:
    """The councils on one side of the limits."""
    mine = [dot for dot in dots if dot.side == side]
    if not mine:
        return None
    roles = [options.role(dot.row.area_code) for dot in mine]
    usual = "others" if side == "within" else "ink"
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.size for dot in mine],
        "y": [dot.height for dot in mine],
        "hovertext": [_tooltip(dot, metric) for dot in mine],
        "hoverinfo": "text",
        "customdata": [options.pages.get(dot.row.area_code, "") for dot in mine],
        "cliponaxis": False,
        "marker": {
            "symbol": SYMBOLS[side],
            "size": [16 if role == "area" else 8 if side == "within" else 11 for role in roles],
            "color": [theme.ROLES["area" if role == "area" else usual] for role in roles],
            "opacity": 1,
            "line": {"width": 1, "color": theme.ROLES["paper"]},
        },
    }


def _tooltip(dot: _Dot, metric: Any) -> str:
    """The council's figure, which side it is on, and the average it is set against."""
    if is_missing(dot.average):
        return words.tooltip(dot.row, metric, SAID[dot.side])
    beside = f"{SAID[dot.side]} and type<br>Average of its type {words.figure(dot.average, metric)}"
    return words.tooltip(dot.row, metric, beside)


def _size_axis(ends: tuple[float, float], metric: Any) -> dict[str, Any]:
    """Sizes by their order of magnitude, with ticks at 1, 2 and 5."""
    low, high = map(math.log10, ends)
    powers = range(math.floor(low), math.ceil(high) + 1)
    every = [lead * 10**power for power in powers for lead in (1, 2, 5)]
    ticks = [each for each in every if low <= math.log10(each) <= high]
    return theme.axis(
        type="log",
        range=[low, high],
        tickvals=ticks,
        ticktext=[number(each) for each in ticks],
        title={"text": capital(metric.formula.denominator_is)},
        showgrid=False,
    )


def _target(value: float) -> dict[str, Any]:
    line = {"color": theme.ROLES["england"], "width": 1.5, "dash": "dash"}
    across = {"x0": 0, "x1": 1, "xref": "paper", "y0": value, "y1": value}
    return {"type": "line", "line": line, "layer": "below", **across}


def _target_note(found: Luck, metric: Any) -> dict[str, Any]:
    """What the dashed line is, above the dots, where it hides none."""
    together = f"these councils together {words.figure(found.target, metric)}"
    return {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"Dashed line: {'average of its type' if found.against else together}",
        "font": {"color": theme.ROLES["england"], "size": theme.CHART_TEXT},
    }


def _along(size: float, ends: tuple[float, float]) -> float:
    """How far along the axis a size stands, 0 to 1."""
    return math.log(size / ends[0]) / math.log(ends[1] / ends[0])


def _label(dot: _Dot, ends: tuple[float, float], metric: Any, alone: bool) -> dict[str, Any]:
    """A marked council's name, with its figure where there is one alone; a log axis takes powers of ten."""
    share, row = _along(dot.size, ends), dot.row
    return {
        "xanchor": "left" if share < 0.25 else "right" if share > 0.75 else "center",
        "x": math.log10(dot.size),
        "y": dot.height,
        "ax": 0,
        "ay": -26,
        "text": f"<b>{row.area_name}{f' {words.value(row, metric)}' if alone else ''}</b>",
        "font": {"color": theme.ROLES["area"], "size": 14},
        "bgcolor": theme.ROLES["paper"],
        "borderpad": 2,
        "arrowhead": 0,
        "arrowcolor": theme.ROLES["area"],
        "standoff": 8,
    }
