"""Groups of children as dots with their intervals, in the order of the groups; the council's beside England's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layouts import theme, words
from layouts.options import Options
from layouts.scale import extent, suffix
from metrics.groups import FEW, FEWEST

ROW, BESIDE = 26, 13
ABOVE, BELOW = 30, 12
APART = 0.17
"""How far the two dots of a group stand from its middle, in rows."""


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """A line for each group that a place has; of a count only the first place's, as councils differ in size."""
    places = list(dict.fromkeys(row.area_code for row in rows))[: 2 if metric.compares_councils else 1]
    rows = [row for row in rows if row.area_code in places]
    named = [group for _, group in sorted({(row.order, row.group) for row in rows})]
    inside = {row.group for row in rows if row.part_of}
    shown = [row for row in rows if words.has_value(row)]
    limits = extent([row.uci_95 for row in shown], metric.unit)
    aside = {
        code: (0.0 if len(places) == 1 else at) for code, at in zip(places, (-APART, APART), strict=False)
    }
    data = [_dots(rows, code, named, aside[code], metric, options) for code in places]
    gaps = [row for row in rows if row.area_code in places[:1] and not words.has_value(row)]
    height = (ROW + BESIDE * (len(places) - 1)) * len(named) + ABOVE + BELOW
    return {
        "data": [trace for trace in data if trace["x"]],
        "layout": theme.layout(
            height,
            margin={"l": 8, "r": 24, "t": ABOVE, "b": BELOW},
            xaxis=theme.axis(range=list(limits), ticksuffix=suffix(metric.unit), nticks=5, side="top"),
            yaxis=_names(named, inside),
            annotations=[_gap(row, named.index(row.group) + aside[row.area_code], limits[0]) for row in gaps],
        ),
    }


def _names(named: list[str], inside: set[str]) -> dict[str, Any]:
    names = [(words.shortened(group, 34), group in inside) for group in named]
    return theme.axis(
        range=[len(named) - 0.4, -0.6],
        tickvals=list(range(len(named))),
        ticktext=[f"\u2013 {name}" if is_part else name for name, is_part in names],
        dtick=1,
        tickfont={"size": 12, "color": theme.ROLES["ink"]},
        ticklabelstandoff=6,
    )


def _dots(
    rows: Sequence[Any], code: str, named: list[str], aside: float, metric: Any, options: Options
) -> dict[str, Any]:
    """The figures of one place: its marks have a colour and a shape of their own."""
    mine = [row for row in rows if row.area_code == code and words.has_value(row)]
    is_area = code == options.area
    colour = theme.ROLES["area" if is_area else "england"]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in mine],
        "y": [named.index(row.group) + aside for row in mine],
        "marker": {
            "color": colour,
            "size": 10 if is_area else 9,
            "symbol": "circle" if is_area else "diamond",
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [row.uci_95 - row.value for row in mine],
            "arrayminus": [row.value - row.lci_95 for row in mine],
            "color": colour,
            "thickness": 1.5,
            "width": 0,
        },
        "hovertext": [tooltip(row, metric) for row in mine],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def tooltip(row: Any, metric: Any) -> str:
    """The lines that the chart shows for one group."""
    lines = [words.value(row, metric), words.counted(row), words.interval(row, metric)]
    return "<br>".join([f"<b>{row.group}</b>", row.area_name, *filter(None, lines)])


def _gap(row: Any, at: float, low: float) -> dict[str, Any]:
    """The word for the gap, where the figure would begin."""
    return {
        "x": low,
        "y": at,
        "xanchor": "left",
        "showarrow": False,
        "text": f"fewer than {FEWEST}" if row.reason == FEW else words.gap_words()[row.symbol],
        "font": {"color": theme.ROLES["withheld-ink"], "size": 12},
    }
