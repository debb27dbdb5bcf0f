"""The Ombudsman's complaints about the councils that a reader compares: all services together, and never SEND alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import figures, svg, words
from layouts.charts import sparkline
from layouts.format import is_missing
from layouts.parts import notes
from layouts.parts.cards import Standing, standing
from layouts.parts.graph import picture
from layouts.parts.refusals import FEW
from layouts.parts.tables import table
from layouts.places import places
from metrics import complaints, compute, registry
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
        return html.Td("no row", className="gap")
    if found.is_few:
        counted = html.Strong(words.counted(found.newest))
        return html.Td([counted, html.Span(FEW, className="hint")], className="step")
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
        few = html.P(f"{name}: no line, because fewer than two years are loaded.", className="hint")
        return html.Figure(few)
    drawing, said = figures.small_trend(UPHELD, area_code)
    caption = html.Figcaption(
        f"{name}: share of investigated complaints that were upheld. Dotted line: the way of counting changed."
    )
    return html.Figure(
        [caption, picture(svg.address(drawing), said, sparkline.WIDTH, sparkline.HEIGHT, "sparkline")]
    )
