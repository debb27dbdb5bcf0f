"""How far councils differ: the tables as parts of a page, and every figure as a file."""

from __future__ import annotations

from dash import html
from flask import Blueprint, Response, request

from layouts import csv_file, links, spread
from layouts.first_view import render
from layouts.lottery_choice import choose
from layouts.parts import spread_tables
from metrics import caveats, lottery, registry, tables
from metrics.memory import remembered

blueprint = Blueprint("lottery", __name__)

CARE = ("england_caveats", "england_caveats_in_words")
YEARS, MEASURES, FILE = "/spread-years", "/spread-measures", "/download/lottery.csv"


def address(page: str, metric_id: str) -> str:
    """Where the tables or the file of a measure are."""
    return links.with_query(page, measure=metric_id)


def _asked() -> str:
    return choose(request.args, spread.measures()).metric_id


@blueprint.get(YEARS)
def years() -> Response:
    """Every year of a measure as a part of its page."""
    return Response(written_years(_asked()), mimetype="text/html")


@remembered(16)
def written_years(metric_id: str) -> str:
    """The same as HTML."""
    metric, rows = registry.metric(metric_id), spread.years(metric_id)
    return render(
        [
            spread_tables.every_year(metric, rows),
            html.H3("Measures that depend on which side is counted"),
            html.P(lottery.ONE_SIDED),
            spread_tables.one_sided(metric, rows),
        ]
    )


@blueprint.get(MEASURES)
def measures() -> Response:
    """Every measure as a part of a page."""
    return Response(written_measures(), mimetype="text/html")


@remembered()
def written_measures() -> str:
    """The same as HTML."""
    return render(spread_tables.every_measure())


@blueprint.get(FILE)
def file() -> Response:
    """Every year of a measure as CSV, with all limits, what to know of England's figure and how to credit it."""
    metric_id = _asked()
    rows = spread.years(metric_id)
    columns = [name for name in rows[0]._fields if name != "Index"]
    credit = tables.describe(registry.metric(metric_id).formula.dataset)["attribution"]
    keys = {period: each.caveats for period, each in lottery.england(metric_id).items()}
    lines = [
        [*(getattr(row, name) for name in columns), each, caveats.in_words(each), credit]
        for row in rows
        for each in [keys.get(row.period, "")]
    ]
    return csv_file.response(f"lottery_{metric_id}", [*columns, *CARE, "attribution"], lines)
