"""Neighbours far apart, as a short list that leads to each comparison."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import border_pairs, links
from layouts.comparison import LEAD
from metrics import compute, registry
from metrics.pairs import in_100


def widest(count: int, metric_id: str = LEAD) -> list[Any]:
    """The widest defensible gaps of plans on time now, each in natural frequencies."""
    period = compute.periods_of(metric_id)[-1]
    found = border_pairs.defensible(metric_id, period)[:count]
    metric = registry.metric(metric_id)
    said = f"{metric.title} in {period}, on two sides of one border. Each gap is more than chance."
    more = html.P(html.A("All borders, on a map", href=links.BORDERS))
    return [html.P(said), html.Ul([_item(row) for row in found], className="far-apart"), more]


def _item(row: Any) -> html.Li:
    first, second = in_100(row.high_value)[0], in_100(row.low_value)[0]
    link = html.A(
        f"{row.high_area_name} and {row.low_area_name}",
        href=links.compare([row.low_area_code, row.high_area_code]),
    )
    left_out = border_pairs.exceptions(row)
    beside = html.Span(f"Exceptions left out: {left_out}", className="when") if left_out else None
    return html.Li([link, html.Span(f"{first} beside {second}", className="when"), beside])
