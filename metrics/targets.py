"""What if a council matched England, its median neighbour or the best tenth: the plans that would make a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from metrics import areas, beside, compute, registry
from metrics.compare import FEWEST_NEIGHBOURS, unsafe
from metrics.metric import Metric, Proportion
from metrics.numbers import number
from metrics.what_if import extra_at_place, extra_at_rate

Row = dict[str, Any]
Rows = dict[str, Row]
BEST_TENTH = 0.9
ASSUMPTION = "This assumes as many cases as in {period} and that nothing else would change."


@dataclass(frozen=True)
class Target:
    """What would follow if a council had the rate of a `target`: 'england', 'neighbours' or 'best tenth'.

    `rate` is the target's, in per cent. `extra` cases a year, with 95 % limits, is the change in the numerator:
    above 0 for more; no limit asks for more cases than there were. `text` says it with the assumption; '' with a
    `refusal` where it cannot be said.
    """

    target: str
    name: str
    rate: float = np.nan
    extra: float = np.nan
    lci_95: float = np.nan
    uci_95: float = np.nan
    text: str = ""
    refusal: str = ""


def what_if(metric_id: str, area_code: str, period: str) -> list[Target]:
    """The three targets of a council for a percentage with a better way; an empty list for any other measure."""
    metric = registry.metric(metric_id)
    if metric.direction == "neither" or not isinstance(metric.formula, Proportion):
        return []
    rows = compute.in_period(metric_id, period)
    found = [_england(rows), _neighbours(rows, area_code), _best_tenth(rows, metric, period)]
    if area_code not in rows:
        missing = areas.notice(area_code) or f"{areas.name(area_code)} has no row for {period}."
        return [replace(each, refusal=missing) for each in found]
    return [_worked_out(each, rows, area_code, metric) for each in found]


def _england(rows: Rows) -> Target:
    found, england = Target("england", "England"), rows.get(areas.ENGLAND)
    if england is None or pd.isna(england["value"]):
        return replace(found, refusal="There is no figure for England.")
    return replace(found, rate=england["value"])


def _neighbours(rows: Rows, area_code: str) -> Target:
    figures = [rows[code]["value"] for code in areas.neighbours(area_code) if code in rows]
    there = [figure for figure in figures if pd.notna(figure)]
    found = Target("neighbours", f"the median of its {len(there)} statistical neighbours")
    if len(there) < FEWEST_NEIGHBOURS:
        few = f"Only {len(there)} statistical neighbours have a figure; {FEWEST_NEIGHBOURS} are needed."
        return replace(found, refusal=few)
    return replace(found, rate=float(np.median(there)))


def _best_tenth(rows: Rows, metric: Metric, period: str) -> Target:
    better = BEST_TENTH if metric.direction == "higher" else 1 - BEST_TENTH
    unfit = beside.too_many(metric, period)
    ranked = [row["value"] for code, row in rows.items() if row["ranked"] and code not in unfit]
    found = Target("best tenth", "the best tenth of ranked councils")
    if not ranked:
        return replace(found, refusal="No council is ranked.")
    return replace(found, rate=float(np.quantile(ranked, better)))


def _worked_out(found: Target, rows: Rows, area_code: str, metric: Metric) -> Target:
    """A target with the cases it would make, or the reason why not."""
    row = rows[area_code]
    share = beside.shares(metric, row["period"]).get(area_code, np.nan)
    refusal = unsafe(metric, row) or found.refusal or beside.refusal(metric, area_code, share)
    if refusal:
        return replace(found, refusal=refusal)
    k, n = row["numerator"], row["denominator"]
    if found.target == "england":
        figures = extra_at_place(k, n, rows[areas.ENGLAND]["numerator"], rows[areas.ENGLAND]["denominator"])
    else:
        figures = extra_at_rate(k, n, found.rate / 100)
    extra, low, high = (float(figure) for figure in figures)
    found = replace(found, extra=extra, lci_95=max(low, -k), uci_95=min(high, n - k))
    text = " ".join(filter(None, [_text(found, row, metric), beside.words(metric, share)]))
    return replace(found, text=text)


def _text(found: Target, row: Row, metric: Metric) -> str:
    """One sentence and the assumption."""
    name, period, rate, formula = row["area_name"], row["period"], number(metric, found.rate), metric.formula
    counted = f"{formula.numerator_is}, of {row['denominator']:,.0f} {getattr(formula, 'denominator_is', '')}"
    better = found.extra if metric.direction == "higher" else -found.extra
    if better <= 0:
        return f"{name} already does as well as {found.name} ({rate}) or better."
    low, high = sorted((abs(found.lci_95), abs(found.uci_95)))
    assumed = ASSUMPTION.format(period=period)
    if found.lci_95 < 0 < found.uci_95:
        return f"{name} differs from {found.name} ({rate}) by no more than chance explains."
    more = "more" if found.extra > 0 else "fewer"
    return (
        f"If {name} had matched {found.name} ({rate}) in {period}, there would have been "
        f"{abs(found.extra):,.0f} {more} {counted} (95% interval {low:,.0f} to {high:,.0f}). {assumed}"
    )
