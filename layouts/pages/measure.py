"""Explore one measure: five views of one selection, with everything a reader needs to trust it."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import figures, findings, ids, links, places, rows, words
from layouts import selection as selections
from layouts.api import table
from layouts.parts import notes
from layouts.parts.filters import filters, views
from layouts.parts.fragment import fragment
from layouts.parts.graph import figure, graph
from layouts.parts.shell import NAME, missing
from layouts.selection import Selection, select
from metrics import compute, registry, sentences
from metrics.metric import Metric


def title(metric_id: str) -> str:
    found = registry.all_metrics().get(metric_id)
    return f"{found.title if found else 'Page not found'} - {NAME}"


def description(metric_id: str) -> str:
    if metric_id not in registry.all_metrics() or compute.waiting_for(metric_id):
        return ""
    return f"{sentences.finding(metric_id, compute.periods_of(metric_id)[-1])}. Every council in England."


def layout(metric_id: Any = "", **query: Any) -> html.Div:
    """The page of a measure in the state that the address asks for."""
    if not isinstance(metric_id, str) or metric_id not in registry.all_metrics():
        return missing()
    metric = registry.metric(metric_id)
    waiting = compute.waiting_for(metric_id)
    if waiting:
        return html.Div([*_head(metric), _waiting(waiting), *_about(metric)])
    chosen = select(metric_id, query)
    return html.Div(
        [
            *_head(metric),
            html.P(_lead(chosen), className="lead"),
            *_problems(chosen),
            views(chosen),
            filters(chosen),
            html.P(findings.status(chosen), id=ids.STATUS, className="unseen", role="status"),
            _view(chosen),
            *_care(chosen),
            *_about(metric),
        ],
        className="measure",
    )


def _head(metric: Metric) -> list[Any]:
    crumb = html.P([html.A("Measures", href=links.MEASURES), f" / {metric.theme}"], className="crumbs")
    return [crumb, html.H1(metric.title)]


def _lead(chosen: Selection) -> list[html.Span]:
    """England's figure and the marked council's, with what they were counted from."""
    codes = [places.ENGLAND, *([chosen.area] if chosen.area else [])]
    found = {row.area_code: row for row in rows.in_period(chosen.metric_id, chosen.period)}
    return [_line(found[code], chosen) for code in codes if code in found]


def _line(row: Any, chosen: Selection) -> html.Span:
    detail = ", ".join(filter(None, [words.counted_in_words(row, chosen.metric), chosen.period]))
    told = html.Strong(f"{row.area_name}: {words.value(row, chosen.metric)}")
    return html.Span(
        [told, f" ({detail})"], className=f"of-{'area' if row.area_code == chosen.area else 'england'}"
    )


def _problems(chosen: Selection) -> list[html.P]:
    return [html.P(problem, className="notice", role="alert") for problem in chosen.problems]


def _waiting(dataset: str) -> html.P:
    return html.P(f"This measure has no figures yet: it waits for the table '{dataset}'.", className="notice")


def _view(chosen: Selection) -> html.Figure:
    """The chart of the view with its table, its gaps and its source."""
    drawn = selections.in_view(chosen)
    whole = fragment(table.address(chosen), lambda: table.written(chosen))
    if chosen.view == "table":
        shown: list[Any] = [whole]
    else:
        height = figures.HEIGHTS.get(chosen.view, "")
        chart = graph(figures.figure(chosen), f"{ids.CHART}-{chosen.view}", findings.summary(chosen), height)
        shown = [chart, _key(chosen), html.Details([html.Summary("These figures as a table"), whole])]
    file = html.A(
        "Download these figures (CSV)", href=links.csv(chosen.metric_id, **chosen.state()), download=""
    )
    missing_ones = notes.gaps(drawn) if chosen.view != "trend" else None
    source = notes.source(chosen.metric, [row.release for row in drawn], " ", file)
    return figure(findings.title(chosen), findings.shown(chosen), *shown, missing_ones, source)


def _key(chosen: Selection) -> html.P | None:
    """What the colours of the marked councils mean."""
    if not chosen.area or chosen.view == "trend":
        return None
    named = html.Span(places.places()[chosen.area].name, className="mark area")
    return html.P(
        [named, html.Span("its statistical neighbours", className="mark neighbours")], className="key"
    )


def _care(chosen: Selection) -> list[Any]:
    """Caveats of the figures in view, changes of method, and the measure that must be read beside this one."""
    found = [notes.care(row.caveats for row in selections.in_view(chosen)), notes.breaks(chosen.metric)]
    beside = chosen.metric.beside
    if beside and not compute.waiting_for(beside):
        other = registry.metric(beside)
        told = html.A(other.title, href=links.measure(beside, **chosen.state(view="", near="")))
        found.insert(0, html.P(["Read beside it: ", told, "."]))
    shown = [each for each in found if each is not None]
    return [html.Section([html.H2("Before you quote it"), *shown])] if shown else []


def _about(metric: Metric) -> list[Any]:
    others = [
        each for each in registry.all_metrics().values() if each.theme == metric.theme and each != metric
    ]
    near = html.Ul([html.Li(html.A(each.title, href=links.measure(each.id))) for each in others])
    return [
        html.Section(notes.method(metric), className="method"),
        html.Section([html.H2(f"More on: {metric.theme.lower()}"), near]) if others else None,
    ]


dash.register_page(
    __name__, path_template="/measure/<metric_id>", title=title, description=description, layout=layout
)
