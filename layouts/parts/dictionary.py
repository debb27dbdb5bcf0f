"""The dictionary: every table and column of the catalogue, every measure of the registry, every symbol."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import exhibit, links
from layouts.first_view import render
from layouts.format import plural
from layouts.parts import data_tables
from layouts.parts.fold import fold
from layouts.parts.tables import table
from layouts.themes import themes
from metrics import catalogue, tables
from metrics.memory import remembered
from metrics.metric import Metric

DIRECTIONS = {
    "higher": "Higher is better for families",
    "lower": "Lower is better for families",
    "neither": "Neither way is better",
}
MEASURE_HEADS = ("Measure", "What it is", "Unit", "Out of", "Direction")
WIDE = "For each measure of its theme it has a value, numerator, denominator, interval, symbol, doubt and caveats. "


@remembered()
def written() -> str:
    """Every table, measure and symbol, as HTML."""
    sections = {"Tables": _tables(), "Measures": _measures(), "Symbols": [_symbols()]}
    return render(
        [html.Section([html.H2(name, id=name.lower()), *parts]) for name, parts in sections.items()]
    )


def _tables() -> list[Any]:
    parts: list[Any] = []
    for kind, words in catalogue.KINDS.items():
        found = [_table(each) for each in catalogue.tables() if each.kind == kind]
        said = plural(len(found), "table")
        parts.append(html.Section(fold(words, f"tables-{kind}", said, *found, level=html.H3)))
    return parts


def _table(each: catalogue.Table) -> html.Details:
    """A table with its columns; those of a wide table, which follow from its measures, stand on its own page."""
    way = html.A(f"{each.title}: first rows, files and source", href=links.data_table(each.name))
    if each.kind == "wide":
        told: Any = html.P([WIDE, f"All {len(each.columns)} columns are on its page."])
    else:
        told = data_tables.columns(each.columns, f"Columns of {each.name}")
    summary = html.Summary([f"{each.title} ", html.Code(each.name)])
    return html.Details([summary, html.P(each.description), told, html.P(way)])


def _measures() -> list[Any]:
    return [
        html.Details(
            [
                html.Summary(f"{theme} ({len(found)})"),
                table(
                    f"Measures of {theme}", MEASURE_HEADS, [_measure(each) for each in found], stacked=True
                ),
            ]
        )
        for theme, found in themes().items()
    ]


def _measure(metric: Metric) -> html.Tr:
    name = [html.A(metric.title, href=links.method(metric.id)), html.Span(metric.id, className="file")]
    below = getattr(metric.formula, "denominator_is", "") or "nothing: it is a number of cases"
    cells = [exhibit.definition(metric), metric.unit, below, DIRECTIONS[metric.direction]]
    return html.Tr([html.Th(name, scope="row"), *map(html.Td, cells)])


def _symbols() -> html.Div:
    lines = [
        html.Tr(
            [
                html.Th(html.Code(row.symbol), scope="row"),
                html.Td(row.label),
                html.Td(row.explanation),
                html.Td("the publisher" if row.whose == "publisher" else "us"),
            ]
        )
        for row in tables.reference("symbols").itertuples()
    ]
    heads = ("Symbol", "In words", "What it means", "Written by")
    return table("What stands where a figure is missing", heads, lines, stacked=True)
