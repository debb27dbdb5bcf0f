"""Tables of figures: every council in a period, or one place over time. Each cell says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import links, words
from layouts.format import capital
from metrics.metric import Metric

LEVELS = {"england": 0, "region": 1, "local_authority": 2}


def councils(rows: Sequence[Any], metric: Metric, caption: str, beside: dict[str, str]) -> html.Div:
    """England, the regions, then the councils: highest first, gaps last with their reasons."""
    lines = [
        html.Tr(
            [html.Th(_named(row), scope="row"), *_cells(row, metric, beside)],
            className=f"level-{row.geographic_level}",
        )
        for row in sorted(rows, key=_order)
    ]
    return table(caption, ["Area", *_heads(metric, beside)], lines)


def periods(rows: Sequence[Any], metric: Metric, caption: str) -> html.Div:
    """The periods of one or more places: the council first, newest period first."""
    newest = sorted(rows, key=lambda row: row.period_start, reverse=True)
    ordered = sorted(newest, key=lambda row: (-LEVELS[row.geographic_level], row.area_code))
    lines = [
        html.Tr([html.Th(row.period, scope="row"), html.Td(_named(row)), *_cells(row, metric, {})])
        for row in ordered
    ]
    return table(caption, ["Period", "Area", *_heads(metric, {})], lines)


def table(caption: str, heads: Sequence[Any], lines: Sequence[html.Tr], *, stacked: bool = False) -> html.Div:
    """A table that scrolls by itself where it is wider than the screen, by keyboard too.

    `stacked`, of one with more words than figures: on a phone each row stands as a block, its cells one below another
    under the name of their column.
    """
    for line in lines if stacked else ():
        for head, cell in zip(heads[1:], line.children[1:], strict=True):
            setattr(cell, "data-head", head)
    top = html.Thead(html.Tr([html.Th(head, scope="col") for head in heads]))
    body = html.Table([html.Caption(caption), top, html.Tbody(list(lines))])
    return html.Div(
        body,
        className="table stacked" if stacked else "table",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )


def _order(row: Any) -> tuple[int, bool, float, str]:
    has = words.has_value(row)
    return LEVELS[row.geographic_level], not has, -row.value if has else 0.0, row.area_name


def _named(row: Any) -> html.A:
    return html.A(row.area_name, href=links.area(row.area_code))


def _heads(metric: Metric, beside: dict[str, str]) -> list[str]:
    unit = f"{metric.short} ({metric.unit})"
    heads = [unit, "Counted", "95% interval"] if metric.compares_councils else [unit]
    return [*heads, *(["Shown beside it"] if beside else []), "Note"]


def _cells(row: Any, metric: Metric, beside: dict[str, str]) -> list[html.Td]:
    shown = words.bare(row.value, metric) if words.has_value(row) else words.value(row, metric)
    cells = [html.Td(shown, className="number" if words.has_value(row) else "gap")]
    if metric.compares_councils:
        cells += [html.Td(words.counted(row), className="number")]
        cells += [html.Td(words.limits(row, metric), className="number")]
    if beside:
        cells += [html.Td(beside.get(row.area_code, ""), className="beside")]
    return [*cells, html.Td(_note(row, metric), className="note")]


def _note(row: Any, metric: Metric) -> str:
    """The reason for a gap, or why a figure stands in no ranking."""
    if not words.has_value(row):
        return capital(words.reason(row))
    return words.unranked(row, metric)
