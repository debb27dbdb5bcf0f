"""A council beside England, its region and its statistical neighbours, with a verdict only where one is safe.

England and the region are published figures with counts: the difference has Newcombe's interval, and 'higher'
or 'lower' needs an interval without zero. Both contain the council, which makes the true interval a little
narrower than the one for two separate places, so a verdict errs towards 'similar'.

The neighbours' median has no counts behind it. 'Higher' then needs the council's whole interval to lie above
the whole interval of more than half of its neighbours, and six neighbours with a figure; 'lower' likewise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from metrics import areas, caveats, compute, registry, soundness, tables
from metrics.intervals import newcombe
from metrics.metric import Metric, Proportion

PERCENT = 100
FEWEST_NEIGHBOURS = 6
FEWEST_STEADY = 50
"""Cases from which a verdict is not tried with one case more and one fewer."""
SWAYED = f"With fewer than {FEWEST_STEADY} cases, one more or one fewer would change the answer."
NEIGHBOURS = "statistical_neighbours_2025"

Rows = Mapping[str, Mapping[str, Any]]
"""Those of `compute.in_period`."""


@dataclass(frozen=True)
class Against:
    """A council's figure less a comparator's; `verdict` is '' with a `note` where it would not be safe.

    `with_figure` of `existed` councils stand behind the comparator.
    """

    comparator: str
    comparator_code: str
    comparator_name: str
    with_figure: int = 0
    existed: int = 0
    value: float = np.nan
    numerator: float = np.nan
    denominator: float = np.nan
    difference: float = np.nan
    difference_lci_95: float = np.nan
    difference_uci_95: float = np.nan
    verdict: str = ""
    note: str = ""


def against(metric_id: str, area_code: str, period: str) -> tuple[Against, ...]:
    """A council set against England, its region and its statistical neighbours.

    A region is set beside England only, England beside nothing; empty where the metric has none for the
    place and period. Differences of percentages are in points.
    """
    metric, rows = registry.metric(metric_id), compute.in_period(metric_id, period)
    if area_code not in rows or area_code == areas.ENGLAND:
        return ()
    found = [against_published("england", areas.ENGLAND, rows, area_code, metric)]
    if rows[area_code]["geographic_level"] == "local_authority":
        region = areas.region(area_code)
        found.append(against_published("region", region, rows, area_code, metric))
        found.append(_neighbours(rows, area_code, metric))
    return tuple(found)


def unsafe(metric: Metric, row: Mapping[Any, Any] | pd.Series) -> str:
    """Why a figure may not be called higher or lower than another; '' where it may."""
    if pd.isna(row["value"]):
        return row["reason"]
    if not metric.compares_councils:
        return "A count grows with the size of the council, so it is not compared."
    if pd.isna(row["lci_95"]):
        return metric.formula.no_interval or "There is no interval, so chance cannot be ruled out."
    if row["denominator"] < compute.FEWEST_CASES:
        return f"Fewer than {compute.FEWEST_CASES} cases: too few to compare."
    if row["area_code"] in compute.TOO_SMALL_TO_RANK:
        return too_small(row["area_code"])
    if caveats.doubt(row["caveats"]):
        why = soundness.collapsed(metric, row["area_code"], row["period"])
        return why or f"A check doubts the published figure of {row['area_name']}."
    return ""


def too_small(area_code: str) -> str:
    """Why City of London and Isles of Scilly are set beside nobody."""
    name, has = areas.spoken(area_code), areas.verb(area_code, "has", "have")
    return f"{name[:1].upper()}{name[1:]} {has} so few children that one of them decides the figure."


def is_swayed(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether 'higher' or 'lower' of two percentages rests on few cases, and no longer holds when one of them moves."""
    counts = [(float(row["numerator"]), float(row["denominator"])) for row in (first, second)]
    if min(whole for _, whole in counts) >= FEWEST_STEADY:
        return False
    (k1, n1), (k2, n2) = counts
    moved = [(k1 + step, k2) for step in (-1, 0, 1)] + [(k1, k2 + step) for step in (-1, 1)]
    there = [(one, other) for one, other in moved if 0 <= one <= n1 and 0 <= other <= n2]
    found = {verdict(*(float(each) for each in newcombe(one, n1, other, n2)[1:])) for one, other in there}
    return len(found) > 1 and verdict(*(float(each) for each in newcombe(k1, n1, k2, n2)[1:])) != "similar"


