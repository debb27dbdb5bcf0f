"""Why a published figure may not be what it seems, by rules that are the same for every council.

A return may lack most of its cases (see `metrics.doubts`): it is shown, and neither ranked nor in any sentence. And the
checks of the ingest note figures that they cannot prove wrong, such as a count unlike the year before: those are ranked
and told with a note, and never as a change or an extreme. A rise of the cases is no sign that any are missing: it is
noted where it is unlike other councils'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics import areas, caveats, compute, periods, reporting, tables
from metrics.doubts import COLLAPSED, DOUBTS, FEWEST_BEFORE
from metrics.memory import remembered
from metrics.metric import Metric, Proportion, indicators

SLIGHT = ("revised", "percentages", "sums_to", "sums_to_total", "unequal_coverage")
"""Checks whose notes are about rounding, or about how totals were put together."""
RECORDED = ("What the plan gives", "Growing up")
"""Themes of placements, needs and reasons: a council begins to record one of them in some year."""
JUMP = re.compile(r"(?P<now>[\d,.]+), with (?P<before>[\d,.]+) the year before")


@dataclass(frozen=True)
class Noted:
    """What a check noted of one count: its finding, and a sentence fit for print.

    `ahead` where the figure is the one from which the next year's jumped away.
    """

    indicator: str
    finding: str
    briefly: str
    ahead: bool = False


def collapsed(metric: Metric, area_code: str, period: str) -> str:
    """Why a council's return may lack most of its cases; '' where nothing says so."""
    there = [row for row in compute.of_area(metric.id, area_code) if not pd.isna(row["value"])]
    at = next((at for at, row in enumerate(there) if row["period"] == period), 0)
    if not at or caveats.doubt(there[at]["caveats"]) != COLLAPSED:
        return ""
    assert isinstance(metric.formula, Proportion)
    now, last = there[at], there[at - 1]
    cases = f"{now['denominator']:,.0f} {metric.formula.denominator_is}"
    of_whom = f"The figure of {areas.spoken(area_code)} rests on {cases}"
    return (
        f"{of_whom} in {period}, after {last['denominator']:,.0f} in {last['period']}, the last year before with a "
        "figure: most of them may be missing."
    )


def noted(metric: Metric, area_code: str, period: str) -> tuple[Noted, ...]:
    """What the checks noted of a council's figure; beside it, of the next year's jump away from it."""
    read = set(indicators(metric.formula))
    found = _register().get((metric.formula.dataset, area_code, period), ())
    return tuple(each for each in found if each.indicator in read)


def unlike(metric: Metric, area_code: str, *when: str) -> str:
    """Why a figure is set beside none of its own past, as far as the checks noted it; '' where they did not."""
    told = [each for period in when for each in noted(metric, area_code, period) if not each.ahead]
    return f"Ask the council first. {told[0].briefly}" if told else ""


def recording(metric: Metric, area_code: str, *when: str) -> str:
    """Why a change from or to none or all of many may be one of recording; '' where the measure is of no such kind."""
    if metric.theme not in RECORDED:
        return ""
    for period in when:
        row = compute.in_period(metric.id, period)[area_code]
        part, whole = row["numerator"], row["denominator"]
        if whole >= FEWEST_BEFORE and part in (0, whole):
            of = f"{'all' if part else 'none of'} {whole:,.0f} in {period}"
            return f"The figure is {of}: what changed may be how it is recorded."
    return ""


def doubtful(metric: Metric, period: str) -> set[str]:
    """The councils whose figure is ranked and named neither as the highest nor as the lowest: a check noted it."""
    return {
        code
        for code, row in compute.in_period(metric.id, period).items()
        if not pd.isna(row["value"]) and noted(metric, code, period)
    }


@remembered()
def _register() -> dict[tuple[str, str, str], list[Noted]]:
    """What was noted of each table, council and period. Shared: do not change it."""
    kept: dict[tuple[str, str, str], list[Noted]] = {}
    if not tables.is_loaded("quarantine"):
        return kept
    found = reporting.findings()
    found = found[(found["status"] == "noted") & ~found["check"].isin([*SLIGHT, *DOUBTS])]
    found = found[found["area_code"].map(areas.is_council)]
    kinds = {name: tables.describe(name)["period_kind"] for name in found["dataset"].unique()}
    for row in found.itertuples():
        period = periods.label(row.time_period, kinds[row.dataset])
        before = periods.year_before(period)
        told = Noted(row.indicator, f"{row.text.removesuffix('.')}.", _in_print(row, before, period))
        kept.setdefault((row.dataset, row.area_code, period), []).append(told)
        if JUMP.match(row.text):
            ahead = Noted(told.indicator, told.finding, told.briefly, ahead=True)
            kept.setdefault((row.dataset, row.area_code, before), []).append(ahead)
    return kept


def _in_print(row: Any, before: str, period: str) -> str:
    """A finding as a sentence that can stand beside a figure in print."""
    jump, label = JUMP.match(row.text), row.label.partition(":")[0]
    if jump:
        move = f"{jump['before']} in {before} and {jump['now']} in {period}"
        return f"{label}: {move}, unlike other councils; ask the council why."
    return f"{label}, {period}: {row.text.removesuffix('.')}; ask the council why."
