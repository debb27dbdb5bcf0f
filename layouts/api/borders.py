"""Borders between councils: the map as a picture, every pair as a table, and as a file."""

from __future__ import annotations

from typing import Any

from dash import html
from flask import Blueprint, Response, request

from layouts import border_pairs, csv_file, links, places, stylesheet, words
from layouts.api.boundaries import shapes
from layouts.charts import border_map
from layouts.first_view import render
from layouts.format import number
from layouts.lottery_choice import Choice, choose, measures_with_pairs
from layouts.parts.tables import table
from metrics import registry, tables
from metrics.memory import remembered
from metrics.metric import Metric

blueprint = Blueprint("borders", __name__)

MAP, TABLE, FILE = "/picture/borders.svg", "/border-table", "/download/borders.csv"
HEADS = ("Number", "Two neighbours", "Higher", "Lower", "Gap", "At least", "Shown beside it")


def address(page: str, chosen: Choice) -> str:
    """Where the map, the table or the file of a choice is."""
    return links.with_query(page, **chosen.state(area="", **{"from": "", "to": ""}))


def _asked() -> Choice:
    return choose(request.args, measures_with_pairs())


@blueprint.get(MAP)
def picture() -> Response:
    """The map of a measure, year and region, dark where the page is that shows it."""
    asked = _asked()
    drawing = drawn(asked.metric_id, asked.period, asked.region)
    return Response(stylesheet.in_both(drawing), mimetype="image/svg+xml")


@remembered(16)
def drawn(metric_id: str, period: str, region: str) -> str:
    """The same as SVG: borders with a defensible gap, the widest with their numbers."""
    found = border_pairs.defensible(metric_id, period, region)
    borders = [
        border_map.Border(
            border_pairs.line(row.border, period), row.gap, at if at <= border_map.NUMBERED else 0
        )
        for at, row in enumerate(found, start=1)
    ]
    metric, window = registry.metric(metric_id), _window(period, region)
    london = frozenset(code for code, place in places.places().items() if place.region == places.LONDON)
    said = f"{metric.title}, {period}: borders between councils with a gap that is more than chance."
    return border_map.draw(shapes(period), borders, metric, said, window, frozenset() if region else london)


@remembered(16)
def _window(period: str, region: str) -> border_map.Window:
    """What the map shows: a region with a little room, or England."""
    inside = [shape for shape in shapes(period) if places.places()[shape["id"]].region == region]
    return border_map.window_of(inside) if inside else border_map.ENGLAND


@blueprint.get(TABLE)
def every() -> Response:
    """Every pair as a part of a page."""
    return Response(written(_asked()), mimetype="text/html")


@remembered(16)
def written(asked: Choice) -> str:
    """The same as HTML: pairs whose gap can be held up, then the others with why not."""
    rows = border_pairs.pairs(asked.metric_id, asked.period, asked.region)
    good = [_line(at, row, asked) for at, row in enumerate(rows, start=1) if row.defensible]
    others = [_refused(row) for row in rows if not row.defensible]
    said = f"{asked.metric.title}, {asked.period}: neighbours by the gap between them"
    parts: list[Any] = (
        [html.Div(table(said, HEADS, good), className="plain-cells")]
        if good
        else [html.P("No gap can be held up here.")]
    )
    if others:
        top = html.Summary(f"{number(len(others))} borders without such a gap, each with the reason")
        parts.append(
            html.Details([top, table("Borders without such a gap", ("Two neighbours", "Why"), others)])
        )
    return render(parts)


def _line(at: int, row: Any, asked: Choice) -> html.Tr:
    metric = asked.metric
    pair = html.A(
        f"{row.high_area_name} and {row.low_area_name}",
        href=links.compare([row.low_area_code, row.high_area_code]),
    )
    gap = number(row.gap, metric.decimals)
    least = number(row.gap_lci_95, metric.decimals)
    left_out = border_pairs.exceptions(row)
    return html.Tr(
        [
            html.Td(str(at), className="number"),
            html.Th(pair, scope="row"),
            _side(row, "high", metric, asked.period),
            _side(row, "low", metric, asked.period),
            html.Td(html.Strong(gap), className="number"),
            html.Td(least, className="number"),
            html.Td(f"Exceptions: {left_out}" if left_out else "", className="note"),
        ]
    )


def _side(row: Any, side: str, metric: Metric, period: str) -> html.Td:
    """One council of a pair: its figure as the way to its source, what it was counted from and its limits."""
    code, name = getattr(row, f"{side}_area_code"), getattr(row, f"{side}_area_name")
    value, low, high = (getattr(row, f"{side}_{part}") for part in ("value", "lci_95", "uci_95"))
    counted = f"{number(getattr(row, f'{side}_numerator'))} of {number(getattr(row, f'{side}_denominator'))}"
    unseen = html.Span(f" ({name}, {metric.title}, {period}: the source)", className="unseen")
    figure = html.A(
        [words.bare(value, metric), unseen], href=links.figure(metric.id, code, period), className="sourced"
    )
    limits = f"{words.bare(low, metric)} to {words.bare(high, metric)}"
    small = [html.Span(each, className="when") for each in (name, counted, limits)]
    return html.Td([figure, *small], className="number")


def _refused(row: Any) -> html.Tr:
    pair = f"{row.high_area_name} and {row.low_area_name}"
    return html.Tr([html.Th(pair, scope="row"), html.Td(row.why_not)])


@blueprint.get(FILE)
def file() -> Response:
    """Every pair as CSV, with the reason where its gap cannot be held up and how to credit it."""
    asked = _asked()
    rows = border_pairs.pairs(asked.metric_id, asked.period, asked.region)
    columns = [name for name in rows[0]._fields if name != "Index"] if rows else []
    credit = tables.describe(asked.metric.formula.dataset)["attribution"]
    lines = [
        [asked.metric_id, asked.period, *(getattr(row, name) for name in columns), credit] for row in rows
    ]
    return csv_file.response(
        f"borders_{asked.metric_id}", ["metric", "period", *columns, "attribution"], lines
    )
