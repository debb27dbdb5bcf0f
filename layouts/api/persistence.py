"""Every council's record on a measure: as a part of a page, and as a file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dash import html
from flask import Blueprint, Response, request

from layouts import csv_file, links, standing
from layouts.first_view import render
from layouts.format import number
from layouts.lottery_choice import choose
from layouts.parts.tables import table
from metrics import registry, tables

blueprint = Blueprint("persistence", __name__)

TABLE, FILE = "/standing-table", "/download/persistence.csv"
HEADS = ("Council", "Years", "Above England", "Below England", "Best place", "Worst place", "Pattern")


def address(page: str, metric_id: str) -> str:
    """Where the table or the file of a measure is."""
    return links.with_query(page, measure=metric_id)


def _asked() -> str:
    return choose(request.args, standing.measures()).metric_id


@blueprint.get(TABLE)
def every() -> Response:
    """Every council's record as a part of a page."""
    return Response(written(_asked()), mimetype="text/html")


@lru_cache(maxsize=64)
def written(metric_id: str) -> str:
    """The same as HTML."""
    metric = registry.metric(metric_id)
    lines = [_line(row, metric_id) for row in standing.councils(metric_id)]
    return render(table(f"{metric.title}: every council's record", HEADS, lines))


def _line(row: Any, metric_id: str) -> html.Tr:
    link = html.A(
        row.area_name,
        href=links.with_query(links.PERSISTENCE, measure=metric_id, area=links.area(row.area_code)[6:]),
    )
    figures = (row.years, row.above_england, row.below_england, row.best_rank, row.worst_rank)
    return html.Tr(
        [
            html.Th(link, scope="row"),
            *(html.Td(number(each), className="number") for each in figures),
            html.Td(row.patterns.replace(";", ", "), className="note"),
        ]
    )


@blueprint.get(FILE)
def file() -> Response:
    """Every council's record as CSV, with how to credit it."""
    metric_id = _asked()
    rows = standing.councils(metric_id)
    columns = [name for name in rows[0]._fields if name != "Index"] if rows else []
    credit = tables.describe(registry.metric(metric_id).formula.dataset)["attribution"]
    lines = [[metric_id, *(getattr(row, name) for name in columns), credit] for row in rows]
    return csv_file.response(f"persistence_{metric_id}", ["metric", *columns, "attribution"], lines)
