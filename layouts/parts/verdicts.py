"""A council beside England, its region and its statistical neighbours, in words first and colour last."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import places, rows, words
from layouts.format import capital, difference, is_missing, number
from metrics import clauses
from metrics.metric import Metric

SIGNS = {"higher": "\u25b2", "lower": "\u25bc", "similar": "\u25cf"}
LINKING = {"higher": "higher than", "lower": "lower than", "similar": "similar to"}


def against(metric: Metric, area_code: str, period: str) -> list[Any]:
    """A row for each comparator, as named tuples of `metrics.compare.against`; none for a count or a gap."""
    if not metric.compares_councils:
        return []
    return [row for row in rows.compared(metric.id, area_code, period) if not is_missing(row.value)]


def verdicts(metric: Metric, found: list[Any]) -> html.Ul | None:
    """One line for each comparator that has a figure."""
    if not found:
        return None
    return html.Ul([_line(metric, row) for row in found], className="verdicts")


def _line(metric: Metric, row: Any) -> html.Li:
    figure = words.figure(row.value, metric)
    if not row.verdict:
        return html.Li([html.Span(capital(name(row))), f" {figure}"], title=row.note)
    sign = html.Span(SIGNS[row.verdict], className="sign", **{"aria-hidden": "true"})
    said = [html.Strong(capital(row.verdict)), f" {LINKING[row.verdict].split()[-1]} {name(row)}, {figure}"]
    if row.comparator == "neighbours":
        linking, rest = clauses.of_neighbours(metric, row)
        said = [html.Strong(capital(linking)), f" {rest}"]
    detail = _detail(metric, row)
    heard = [html.Span(f". {detail}", className="unseen")] if detail else []
    return html.Li(
        [sign, html.Span([*said, *heard])],
        className=f"verdict {judgement(metric, row.verdict)}",
        title=detail,
    )


def name(row: Any) -> str:
    """The comparator as it stands in a sentence."""
    if row.comparator == "neighbours":
        if row.with_figure == 1:
            return "the one statistical neighbour with a figure"
        return f"the middle of {row.with_figure} statistical neighbours"
    return places.places()[row.comparator_code].spoken


def judgement(metric: Metric, verdict: str) -> str:
    """'better', 'worse' or 'similar'; a measure without a better way is never judged."""
    if verdict == "similar" or metric.direction == "neither":
        return "similar"
    return "better" if verdict == metric.direction else "worse"


def _detail(metric: Metric, row: Any) -> str:
    """The difference and its interval, for those who hover or listen."""
    if is_missing(row.difference_lci_95):
        return row.note
    size = difference(row.difference, metric.unit, metric.decimals)
    low, high = sorted((abs(row.difference_lci_95), abs(row.difference_uci_95)))
    if row.verdict == "similar":
        return f"The difference, {size}, could be chance."
    return f"{capital(size)} {row.verdict}, 95% interval {number(low, 1)} to {number(high, 1)}."