def verdict(low: float, high: float) -> str:
    """'higher' or 'lower' where the interval of a difference leaves out zero, else 'similar'."""
    return "higher" if low > 0 else "lower" if high < 0 else "similar"


def councils_in(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of the councils of England or a region, with and without a figure; `rows` is by area_code."""
    councils = rows[rows["geographic_level"] == "local_authority"]
    councils = councils[~compute.gone(councils.index.to_series(), councils["period_start"])]
    if code == areas.ENGLAND:
        return councils
    region = areas.areas()["region_code"]
    return councils[councils.index.isin(region.index[region == code])]


def against_published(kind: str, code: str, rows: Rows, area_code: str, metric: Metric) -> Against:
    """Against a published figure with counts: Newcombe's interval for percentages, else no verdict."""
    ours, theirs = rows[area_code], rows.get(code)
    there = compute.counted(metric.id, ours["period"]).get(code, (0, 0))
    found = Against(kind, code, areas.name(code), *there)
    if theirs is None:
        return replace(found, note=f"There is no figure for {found.comparator_name}.")
    found = replace(found, **{name: theirs[name] for name in ("value", "numerator", "denominator")})
    if metric.compares_councils:
        found = replace(found, difference=ours["value"] - theirs["value"])
    refusal = unsafe(metric, ours) or unsafe(metric, theirs)
    if refusal:
        return replace(found, note=refusal)
    if not isinstance(metric.formula, Proportion):
        return replace(found, note=f"No interval of a difference is worked out for {metric.unit}.")
    counts = (float(row[column]) for row in (ours, theirs) for column in ("numerator", "denominator"))
    difference, low, high = (PERCENT * float(limit) for limit in newcombe(*counts))
    found = replace(found, difference=difference, difference_lci_95=low, difference_uci_95=high)
    if is_swayed(ours, theirs):
        return replace(found, note=SWAYED)
    note = f"{found.comparator_name} includes {ours['area_name']}."
    return replace(found, verdict=verdict(low, high), note=note)


def _neighbours(rows: Rows, area_code: str, metric: Metric) -> Against:
    """Against the median of the statistical neighbours that have a figure, by the cautious rule above."""
    found = Against("neighbours", "", "Statistical neighbours")
    if not tables.is_loaded(NEIGHBOURS):
        return replace(found, note=f"The dataset {NEIGHBOURS!r} is not loaded.")
    codes = areas.neighbours(area_code)
    if not codes:
        return replace(found, note="No statistical neighbours are published for this place.")
    return against_group(found, rows, area_code, metric, codes)


def against_group(
    found: Against, rows: Rows, area_code: str, metric: Metric, codes: tuple[str, ...]
) -> Against:
    """`found` against the median of these councils' figures; `rows` is one period of a metric by area_code."""
    ours = rows[area_code]
    theirs = [rows[code] for code in codes if code in rows and not pd.isna(rows[code]["value"])]
    found = replace(found, with_figure=len(theirs), existed=len(codes))
    if metric.compares_councils and theirs:
        middle = median(row["value"] for row in theirs)
        found = replace(found, value=middle, difference=ours["value"] - middle)
    listed = f"Median of the {len(theirs)} of {len(codes)} councils with a figure."
    refusal = unsafe(metric, ours)
    if not refusal and len(theirs) < FEWEST_NEIGHBOURS:
        refusal = f"A verdict needs at least {FEWEST_NEIGHBOURS} of them."
    if refusal:
        return replace(found, note=f"{listed} {refusal}")
    return replace(found, verdict=_beyond_most(ours, theirs), note=listed)


def _beyond_most(ours: Mapping[str, Any], theirs: Sequence[Mapping[str, Any]]) -> str:
    above = sum(row["uci_95"] < ours["lci_95"] for row in theirs)
    below = sum(row["lci_95"] > ours["uci_95"] for row in theirs)
    most = len(theirs) / 2
    return "higher" if above > most else "lower" if below > most else "similar"
