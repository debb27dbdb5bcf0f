"""What a build changed in a table of observations, in words for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from ingest import areas
from ingest.checks.rows import SERIES, newest, number, year
from ingest.dataset import KEY, LOCAL, TOTAL, Dataset
from ingest.symbols import WITHHELD

FEW, MOST = 5, 20
"""How many are named of what there may be many of, and how many of changed figures when they are no more."""
ROUNDING = 0.0501
Names = Mapping[str, Mapping[str, str]]
"""Release -> indicator -> the name of its column there."""
Labels = Mapping[str, str]
"""Indicator -> what readers are told it is."""


def first_build(dataset: Dataset, rows: pd.DataFrame) -> str:
    """What a table holds that was not there before."""
    of = span(set(year(rows["time_period"])), dataset)
    return f"first build, {len(rows):,} rows: {releases_named(rows['release'])}, {of}"


def observations(
    dataset: Dataset, old: pd.DataFrame, new: pd.DataFrame, names: Names, labels: Labels
) -> list[str]:
    """Lines about one dataset whose rows are not the same; the first names it."""
    added, gone = set(new["release"]) - set(old["release"]), set(old["release"]) - set(new["release"])
    before, now = set(year(old["time_period"])), set(year(new["time_period"]))
    said = [f"new {releases_named(added)}"] if added else []
    said += [f"{releases_named(gone)} gone"] if gone else []
    said += [f"new {span(now - before, dataset)}"] if now - before else []
    said += [f"{span(before - now, dataset)} gone"] if before - now else []
    rows = "as many rows as before" if len(old) == len(new) else f"{len(new):,} rows, before {len(old):,}"
    return [
        f"- `{dataset.name}` ({dataset.title}): {'; '.join([*said, rows])}",
        *columns(old, new, labels),
        *renamed(dataset, added, names),
        *(sampled(old, new) if dataset.partial else councils(old, new)),
        *figures(dataset, old, new, labels),
    ]


def columns(old: pd.DataFrame, new: pd.DataFrame, labels: Labels) -> list[str]:
    """A line for the indicators that came, and one for those that went."""
    before, now = set(old["indicator"]), set(new["indicator"])
    return [
        f"  - {len(which)} {plural(what, len(which))}: {listed(sorted(labels.get(name, name) for name in which), FEW)}"
        for what, which in (
            ("columns of figures new", now - before),
            ("columns of figures gone", before - now),
        )
        if which
    ]


def renamed(dataset: Dataset, added: set[str], names: Names) -> list[str]:
    """A line for each new release that has other names for its columns than the release before it."""
    lines = []
    for release in sorted(added & set(names)):
        pairs = []
        for indicator, name in names[release].items():
            earlier = [each for each in sorted(names) if each < release and indicator in names[each]]
            if earlier and (was := names[earlier[-1]][indicator]).lower() != name.lower():
                pairs.append(f"`{was}` of {earlier[-1]} is `{name}`")
        if pairs:
            are = "column has another name" if len(pairs) == 1 else "columns have other names"
            lines.append(f"  - {len(pairs)} {are} in release {release}: {listed(pairs, FEW)}")
    return lines


def councils(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """A line for the councils that have a row for the first time, and one for those that the newest year lacks now."""
    first = local(new) - local(old)
    last = local(in_newest_year(old)) - local(in_newest_year(new))
    known = areas.table("areas").set_index("area_code")
    ended = {
        code: f"{called(code)} (until {known.at[code, 'end']})" for code in last if known.at[code, "end"]
    }
    lines = []
    if first:
        lines.append(f"  - councils seen for the first time: {listed(sorted(map(called, first)), MOST)}")
    if last:
        who = sorted(ended.get(code, called(code)) for code in last)
        lines.append(f"  - councils not in the newest year any more: {listed(who, MOST)}")
    return lines


def sampled(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """A line for the councils that have a row newly, or none any more, in a table of only some that were published."""
    more, fewer = len(local(new) - local(old)), len(local(old) - local(new))
    if not more and not fewer:
        return []
    counted = [
        f"{count} {'council' if count == 1 else 'councils'} {which}"
        for count, which in ((more, "more"), (fewer, "fewer"))
        if count
    ]
    return [f"  - of a part of what is published: rows of {' and '.join(counted)} than before"]


def figures(dataset: Dataset, old: pd.DataFrame, new: pd.DataFrame, labels: Labels) -> list[str]:
    """Lines about the figures that were shown before and are others now: those of the newest release of each cell."""
    moved = shown_otherwise(old, new)
    redefined = {each.name: each.redefined for each in dataset.indicators if each.redefined}
    since = moved["indicator"].map(lambda name: redefined.get(name, "9999")).astype("str")
    is_redefined = moved["release_old"].lt(since) & moved["release"].ge(since)
    had, has = moved["value_old"].notna(), moved["value"].notna()
    is_rounding = (moved["value"] - moved["value_old"]).abs().le(ROUNDING)
    is_withheld = moved["symbol"].eq(WITHHELD)
    kinds = {
        "figures revised": had & has & ~is_rounding & ~is_redefined,
        "figures of what has another definition now": had & ~is_rounding & is_redefined & ~is_withheld,
        "figures in whose place the publisher prints a symbol now": had & ~has & ~is_redefined & ~is_withheld,
        "figures withheld by our checks": had & is_withheld,
        "figures where there was none": ~had & has,
        "gaps with another symbol": ~had & ~has,
    }
    lines = [line for what, those in kinds.items() for line in of_kind(what, moved[those], labels)]
    if count := int((had & has & is_rounding).sum()):
        lines.append(f"  - {count:,} {plural('figures', count)} other by rounding only")
    if not lines and (count := changed_below(old, new)):
        lines.append(
            f"  - {count:,} {plural('cells', count)} of older releases other; newer releases stand before them"
        )
    return lines


def shown_otherwise(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The cells that both tables show, with another figure or symbol; those of the old one end in `_old`."""
    cell = [*SERIES, "year"]
    before = newest(old)[[*cell, "release", "value", "symbol"]]
    both = newest(new).merge(before, on=cell, suffixes=("", "_old"))
    same = both["value"].eq(both["value_old"]) | (both["value"].isna() & both["value_old"].isna())
    return both[~(same & both["symbol"].fillna("").eq(both["symbol_old"].fillna("")))]


