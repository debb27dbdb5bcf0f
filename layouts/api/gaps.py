"""Who reported what: the measures as a part of its page, and every gap and every revision as files."""

from __future__ import annotations

from dash import html
from flask import Blueprint, Response

from layouts import csv_file, places
from layouts.first_view import render
from layouts.format import plural, slugged
from layouts.parts import reporting
from layouts.parts.fold import fold
from layouts.themes import themes
from metrics import registry, tables
from metrics.memory import remembered
from metrics.metric import Metric

blueprint = Blueprint("gaps", __name__)

TABLE, FILE, REVISIONS = "/gaps-table", "/download/gaps.csv", "/download/revisions.csv"


@remembered()
def written() -> str:
    """A table for each theme, as HTML."""
    return render([_fold(theme, metrics) for theme, metrics in themes().items()])


def _fold(theme: str, metrics: tuple[Metric, ...]) -> html.Details:
    said = plural(len(metrics), "measure")
    return fold(theme, slugged(theme), said, reporting.every(theme), level=html.H3)


@blueprint.get(TABLE)
def serve() -> Response:
    """The tables as HTML."""
    return Response(written(), mimetype="text/html")


@blueprint.get(FILE)
def file() -> Response:
    """Every gap as CSV."""
    columns = ("metric", "measure", "area_code", "area_name", "period", "symbol", "label", "reason")
    rows = [
        [row.metric, registry.metric(row.metric).title, row.area_code, places.places()[row.area_code].name,
         row.period, row.symbol, row.label, row.reason]
        for row in reporting.gaps().itertuples()
    ]  # fmt: skip
    return csv_file.response("gaps", columns, rows)


@blueprint.get(REVISIONS)
def revisions() -> Response:
    """The revision ledger as CSV: every figure that a newer release prints otherwise than an older one."""
    rows = tables.table("revisions")
    return csv_file.response("revisions", list(rows), rows.itertuples(index=False))
