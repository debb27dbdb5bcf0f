"""How far councils differ as tables: every year of a measure, a change between two years, every measure now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import links, spread, words
from layouts.format import capital, is_missing, number
from layouts.parts import notes
from layouts.parts.tables import table
from metrics import lottery, registry
from metrics.caveats import Cited
from metrics.lottery import Verdict
from metrics.metric import Metric

SYMMETRIC = (
    "Year", "Councils", "England", "Standard deviation", "P90 minus P10", "Spread of the log odds", "Not chance",
    "Between regions", "P10", "Median", "P90", "Note",
)  # fmt: skip
ONE_SIDED = ("Year", "Gini", "Coefficient of variation", "P10", "Median", "P90")
CHANGES = ("Measure of spread", "Before", "After", "Change", "95% interval of the change")
NOW = (
    "Measure",
    "Year",
    "Councils",
    "P10",
    "Median",
    "P90",
    "P90 minus P10",
    "Not chance",
    "Since the first year alike",
)


def every_year(metric: Metric, rows: Sequence[Any]) -> html.Div:
    """The measures of spread that do not depend on which side is counted, a line for each year, the newest first.

    What to know of England's figures stands under them.
    """
    england = lottery.england(metric.id)
    lines = [
        html.Tr([html.Th(row.period, scope="row"), *_cells(row, metric, england.get(row.period))])
        for row in reversed(rows)
    ]
    whole = table(f"How far councils differ: {metric.title}", SYMMETRIC, lines)
    return html.Div([whole, *notes.first(england.values())])


def one_sided(metric: Metric, rows: Sequence[Any]) -> html.Div:
    """The two that do, with what they stand on."""
    lines = [
        html.Tr(
            [
                html.Th(row.period, scope="row"),
                _with_limits(row, "gini", 3),
                _with_limits(row, "cv", 2),
                *(_plain(getattr(row, name), metric.decimals) for name in ("p10", "median", "p90")),
            ]
        )
        for row in reversed(rows)
        if not row.note
    ]
    return table(f"Gini and coefficient of variation: {metric.title}", ONE_SIDED, lines)


def changes(found: Verdict) -> html.Div | None:
    """The numbers behind a verdict: each symmetric measure before and after, on the same councils."""
    if found.changes is None:
        return None
    lines = [
        html.Tr(
            [
                html.Th(capital(row.measure), scope="row"),
                *(_plain(each, 2) for each in (row.before, row.after, row.difference)),
                html.Td(f"{number(row.lci_95, 2)} to {number(row.uci_95, 2)}", className="number"),
            ]
        )
        for row in found.changes.itertuples()
    ]
    said = f"From {found.earlier} to {found.later}, on the {found.areas} councils with a figure in both"
    return table(said, CHANGES, lines)


def every_measure() -> html.Div:
    """The newest spread of every measure."""
    lines = [_measure(registry.metric(name)) for name in spread.measures()]
    return table("The lottery of every measure", NOW, lines)


def _measure(metric: Metric) -> html.Tr:
    row = spread.with_spread(metric.id)[-1]
    alike = spread.first_alike(metric.id)
    said = _since(spread.verdict(metric.id, alike, row.period)) if alike else "only one year is counted alike"
    link = html.A(metric.title, href=links.with_query(links.LOTTERY, measure=metric.id))
    figures = [
        _plain(getattr(row, name), metric.decimals) for name in ("p10", "median", "p90", "p90_minus_p10")
    ]
    unit = html.Span(f"in {'per cent' if metric.unit == '%' else metric.unit}", className="when")
    return html.Tr(
        [
            html.Th([link, unit], scope="row"),
            html.Td(row.period),
            html.Td(f"{row.areas} of {row.existed}"),
            *figures,
            _share(row.real_share),
            html.Td(said, className="note"),
        ]
    )


def _since(found: Verdict) -> str:
    """What is found of the spread since a year, or why nothing is, in a few words."""
    if found.refusal == lottery.UNCOUNTED:
        return "not said: the counts behind it are not published"
    return f"{found.verdict} since {found.earlier}" if found.verdict else f"not said: {found.refusal}"


def _cells(row: Any, metric: Metric, cited: Cited | None) -> list[html.Td]:
    """Everything about one year, or why there is nothing."""
    covered = html.Td(f"{row.areas} of {row.existed}")
    england = _england(row, metric, cited)
    if row.note:
        blank = [html.Td() for _ in SYMMETRIC[3:-1]]
        return [covered, england, *blank, html.Td(row.note, className="note")]
    by_chance = f"{number(100 * row.between_region_share_by_chance)}% by chance alone"
    between = [f"{number(100 * row.between_region_share)}%", html.Span(by_chance, className="when")]
    note = f"Counted in a new way from {row.period}: {row.break_note}" if row.break_note else ""
    return [
        covered,
        england,
        _with_limits(row, "sd", metric.decimals),
        _with_limits(row, "p90_minus_p10", metric.decimals),
        _with_limits(row, "logit_sd", 2),
        _share(row.real_share),
        html.Td(between, className="number"),
        *(_plain(getattr(row, name), metric.decimals) for name in ("p10", "median", "p90")),
        html.Td(note, className="note"),
    ]


def _england(row: Any, metric: Metric, cited: Cited | None) -> html.Td:
    """England's figure, marked where something must be known of it that is not true of everyone's."""
    if cited is None:
        return html.Td(className="number")
    care = [html.Span("read with care", className="when")] if words.is_caveated(cited) else []
    return html.Td([words.bare(row.england, metric), *care], className="number")


def _with_limits(row: Any, name: str, decimals: int) -> html.Td:
    """A figure over its 95% interval."""
    value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_lci_95", "_uci_95"))
    if is_missing(value):
        return html.Td("not worked out", className="gap")
    limits = "" if is_missing(low) else f"{number(low, decimals)} to {number(high, decimals)}"
    return html.Td([number(value, decimals), html.Span(limits, className="when")], className="number")


def _plain(value: float, decimals: int) -> html.Td:
    return html.Td("" if is_missing(value) else number(value, decimals), className="number")


def _share(value: float) -> html.Td:
    """A share of the spread; nearly all of it is said so."""
    if is_missing(value):
        return html.Td("not known", className="gap")
    return html.Td("over 99%" if 0.99 < value < 1 else f"{number(100 * value)}%", className="number")
