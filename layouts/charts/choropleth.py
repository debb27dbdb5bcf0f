"""A map of councils in at most six steps of one hue, with London enlarged and gaps in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layouts import theme, words
from layouts.options import Options
from layouts.scale import edges, extent, suffix

HEIGHT = "min(47rem, 148vw)"
"""England is tall: as much of a phone's width as there is, and not more than a screen."""
ENGLAND = {"lonaxis": {"range": [-6.45, 1.85]}, "lataxis": {"range": [49.85, 55.85]}}
LONDON = {"lonaxis": {"range": [-0.53, 0.36]}, "lataxis": {"range": [51.27, 51.71]}}

INSET = {"x": [0.67, 1], "y": [0.78, 1]}
"""Where London stands enlarged: in the sea off the North East, in a figure of any shape."""
ABOVE, BELOW = 24, 56
"""Pixels over the map for the caption of the enlargement, and under it for the key."""

GAPS = "gaps"
"""The name by which `assets/walk.js` knows the layer of councils without a figure."""

Trace = dict[str, Any]


def draw(rows: Sequence[Any], metric: Any, options: Options) -> dict[str, Any]:
    """Figures as steps of colour; the marked council and its statistical neighbours outlined."""
    rows = [row for row in rows if row.geographic_level == "local_authority"]
    shown = [row for row in rows if words.has_value(row)]
    steps = edges(*extent([row.value for row in shown], metric.unit, from_zero=False))
    inner = [row for row in rows if row.area_code in options.london]
    data = [*_layers(rows, steps, metric, options, "geo"), *_layers(inner, steps, metric, options, "geo2")]
    if data:
        data[0]["showscale"] = True
    return {
        "data": data,
        "layout": theme.layout(
            None,
            margin={"l": 0, "r": 0, "t": ABOVE, "b": BELOW},
            geo=_frame(ENGLAND, {"x": [0, 1], "y": [0, 1]}),
            geo2=_frame(LONDON, INSET),
            annotations=[_caption()] if inner else [],
        ),
    }


def _frame(window: dict[str, Any], domain: dict[str, Any]) -> dict[str, Any]:
    return {
        "visible": False,
        "bgcolor": "rgba(0,0,0,0)",
        "projection": {"type": "mercator"},
        "domain": domain,
        **window,
    }


def _layers(
    rows: Sequence[Any], steps: list[float], metric: Any, options: Options, geo: str
) -> list[dict[str, Any]]:
    """Figures, then gaps, then outlines on top: those layers that have anything to draw."""
    shown = [row for row in rows if words.has_value(row)]
    gaps = [row for row in rows if not words.has_value(row)]
    layers = []
    if shown:
        layers.append(_figures(shown, steps, metric, options, geo))
    if gaps:
        layers.append(_gaps(gaps, metric, options, geo))
    for role in ("neighbours", "area"):
        marked = [row for row in rows if options.role(row.area_code) == role]
        layers += (
            [_outline(marked, "paper", 5, options, geo), _outline(marked, role, 2.5, options, geo)]
            if marked
            else []
        )
    return layers


def _figures(
    rows: Sequence[Any], steps: list[float], metric: Any, options: Options, geo: str
) -> dict[str, Any]:
    tips = [words.tooltip(row, metric, options.also(row.area_code)) for row in rows]
    trace = _shape(rows, tips, options, geo)
    return trace | {
        "z": [row.value for row in rows],
        "zmin": steps[0],
        "zmax": steps[-1],
        "colorscale": step_scale(len(steps) - 1),
        "marker": {"line": {"color": theme.ROLES["paper"], "width": 0.6}},
        "colorbar": _key(steps, metric),
    }


def _gaps(rows: Sequence[Any], metric: Any, options: Options, geo: str) -> Trace:
    grey = theme.ROLES["withheld"]
    return _shape(rows, [words.tooltip(row, metric) for row in rows], options, geo) | {
        "name": GAPS,
        "z": [0] * len(rows),
        "colorscale": [[0, grey], [1, grey]],
        "marker": {"line": {"color": theme.ROLES["withheld-ink"], "width": 0.8}},
    }


def _outline(rows: Sequence[Any], role: str, width: float, options: Options, geo: str) -> Trace:
    clear = "rgba(0,0,0,0)"
    return _shape(rows, [], options, geo) | {
        "z": [0] * len(rows),
        "hoverinfo": "skip",
        "colorscale": [[0, clear], [1, clear]],
        "marker": {"line": {"color": theme.ROLES[role], "width": width}},
    }


def _shape(rows: Sequence[Any], tips: list[str], options: Options, geo: str) -> Trace:
    return {
        "type": "choropleth",
        "geojson": options.boundaries,
        "locations": [row.area_code for row in rows],
        "hovertext": tips,
        "customdata": [options.pages.get(row.area_code, "") for row in rows] if tips else None,
        "hoverinfo": "text",
        "showscale": False,
        "geo": geo,
    }


def step_scale(count: int) -> list[list[Any]]:
    """A Plotly colour scale of `count` flat steps, spread over the whole ramp."""
    ramp = theme.STEPS
    chosen = [ramp[round(index * (len(ramp) - 1) / max(count - 1, 1))] for index in range(count)]
    scale = [[[index / count, colour], [(index + 1) / count, colour]] for index, colour in enumerate(chosen)]
    return [stop for pair in scale for stop in pair]


def _key(steps: list[float], metric: Any) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": 0,
        "yanchor": "top",
        "len": 0.86,
        "thickness": 14,
        "outlinewidth": 0,
        "tickvals": steps,
        "ticktext": [f"{step:,g}{suffix(metric.unit)}" for step in steps],
        "tickfont": {"size": theme.CHART_TEXT},
        "title": {
            "text": "" if suffix(metric.unit) else metric.unit,
            "side": "top",
            "font": {"size": theme.CHART_TEXT},
        },
    }


def _caption() -> dict[str, Any]:
    return {
        "x": 1,
        "y": 1,
        "xref": "paper",
        "xanchor": "right",
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "text": "London, enlarged",
        "font": {"size": theme.CHART_TEXT, "color": theme.ROLES["quiet"]},
    }
