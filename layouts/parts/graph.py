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


def graph(figure: dict[str, Any], chart_id: str, words: str, height: str = "") -> html.Div:
    """The picture itself; to a screen reader it is one image with these words."""
    place = {"height": height or f"{figure['layout']['height']}px"}
    picture = dcc.Graph(id=chart_id, figure=figure, config=CONFIG, style=place, responsive=True)
    kind = chart_id.rpartition("-")[2]
    return html.Div(picture, role="img", className=f"chart {kind}", **{"aria-label": words})


def picture(address: str, words: str, width: int, height: int, name: str) -> html.Img:
    """A small drawing that needs no script."""
    return html.Img(src=address, alt=words, width=width, height=height, className=name)


def figure(finding: str, shown: str, chart: Any, *under: Any) -> html.Figure:
    """A figure whose caption is the finding, with what it shows in smaller words."""
    caption = [html.Strong(finding, className="finding"), html.Span(shown, className="shown")]
    return html.Figure([html.Figcaption(caption), chart, *under])
