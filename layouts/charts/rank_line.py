"""One council's place among all in each year, with the places that chance leaves open; the first is at the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from layouts import theme
from layouts.format import MINUS
from layouts.series import year
from metrics import periods
from metrics.ranks import place, place_between

HEIGHT = 400
APART = 11
"""Places left free above the first and under the last, where the names of the quarters stand."""


def draw(
    line: Sequence[Any], segments: Mapping[str, int], names: Sequence[str], order: str
) -> dict[str, Any]:
    """`line` are the council's years, `segments` say which years may be joined; quarters are shaded and named."""
    most = max(row.of for row in line)
    runs = [list(run) for _, run in groupby(line, key=lambda row: segments.get(row.period, 0))]
    return {
        "data": [trace for run in runs for trace in (_band(run), _places(run))],
        "layout": theme.layout(
            HEIGHT,
            margin={"l": 8, "r": 16, "t": 14, "b": 40},
            xaxis=_years(line),
            yaxis=theme.axis(
                range=[most + APART, 1 - APART],
                tickvals=[1, *range(25, int(most), 25), int(most)],
                title={"text": f"Place, {order}"},
                showgrid=False,
            ),
            shapes=[_quarter(at, most) for at in (0, 2)],
            annotations=[_named(at, most, name) for at, name in enumerate(names) if at in (0, 3)],
        ),
    }


def _band(run: Sequence[Any]) -> dict[str, Any]:
    """The interval of each place as a bar behind it."""
    xs, ys = [], []
    for row in run:
        xs += [_at(row), _at(row), None]
        ys += [row.rank_lci_95, row.rank_uci_95, None]
    line = {"color": theme.ROLES["area"], "width": 9}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": line,
        "opacity": 0.25,
        "hoverinfo": "skip",
    }


def _places(run: Sequence[Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_at(row) for row in run],
        "y": [row.rank for row in run],
        "hovertext": [_tip(row) for row in run],
        "hoverinfo": "text",
        "cliponaxis": False,
        "line": {"color": theme.ROLES["area"], "width": 2},
        "marker": {
            "color": theme.ROLES["area"],
            "size": 9,
            "line": {"color": theme.ROLES["paper"], "width": 1.5},
        },
    }


def _tip(row: Any) -> str:
    here = place(row.rank, row.of, row.tied)
    between = place_between(row.rank_lci_95, row.rank_uci_95, row.of)
    return f"<b>{row.period}</b><br>{here}<br>allowing for chance {between}".replace("-", MINUS)


def _at(row: Any) -> float:
    return year(periods.start(row.period))


def _years(line: Sequence[Any]) -> dict[str, Any]:
    """The years named; where there are many, every other one is left out and the newest kept."""
    kept = line[::-1][:: max(1, -(-len(line) // 7))][::-1]
    return theme.axis(
        tickvals=[_at(row) for row in kept],
        ticktext=[row.period.replace("January ", "Jan<br>") for row in kept],
        tickangle=0,
        showgrid=False,
        range=[_at(line[0]) - 0.4, _at(line[-1]) + 0.4],
    )


def _quarter(at: int, most: float) -> dict[str, Any]:
    edges = {"y0": at * most / 4 + 0.5, "y1": (at + 1) * most / 4 + 0.5, "x0": 0, "x1": 1, "xref": "paper"}
    return {
        "type": "rect",
        "fillcolor": theme.ROLES["similar-tint"],
        "line": {"width": 0},
        "layer": "below",
        **edges,
    }


def _named(at: int, most: float, name: str) -> dict[str, Any]:
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": (most + APART if at else 1 - APART),
        "yanchor": "bottom" if at else "top",
        "showarrow": False,
        "text": name,
        "font": {"size": 12, "color": theme.ROLES["quiet"]},
    }
