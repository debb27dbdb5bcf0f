"""What makes a whole file untrusted: figures that cannot be, more doubts than a publisher's slip can raise, and two
columns in each other's place.

It cannot find two columns that were exchanged in every year and file, nor three that went round.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ingest.checks.rows import newest, number, wide
from ingest.corrections import CELL
from ingest.dataset import KEY, LOCAL, NATIONAL, Dataset, Unreadable
from ingest.groups import TOPIC, Groups

FIGURE = ["release", "time_period", "breakdown", "indicator"]
MOST, FEW = 0.25, 10
"""The worst fault that a publisher is known to have printed touches 33 of 153 councils (reviews of 2024); two columns
with each other's names touch nearly all. In a breakdown of a few councils a share says nothing."""


ENOUGH = 30
BETTER = 0.05


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
    place = of_many(tidy, doubted)
    england = doubted[doubted["geographic_level"].eq(NATIONAL)]
    if place:
        raise untrusted(doubted, place, "cannot be right", dataset)
    if len(england):
        raise untrusted(england, list(england.iloc[0][FIGURE]), "cannot be right", dataset)


def require_few_revisions(tidy: pd.DataFrame, register: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when a release prints many councils' figures of a year other than an older one did, by more than rounding.

    No true release does it by a long way: of those that are here the most is 2 of 152 councils. An indicator that means
    something else from a release on declares `redefined`. A figure that is a symbol now is not counted.
    """
    redefined = {(each.redefined, each.name) for each in dataset.indicators if each.redefined}
    moved = register[register["check"].eq("revised") & register["published"].notna()]
    declared = pd.MultiIndex.from_frame(moved[["release", "indicator"]]).isin(redefined)
    if place := of_many(tidy, moved[~declared]):
        raise untrusted(moved, place, "are not those of an older release", dataset)


def of_many(tidy: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """The FIGURE of which these rows of the register touch most councils; empty when they are few of all councils."""
    printed = tidy[tidy["geographic_level"].eq(LOCAL) & tidy["value"].notna()].groupby(FIGURE).size()
    local = rows[rows["geographic_level"].eq(LOCAL)].groupby(FIGURE).size()
    many = local[local.ge(FEW) & local.gt(MOST * printed.reindex(local.index))]
    return list(many.idxmax()) if len(many) else []


def untrusted(rows: pd.DataFrame, place: list[str], what: str, dataset: Dataset) -> Unreadable:
    """The error about a FIGURE of which these rows of the register doubt too much."""
    worst = rows[rows[FIGURE].eq(place).all(axis=1)]
    first = worst.iloc[0]
    who = "England's figure" if first["geographic_level"] == NATIONAL else f"{len(worst)} figures"
    release, period, breakdown, indicator = place
    return Unreadable(
        f"{dataset.files(release)}: {who} of {indicator} in {period} ({breakdown}) {what}, so the file is "
        f"not trusted (first, {first['area_code']}: {first['finding']}) Fetch it again; see whether "
        f"two columns have changed names in ingest/datasets/{dataset.name}.py; if it was published so, settle the "
        "figures in data/reference/corrections.csv"
    )


def require_columns_in_place(tidy: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when two indicators of a year fit the year before only in each other's place.

    They do when most councils' figures, ENOUGH councils at least, are nearer (in proportion) to the other indicator's a
    year before than to their own, and the rank correlations with them are larger by BETTER too. In the true files the
    first happens when one thing replaces another (plans after statements in 2015: 95 % of councils), but the rank
    correlations are then smaller by 0.16 at least; and where these are larger, by 0.08 at most, only 6 % of councils
    are nearer. Of all true pairs of columns 98 % would be found if they were exchanged.
    """
    kinds = {each.name: "" if each.is_count else each.unit for each in dataset.indicators}
    rows = newest(tidy[tidy["geographic_level"].eq(LOCAL)])
    for _, part in rows.groupby(["breakdown_topic", "breakdown", rows["indicator"].map(kinds)]):
        if part["indicator"].nunique() < 2:
            continue
        lines = part.pivot(index=["year", "area_code"], columns="indicator", values="value")
        for year, before, after in consecutive(lines):
            for pair in exchanged_columns(before, after):
                printed = (
                    part[part["indicator"].isin(pair)].drop_duplicates("year", keep="last").set_index("year")
                )
                place = printed.loc[year]
                raise Unreadable(
                    f"{dataset.files(place['release'])}: {' and '.join(pair)} in {place['time_period']} "
                    f"({place['breakdown']}) go on from the year before only in each other's place, so the file is not "
                    f"trusted, or that of the year before, {dataset.files(printed.loc[year - 1, 'release'])}. Fetch "
                    f"them again; see whether two columns have changed names in ingest/datasets/{dataset.name}.py"
                )


def consecutive(lines: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame, pd.DataFrame]]:
    """Each year with its councils' figures the year before and its own, of the indicators that both have."""
    years = lines.index.unique("year")
    for year in years[(years - 1).isin(years)].sort_values():
        both = [lines.loc[each].dropna(axis="columns", how="all") for each in (year - 1, year)]
        yield int(year), *both[0].align(both[1], join="inner")


def exchanged_columns(before: pd.DataFrame, after: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of columns that `require_columns_in_place` speaks of, out of the same councils in two years."""
    earlier, later = (np.log1p(frame.clip(lower=0).to_numpy()) for frame in (before, after))
    away = np.abs(later[:, :, None] - earlier[:, None, :])
    own = np.einsum("cii->ci", away)
    loss = away + away.transpose(0, 2, 1) - own[:, :, None] - own[:, None, :]
    nearer, farther = (loss < -1e-9).sum(axis=0), (loss > 1e-9).sum(axis=0)
    pairs = np.argwhere(np.triu((nearer > farther) & (nearer + farther >= ENOUGH), 1))
    names = list(after)
    return [
        (names[one], names[other])
        for one, other in pairs
        if gain(before, after, [names[one], names[other]]) > BETTER
    ]


def gain(before: pd.DataFrame, after: pd.DataFrame, pair: list[str]) -> float:
    """How much larger the rank correlations of two columns with the year before are when exchanged, both together."""
    ranks = pd.concat([after[pair].rank(), before[pair].rank()], axis=1).corr().to_numpy()[:2, 2:]
    return float(ranks[0, 1] + ranks[1, 0] - ranks[0, 0] - ranks[1, 1])
