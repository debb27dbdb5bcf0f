"""What must stand beside a figure: the share of plans that a council classed as exceptions.

A council can lift its share on time by claiming exceptions, so a measure that leaves them out names the measure of
them (`Metric.beside`), and no council above MOST_EXCEPTIONS is ranked, or held up beside another, by it.
"""

from __future__ import annotations

import pandas as pd

from metrics import areas, compute, registry
from metrics.metric import Metric
from metrics.numbers import number

MOST_EXCEPTIONS = 20
"""Percent of plans: a council that classed more of them as exceptions is not held up as quick or slow."""


def shares(metric: Metric, period: str) -> dict[str, float]:
    """The figure that stands beside each area's, by area_code; empty for a measure that needs none."""
    if not metric.beside:
        return {}
    return {code: row["value"] for code, row in compute.in_period(metric.beside, period).items()}


def too_many(metric: Metric, period: str) -> set[str]:
    """The areas that left out more than MOST_EXCEPTIONS, or an unknown number, of their plans."""
    if not metric.beside:
        return set()
    known = shares(metric, period)
    return {
        code for code in compute.in_period(metric.id, period)
        if not known.get(code, float("nan")) <= MOST_EXCEPTIONS
    }  # fmt: skip


def refusal(metric: Metric, area_code: str, share: float) -> str:
    """Why a council is not held up by its figure, as a sentence; '' where it may be."""
    if not metric.beside or share <= MOST_EXCEPTIONS:
        return ""
    if pd.isna(share):
        return f"How many plans {areas.name(area_code)} left out as exceptions is not known."
    return (
        f"{areas.name(area_code)} left out {_said(metric, share)} of its plans as exceptions: more than "
        f"{MOST_EXCEPTIONS}%, so the rest may not stand for all."
    )


def words(metric: Metric, share: float) -> str:
    """'12.3% of its plans were left out as exceptions.', or '' for a measure that needs no such sentence."""
    if not metric.beside or pd.isna(share):
        return ""
    return f"{_said(metric, share)} of its plans were classed as exceptions."


def _said(metric: Metric, share: float) -> str:
    return number(registry.metric(metric.beside), share)
