"""One measure of one council: the figure, how it compares, where it stands among all, how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import html

from layouts import figures, links, places, rows, svg, words
from layouts.charts import sparkline, strip
from layouts.format import capital
from layouts.parts import notes
from layouts.parts.graph import picture
from layouts.parts.tables import table
from layouts.parts.verdicts import against, judgement, verdicts
from metrics.metric import Metric

BETTER = {"higher": "Higher is better.", "lower": "Lower is better.", "neither": ""}


@dataclass(frozen=True)
class Standing:
    """The newest row of a place, and the newest one that has a figure where that is another; None without any."""

    newest: Any
    figure: Any


def standing(metric_id: str, area_code: str) -> Standing | None:
    """Where a place stands in a measure now; None where the measure has no row for it."""
    found = rows.of_place(metric_id, area_code)
    if not found:
        return None
    with_figure = [row for row in found if words.has_value(row)]
    return Standing(found[-1], with_figure[-1] if with_figure else None)


def card(metric: Metric, area_code: str) -> html.Article:
    """Everything about one measure of one place that has a row."""
    found = standing(metric.id, area_code)
    assert found is not None, f"{metric.id} has no row for {area_code}; ask standing() first"
    href = links.measure(metric.id, area=_markable(area_code))
    heading = html.H3(html.A(metric.title, href=href))
    if found.figure is None:
        return html.Article(
            [heading, html.P(words.reason(found.newest), className="reason")], className="card"
        )
    row = found.figure
    compared = against(metric, area_code, row.period)
    return html.Article(
        [
            heading,
            html.Div([*_figure(metric, row), *_gap(found)], className="said"),
            html.Div([verdicts(metric, compared), _direction(metric, compared)], className="compared"),
            html.Div(_pictures(metric, row), className="pictures"),
            _fine_print(metric, row),
        ],
        className="card",
    )


def _markable(area_code: str) -> str:
    """The slug of a council, which a measure's page can mark; nothing for a region or England."""
    place = places.places()[area_code]
    return place.slug if place.is_authority else ""


def _figure(metric: Metric, row: Any) -> list[Any]:
    """The figure large, then what it was counted from, its period and its interval."""
    lines = [words.counted_in_words(row, metric) or metric.formula.numerator_is, words.interval(row, metric)]
    beside = figures.beside(metric.id, row.period).get(row.area_code, "")
    return [
        html.P(
            [html.Strong(words.value(row, metric), className="big"), html.Span(row.period, className="year")]
        ),
        *[html.P(line) for line in [*lines, beside] if line],
    ]


def _gap(found: Standing) -> list[Any]:
    """Why the newest period has no figure, where an older one is shown."""
    if words.has_value(found.newest):
        return []
    return [html.P(f"{found.newest.period}: {words.reason(found.newest)}", className="reason")]


def _direction(metric: Metric, compared: list[Any]) -> html.P | None:
    return (
        html.P(BETTER[metric.direction], className="hint") if compared and BETTER[metric.direction] else None
    )


def _pictures(metric: Metric, row: Any) -> list[html.Img]:
    """Where the place stands among all, and how it came there."""
    drawn = []
    if metric.compares_councils and row.geographic_level == "local_authority":
        drawing, said = figures.small_strip(metric.id, row.period, row.area_code)
        drawn.append(picture(svg.address(drawing), said, strip.WIDTH, strip.HEIGHT, "strip"))
    if sum(map(words.has_value, rows.of_place(metric.id, row.area_code))) > 1:
        drawing, said = figures.small_trend(metric.id, row.area_code)
        drawn.append(picture(svg.address(drawing), said, sparkline.WIDTH, sparkline.HEIGHT, "sparkline"))
    return drawn


def _fine_print(metric: Metric, row: Any) -> html.Details:
    """What it counts, what to read with care, and where it comes from."""
    note = metric.note
    parts = [html.P(note.get(lead, "")) for lead in ("What it counts", "Read with care") if note.get(lead)]
    care = notes.care([row.caveats])
    return html.Details(
        [html.Summary(["About this figure", html.Span(f": {metric.title}", className="unseen")]), *parts, care,
         notes.source(metric, [row.release])]
    )  # fmt: skip


def at_a_glance(metrics: list[Metric], area_code: str, caption: str) -> html.Div:
    """Many measures of one place as a table: the figure, England's, and how they compare."""
    lines = [_glance(metric, area_code) for metric in metrics]
    return table(
        caption, ["Measure", places.places()[area_code].name, "England", "Compared", "Period"], lines
    )


def _glance(metric: Metric, area_code: str) -> html.Tr:
    found = standing(metric.id, area_code)
    row = found.figure or found.newest if found else None
    name = html.A(metric.title, href=links.measure(metric.id, area=_markable(area_code)))
    if row is None:
        return html.Tr([html.Th(name, scope="row"), *[html.Td("") for _ in range(4)]])
    england = [each for each in rows.of_place(metric.id, places.ENGLAND) if each.period == row.period]
    beside = words.value(england[0], metric) if england and metric.compares_councils else ""
    verdict = next(
        (each.verdict for each in against(metric, area_code, row.period) if each.comparator == "england"), ""
    )
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(words.value(row, metric), className="number" if words.has_value(row) else "gap"),
            html.Td(beside, className="number"),
            html.Td(capital(verdict), className=f"verdict {judgement(metric, verdict)}" if verdict else None),
            html.Td(row.period),
        ]
    )
