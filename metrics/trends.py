"""A place over time: the lines that may be drawn, and whether a change is more than chance.

A line is never drawn straight across a gap or a declared break. A change across a break is worked out only
when asked for. England and the regions can rest on different councils in two periods: a change is then worked
out on the councils with a figure in both, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, make_dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from metrics import areas, compute, periods, registry
from metrics.breaks import between
from metrics.compare import PERCENT, SWAYED, councils_in, is_swayed, unsafe
from metrics.intervals import newcombe
from metrics.metric import Break, Proportion

Counts = tuple[float, float]
Row = dict[str, Any]
WORDS = {1: "rose", -1: "fell", 0: "no clear change"}


@dataclass(frozen=True)
class Movement:
    """A change between two periods in points, with Newcombe's limits, on `basis`.

    `verdict` is 'rose', 'fell' or 'no clear change', and '' with a `refusal` where no verdict is safe.
    `before` and `after` are the two figures on that basis: for England they need not be the published ones.
    """

    earlier: str
    later: str
    before: float = np.nan
    after: float = np.nan
    difference: float = np.nan
    lci_95: float = np.nan
    uci_95: float = np.nan
    verdict: str = ""
    refusal: str = ""
    basis: str = ""
    breaks: tuple[Break, ...] = ()


Point: Any = make_dataclass("Point", [*compute.COLUMNS, "segment"], slots=True)
"""A row of `compute.values` with its segment."""


def series(metric_id: str, area_code: str) -> tuple[Any, ...]:
    """The rows of a place, the oldest first, with `segment`: rows of one number may be joined by a line.

    Gaps have no segment (-1), nor have percentages and rates of too few cases. A new one begins after them, after a
    missing period and at a declared break.
    """
    metric = registry.metric(metric_id)
    previous, number, found = "", -1, []
    for row in compute.of_area(metric_id, area_code):
        if pd.isna(row["value"]) or compute.is_few(row["denominator"]):
            found.append(Point(**row, segment=-1))
            continue
        joined = previous == periods.year_before(row["period"]) and not between(
            metric, previous, row["period"]
        )
        number += not joined
        found.append(Point(**row, segment=number))
        previous = row["period"]
    return tuple(found)


def change(metric_id: str, area_code: str, earlier: str, later: str, across_breaks: bool = False) -> Movement:
    """How a figure moved between two periods, with a verdict only where chance and method are ruled out."""
    metric = registry.metric(metric_id)
    found = Movement(earlier, later, breaks=tuple(between(metric, earlier, later)))
    first, second = (compute.in_period(metric_id, period).get(area_code) for period in (earlier, later))
    if first is None or second is None:
        return replace(found, refusal=f"{areas.name(area_code)} has no row in one of the periods.")
    found = replace(found, before=float(first["value"]), after=float(second["value"]))
    if found.breaks and not across_breaks:
        return replace(found, refusal=found.breaks[0].note)
    refusal = unsafe(metric, first) or unsafe(metric, second)
    if refusal:
        return replace(found, refusal=refusal)
    if not isinstance(metric.formula, Proportion):
        return replace(found, refusal=f"No limits of a change are worked out for {metric.unit}.")
    if is_swayed(second, first):
        return replace(found, refusal=SWAYED)
    (k1, n1), (k2, n2), basis = _counts(metric_id, first, second)
    if not min(n1, n2):
        return replace(found, refusal="No council has a figure in both periods.")
    found = replace(found, before=PERCENT * k1 / n1, after=PERCENT * k2 / n2, basis=basis)
    difference, low, high = (PERCENT * float(limit) for limit in newcombe(k2, n2, k1, n1))
    way = WORDS[int(low > 0) - int(high < 0)]
    return replace(found, difference=difference, lci_95=low, uci_95=high, verdict=way)


def _counts(metric_id: str, first: Row, second: Row) -> tuple[Counts, Counts, str]:
    """Numerator and denominator of each period, and in words which councils they rest on."""
    as_printed = tuple((float(row["numerator"]), float(row["denominator"])) for row in (first, second))
    if first["geographic_level"] == "local_authority":
        return as_printed[0], as_printed[1], ""
    rows = compute.values(metric_id).set_index("area_code")
    inside = [
        councils_in(rows[rows["period"] == row["period"]], first["area_code"]) for row in (first, second)
    ]
    if all(councils["value"].notna().all() for councils in inside):
        return as_printed[0], as_printed[1], "all councils"
    both = sorted(set.intersection(*(set(each.index[each["value"].notna()]) for each in inside)))
    sums = [each.loc[both, ["numerator", "denominator"]].sum() for each in inside]
    summed = tuple((float(each["numerator"]), float(each["denominator"])) for each in sums)
    return (
        summed[0],
        summed[1],
        f"the {len(both)} council{'s' * (len(both) != 1)} with a figure in both periods",
    )
