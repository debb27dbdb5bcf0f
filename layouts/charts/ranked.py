"""Councils as bars in order of their figure, with intervals; those without a figure named under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layouts import theme, words
from layouts.format import is_missing
from layouts.options import Options
from layouts.scale import extent, suffix

ROW = 17
ABOVE, BELOW = 48, 12


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """A bar for each ranked council, highest first, and a hatched stub for each gap."""
    councils = [row for row in rows if row.ranked or (_is_council(row) and not words.has_value(row))]
    england = [row for row in rows if row.geographic_level == "england" and words.has_value(row)]
    rows = sorted(councils, key=_order)
    shown = [row for row in rows if words.has_value(row)]
    gaps = [row for row in rows if not words.has_value(row)]
    limits = extent([row.value for row in shown], metric.unit)
    data = [
        _bars(shown, metric, options),
        *[_line(row.value, len(shown)) for row in england],
        _values(shown, metric),
        _stubs(gaps, len(shown), limits, metric, options),
    ]
    return {
        "data": [trace for trace in data if trace["y"]],
        "layout": theme.layout(
            ROW * len(rows) + ABOVE + BELOW,
            margin={"l": 8, "r": 44, "t": ABOVE, "b": BELOW},
            bargap=0.3,
            xaxis=theme.axis(range=list(limits), ticksuffix=suffix(metric.unit), nticks=5, side="top"),
            yaxis=_names(rows),
            annotations=[_england(row, metric) for row in england],
        ),
    }


def _is_council(row: Any) -> bool:
    return bool(row.geographic_level == "local_authority")


def _order(row: Any) -> tuple[bool, float, str]:
    return (not words.has_value(row), -row.value if words.has_value(row) else 0.0, row.area_name)


def _names(rows: Sequence[Any]) -> dict[str, Any]:
    return theme.axis(
        range=[len(rows) - 0.4, -0.6],
        tickvals=list(range(len(rows))),
        ticktext=[words.shortened(row.area_name) for row in rows],
        dtick=1,
        showgrid=False,
        tickfont={"size": 12, "color": theme.ROLES["ink"]},
        ticklabelstandoff=6,
    )


def _bars(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    limited = all(not is_missing(row.lci_95) and not is_missing(row.uci_95) for row in rows)
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": [row.value for row in rows],
        "y": list(range(len(rows))),
        "hovertext": [words.tooltip(row, metric, options.also(row.area_code)) for row in rows],
        "hoverinfo": "text",
        "customdata": [options.pages.get(row.area_code, "") for row in rows],
        "marker": {"color": [theme.ROLES[_bar_role(row, options)] for row in rows]},
    }
    if rows and limited:
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [row.uci_95 - row.value for row in rows],
            "arrayminus": [row.value - row.lci_95 for row in rows],
            "color": theme.ROLES["ink"],
            "thickness": 1,
            "width": 0,
        }
    return trace


def _bar_role(row: Any, options: Options) -> str:
    role = options.role(row.area_code)
    return "bars" if role == "others" else role


def _values(rows: Sequence[Any], metric: Any) -> dict[str, Any]:
    """The figures themselves, just past each bar and its interval."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [row.value if is_missing(row.uci_95) else row.uci_95 for row in rows],
        "y": list(range(len(rows))),
        "text": [f" {words.value(row, metric)}" for row in rows],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": theme.ROLES["quiet"]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _stubs(
    rows: Sequence[Any], first: int, limits: tuple[float, float], metric: Any, options: Options
) -> dict[str, Any]:
    pattern = {"shape": "/", "fgcolor": theme.ROLES["withheld-ink"], "size": 5, "solidity": 0.25}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [(limits[1] - limits[0]) * 0.12] * len(rows),
        "base": [limits[0]] * len(rows),
        "y": list(range(first, first + len(rows))),
        "text": [words.value(row, metric) for row in rows],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": 12, "color": theme.ROLES["quiet"]},
        "hovertext": [words.tooltip(row, metric) for row in rows],
        "hoverinfo": "text",
        "customdata": [options.pages.get(row.area_code, "") for row in rows],
        "marker": {"color": theme.ROLES["paper"], "pattern": pattern},
    }


def _line(value: float, ranked: int) -> dict[str, Any]:
    """England across the bars: a trace, so that the figures stand in front of it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value, value],
        "y": [-0.6, ranked - 0.4],
        "line": {"color": theme.ROLES["england"], "width": 1.5, "dash": "dash"},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _england(row: Any, metric: Any) -> dict[str, Any]:
    return {
        "x": row.value,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 22,
        "showarrow": False,
        "text": f"England {words.value(row, metric)}",
        "font": {"color": theme.ROLES["england"], "size": 13},
    }
