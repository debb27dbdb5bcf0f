"""Every council in every year: a row for each year on one axis, bars as high as there are councils at a figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from layouts import theme, words
from layouts.format import MINUS, number, plural
from layouts.options import Options
from layouts.scale import extent, suffix

ROW = 80
ABOVE, BELOW = 44, 4
BINS = 25
HIGHEST = 0.44
"""The share of a row's height that the highest bar takes."""
FOOT, RANGE = 0.16, 0.44
"""Where in its row the foot of the bars and the line from P10 to P90 stand, from the middle down."""
APART = 0.25
"""The share of a row's height that stays free before a year that was counted in a new way, for the words about it."""
BREAK = "break"
"""The name of those words, which a picture with rows too close for them leaves out."""
NAMED = 12
"""Councils of a bar that are named in its tooltip."""


def draw(
    rows: Mapping[str, Sequence[Any]], spreads: Sequence[Any], metric: Any, options: Options
) -> dict[str, Any]:
    """`rows` are each period's councils, `spreads` one row of `layouts.spread` for each period, the oldest first."""
    everyone = [row.value for spread in spreads for row in rows[spread.period]]
    limits = extent(everyone, metric.unit, from_zero=min(everyone) >= 0)
    places = _places(spreads)
    breaks = [at for at in range(1, len(spreads)) if _begins(spreads, at)]
    bars = [
        (at, middle, column)
        for at, spread in zip(places, spreads, strict=True)
        for middle, column in _bins(rows[spread.period], limits).items()
    ]
    width = 0.88 * (limits[1] - limits[0]) / BINS
    traces = [
        _bars(bars, width, metric),
        _ranges(places, spreads),
        _middles(places, spreads, metric),
        *_path(rows, spreads, metric, options),
    ]
    return {
        "data": traces,
        "layout": theme.layout(
            round(ROW * (places[-1] + 1)) + ABOVE + BELOW,
            margin={"l": 8, "r": 28, "t": ABOVE, "b": BELOW},
            barmode="overlay",
            xaxis=theme.axis(range=_widened(limits), ticksuffix=suffix(metric.unit), nticks=6, side="top"),
            yaxis=_years(places, spreads),
            shapes=[_break(places[at]) for at in breaks],
            annotations=[
                *(note for at, each in zip(places, spreads, strict=True) for note in _ends(at, each, metric)),
                *(_break_note(places[at], spreads[at]) for at in breaks),
            ],
        ),
    }


def _places(spreads: Sequence[Any]) -> list[float]:
    """Where the rows stand: one apart, and a little more where the way of counting changed."""
    begun = accumulate(_begins(spreads, at) if at else 0 for at in range(len(spreads)))
    return [at + APART * breaks for at, breaks in enumerate(begun)]


def _bins(rows: Sequence[Any], limits: tuple[float, float]) -> dict[float, list[Any]]:
    """Councils by the middle of the column they stand in."""
    width = (limits[1] - limits[0]) / BINS
    found: dict[float, list[Any]] = {}
    for row in sorted(rows, key=lambda each: (each.value, each.area_code)):
        column = min(math.floor((row.value - limits[0]) / width), BINS - 1)
        found.setdefault(round(limits[0] + (column + 0.5) * width, 6), []).append(row)
    return found


def _bars(bars: Sequence[tuple[float, float, list[Any]]], width: float, metric: Any) -> dict[str, Any]:
    """All bars of all years as one trace, each standing on the foot of its row."""
    most = max(len(column) for *_, column in bars)
    return {
        "type": "bar",
        "x": [middle for _, middle, _ in bars],
        "y": [round(-HIGHEST * len(column) / most, 4) for *_, column in bars],
        "base": [at + FOOT for at, *_ in bars],
        "width": width,
        "hovertext": [_who(column, metric) for *_, column in bars],
        "hoverinfo": "text",
        "marker": {"color": theme.ROLES["others"], "line": {"width": 0}},
    }


def _who(column: Sequence[Any], metric: Any) -> str:
    """The councils of a bar with their figures: the whole of each stands on the measure's page."""
    shown = [f"{row.area_name} {words.value(row, metric)}" for row in column[:NAMED]]
    more = len(column) - NAMED
    ends = list(dict.fromkeys(words.value(row, metric) for row in (column[0], column[-1])))
    head = f"<b>{column[0].period}: {plural(len(column), 'council')}, {' to '.join(ends)}</b>"
    return "<br>".join([head, *shown, *([f"and {more} more"] if more > 0 else [])])


def _tip(row: Any, metric: Any) -> str:
    return "<br>".join(
        filter(None, [f"<b>{row.area_name}</b>, {row.period}", words.value(row, metric), words.counted(row)])
    )


