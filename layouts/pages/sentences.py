"""What may be printed of one place: every safe sentence on one measure, how we know, and what is refused and why."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import claims, links
from layouts.comparison import LEAD
from layouts.format import slugged
from layouts.parts import not_found, notes
from layouts.parts.filters import choice
from layouts.parts.quotes import quotes
from layouts.parts.shell import NAME, NO_PAGE
from layouts.places import Place, by_slug
from metrics import compute, registry
from metrics.metric import Metric


def title(slug: str) -> str:
    place = by_slug(slug)
    return f"Sentences about {place.spoken} to quote - {NAME}" if place else NO_PAGE


def description(slug: str) -> str:
    place = by_slug(slug)
    return (
        f"Sentences about {place.spoken} that can be printed as they stand, each with its source."
        if place
        else ""
    )


def layout(slug: Any = "", **query: Any) -> html.Div:
    """The sentences on one measure and period: those asked for, or plans on time in the newest period."""
    place = by_slug(slug)
    if place is None:
        return not_found.place(slug)
    metric = _measure(query.get("measure"))
    there = [row["period"] for row in compute.of_area(metric.id, place.code)]
    period = next((each for each in there if slugged(each) == query.get("year")), there[-1] if there else "")
    told = claims.every(metric.id, place.code, period)
    care = notes.folded(figure for claim in told for figure in claim.cited)
    return html.Div(
        [
            html.P(html.A(place.name, href=links.area(place.code)), className="crumbs"),
            html.H1(f"Sentences about {place.spoken} to quote"),
            html.P(
                "Each stands alone and carries its source: print it as it is. What would not be safe to say is not "
                "said, and the reason is given.",
                className="lead",
            ),
            _form(place, metric, there, period),
            html.H2(f"{metric.title}, {period}" if period else metric.title),
            quotes(told),
            care,
        ],
        className="sentences-page",
    )


def _measure(asked: Any) -> Metric:
    known = isinstance(asked, str) and asked in registry.all_metrics() and not compute.waiting_for(asked)
    return registry.metric(asked if known else LEAD)


def _form(place: Place, metric: Metric, there: list[str], period: str) -> html.Form:
    """Another measure, or another year."""
    loaded = [each for each in registry.all_metrics().values() if not compute.waiting_for(each.id)]
    measures = [(each.id, each.title) for each in loaded]
    years = [(slugged(each), each) for each in reversed(there)]
    return html.Form(
        [
            choice("measure", "Measure", measures, metric.id),
            choice("year", "Year", years, slugged(period)) if years else None,
            html.Button("Show", type="submit", className="apply"),
        ],
        action=links.sentences(place.code),
        method="get",
        className="filters",
    )


dash.register_page(
    __name__, path_template="/sentences/<slug>", title=title, description=description, layout=layout
)
