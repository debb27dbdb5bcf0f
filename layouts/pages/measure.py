"""Explore one measure: five views of one selection, with everything a reader needs to trust it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import dash
from dash import Input, Output, dcc, html
from dash.exceptions import PreventUpdate

from layouts import figures, findings, frozen, ids, links
from layouts import selection as selections
from layouts.api import table
from layouts.bound import bound
from layouts.exhibits import measure as exhibits
from layouts.format import plural
from layouts.parts import firm, measure_view, not_found, notes
from layouts.parts.filters import filters, views
from layouts.parts.fragment import fragment
from layouts.parts.graph import caption, figure, graph, height_of, picture_id
from layouts.parts.keep import keep
from layouts.parts.shell import NAME
from layouts.selection import Selection, select
from layouts.themes import NOT_LOADED
from layouts.words import has_value
from metrics import compute, headlines, registry, versions
from metrics.metric import Metric

LATER = "Its figures were first read in a later version of the data"


def title(metric_id: str) -> str:
    found = registry.all_metrics().get(metric_id)
    return f"{found.title if found else 'Page not found'} - {NAME}"


def description(metric_id: str) -> str:
    if metric_id not in registry.all_metrics() or compute.waiting_for(metric_id):
        return ""
    return f"{headlines.finding(metric_id, compute.periods_of(metric_id)[-1])}. Every council in England."


def layout(metric_id: Any = "", **query: Any) -> html.Div:
    """The page of a measure in the state that the address asks for."""
    if not isinstance(metric_id, str) or metric_id not in registry.all_metrics():
        return not_found.measure(metric_id)
    metric = registry.metric(metric_id)
    if compute.waiting_for(metric_id):
        return html.Div([*_head(metric), _waiting(metric), *_about(metric)])
    chosen = select(metric_id, query)
    return html.Div(
        [
            *_head(metric),
            html.P(measure_view.lead(chosen), id=ids.LEAD, className="lead"),
            html.Div(measure_view.problems(chosen), id=ids.PROBLEMS),
            html.Nav(
                views(chosen), id=ids.VIEWS, className="views", **{"aria-label": "Views of this measure"}
            ),
            filters(chosen),
            html.P(findings.status(chosen), id=ids.STATUS, className="unseen", role="status"),
            _figure(chosen),
            html.Section(measure_view.care(chosen), id=ids.CARE),
            *_about(metric),
            dcc.Store(id=ids.ADDRESS),
        ],
        className="measure",
    )


def _head(metric: Metric) -> list[Any]:
    crumb = html.P([html.A("Measures", href=links.MEASURES), f" / {metric.theme}"], className="crumbs")
    return [crumb, html.H1(metric.title)]


def _waiting(metric: Metric) -> html.P:
    """Why there are no figures: they came with a later version than the one that is read, or are not in this copy."""
    newest = versions.newest()
    if versions.current() != newest:
        with versions.use(newest.name):
            has_come = not compute.waiting_for(metric.id)
        if has_come:
            way = html.A(
                "see them in the newest", href=frozen.pinned(links.measure(metric.id), frozen.NEWEST)
            )
            return html.P([f"{LATER}: ", way, "."], className="notice")
    return html.P(f"This measure has no figures yet: {NOT_LOADED}.", className="notice")


def _figure(chosen: Selection) -> html.Figure:
    """The chart of the view with its table, its gaps and its source; or the table alone."""
    whole = fragment(table.address(chosen), lambda: table.written(chosen), ids.TABLE)
    chart, more = whole, []
    if chosen.view != "table" and not any(map(has_value, selections.in_view(chosen))):
        chart = html.P(
            "There is no figure to draw here. Mark a council, or see the table.", className="notice"
        )
    elif chosen.view != "table":
        drawn = figures.figure(chosen)
        chart = graph(drawn, ids.MEASURE_CHART, findings.summary(chosen), _height(chosen), chosen.view)
        key = html.P(measure_view.key(chosen), id=ids.KEY, className="key")
        more = [key, _keep(chosen), html.Details([html.Summary("These figures as a table"), whole])]
    under = html.Div(measure_view.under(chosen), id=ids.UNDER)
    return figure(findings.title(chosen), findings.shown(chosen), chart, *more, under, caption_id=ids.CAPTION)


def _keep(chosen: Selection) -> html.Details | None:
    """The menu of the chart."""
    shown = exhibits.of(chosen)
    return keep(shown, ids.KEEP) if shown else None


def _menu(chosen: Selection) -> str:
    """Where the inside of the menu is; '' where there is none."""
    shown = exhibits.of(chosen)
    return bound(shown.menu) if shown else ""


def _height(chosen: Selection) -> str:
    return height_of(figures.figure(chosen), figures.HEIGHTS.get(chosen.view, ""))


def _about(metric: Metric) -> list[Any]:
    others = [
        each for each in registry.all_metrics().values() if each.theme == metric.theme and each != metric
    ]
    near = html.Ul([html.Li(html.A(each.title, href=links.measure(each.id))) for each in others])
    return [
        html.Section([*notes.method(metric), firm.note(metric)], className="method"),
        html.Details(
            [html.Summary(f"More on: {metric.theme.lower()} ({plural(len(others), 'measure')})"), near]
        )
        if others
        else None,
    ]


@dash.callback(
    output={
        "lead": Output(ids.LEAD, "children"),
        "problems": Output(ids.PROBLEMS, "children"),
        "views": Output(ids.VIEWS, "children"),
        "not_near": Output(ids.NEAR, "hidden"),
        "status": Output(ids.STATUS, "children"),
        "heading": Output(ids.CAPTION, "children"),
        "figure": Output(ids.MEASURE_CHART, "figure"),
        "style": Output(ids.MEASURE_CHART, "style"),
        "summary": Output(picture_id(ids.MEASURE_CHART), "aria-label"),
        "key": Output(ids.KEY, "children"),
        "table": Output(ids.TABLE, "data-fragment"),
        "keep": Output(ids.KEEP, "data-fragment"),
        "under": Output(ids.UNDER, "children"),
        "care": Output(ids.CARE, "children"),
    },
    inputs={"address": Input(ids.ADDRESS, "data")},
    prevent_initial_call=True,
)
def follow(address: Any) -> dict[str, Any]:
    """The parts of the page that follow a change of filters, without drawing the page anew.

    `assets/site.js` stores the new address; another view or measure is another page.
    """
    chosen = _selection(address)
    return {
        "lead": measure_view.lead(chosen),
        "problems": measure_view.problems(chosen),
        "views": views(chosen),
        "not_near": not chosen.area,
        "status": findings.status(chosen),
        "heading": caption(findings.title(chosen), findings.shown(chosen)),
        "figure": figures.figure(chosen),
        "style": {"height": _height(chosen)},
        "summary": findings.summary(chosen),
        "key": measure_view.key(chosen),
        "table": bound(table.address(chosen)),
        "keep": _menu(chosen),
        "under": measure_view.under(chosen),
        "care": measure_view.care(chosen),
    }


def _selection(address: Any) -> Selection:
    """The selection at an address; anything that is not the address of a chart changes nothing."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    metric_id = parts.path.rpartition("/")[2]
    if metric_id not in registry.all_metrics() or compute.waiting_for(metric_id):
        raise PreventUpdate
    chosen = select(metric_id, {name: found[0] for name, found in parse_qs(parts.query).items()})
    if chosen.view == "table":
        raise PreventUpdate
    return chosen


dash.register_page(
    __name__, path_template="/measure/<metric_id>", title=title, description=description, layout=layout
)