def _ranges(places: Sequence[float], spreads: Sequence[Any]) -> dict[str, Any]:
    """From the tenth to the ninetieth percentile, as one trace with gaps."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for at, spread in zip(places, spreads, strict=True):
        xs += [spread.p10, spread.p90, None]
        ys += [at + RANGE, at + RANGE, None]
    line = {"color": theme.ROLES["ink"], "width": 4}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _middle(spread: Any, metric: Any) -> str:
    """What a year's line and diamond say, in words: '2025: half of the councils are below 50.3%', and the ends."""
    middle, low, high = (words.figure(value, metric) for value in (spread.median, spread.p10, spread.p90))
    return (
        f"{spread.period}: half of the councils are below {middle}<br>"
        f"One in ten is below {low}, one in ten above {high}"
    )


def _middles(places: Sequence[float], spreads: Sequence[Any], metric: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [spread.median for spread in spreads],
        "y": [at + RANGE for at in places],
        "hovertext": [_middle(spread, metric) for spread in spreads],
        "hoverinfo": "text",
        "marker": {
            "symbol": "diamond",
            "size": 11,
            "color": theme.ROLES["paper"],
            "line": {"color": theme.ROLES["ink"], "width": 2},
        },
    }


def _path(
    rows: Mapping[str, Sequence[Any]], spreads: Sequence[Any], metric: Any, options: Options
) -> list[dict[str, Any]]:
    """The marked council in each year, joined where no change of method lies between."""
    mine = [
        (at, spread, row)
        for at, spread in zip(_places(spreads), spreads, strict=True)
        for row in rows[spread.period]
        if row.area_code == options.area
    ]
    traces = []
    for segment in dict.fromkeys(spread.segment for _, spread, _ in mine):
        part = [(at, row) for at, spread, row in mine if spread.segment == segment]
        last = segment == spreads[-1].segment
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": [row.value for _, row in part],
                "y": [at + 0.1 for at, _ in part],
                "text": [""] * (len(part) - 1) + [f"<b>{part[-1][1].area_name}</b>" if last else ""],
                "textposition": "top center",
                "textfont": {"color": theme.ROLES["area"], "size": 14},
                "hovertext": [_tip(row, metric) for _, row in part],
                "hoverinfo": "text",
                "cliponaxis": False,
                "line": {"color": theme.ROLES["area"], "width": 2},
                "marker": {
                    "size": 12,
                    "color": theme.ROLES["area"],
                    "line": {"color": theme.ROLES["paper"], "width": 2},
                },
            }
        )
    return traces


def _ends(at: float, spread: Any, metric: Any) -> list[dict[str, Any]]:
    """The two ends of a bar as numbers, outside it."""
    return [
        {
            "x": value,
            "y": at + RANGE,
            "xanchor": anchor,
            "xshift": -6 if anchor == "right" else 6,
            "showarrow": False,
            "text": f"{number(value)}{suffix(metric.unit)}".replace("-", MINUS),
            "font": {"size": 12, "color": theme.ROLES["ink"]},
            "borderpad": 0,
        }
        for value, anchor in ((spread.p10, "right"), (spread.p90, "left"))
    ]


def _years(places: Sequence[float], spreads: Sequence[Any]) -> dict[str, Any]:
    """The years, each with how many councils have a figure."""
    return theme.axis(
        range=[places[-1] + 0.74, -0.4],
        tickvals=[at + 0.1 for at in places],
        ticktext=[f"<b>{_short(each.period)}</b><br>{each.areas} of {each.existed}" for each in spreads],
        showgrid=False,
        tickfont={"size": 12, "color": theme.ROLES["ink"]},
    )


def _short(period: str) -> str:
    return period.replace("January ", "Jan ")


def _widened(limits: tuple[float, float]) -> list[float]:
    room = (limits[1] - limits[0]) * 0.06
    return [limits[0] - room, limits[1] + room]


def _begins(spreads: Sequence[Any], at: int) -> bool:
    return bool(spreads[at].segment != spreads[at - 1].segment)


def _above(at: float) -> float:
    """Where the line before a row stands that was counted in a new way: just over its bars."""
    return at + FOOT - HIGHEST - 0.06


def _break(at: float) -> dict[str, Any]:
    line = {"color": theme.ROLES["edge"], "width": 1.5, "dash": "dot"}
    return {
        "type": "line",
        "line": line,
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": _above(at),
        "y1": _above(at),
    }


def _break_note(at: float, spread: Any) -> dict[str, Any]:
    return {
        "name": BREAK,
        "x": 1,
        "xref": "paper",
        "y": _above(at),
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"counted in a new way from {_short(spread.period)}",
        "font": {"size": 12, "color": theme.ROLES["quiet"]},
        "borderpad": 0,
    }
