"""Councils against their region, regions against England."""

from __future__ import annotations

import pandas as pd

from ingest.checks.rows import ENGLAND, GROUP, absentees, cells, names, number, regions, wide, with_totals
from ingest.dataset import LOCAL, NATIONAL, REGIONAL, Context, findings

# Below this a council may have a region's total by chance, or the region's own total is the wrong one.
LARGE = 100


def equals_region(
    tidy: pd.DataFrame, context: Context, *, indicators: tuple[str, ...], least: float = LARGE
) -> pd.DataFrame:
    """A council's count that is its region's total, although other councils of the region have cases too.

    Withheld: the region would have no room for the other councils, so the figure cannot be the council's. Below `least`
    cases `sums_to_total` speaks instead.
    """
    parts = with_totals(tidy[tidy["indicator"].isin(indicators)], context)
    parts = parts[parts["geographic_level"].eq(LOCAL) & parts["parent"].ne(ENGLAND)]
    summed = parts.groupby([*GROUP, "parent"])["value"].transform("sum")
    found = parts[parts["value"].eq(parts["total"]) & parts["total"].ge(least) & summed.gt(parts["total"])]
    called = names(context)
    finding = [
        f"{number(row.value)} is also the total of {called[row.parent]}, "
        f"whose councils would then add up to {number(all_)}."
        for row, all_ in zip(found.itertuples(), summed[found.index], strict=True)
    ]
    return findings(found, "equals_region", pd.Series(finding, index=found.index, dtype="str"))


def sums_to_total(
    tidy: pd.DataFrame, context: Context, *, indicators: tuple[str, ...], tolerance: float = 0.001
) -> pd.DataFrame:
    """A region or England that its parts exceed, or, where every council is there, do not reach.

    Withheld: counts cannot be negative, so such a total is not the total of these parts, and nobody can say by how much
    a share of it would be wrong; below `tolerance` of the total noted only. Silent where a council repeats the region's
    total, which `equals_region` finds.
    """
    parts = with_totals(tidy[tidy["indicator"].isin(indicators)], context)
    parts["repeats"] = parts["value"].eq(parts["total"]) & parts["total"].ge(LARGE)
    grouped = parts.groupby([*GROUP, "parent"])
    sums = grouped.agg(
        total=("total", "first"),
        summed=("value", "sum"),
        there=("value", "count"),
        rows=("value", "size"),
        repeats=("repeats", "any"),
        level=("geographic_level", "first"),
    ).reset_index()
    sums = sums.merge(absentees(parts[parts["geographic_level"].eq(LOCAL)], context), how="left")
    complete = sums["there"].eq(sums["rows"]) & sums["absent"].isna()
    more = sums["summed"].gt(sums["total"]) & ~sums["repeats"]
    found = sums[more | (complete & sums["summed"].lt(sums["total"]))]
    found = found.assign(area_code=found["parent"], value=found["total"])
    found["geographic_level"] = found["parent"].eq(ENGLAND).map({True: NATIONAL, False: REGIONAL})
    what = found["level"].map({LOCAL: "councils", REGIONAL: "regions"})
    finding = [
        f"{number(row.total)} is printed, but the {row.there} {kind} with a figure add up to {number(row.summed)}."
        for row, kind in zip(found.itertuples(), what, strict=True)
    ]
    large = (found["summed"] - found["total"]).abs().gt(tolerance * found["total"])
    return findings(
        found, "sums_to_total", pd.Series(finding, index=found.index, dtype="str"), quarantine=large
    )


def unequal_coverage(
    tidy: pd.DataFrame, context: Context, *, shares: tuple[tuple[str, str], ...], least: float = 0.001
) -> pd.DataFrame:
    """A total's rate whose numerator and denominator, (numerator, denominator) in `shares`, rest on different councils.

    Found where councils that lack one of the two figures are counted in one total and not in the other, and
    they are at least this share of it. Noted, not withheld: the figures are as published, the rate needs a
    caveat. The sentence gives no sum of the councils that have both: beside the total it would give away the
    figure of a single missing one.
    """
    found = [coverage_of(tidy, context, numerator, denominator, least) for numerator, denominator in shares]
    return pd.concat(found, ignore_index=True)


def coverage_of(
    tidy: pd.DataFrame, context: Context, numerator: str, denominator: str, least: float
) -> pd.DataFrame:
    """The findings of `unequal_coverage` for one numerator and denominator."""
    lines = wide(tidy, [numerator, denominator])
    by = [column for column in GROUP if column != "indicator"]
    local = lines[lines["geographic_level"].eq(LOCAL)].dropna()
    inside = pd.concat(
        [local.assign(parent=ENGLAND), local.assign(parent=local["area_code"].map(regions(context)))]
    )
    both = inside.groupby([*by, "parent"])[[numerator, denominator]].agg(["sum", "size"])
    both.columns = ["k", "councils", "n", "_"]
    totals = lines[lines["geographic_level"].ne(LOCAL)].dropna()
    totals = totals.merge(both.reset_index(), left_on=[*by, "area_code"], right_on=[*by, "parent"])
    only_above = totals[numerator] - totals["k"]
    only_below = totals[denominator] - totals["n"]
    share = pd.concat([only_above / totals[numerator], only_below / totals[denominator]], axis=1).max(axis=1)
    found = totals[(only_above.gt(0) ^ only_below.gt(0)) & share.ge(least) & totals["n"].gt(0)]
    finding = [
        f"{number(printed[0])} of {number(printed[1])} ({denominator.replace('_', ' ')}) is "
        f"{100 * printed[0] / printed[1]:.1f} %, but {100 * row.k / row.n:.1f} % "
        f"on the {row.councils} councils with both figures."
        for row, printed in zip(found.itertuples(), found[[numerator, denominator]].to_numpy(), strict=True)
    ]
    doubted = cells(found, numerator)
    return findings(
        doubted, "unequal_coverage", pd.Series(finding, index=found.index, dtype="str"), quarantine=False
    )
