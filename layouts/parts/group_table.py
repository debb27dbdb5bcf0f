"""The groups of a measure as a table: each group of the council, England's under it, with the reasons for gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import links, words
from layouts.parts.tables import table
from metrics.metric import Metric


def by_group(rows: Sequence[Any], metric: Metric, caption: str) -> html.Div:
    """A line for each group and place, in the order of the groups; a part of a subtotal has a dash before it."""
    lines = [_line(row, metric) for row in sorted(rows, key=lambda row: (row.order, row.group))]
    heads = ["Group", "Area", f"{metric.short} ({metric.unit})", "Counted", "95% interval", "Note"]
    return table(caption, heads, lines)


def _line(row: Any, metric: Metric) -> html.Tr:
    has = words.has_value(row)
    shown = words.bare(row.value, metric) if has else words.value(row, metric)
    return html.Tr(
        [
            html.Th(f"\u2013 {row.group}" if row.part_of else row.group, scope="row"),
            html.Td(html.A(row.area_name, href=links.area(row.area_code))),
            html.Td(shown, className="number" if has else "gap"),
            html.Td(words.counted(row), className="number"),
            html.Td(words.limits(row, metric), className="number"),
            html.Td(words.reason(row), className="note"),
        ]
    )
