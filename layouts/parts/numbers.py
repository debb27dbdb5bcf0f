"""The numbers of a chart as a table under it, for who cannot see it: those of its file, under names to read."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts.exhibit import CREDITS, NUMBERS, Exhibit, under
from layouts.first_view import render
from layouts.format import capital
from layouts.parts.fragment import fragment
from layouts.parts.tables import table

SUMMARY = "These figures as a table"
UNSAID = frozenset(
    {"metric", "area_code", "geographic_level", "period_start", "segment", "symbol", "caveats", "dataset"}
    | {"release", "ranked", "tied", *CREDITS}
)
"""Columns of the file that its page says in words, or that only a program needs."""
NAMED = {
    "area_name": "Area",
    "of": "Councils ranked",
    "existed": "Councils there were",
    "years_above_england": "Years above England",
}
ENDS = {"lci_95": "95% interval from", "uci_95": "95% interval to"}


def folded(shown: Exhibit) -> html.Details:
    """The table under its line."""
    whole = fragment(under(NUMBERS, shown.address), lambda: written(shown))
    return html.Details([html.Summary(SUMMARY), whole])


def written(shown: Exhibit) -> str:
    """The table as HTML: the columns that hold anything, the first of them naming the row."""
    columns, cells = shown.table()
    kept = [
        at for at, name in enumerate(columns) if name not in UNSAID and any(_said(row[at]) for row in cells)
    ]
    lines = [
        html.Tr([html.Th(_said(row[kept[0]]), scope="row"), *(html.Td(_said(row[at])) for at in kept[1:])])
        for row in cells
    ]
    return render(table(shown.finding, [_named(columns[at], shown) for at in kept], lines))


def _named(column: str, shown: Exhibit) -> str:
    """'95% interval from' of 'lci_95', 'Sd, 95% interval from' of 'sd_lci_95'."""
    if column in ("value", "shown"):
        return f"{shown.metric.short} ({shown.metric.unit})"
    end = column[-6:]
    if end not in ENDS:
        return NAMED.get(column, capital(column.replace("_", " ")))
    before = column[:-7].replace("_", " ")
    return f"{capital(before)}, {ENDS[end]}" if before else ENDS[end]


def _said(cell: Any) -> str:
    """A cell as it is read: whole numbers whole, others to one decimal, nothing for none."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.0f}" if cell == int(cell) else f"{cell:,.1f}"
    return str(cell)
