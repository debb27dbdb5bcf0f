"""A chart alone, for a frame in somebody else's page: its title, its words, its source, and the way to the site.

The source stands above the chart, so that a frame that somebody makes lower does not cut it off.

It sets no cookie, asks no other host, and works without Dash: one document, one script, and Plotly where the chart is
one of Plotly's. An address with a version answers with that version's figures for ever.
"""

from __future__ import annotations

from html import escape
from typing import Any

from flask import Blueprint, Response
from plotly.io.json import to_json_plotly

from layouts import cite, frame, frozen, static_files, stylesheet, svg, theme
from layouts.api.chart import asked, short
from layouts.exhibit import EMBED, Exhibit
from layouts.parts.graph import CONFIG
from layouts.parts.shell import NAME
from metrics import versions

blueprint = Blueprint("embed", __name__)

SCRIPTS = ("0-plotly.min.js", "embed.js")
MAP_SHAPE = f"aspect-ratio:1/{frame.MAP_SHAPE};max-width:{frame.MAP_WIDTH}px"
"""Of a figure that does not say its height."""
STYLE = (
    "*{box-sizing:border-box}"
    "body{margin:0;padding:.75rem;font:1rem/1.45 var(--font);color:var(--ink);background:var(--paper);"
    "overflow-wrap:anywhere}"
    "h1{font-size:1.125rem;line-height:1.25;margin:0}"
    "p{margin:.35rem 0 0;font-size:.875rem;color:var(--quiet)}"
    "a{color:var(--link)}"
    f"img{{display:block;width:100%;height:auto;max-width:{frame.DRAWING_WIDTH}px}}"
    "#chart{margin:.5rem -.25rem;min-height:4rem}"
    ".newer{color:var(--ink);background:var(--notice);padding:.5rem}"
    ".mark{margin-right:1rem}"
    ".mark::before{content:'';display:inline-block;width:.7em;height:.7em;margin-right:.4em;background:var(--mark);"
    "transform:rotate(45deg) scale(.85)}"
    ".mark.area::before{border-radius:50%}"
    "summary{cursor:pointer;font-size:.875rem;color:var(--link);padding:.25rem 0}"
)


@blueprint.get(f"{EMBED}/<path:path>")
def serve(path: str) -> Response:
    """The chart with the newest figures, or with those of the version that the address names."""
    return Response(document(asked(path)), mimetype="text/html")


def _newer(shown: Exhibit) -> str:
    """That there are newer figures, and the way to them; '' where these are the newest."""
    own, newest = versions.current(), versions.newest()
    if own.id == newest.id:
        return ""
    way = f'<a href="{escape(frozen.pinned(shown.page, frozen.NEWEST))}" target="_blank" rel="noopener">'
    return (
        f'<p class="newer">These are the figures of data version {escape(own.id)} ({escape(own.label)}). A newer '
        f"version exists: {escape(newest.name)}, {escape(newest.label)}. {way}See the newest figures</a>.</p>"
    )


def document(shown: Exhibit) -> str:
    """The whole page of a chart alone."""
    head = (
        f'<meta charset="utf-8"><title>{escape(shown.finding)} - {NAME}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        '<link rel="icon" href="data:,">'
        f"<style>{stylesheet.css(follows=False)}{STYLE}</style>"
    )
    version = frozen.here()
    address = short(cite.where(frozen.pinned(shown.page, version) if version else shown.page))
    way = f'<a href="{escape(shown.page)}" target="_blank" rel="noopener">{NAME}</a>: {escape(address)}'
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body><main>{_newer(shown)}'
        f"<h1>{escape(shown.finding)}</h1><p>{escape(shown.explained)}</p>"
        f"<p>{escape(shown.credit)} Data version {escape(versions.current().id)}.</p>{_key(shown)}{_chart(shown)}"
        f"<details><summary>This chart in words</summary><p>{escape(shown.words)}</p></details><p>{way}</p>"
        "</main></body></html>"
    )


def _key(shown: Exhibit) -> str:
    """What the colours of marks mean."""
    marks = [
        f'<span class="mark {role}" style="--mark:{theme.ROLES[role]}">{escape(words)}</span>'
        for words, role in shown.key
    ]
    return f"<p>{''.join(marks)}</p>" if marks else ""


def _chart(shown: Exhibit) -> str:
    """A drawing as it is; of Plotly's charts the place, what to draw there, and the two scripts that do."""
    if shown.drawing:
        width, height = svg.size(shown.drawing)
        source, words = escape(svg.address(shown.drawing)), escape(shown.words)
        return f'<img id="chart" src="{source}" alt="{words}" width="{width}" height="{height}">'
    figure: Any = shown.figure or {}
    tall = figure["layout"].get("height")
    shape = f"height:{tall}px" if tall else MAP_SHAPE
    held = to_json_plotly({**figure, "config": CONFIG}).replace("<", "\\u003c")
    return (
        f'<div id="chart" role="img" aria-label="{escape(shown.words)}" style="{shape}"></div>'
        f'<script type="application/json" id="figure">{held}</script>'
        + "".join(f'<script src="{static_files.address(name)}" defer></script>' for name in SCRIPTS)
    )
