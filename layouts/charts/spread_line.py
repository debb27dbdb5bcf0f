"""Two measures of how far councils differ, over the years, with their 95% intervals and breaks in the series."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from layouts import theme
from layouts.format import number
from layouts.series import year
from metrics import periods

HEIGHT = 380
MARGIN = {"l": 8, "r": 98, "t": 40, "b": 36}
LINES = {
    "p90_minus_p10": ("P90 minus P10", "region"),
    "sd": ("Standard deviation", "ink"),
}
"""Column -> what the line is called, and the role of its colour."""


def draw(spreads: Sequence[Any], metric: Any) -> dict[str, Any]:
    """`spreads` are the years of `layouts.spread` that have a spread, the oldest first."""
    top = max(
        row.p90_minus_p10_uci_95
        if row.p90_minus_p10_uci_95 == row.p90_minus_p10_uci_95
        else row.p90_minus_p10
        for row in spreads
    )
    breaks = [(one, two) for one, two in pairwise(spreads) if one.segment != two.segment]
    return {
        "data": [
            trace
            for name in LINES
            for _, run in groupby(spreads, key=lambda row: row.segment)
            for trace in _traces(name, list(run), metric)
        ],
        "layout": theme.layout(
            HEIGHT,
            margin=MARGIN,
            xaxis=_years(spreads),
            yaxis=theme.axis(range=[0, top * 1.05], nticks=6, tickformat=","),
            shapes=[_break(one, two) for one, two in breaks],
            annotations=[
                *(_break_note(one, two) for one, two in breaks),
                *(_label(name, spreads[-1], metric) for name in LINES),
            ],
        ),
    }


def _years(spreads: Sequence[Any]) -> dict[str, Any]:
    """The years named; where there are many, every other one is left out and the newest kept."""
    kept = spreads[::-1][:: max(1, -(-len(spreads) // 7))][::-1]
    return theme.axis(
        tickvals=[_at(row) for row in kept],
        ticktext=[row.period.replace("January ", "Jan<br>") for row in kept],
        tickangle=0,
        ticklabelstandoff=8,
        showgrid=False,
    )


def _at(row: Any) -> float:
    return year(periods.start(row.period))


def _traces(name: str, run: list[Any], metric: Any) -> list[dict[str, Any]]:
    """A run of years of one method: a line with its intervals as whiskers."""
    colour = theme.ROLES[LINES[name][1]]
    values = [getattr(row, name) for row in run]
    low, high = ([getattr(row, f"{name}_{end}_95") for row in run] for end in ("lci", "uci"))
    told = [
        f"<b>{LINES[name][0]}</b>, {row.period}<br>{number(value, 1)}, "
        f"95% interval {number(least, 1)} to {number(most, 1)}"
        f"<br>{row.areas} of {row.existed} councils"
        for row, value, least, most in zip(run, values, low, high, strict=True)
    ]
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [_at(row) for row in run],
            "y": values,
            "hovertext": told,
            "hoverinfo": "text",
            "cliponaxis": False,
            "line": {"color": colour, "width": 2.5},
            "marker": {"color": colour, "size": 8, "symbol": "circle" if name == "sd" else "square"},
            "error_y": {
                "type": "data",
                "symmetric": False,
                "array": [most - value for value, most in zip(values, high, strict=True)],
                "arrayminus": [value - least for value, least in zip(values, low, strict=True)],
                "color": colour,
                "thickness": 1.2,
                "width": 3,
            },
        }
    ]


def _label(name: str, row: Any, metric: Any) -> dict[str, Any]:
    words, role = LINES[name]
    unit = "points" if metric.unit == "%" else metric.unit
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 10,
        "y": getattr(row, name),
        "showarrow": False,
        "align": "left",
        "text": f"<b>{words.replace(' ', '<br>', 1)}</b><br>{number(getattr(row, name), 1)} {unit}",
        "font": {"size": 13, "color": theme.ROLES[role]},
    }


def _break(one: Any, two: Any) -> dict[str, Any]:
    x = (_at(one) + _at(two)) / 2
    line = {"color": theme.ROLES["edge"], "width": 1.5, "dash": "dot"}
    return {
        "type": "line",
        "line": line,
        "layer": "below",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
    }


def _break_note(one: Any, two: Any) -> dict[str, Any]:
    return {
        "x": (_at(one) + _at(two)) / 2,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"new method<br>from {two.period.replace('January ', 'Jan ')}",
        "font": {"size": 12, "color": theme.ROLES["quiet"]},
    }
