"""Every council's record on a measure: as a part of a page, and as a file."""

from __future__ import annotations

from typing import Any

from dash import html
from flask import Blueprint, Response, request

from layouts import csv_file, links, standing
from layouts.first_view import render
from layouts.format import number
from layouts.lottery_choice import choose
from layouts.parts.tables import table
from metrics import registry, tables
from metrics.memory import remembered
from metrics.ranks import place

blueprint = Blueprint("persistence", __name__)

TABLE, FILE = "/standing-table", "/download/persistence.csv"
HEADS = ("Council", "Years placed", "Years with a figure", "Above England", "Below England")
PLACE = ("period", "rank", "of", "rank_lci_95", "rank_uci_95")
"""What the file says of the best and of the worst place of a council."""


def address(page: str, metric_id: str) -> str:
    """Where the table or the file of a measure is."""
    return links.with_query(page, measure=metric_id)


def _asked() -> str:
    return choose(request.args, standing.measures()).metric_id


@blueprint.get(TABLE)
def every() -> Response:
    """Every council's record as a part of a page."""
    return Response(written(_asked()), mimetype="text/html")


@remembered(4)
def written(metric_id: str) -> str:
    """The same as HTML."""
    metric = registry.metric(metric_id)
    lines = [_line(row, metric_id) for row in standing.councils(metric_id)]
    heads = [*HEADS, *(f"{end} place" for end in standing.ends(metric)), "Pattern"]
    return render(table(f"{metric.title}: every council's record", heads, lines))


def _line(row: Any, metric_id: str) -> html.Tr:
    link = html.A(
        row.area_name,
        href=links.with_query(links.PERSISTENCE, measure=metric_id, area=links.area(row.area_code)[6:]),
    )
    figures = (row.years, row.years_against_england, row.above_england, row.below_england)
    return html.Tr(
        [
            html.Th(link, scope="row"),
            *(html.Td(number(each), className="number") for each in figures),
            *map(_place, standing.extremes(metric_id).get(row.area_code, (None, None))),
            html.Td(row.patterns.replace(";", ", "), className="note"),
        ]
    )


def _place(row: Any) -> html.Td:
    """A place with 'of n', its year and its interval; None for a council that never had one."""
    if row is None:
        return html.Td("never placed", className="gap")
    chance = f"{row.period}; {number(row.rank_lci_95)} to {number(row.rank_uci_95)} by chance"
    return html.Td(
        [place(row.rank, row.of, row.tied), html.Span(chance, className="when")], className="place-cell"
    )


@blueprint.get(FILE)
def file() -> Response:
    """Every council's record as CSV, with how to credit it."""
    metric_id = _asked()
    rows = standing.councils(metric_id)
    columns = [name for name in (rows[0]._fields if rows else ()) if name != "Index" and "_rank" not in name]
    credit = tables.describe(registry.metric(metric_id).formula.dataset)["attribution"]
    ends = standing.extremes(metric_id)
    lines = [
        [
            metric_id,
            *(getattr(row, name) for name in columns),
            *(getattr(end, name, "") for end in ends.get(row.area_code, ("", "")) for name in PLACE),
            credit,
        ]
        for row in rows
    ]
    places = [f"{end}_{name}" for end in ("best", "worst") for name in PLACE]
    return csv_file.response(f"persistence_{metric_id}", ["metric", *columns, *places, "attribution"], lines)
