"""The appeals of one place, year by year, as a part of a page that is fetched when a reader opens it."""

from __future__ import annotations

from typing import Any

from dash import html
from flask import Blueprint, Response, abort

from layouts import rows, words
from layouts.exhibits import council as exhibits
from layouts.first_view import render
from layouts.parts import notes, refusals
from layouts.parts.keep import exhibited
from layouts.parts.tables import table
from layouts.places import by_slug, places
from metrics import compute, registry
from metrics.memory import remembered

blueprint = Blueprint("appeals", __name__)

DRAWN = "tribunal_appeals_per_1000_plans"
MEASURES = ("tribunal_appeals", DRAWN, "tribunal_appeal_rate_new_method", "tribunal_appeal_rate")


def address(slug: str) -> str:
    """Where the appeals of a place are."""
    return f"/appeals/{slug}"


def content(area_code: str) -> html.Div:
    """A line of appeals per 1,000 plans, then every year with both appeal rates and what must be known of them."""
    found = {each: rows.of_place(each, area_code) for each in MEASURES if not compute.waiting_for(each)}
    periods = sorted({row.period for mine in found.values() for row in mine}, reverse=True)
    lines = [_line(period, found) for period in periods]
    heads = ["Year", *(registry.metric(each).short for each in found)]
    caption = f"Appeals to the Tribunal, {places()[area_code].name}, every year"
    unusual = refusals.special([row for mine in found.values() for row in mine if words.has_value(row)])
    parts = [_drawing(area_code), table(caption, heads, lines), unusual]
    if DRAWN in found:
        parts += [
            notes.breaks(registry.metric(DRAWN)),
            notes.source(registry.metric(DRAWN), _releases(found)),
        ]
    return html.Div([part for part in parts if part])


def _releases(found: dict[str, rows.Rows]) -> list[str]:
    return [row.release for mine in found.values() for row in mine]


def _line(period: str, found: dict[str, rows.Rows]) -> html.Tr:
    cells = []
    for metric_id, mine in found.items():
        row = next((row for row in mine if row.period == period), None)
        shown = words.value(row, registry.metric(metric_id)) if row else "not worked out"
        mark = "*" if row and words.has_value(row) and refusals.special([row]) else ""
        cells.append(html.Td(shown + mark, className="number" if row and words.has_value(row) else "gap"))
    return html.Tr([html.Th(period, scope="row"), *cells])


def _drawing(area_code: str) -> Any:
    shown = exhibits.over_time(registry.metric(DRAWN), area_code)
    return exhibited(shown, "sparkline") if shown else None


@remembered(16)
def written(area_code: str) -> str:
    """The same as HTML."""
    return render(content(area_code))


@blueprint.get("/appeals/<slug>")
def serve(slug: str) -> Response:
    """The appeals of a place as HTML; 404 for a place that does not exist."""
    place = by_slug(slug)
    if place is None:
        abort(404)
    return Response(written(place.code), mimetype="text/html")
