"""Every measure, by theme in the order in which a family meets them."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, words
from layouts.parts.cards import standing
from layouts.parts.shell import NAME
from layouts.places import ENGLAND
from metrics import compute, registry
from metrics.metric import Metric


def layout(**_: Any) -> html.Div:
    """A list for each theme, with England's newest figure."""
    themes = dict.fromkeys(metric.theme for metric in registry.all_metrics().values())
    return html.Div(
        [
            html.H1("Measures"),
            html.P(
                "What is counted about children with special educational needs, council by council.",
                className="lead",
            ),
            *[_theme(theme) for theme in themes],
        ]
    )


def _theme(theme: str) -> html.Section:
    mine = [metric for metric in registry.all_metrics().values() if metric.theme == theme]
    return html.Section([html.H2(theme), html.Ul([_item(metric) for metric in mine], className="measures")])


def _item(metric: Metric) -> html.Li:
    counts = metric.note.get("What it counts", "").split(". ")[0].rstrip(".")
    parts = [
        html.A(metric.title, href=links.measure(metric.id)),
        html.Span(_england(metric), className="now"),
    ]
    return html.Li([*parts, html.Span(f"{counts}.", className="counts")])


def _england(metric: Metric) -> str:
    if compute.waiting_for(metric.id):
        return "no figures yet"
    found = standing(metric.id, ENGLAND)
    if not found or found.figure is None:
        return ""
    return f"England {words.value(found.figure, metric)} in {found.figure.period}"


dash.register_page(
    __name__,
    path=links.MEASURES,
    title=f"Measures - {NAME}",
    description="Every published measure of support for special educational needs, by council.",
    layout=layout,
)
