"""A chart with everything that must stand around it: the finding, what is shown, the words, the table, the source.

Plotly's own menu is off, and with it the button that would send the chart to another host.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}


def graph(figure: dict[str, Any], chart_id: str, words: str, height: str = "", kind: str = "") -> html.Div:
    """The picture itself, to a screen reader one image with these words, and the place from which keys walk its marks.

    `kind` is a class of the style sheet; `assets/walk.js` fills the place.
    """
    place = {"height": height_of(figure, height)}
    drawn = dcc.Graph(id=chart_id, figure=figure, config=CONFIG, style=place, responsive=True)
    named = f"chart {kind or chart_id.rpartition('-')[2]}"
    image = html.Div(drawn, role="img", className=named, id=picture_id(chart_id), **{"aria-label": words})
    return html.Div([image, html.Div(className="walk")], className="walking")


def picture_id(chart_id: str) -> str:
    """The element around a chart, which bears its words."""
    return f"{chart_id}-picture"


def height_of(figure: dict[str, Any], given: str = "") -> str:
    """The height that a figure asks for, as CSS."""
    return given or f"{figure['layout']['height']}px"


def picture(address: str, words: str, width: int, height: int, name: str) -> html.Img:
    """A small drawing that needs no script."""
    return html.Img(src=address, alt=words, width=width, height=height, className=name)


def figure(finding: str, shown: str, chart: Any, *under: Any, caption_id: str = "") -> html.Figure:
    """A figure whose caption is the finding, with what it shows in smaller words."""
    named = {"id": caption_id} if caption_id else {}
    return html.Figure([html.Figcaption(caption(finding, shown), **named), chart, *under])


def caption(finding: str, shown: str) -> list[Any]:
    """The words of a figure's caption."""
    return [html.Strong(finding, className="finding"), html.Span(shown, className="shown")]
