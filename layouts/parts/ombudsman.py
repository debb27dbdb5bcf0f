"""The Ombudsman's complaints about the councils that a reader compares: all services together, and never SEND alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import rows, words
from layouts.exhibits import council as exhibits
from layouts.format import capital, is_missing, listing
from layouts.parts import notes, numbers, terms
from layouts.parts.cards import Standing, standing
from layouts.parts.keep import exhibited
from layouts.parts.tables import table
from layouts.places import places
from metrics import complaints, compute, registry, tables
from metrics.metric import Metric

UPHELD = "ombudsman_upheld_rate"
MEASURES = (
    "ombudsman_dealt_with",
    "ombudsman_investigated",
    UPHELD,
    "ombudsman_upheld_per_100k",
    "ombudsman_compliance",
    "ombudsman_satisfactory_remedies",
)


COUNTED = {
    "ombudsman_dealt_with": "complaints dealt with of {} councils",
    UPHELD: "complaints upheld of {} councils",
}
"""Figures whose coverage is always told."""
SEND = "ombudsman_send_upheld_per_1000_plans"
RECEIVED = "ombudsman_received"


def loaded() -> list[Any]:
    """How many councils are loaded, and what is not loaded at all."""
    counted = [
        said.format(compute.coverage(each, compute.periods_of(each)[-1]))
        for each, said in COUNTED.items()
        if not compute.waiting_for(each)
    ]
    lacking = [registry.metric(SEND).title] if compute.waiting_for(SEND) else []
    lacking += [] if tables.is_loaded(RECEIVED) else ["complaints received by service, education among them"]
    return [terms.partly_loaded(capital(listing(counted))), terms.missing_tables(lacking)]


def about(codes: Sequence[str]) -> list[Any]:
    """A table of these councils, newest figure of each, and a line where there are two years."""
    metrics = [registry.metric(each) for each in MEASURES if not compute.waiting_for(each)]
    lines = [_line(metric, codes) for metric in metrics]
    heads = ["All services of the council", *(places()[code].name for code in codes)]
    used = [found.figure for metric in metrics for code in codes if (found := standing(metric.id, code))]
    return [
        table("Complaints, all services", heads, lines),
        _reasons([found for metric in metrics for code in codes if (found := standing(metric.id, code))]),
        html.Div([_trend(code) for code in codes], className="trends"),
        html.Details(
            [
                html.Summary("Read with care, and where it comes from"),
                notes.care(row for row in used if row is not None),
                html.P(registry.metric(UPHELD).note.get("Read with care", "")),
                notes.breaks(registry.metric(UPHELD)),
                notes.source(registry.metric(UPHELD), [row.release for row in used if row is not None]),
            ]
        ),
    ]


def _line(metric: Metric, codes: Sequence[str]) -> html.Tr:
    title = metric.title.removesuffix(", all services")
    return html.Tr([html.Th(title, scope="row"), *(_cell(metric, code) for code in codes)])


def _cell(metric: Metric, area_code: str) -> html.Td:
    """The newest figure that is loaded, with its year and what its page prints beside it."""
    found = standing(metric.id, area_code)
    if found is None:
        return html.Td("no figure", className="gap")
    if found.is_few:
        counted = html.Strong(words.counted(found.newest))
        return html.Td([counted, html.Span(words.too_few(metric), className="hint")], className="step")
    if found.figure is None:
        return html.Td(words.value(found.newest, metric), className="gap")
    row = found.figure
    chance = words.interval(row, metric) if metric.compares_councils else ""
    detail = [row.period, words.counted(row), chance, similar(metric.id, row)]
    parts = [html.Strong(words.bare(row.value, metric))]
    parts += [html.Span(each, className="hint") for each in detail if each]
    if not words.has_value(found.newest):
        parts.append(
            html.Span(f"{found.newest.period}: {words.value(found.newest, metric)}", className="hint")
        )
    return html.Td(parts, className="step")


def _reasons(shown: Sequence[Standing]) -> html.Ul | None:
    """Why newest figures are missing, each reason of a council once."""
    gaps = [found.newest for found in shown if not words.has_value(found.newest) and not found.is_few]
    said = dict.fromkeys(f"{row.area_name}, {row.period}: {words.reason(row)}" for row in gaps)
    return html.Ul([html.Li(text) for text in said], className="caveats special") if said else None


def similar(metric_id: str, row: Any) -> str:
    """'similar councils on average 84%', as the council's page prints it; empty where it prints none."""
    average = complaints.average(metric_id, row.area_code, row.period)
    if is_missing(average):
        return ""
    sign = "%" if registry.metric(metric_id).unit == "%" else ""
    return f"average of councils of its type {average:g}{sign}"


def _trend(area_code: str) -> html.Figure:
    """The uphold rate over the years that are loaded, or why there is no line."""
    name = places()[area_code].name
    if area_code not in complaints.with_trend(UPHELD):
        return html.Figure(
            html.P(f"{name}: no line, because fewer than two years are loaded.", className="hint")
        )
    shown = [row for row in rows.of_place(UPHELD, area_code) if words.has_value(row)]
    if len(shown) < complaints.FEWEST_YEARS:
        few = words.too_few(registry.metric(UPHELD))
        return html.Figure(html.P(f"{name}: no line, because its cases are {few}.", className="hint"))
    drawn = exhibits.over_time(registry.metric(UPHELD), area_code)
    return exhibited(drawn, "sparkline", numbers.folded(drawn)) if drawn else html.Figure()
