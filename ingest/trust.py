"""What makes a whole file untrusted: figures that cannot be, and more doubts than a publisher's slip can raise."""

from __future__ import annotations

import pandas as pd

from ingest.checks.rows import number, wide
from ingest.corrections import CELL
from ingest.dataset import KEY, LOCAL, NATIONAL, Dataset, Unreadable
from ingest.groups import TOPIC, Groups

FIGURE = ["release", "time_period", "breakdown", "indicator"]
MOST, FEW = 0.25, 10
"""The worst fault that a publisher is known to have printed touches 33 of 153 councils (reviews of 2024); two columns
with each other's names touch nearly all. In a breakdown of a few councils a share says nothing."""


def require_within_england(tidy: pd.DataFrame | Groups, settled: pd.DataFrame, dataset: Dataset) -> None:
    """Raise on a count of a council or a region above England's; `settled` are the cells that corrections are about.

    A remainder, which may be below 0, is no count.
    """
    counts = [i.name for i in dataset.indicators if i.is_count and not i.below_zero]
    counts = exceeding(tidy, counts)
    if not counts:
        return
    lines = wide(tidy, counts)
    is_england, by = lines["geographic_level"].eq(NATIONAL), ["release", "time_period", *TOPIC]
    england = lines[is_england].set_index(by)[counts].add_suffix(" of England")
    rows = lines[~is_england].join(england, on=by)
    for name in counts:
        odd = rows[rows[name].gt(rows[f"{name} of England"])].assign(indicator=name)
        odd = odd[~pd.MultiIndex.from_frame(odd[CELL]).isin(pd.MultiIndex.from_frame(settled[CELL]))]
        if len(odd):
            first = odd.iloc[0]
            raise Unreadable(
                f"{dataset.files(first['release'])}: {number(first[name])} at {first['area_code']} "
                f"{first['time_period']} {name} ({first['breakdown']}) is more than England's "
                f"{number(first[f'{name} of England'])}: fetch the file again; if it was published so, settle the "
                "figure in data/reference/corrections.csv"
            )


def exceeding(tidy: pd.DataFrame | Groups, counts: list[str]) -> list[str]:
    """Those of the counts of which somebody has more than England."""
    by = ["release", "time_period", *TOPIC, "geographic_level"]
    if isinstance(tidy, Groups):
        value = tidy.value[tidy.value.columns.intersection(counts)]
        largest = value.groupby([tidy.key[column] for column in by]).max().stack()
        largest = largest.rename_axis([*by, "indicator"])
    else:
        rows = tidy[tidy["indicator"].isin(counts)]
        largest = rows.groupby([*by, "indicator"])["value"].max()
    table = largest.unstack("geographic_level")
    if NATIONAL not in table:
        return []
    odd = table.drop(columns=NATIONAL).max(axis=1).gt(table[NATIONAL])
    return sorted(set(odd[odd].index.get_level_values("indicator")))


def require_few_doubts(tidy: pd.DataFrame, register: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when checks withhold England's figure or those of many councils: then the file is wrong, not a council.

    A figure that a correction settles is not counted.
    """
    doubted = register[register["status"].eq("quarantined")].drop_duplicates(KEY)
    printed = tidy[tidy["geographic_level"].eq(LOCAL) & tidy["value"].notna()].groupby(FIGURE).size()
    local = doubted[doubted["geographic_level"].eq(LOCAL)].groupby(FIGURE).size()
    many = local[local.ge(FEW) & local.gt(MOST * printed.reindex(local.index))]
    england = doubted[doubted["geographic_level"].eq(NATIONAL)]
    if england.empty and many.empty:
        return
    place = list(many.idxmax()) if len(many) else list(england.iloc[0][FIGURE])
    worst = (doubted if len(many) else england)[lambda rows: rows[FIGURE].eq(place).all(axis=1)]
    who = f"{len(worst)} figures" if len(many) else "England's figure"
    release, period, breakdown, indicator = place
    raise Unreadable(
        f"{dataset.files(release)}: {who} of {indicator} in {period} ({breakdown}) cannot be right, so the file is "
        f"not trusted (first, {worst.iloc[0]['area_code']}: {worst.iloc[0]['finding']}) Fetch it again; see whether "
        f"two columns have changed names in ingest/datasets/{dataset.name}.py; if it was published so, settle the "
        "figures in data/reference/corrections.csv"
    )