def changed_below(old: pd.DataFrame, new: pd.DataFrame) -> int:
    """How many cells of releases that both tables have differ."""
    both = old.merge(new, on=KEY, suffixes=("_old", ""))
    same = both["value"].eq(both["value_old"]) | (both["value"].isna() & both["value_old"].isna())
    return int((~(same & both["symbol"].fillna("").eq(both["symbol_old"].fillna("")))).sum())


def of_kind(what: str, moved: pd.DataFrame, labels: Labels) -> list[str]:
    """A line with their number, and one for each if they are few, else for the largest changes."""
    if moved.empty:
        return []
    size = (moved["value"] - moved["value_old"]).abs() / moved[["value", "value_old"]].max(axis=1).clip(
        lower=1
    ) ** 0.5
    order = moved.assign(size=size.fillna(moved["value_old"])).sort_values(
        "size", ascending=False, kind="stable"
    )
    shown = order if len(moved) <= FEW else order.head(FEW)
    count, which = len(moved), "" if len(moved) <= FEW else "; the largest"
    lines = [
        f"    - {called(row.area_code)}, {labels.get(row.indicator, row.indicator)}"
        f"{'' if row.breakdown == TOTAL else f' ({row.breakdown})'}, {period(row.time_period)}: "
        f"{cell(row.value_old, row.symbol_old)} -> {cell(row.value, row.symbol)}"
        for row in shown.itertuples()
    ]
    return [f"  - {count:,} {plural(what, count)}{which}:", *lines]


def period(printed: str) -> str:
    """'2022', or '2021/22' for 202122."""
    return f"{printed[:4]}/{printed[4:]}" if len(printed) == 6 else printed


def cell(value: float, symbol: str) -> str:
    """A figure, or the symbol in its place."""
    return f"`{symbol}`" if pd.isna(value) else number(value)


def plural(what: str, count: int) -> str:
    """'figures revised' for many, 'figure revised' for one."""
    head, _, rest = what.partition(" ")
    return what if count != 1 else f"{head.removesuffix('s')} {rest}".strip()


def called(code: str) -> str:
    """The plain name of an area."""
    return str(areas.table("areas").set_index("area_code").at[code, "name"])


def local(rows: pd.DataFrame) -> set[str]:
    """The councils that have a row."""
    return set(rows.loc[rows["geographic_level"].eq(LOCAL), "area_code"])


def in_newest_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest year that there is."""
    of = year(rows["time_period"])
    return rows[of.eq(of.max())]


def listed(items: list[str], most: int) -> str:
    """Some of the items, and how many more there are."""
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return "; ".join(items[:most]) + more


def releases_named(releases: Iterable[str]) -> str:
    """'release 2022' or 'releases 2022, 2025'."""
    names = sorted(set(releases))
    return f"release{'s' if len(names) > 1 else ''} {', '.join(names)}"


def span(which: set[int], dataset: Dataset) -> str:
    """'year 2022', 'years 2014 to 2022' or 'years 2018/19 to 2020/21', one by one where some between are missing."""
    is_double = dataset.period_kind in ("academic", "financial")
    shown = [f"{each - 1}/{each % 100:02}" if is_double else str(each) for each in sorted(which)]
    if len(shown) == 1:
        return f"year {shown[0]}"
    whole = len(which) == max(which) - min(which) + 1
    return f"years {shown[0]} to {shown[-1]}" if whole else f"years {', '.join(shown)}"
