"""How far councils differ, in words: the spread of a measure in each year, and whether it changed."""

from __future__ import annotations

from typing import Any

from layouts import words
from layouts.format import number
from layouts.rows import named
from layouts.scale import suffix
from metrics import lottery, registry, tables
from metrics.lottery import Verdict
from metrics.luck import Luck, luck_or_failure
from metrics.memory import remembered
from metrics.metric import Metric

Rows = tuple[Any, ...]
CHANGED = {"grew": "grew", "shrank": "shrank", "not shown to have changed": "is not shown to have changed"}


@remembered(256)
def years(metric_id: str) -> Rows:
    """Rows of `metrics.lottery.variation`, the oldest first, those without a spread among them."""
    return tuple(named(lottery.variation(metric_id)))


def with_spread(metric_id: str) -> Rows:
    """The years that have a spread."""
    return tuple(row for row in years(metric_id) if not row.note)


@remembered()
def measures() -> tuple[str, ...]:
    """The measures with a spread in at least one year, in the order in which a family meets them."""
    found = tables.derived("variation")
    there = set(found.loc[found["note"] == "", "metric"])
    return tuple(name for name in registry.all_metrics() if name in there)


@remembered(1024)
def verdict(metric_id: str, earlier: str, later: str, across_breaks: bool = False) -> Verdict:
    """Whether the spread grew between two years; kept, and worked out ahead."""
    return lottery.verdict_of_change(metric_id, earlier, later, across_breaks)


@remembered(256)
def luck(metric_id: str, period: str) -> Luck:
    """Whether luck could explain what a council shows."""
    return luck_or_failure(metric_id, period)


def first_alike(metric_id: str) -> str:
    """The first year that is counted as the newest one is; '' where that is the newest itself."""
    found = with_spread(metric_id)
    same = [row.period for row in found if row.segment == found[-1].segment]
    return same[0] if len(same) > 1 else ""


def last_before(metric_id: str) -> str:
    """The last year before the newest change of method; '' without one."""
    found = with_spread(metric_id)
    before = [row.period for row in found if row.segment < found[-1].segment]
    return before[-1] if before else ""


def level(metric: Metric, row: Any) -> str:
    """'... in 2025, one council in ten was below 14.1% and one in ten above 96.0%: 81.9 points apart.'"""
    low, high = words.bare(row.p10, metric), words.figure(row.p90, metric)
    gap = apart(row.p90_minus_p10, metric)
    ends = f"one council in ten was below {low} and one in ten above {high}"
    return f"{metric.title}: in {row.period}, {ends}: {gap} apart."


def apart(value: float, metric: Metric) -> str:
    """A distance between two figures: '81.9 points', '12.3 per 1,000'."""
    unit = "points" if suffix(metric.unit) == "%" else metric.unit
    return f"{number(value, metric.decimals)} {unit}"


def change(metric: Metric, earlier: str, later: str, across_breaks: bool = False) -> str:
    """'From 2022 to 2025 the spread is not shown to have changed.', any break named; or why nothing is said."""
    found = verdict(metric.id, earlier, later, across_breaks)
    if found.refusal:
        return found.refusal
    return f"From {earlier} to {later} the spread {CHANGED[found.verdict]}. {found.reason}"


def headline(metric: Metric) -> list[str]:
    """What may be said of the newest year, and of the change to it: first within one method, then across a break."""
    found = with_spread(metric.id)
    newest = found[-1]
    said = [level(metric, newest)]
    alike, before = first_alike(metric.id), last_before(metric.id)
    if alike:
        since = verdict(metric.id, alike, newest.period)
        shown = f"Since {alike}, the first year counted as now, the spread {CHANGED.get(since.verdict)}."
        said.append(shown if since.verdict else since.refusal)
    if before:
        across = verdict(metric.id, before, newest.period, True)
        said.append(_across(across, before))
    return said


def _across(found: Verdict, before: str) -> str:
    """A change across a break, with the break named."""
    if not found.verdict:
        return ""
    broken = found.breaks[-1].before
    return (
        f"Set against {before} the spread {CHANGED[found.verdict]}, but how this is counted changed in {broken}, and "
        "that may be part of the reason."
    )
