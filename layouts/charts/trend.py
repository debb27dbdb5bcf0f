"""Change over time: England, the regions and the marked council, with breaks drawn and gaps left open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layouts import theme, words
from layouts.format import is_missing
from layouts.options import Options
from layouts.scale import extent, suffix
from layouts.series import pieces, spread, year

HEIGHT = 420
MARGIN = {"l": 8, "r": 112, "t": 40, "b": 36}
ORDER = {"others": 0, "region": 1, "england": 2, "area": 3}
WIDTHS = {"area": 3, "england": 2.5, "region": 2, "others": 1.2}
MARKS = {"area": 8, "england": 5, "region": 6, "others": 3}

Series = list[tuple[str, list[Any]]]


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """A line for each area that has rows: England and the marked council strong and named, the others thin."""
    series = _series(rows, options)
    everything = [row for _, rows in series for row in rows]
    shown = [row for row in everything if words.has_value(row)]
    limits = extent([row.value for row in shown], metric.unit)
    breaks = [start for start, _ in options.breaks if _inside(start, shown)]
    return {
        "data": [trace for role, rows in series for trace in _traces(role, rows, metric, options)],
        "layout": theme.layout(
            HEIGHT,
            margin=MARGIN,
            xaxis=_years(everything),
            yaxis=theme.axis(range=list(limits), ticksuffix=suffix(metric.unit), nticks=6, tickformat=","),
            shapes=[_break(start) for start in breaks],
            annotations=[*map(_break_note, breaks), *_labels(series, limits, metric)],
        ),
    }


def _series(rows: Sequence[Any], options: Options) -> Series:
    """Areas that have figures, with their roles, the most important last so that it is drawn on top."""
    areas: dict[str, list[Any]] = {}
    for row in rows:
        areas.setdefault(row.area_code, []).append(row)
    with_figures = {code: mine for code, mine in areas.items() if any(map(words.has_value, mine))}
    with_role = [(_role(code, mine, options), mine) for code, mine in with_figures.items()]
    return sorted(with_role, key=lambda each: ORDER[each[0]])


def _role(code: str, rows: Sequence[Any], options: Options) -> str:
    if code == options.area:
        return "area"
    if rows[0].geographic_level == "england":
        return "england"
    return "region" if code == options.region else "others"


def _traces(role: str, rows: Sequence[Any], metric: Any, options: Options) -> list[dict[str, Any]]:
    runs = pieces(rows)
    bands = [_band(run) for run in runs] if role == "area" else []
    return [band for band in bands if band] + [_line(role, run, metric, options) for run in runs]


def _line(role: str, run: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    colour = theme.ROLES[role]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [year(row.period_start) for row in run],
        "y": [row.value for row in run],
        "hovertext": [f"{words.tooltip(row, metric)}<br>{row.period}" for row in run],
        "hoverinfo": "text",
        "customdata": [options.pages.get(row.area_code, "") for row in run],
        "cliponaxis": False,
        "line": {"color": colour, "width": WIDTHS[role], "dash": "dash" if role == "england" else "solid"},
        "marker": {
            "color": colour,
            "size": MARKS[role],
            "symbol": "square" if role == "england" else "circle",
        },
    }


def _band(run: Sequence[Any]) -> dict[str, Any] | None:
    """The interval around a run, as a quiet band."""
    limited = [row for row in run if not is_missing(row.lci_95) and not is_missing(row.uci_95)]
    if not limited:
        return None
    xs = [year(row.period_start) for row in limited]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs + xs[::-1],
        "y": [row.uci_95 for row in limited] + [row.lci_95 for row in limited][::-1],
        "fill": "toself",
        "fillcolor": theme.ROLES["area-tint"],
        "line": {"color": theme.ROLES["area-tint"], "width": 3},
        "hoverinfo": "skip",
    }


def _years(rows: Sequence[Any]) -> dict[str, Any]:
    """The periods named; where there are many, every other one is left out and the newest kept."""
    periods = sorted({(row.period_start, row.period) for row in rows})
    every = max(1, -(-len(periods) // 7))
    kept = periods[::-1][::every][::-1]
    return theme.axis(
        tickvals=[year(start) for start, _ in kept],
        ticktext=[period.replace("January ", "Jan<br>") for _, period in kept],
        showgrid=False,
        ticklabelstandoff=8,
        range=[year(periods[0][0]) - 0.3, year(periods[-1][0]) + 0.3] if periods else [0, 1],
    )


def _inside(start: str, shown: Sequence[Any]) -> bool:
    return any(row.period_start < start for row in shown) and any(row.period_start >= start for row in shown)


def _break(start: str) -> dict[str, Any]:
    x = year(start) - 0.5
    line = {"color": theme.ROLES["edge"], "width": 1.5, "dash": "dot"}
    ends = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": line, "layer": "below", **ends}


def _break_note(start: str) -> dict[str, Any]:
    return {
        "x": year(start) - 0.5,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"new method<br>from {start[:4]}",
        "font": {"size": 12, "color": theme.ROLES["quiet"]},
    }


def _labels(series: Series, limits: tuple[float, float], metric: Any) -> list[dict[str, Any]]:
    """Name and newest figure beside the end of each strong line, moved apart where they would touch."""
    named = [(role, list(filter(words.has_value, rows))[-1]) for role, rows in series if role != "others"]
    pixel = (limits[1] - limits[0]) / (HEIGHT - MARGIN["t"] - MARGIN["b"])
    heights = spread([row.value for _, row in named], 40 * pixel)
    return [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": height,
            "showarrow": False,
            "align": "left",
            "text": f"<b>{'<br>'.join(words.wrap(row.area_name, 15))}</b><br>{words.value(row, metric)}",
            "font": {"size": 13, "color": theme.ROLES[role]},
        }
        for (role, row), height in zip(named, heights, strict=True)
    ]
