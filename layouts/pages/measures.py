"""Every measure, by theme in the order in which a family meets them."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links
from layouts.format import plural, slugged
from layouts.parts.fold import fold
from layouts.parts.shell import NAME
from layouts.themes import INSPECTION, NOT_LOADED, order, themes, waiting
from metrics.metric import Metric

TOLD = 6
"""Measures of a theme that are told with what they count; the others by name."""


def layout(**_: Any) -> html.Div:
    """A list for each theme: its first measures with what they count, then the names of the others."""
    return html.Div(
        [
            html.H1("Measures"),
            html.P(
                "What is counted about children with special educational needs, council by council.",
                className="lead",
            ),
            *[_theme(theme) for theme in order()],
            _waiting(),
        ]
    )


def _theme(theme: str) -> html.Section:
    """The measures of a theme; of inspections, which are words and not figures, the way to their register."""
    if theme == INSPECTION:
        return html.Section(
            [html.H2(theme, id=slugged(theme)), html.Ul(html.Li(_register()), className="measures")],
            className="stage",
        )
    metrics = themes()[theme]
    first = html.Ul([_item(metric) for metric in metrics[:TOLD]], className="measures")
    others = [html.Li(html.A(metric.title, href=links.measure(metric.id))) for metric in metrics[TOLD:]]
    rest = html.Ul(others, className="columns plain") if others else None
    return html.Section(fold(theme, slugged(theme), _among(metrics), first, rest), className="stage")


def _among(metrics: tuple[Metric, ...]) -> str:
    """How many measures a theme has, and the first of them."""
    return f"{plural(len(metrics), 'measure')}, such as: {metrics[0].title}"


def _register() -> list[Any]:
    counts = html.Span(
        "What inspectors found in each council's area, with dates and reports.", className="counts"
    )
    return [html.A("Area SEND inspections since 2016", href=links.INSPECTIONS), counts]


def _item(metric: Metric) -> html.Li:
    counts = metric.note.get("What it counts", "").split(". ")[0].rstrip(".")
    name = html.A(metric.title, href=links.measure(metric.id))
    return html.Li([name, html.Span(f"{counts}.", className="counts")])


def _waiting() -> html.Section | None:
    items = [
        html.Li([html.A(metric.title, href=links.measure(metric.id)), f": {NOT_LOADED}."])
        for metric in waiting()
    ]
    return html.Section([html.H2("Not loaded yet", id="not-loaded"), html.Ul(items)]) if items else None


dash.register_page(
    __name__,
    path=links.MEASURES,
    title=f"Measures - {NAME}",
    description="Every published measure of support for special educational needs, by council.",
    layout=layout,
)
