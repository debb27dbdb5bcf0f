"""The table behind a view as a part of a page, fetched when a reader opens it."""

from __future__ import annotations

from dash import html
from flask import Blueprint, Response, abort, request

from layouts import figures, links
from layouts import selection as selections
from layouts.first_view import render
from layouts.format import lowered
from layouts.parts import group_table, tables
from layouts.selection import Selection, select
from metrics import compute, registry
from metrics.memory import remembered

blueprint = Blueprint("table", __name__)


def address(chosen: Selection) -> str:
    """Where the table of a selection is."""
    return links.with_query(f"/table/{chosen.metric_id}", **chosen.state())


def content(chosen: Selection) -> html.Div:
    """The table of a selection: all councils of a period, all periods of a trend, or groups."""
    metric = chosen.metric
    if chosen.view == "groups":
        caption = f"{metric.title} by {lowered(chosen.by)}, {chosen.period}"
        return group_table.by_group(selections.by_group(chosen), metric, caption)
    if chosen.view == "trend":
        return tables.periods(selections.over_time(chosen), metric, f"{metric.title}, every year")
    beside = figures.beside(chosen.metric_id, chosen.period)
    return tables.councils(selections.in_period(chosen), metric, f"{metric.title}, {chosen.period}", beside)


@remembered(16)
def written(chosen: Selection) -> str:
    """The same as HTML."""
    return render(content(chosen))


@blueprint.get("/table/<metric_id>")
def serve(metric_id: str) -> Response:
    """The table as HTML; 404 for a measure that does not exist or has no figures yet."""
    if metric_id not in registry.all_metrics() or compute.waiting_for(metric_id):
        abort(404)
    return Response(written(select(metric_id, request.args)), mimetype="text/html")
