"""The one menu under every chart: save it as a picture or a file, copy it, embed it. `assets/keep.js` does the work."""

from __future__ import annotations

from html import escape
from typing import Any

from dash import html

from layouts import cite, frame, svg
from layouts.bound import bound
from layouts.exhibit import CHART, EMBED, MENU, Exhibit, under
from layouts.first_view import render
from layouts.parts.fragment import fragment
from layouts.parts.graph import figure, graph, picture
from metrics import versions

SUMMARY = "Save, copy or embed this chart"
PICTURES = {
    "png-1": "PNG, 600 pixels wide",
    "png-2": "PNG, 1,200 pixels wide",
    "png-social": "PNG for social media, 1,200 by 630",
    "svg": "SVG, for print",
}
COPIES = {"copy-picture": "Copy the picture", "copy-data": "Copy the numbers"}


def keep(shown: Exhibit, place_id: str = "") -> html.Details:
    """The menu, folded; what is in it comes when it is opened."""
    inside = fragment(shown.menu, lambda: written(shown), place_id)
    return html.Details([html.Summary(SUMMARY), inside], className="keep")


def keep_each(addresses: dict[str, str]) -> html.Details:
    """The menus of small drawings under one line, each fetched when it is opened: label -> the chart's own address."""
    parts: list[Any] = []
    for label, address in addresses.items():
        named = {"aria-label": label}
        parts.append(html.Div([html.P(label), fragment(f"{MENU}{address}", str)], role="group", **named))
    return html.Details([html.Summary("Save or embed"), *parts], className="keep small")


def exhibited(shown: Exhibit, chart_id: str, *under_it: Any, height: str = "") -> html.Figure:
    """A chart as a figure with its menu: Plotly's under this id, a drawing with this class."""
    if shown.figure:
        drawn: Any = graph(dict(shown.figure), chart_id, shown.words, height)
    else:
        width, tall = svg.size(shown.drawing)
        drawn = picture(svg.picture(shown.drawing), shown.words, width, tall, chart_id)
    return figure(shown.finding, shown.shown, drawn, keep(shown), *under_it)


def written(shown: Exhibit) -> str:
    """What stands in the menu, as HTML."""
    return render(_content(shown))


def _content(shown: Exhibit) -> html.Div:
    file = html.A("CSV, the numbers in the chart", href=under(CHART, shown.address, ".csv"), download="")
    return html.Div(
        [
            _group("Save", [*_buttons(PICTURES), file]),
            _group("Copy", _buttons(COPIES)),
            _group("Embed in another page", _embed(shown)),
            html.P(role="status", className="kept"),
        ],
        className="keeping",
        **{"data-chart": bound(under(CHART, shown.address, ".json"))},
    )


def _buttons(offered: dict[str, str], **held: str) -> list[Any]:
    return [
        html.Button(text, type="button", className="keeps", **{"data-keep": kind}, **held)
        for kind, text in offered.items()
    ]


def _group(label: str, offered: list[Any]) -> html.Div:
    return html.Div([html.P(label, className="label"), html.Div(offered, className="row")])


def _embed(shown: Exhibit) -> list[Any]:
    """The snippets to copy: one that follows new figures, one that stays with those of today."""
    alone = html.A("See the chart by itself", href=under(EMBED, shown.address), target="_blank")
    if cite.where("/") == cite.LOCAL:
        return [
            html.P(["This is a local copy of the site. Charts can be embedded from the public one. ", alone])
        ]
    version = versions.current().name
    live, kept = (snippet(shown, each) for each in ("", version))
    offered = {
        "Copy the live one": (live, "It shows new figures when they come."),
        "Copy the frozen one": (kept, f"It stays with data version {version}."),
    }
    parts = [
        html.P([*_buttons({"copy-snippet": text}, **{"data-text": code}), f" {what}"])
        for text, (code, what) in offered.items()
    ]
    return [*parts, html.Code(live, className="snippet"), alone]


def snippet(shown: Exhibit, version: str) -> str:
    """The HTML that puts a chart into another page, frozen at a version or, without one, live."""
    address = cite.where(under(EMBED, shown.address, version=version))
    return (
        f'<iframe src="{escape(address)}" title="{escape(shown.finding)}" width="100%" '
        f'height="{frame.height(shown, bool(version))}" loading="lazy" style="border:0"></iframe>'
    )
