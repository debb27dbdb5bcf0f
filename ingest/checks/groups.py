"""The checks that fit groups: those of one printed row, councils against their region, groups against the total."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ingest.checks.identities import percentages, percentages_of_parts, possible, sums_to, within
from ingest.checks.rows import ENGLAND, cells, number, regions
from ingest.dataset import LOCAL, NATIONAL, REGIONAL, TOTAL, Context, Dataset, findings, no_findings
from ingest.groups import PRINTED, TOPIC, Groups, known

OF_ONE_ROW = (sums_to, within, percentages, percentages_of_parts)
FEW = 10
"""So many cases too many or too few in a group are noted only: a group is small, and so a great share of it."""
PERCENT = "%"
AREA = [column for column in PRINTED if column not in TOPIC]
GROUP = ["release", "time_period", "time_identifier", *TOPIC]


def of_groups(groups: Groups, dataset: Dataset, context: Context) -> list[pd.DataFrame]:
    """What the checks find in groups: those of the dataset that look at one row, `possible` and `councils_exceed`."""
    counts, percent = kinds(groups, dataset)
    row_checks = [
        check for check in dataset.checks if isinstance(check, partial) and check.func in OF_ONE_ROW
    ]
    found = [
        check(groups, context, **({"least": FEW} if check.func is sums_to else {})) for check in row_checks
    ]
    for name in counts + percent:
        figures = groups.value[name]
        odd = figures.lt(0) | (figures.gt(100) & (name in percent))
        if odd.any():
            rows = cells(groups.lines([name])[odd], name)
            found.append(possible(rows, context, counts=counts, percentages=percent))
    return [*found, councils_exceed(groups, context, list(counts))]


def kinds(groups: Groups, dataset: Dataset) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The indicators of groups that are counts, and those that are percentages."""
    units = {each.name: each.unit for each in dataset.indicators}
    counts = tuple(name for name in groups.value if units[name] != PERCENT)
    return counts, tuple(name for name in groups.value if units[name] == PERCENT)


def councils_exceed(groups: Groups, context: Context, counts: list[str]) -> pd.DataFrame:
    """A region's or England's group that the councils' groups, or the regions', exceed.

    Withheld: counts cannot be negative, so it is not the total of these parts.
    """
    lines = groups.lines(counts)
    local = lines["geographic_level"].eq(LOCAL)
    parent = lines["area_code"].map(regions(context)).where(local, ENGLAND)
    inside = lines[lines["geographic_level"].ne(NATIONAL)].assign(parent=parent)
    summed = inside.groupby([*GROUP, "parent"])[counts].sum().rename_axis(index={"parent": "area_code"})
    totals = lines[lines["geographic_level"].isin([NATIONAL, REGIONAL])].set_index([*GROUP, "area_code"])
    summed = summed.reindex(totals.index)
    found = [no_findings()]
    for name in counts:
        odd = totals[summed[name].gt(totals[name])]
        if odd.empty:
            continue
        made = summed.loc[odd.index, name]
        said = [
            f"{number(printed)} is printed, but its parts add up to {number(parts)}."
            for printed, parts in zip(odd[name], made, strict=True)
        ]
        rows = cells(odd.reset_index(), name)
        found.append(findings(rows, "councils_exceed", pd.Series(said, index=rows.index, dtype="str")))
    return pd.concat(found, ignore_index=True)


def add_up(groups: Groups, tidy: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """A count of everyone that its groups by age, sex and so on do not add up to.

    Noted at the total, not withheld: a council may have returned totals without any detail. Groups that hold a symbol
    are passed over.
    """
    counts = list(kinds(groups, dataset)[0])
    top = known()[known()["part_of"] == ""]
    lines = groups.lines(counts)
    lines = lines[pd.MultiIndex.from_frame(lines[TOPIC]).isin(pd.MultiIndex.from_frame(top[TOPIC]))]
    by = [*AREA, "breakdown_topic"]
    gap = lines[counts].isna().groupby([lines[column] for column in by]).any()
    summed = (
        lines.groupby(by)[counts].sum().mask(gap).stack().rename("summed").rename_axis([*by, "indicator"])
    )
    rows = summed.dropna().reset_index("breakdown_topic").join(totals(tidy, counts), how="inner")
    odd = rows[rows["summed"].ne(rows["value"])]
    if odd.empty:
        return no_findings()
    sums = odd["summed"].map(number) + " by " + odd["breakdown_topic"].str.lower()
    said = sums.groupby(level=list(odd.index.names)).agg(", ".join).rename("said")
    found = odd[["value"]][~odd.index.duplicated()].join(said).reset_index()
    finding = (
        found["value"].map(number).astype("str") + " is printed, but its groups add up to " + found["said"]
    )
    found = found.assign(breakdown_topic=TOTAL, breakdown=TOTAL)
    return findings(found, "add_up", finding + ".", quarantine=False)


def totals(tidy: pd.DataFrame, counts: list[str]) -> pd.Series:
    """The published totals of some indicators, by AREA and indicator; gaps left out."""
    rows = tidy[tidy["breakdown"].eq(TOTAL) & tidy["indicator"].isin(counts)]
    return rows.set_index([*AREA, "indicator"])["value"].dropna()
