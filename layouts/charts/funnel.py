"""Councils by size and figure, between the limits that chance and the usual differences between councils allow."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from layouts import theme, words
from layouts.format import capital, number
from layouts.options import Options
from layouts.scale import round_step, suffix
from metrics.luck import Luck, luck_or_failure

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


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """A dot for each ranked council of one period that has a funnel; those outside it are triangles."""
    councils = [row for row in rows if row.ranked]
    found = luck_or_failure(metric.id, councils[0].period)
    outside = sides(found)
    ends = min(row.denominator for row in councils) * 0.9, max(row.denominator for row in councils) * 1.1
    marked = [row for row in councils if options.role(row.area_code) == "area"]
    return {
        "data": [
            *(
                _limit(found, f"{end}_{level}", dash)
                for level, dash in LEVELS.items()
                for end in ("low", "high")
            ),
            *filter(None, (_dots(councils, side, metric, options, outside) for side in SYMBOLS)),
        ],
        "layout": theme.layout(
            HEIGHT,
            margin={"l": 8, "r": 14, "t": ABOVE, "b": BELOW},
            xaxis=_size_axis(ends, metric),
            yaxis=theme.axis(
                range=_range([row.value for row in councils], metric.unit),
                ticksuffix=suffix(metric.unit),
                nticks=7,
            ),
            shapes=[_target(found.target)],
            annotations=[
                _target_note(found, metric),
                *(_label(row, ends, metric, len(marked) == 1) for row in marked),
            ],
        ),
    }


def sides(found: Luck) -> dict[str, str]:
    """Council -> 'higher', 'lower' or 'within' the limits; none where no funnel is worth drawing."""
    if found.councils is None:
        return {}
    return dict(zip(found.councils["area_code"], map(str, found.councils["outside_95"]), strict=True))


def _range(values: Sequence[float], unit: str) -> list[float]:
    """Round limits around the figures with room for a dot, not from zero: heights are compared, not lengths."""
    step = round_step(max(values) - min(values))
    low, high = math.floor(min(values) / step) * step, math.ceil(max(values) / step) * step
    room = (high - low) * 0.03
    return [max(low, 0) - room, (min(high, 100) if unit == "%" else high) + room]


def _limit(found: Luck, column: str, dash: str) -> dict[str, Any]:
    assert found.limits is not None, f"{found.metric} has no funnel for {found.period}: {found.sentence}"
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(float(size), 2) for size in found.limits["denominator"]],
        "y": [round(float(value), 3) for value in found.limits[column]],
        "hoverinfo": "skip",
        "line": {"color": theme.ROLES["edge"], "width": 1.5, "dash": dash},
    }


def _dots(
    rows: Sequence[Any], side: str, metric: Any, options: Options, outside: Mapping[str, str]
) -> dict[str, Any] | None:
    """The councils on one side of the limits."""
    mine = [row for row in rows if outside[row.area_code] == side]
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


def _size_axis(ends: tuple[float, float], metric: Any) -> dict[str, Any]:
    """Sizes by their order of magnitude, with ticks at 1, 2 and 5."""
    low, high = map(math.log10, ends)
    powers = range(math.floor(low), math.ceil(high) + 1)
    every = [lead * 10**power for power in powers for lead in (1, 2, 5)]
    ticks = [each for each in every if low <= math.log10(each) <= high]
    axis = theme.axis(
        type="log",
        range=[low, high],
        tickvals=ticks,
        ticktext=[number(each) for each in ticks],
        showgrid=False,
    )
    return axis | {"title": axis["title"] | {"text": capital(metric.formula.denominator_is)}}


def _target(value: float) -> dict[str, Any]:
    line = {"color": theme.ROLES["england"], "width": 1.5, "dash": "dash"}
    across = {"x0": 0, "x1": 1, "xref": "paper", "y0": value, "y1": value}
    return {"type": "line", "line": line, "layer": "below", **across}


def _target_note(found: Luck, metric: Any) -> dict[str, Any]:
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


def _label(row: Any, ends: tuple[float, float], metric: Any, alone: bool) -> dict[str, Any]:
    """A marked council's name, with its figure where there is one alone; a log axis takes powers of ten."""
    share = math.log(row.denominator / ends[0]) / math.log(ends[1] / ends[0])
    return {
        "xanchor": "left" if share < 0.25 else "right" if share > 0.75 else "center",
        "x": math.log10(row.denominator),
        "y": row.value,
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
