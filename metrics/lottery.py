"""How far councils differ on a measure in each period, and whether that grew: read from `data/derived`.

Which figures count. Every council with a figure, City of London and Isles of Scilly left out, as are councils
abolished before the period, periods that are never ranked, and figures that a check doubts. A percentage of a
handful of cases counts: how much of the spread is chance is said beside it (`real_share`).

Which measures qualify. Percentages and rates. A count grows with the size of the council, and a change on the year
before is no chance that a child has: neither has a spread. A period in which fewer than FEWEST_COVERED of
the councils have a figure has none either, since those few are not England.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from metrics import areas, breaks, caveats, compute, registry, tables
from metrics.metric import Break, Change, Count, Metric, Proportion, Published, RatePerHead, RatePerStock
from metrics.ranks import Best

FEWEST_COVERED = 0.8
"""The share of the councils of a period that must have a figure."""

COLUMNS = [
    "metric", "period", "areas", "england", "sd", "sd_lci_95", "sd_uci_95", "p90_minus_p10", "logit_sd", "real_share",
    "between_region_share", "gini", "gini_lci_95", "gini_uci_95", "cv", "p10", "median", "p90",
]  # fmt: skip
"""The columns of the command line; `variation` has these first."""

ONE_SIDED = (
    "The Gini coefficient and the coefficient of variation of a percentage depend on which side is counted: plans on "
    "time can grow more unequal by them while plans late grow less. Read the standard deviation first."
)


UNCOUNTED = (
    "Whether the spread grew is not said: the counts behind this figure are not published, so it cannot be told from "
    "chance, nor from figures that grew everywhere."
)


@dataclass(frozen=True)
class Verdict:
    """Whether the spread of a measure grew between two periods.

    `verdict` is 'grew', 'shrank' or 'not shown to have changed'; '' with a `refusal` where none may be given.
    `reason` is a sentence for readers. `changes` has a row for each symmetric measure of spread: measure,
    before, after, difference, lci_95, uci_95, all on the `areas` councils with a figure in both periods.
    """

    metric: str
    earlier: str
    later: str
    verdict: str = ""
    reason: str = ""
    refusal: str = ""
    areas: int = 0
    changes: pd.DataFrame | None = None
    breaks: tuple[Break, ...] = ()


def disqualified(metric: Metric) -> str:
    """Why a measure has no spread, no rank and no persistence, as a sentence; '' where it has."""
    if isinstance(metric.formula, Count):
        return "A count grows with the size of the council, so how far councils differ says nothing of a lottery."
    if isinstance(metric.formula, Change):
        return "This is a change on the year before and no chance that a child has, so it has no spread and no rank."
    return ""


def qualifying() -> list[str]:
    """The identities of the measures that have a spread and whose datasets are loaded, in the registry's order."""
    found = registry.all_metrics().items()
    return [name for name, metric in found if not disqualified(metric) and not compute.waiting_for(name)]


def kind_of(metric: Metric) -> tuple[Literal["proportion", "rate", "value"], float]:
    """What chance does to a measure's numerator, and the number its values are per."""
    match metric.formula:
        case Proportion():
            return "proportion", 100
        case RatePerHead() | RatePerStock() as formula:
            return "rate", formula.per
        case Published():
            return "value", 1
    raise ValueError(f"{metric.id} has no spread: {disqualified(metric)}")


def best(metric: Metric) -> Best:
    """Which end of a ranking is called the first: the better for families, or the higher where neither is."""
    return "lower" if metric.direction == "lower" else "higher"


def councils(metric_id: str, period: str = "") -> pd.DataFrame:
    """The rows of `compute.values` that count towards the spread, of one period or of all."""
    metric, rows = registry.metric(metric_id), compute.values(metric_id)
    if period:
        rows = rows[rows["period"] == period]
    return rows[
        (rows["geographic_level"] == "local_authority")
        & rows["value"].notna()
        & ~rows["area_code"].isin(compute.TOO_SMALL_TO_RANK)
        & ~rows["period"].isin(metric.unranked)
        & ~compute.gone(rows["area_code"], rows["period_start"])
        & ~rows["caveats"].map(caveats.doubt).astype("bool")
    ]


def variation(metric_id: str) -> pd.DataFrame:
    """A row for each period of a measure, the oldest first; no rows for a measure that does not qualify.

    Columns: COLUMNS, the other limits (`p90_minus_p10_lci_95`, `logit_sd_lci_95`, `real_share_lci_95`,
    `cv_lci_95` ... and `_uci_95`), `between_region_share_by_chance` (what regions drawn at random would show),
    `existed` (councils there were: "150 of 153"), `break_note` (why this period is not comparable with those
    before it, or ''), `segment` (periods of one number have no break between them) and `note` (why there are no
    figures, or ''). `sd`, `p90_minus_p10`, `p10`, `median` and `p90` are in the unit of the measure, `logit_sd`
    in log odds, shares, `gini` and `cv` from 0. Raises `tables.NotBuilt`.
    """
    found = tables.derived("variation")
    found = found[found["metric"] == metric_id].reset_index(drop=True)
    begun = {each.before: each.note for each in breaks.breaks_of(registry.metric(metric_id))}
    note = pd.Series([begun.get(period, "") for period in found["period"]], dtype="str")
    return found.assign(break_note=note, segment=(note != "").cumsum())


def england(metric_id: str) -> dict[str, caveats.Cited]:
    """England's figures by period, as the table of `variation` gives them, to be told with their caveats."""
    found = compute.of_area(metric_id, areas.ENGLAND)
    return {
        row["period"]: caveats.Cited(row["area_name"], row["period"], row["caveats"])
        for row in found
        if not pd.isna(row["value"])
    }


def verdict_of_change(metric_id: str, earlier: str, later: str, across_breaks: bool = False) -> Verdict:
    """Whether the spread grew between two periods, from the bootstrap paired by council.

    A break between the periods refuses the verdict unless `across_breaks` asks for it, and is then named in the
    reason. Refused as well: a measure that does not qualify or whose counts are not published, since its spread in
    log odds net of chance is not known and points alone grow with the level; or a period without a spread.
    """
    metric = registry.metric(metric_id)
    found = Verdict(metric_id, earlier, later, breaks=tuple(breaks.between(metric, earlier, later)))
    refusal = disqualified(metric) or (UNCOUNTED if kind_of(metric)[0] == "value" else "")
    if refusal:
        return replace(found, refusal=refusal)
    rows = tables.derived("variation_changes")
    rows = rows[(rows["metric"] == metric_id) & (rows["earlier"] == earlier) & (rows["later"] == later)]
    if rows.empty:
        said = f"There is no spread of {metric.short.lower()} to compare in both {earlier} and {later}."
        return replace(found, refusal=said)
    if found.breaks and not across_breaks:
        return replace(found, refusal=f"How it is counted changed in between: {found.breaks[0].note}")
    first = rows.iloc[0]
    shown = rows[["measure", "before", "after", "difference", "lci_95", "uci_95"]].dropna(subset="before")
    named = "".join(f" How it is counted changed between the two years: {each.note}" for each in found.breaks)
    return replace(
        found,
        verdict=first["verdict"],
        reason=first["reason"] + named,
        areas=int(first["areas"]),
        changes=shown.reset_index(drop=True),
    )
