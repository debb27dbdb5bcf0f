"""What a new table may not do to the last good one: lose much of it, tell much of it otherwise, or go back in time.

Publishers revise, and now and then drop a council. What is far more than that is a wrong or cut file, or a mistake in
what the dataset declares. A person who has looked and found the change meant runs the build with `--accept-changes`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow.parquet as pq

from ingest import store
from ingest.checks.rows import number, year
from ingest.dataset import KEY, LOCAL, Dataset, Unreadable
from ingest.groups import Groups
from ingest.trust import FEW, FIGURE, MOST, of_many

SERIES = ["breakdown", "indicator"]
ACCEPT = "if this is meant, run again with --accept-changes"
Read = TypeVar("Read")


@dataclass(frozen=True)
class Held:
    """What the last build left: a dataset's table, its groups, the whole register, and what the columns were called.

    None is what there never was.
    """

    table: pd.DataFrame | None
    by_group: pq.ParquetFile | None
    register: pd.DataFrame | None
    labels: dict[str, str]


def held(data: Path, name: str, accept: bool) -> Held:
    """What the last build of a dataset left; what is damaged raises, or is taken as what there never was."""

    def sound(read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except store.Damaged:
            if not accept:
                raise
            return None

    return Held(
        sound(lambda: store.read_table(data, name)),
        sound(lambda: store.whole(data, f"{name}_by_group")),
        sound(lambda: store.read_table(data, store.REGISTER)),
        sound(lambda: labels(store.opened(data, name))) or {},
    )


def labels(table: pq.ParquetFile | None) -> dict[str, str]:
    """What the indicators of a table are called, as it says itself."""
    metadata = (table.schema_arrow.metadata or {}) if table else {}
    about = json.loads(metadata.get(store.METADATA, b"{}"))
    return {name: each["label"] for name, each in about.get("indicators", {}).items()}


def require_like(old: pd.DataFrame | None, new: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when a table is not fit to take the place of the last good one."""
    if old is None:
        return
    if dataset.register:
        require_rows(old, new, dataset)
    elif len(old):
        require_releases(old, new, dataset)
        require_figures(old, new, dataset)
        require_coverage(old, new, dataset)


def require_rows(old: pd.DataFrame, new: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when many rows of a register are gone."""
    assert dataset.register
    key = list(dataset.register.key)
    if not set(key) <= set(old):
        return
    gone = old[~pd.MultiIndex.from_frame(old[key]).isin(pd.MultiIndex.from_frame(new[key]))]
    if len(gone) >= FEW and len(gone) > MOST * len(old):
        first = ", ".join(str(gone.iloc[0][column]) for column in key)
        raise Unreadable(
            f"{dataset.name}: {len(gone):,} of the {len(old):,} rows of the last good table are gone (first, {first}): "
            f"fetch the file again; {ACCEPT}"
        )


def require_releases(old: pd.DataFrame, new: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when a release is gone, or the newest year is older than it was."""
    if gone := set(old["release"]) - set(new["release"]):
        raise Unreadable(
            f"{dataset.name}: release {max(gone)} of the last good table is gone: put it back into "
            f"ingest/datasets/{dataset.name}.py, or build into another folder with --to; {ACCEPT}"
        )
    before, now = (year(table["time_period"]).max() for table in (old, new))
    if now < before:
        raise Unreadable(
            f"{dataset.files(max(new['release']))}: the newest year is {now}, that of the last good table {before}: "
            f"fetch the newest file; {ACCEPT}"
        )


def require_figures(old: pd.DataFrame, new: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when many councils' figures of a column and year are gone from the same release, or others."""
    before = old[old["value"].notna()].merge(new[[*KEY, "value"]], on=KEY, how="left", suffixes=("", " now"))
    moved = before[before["value"].ne(before["value now"])]
    if place := of_many(before, moved):
        there = before[before[FIGURE].eq(place).all(axis=1) & before["geographic_level"].eq(LOCAL)]
        moved = there[there["value"].ne(there["value now"])]
        first, (release, period, breakdown, indicator) = moved.iloc[0], place
        now = "no figure" if pd.isna(first["value now"]) else number(first["value now"])
        raise Unreadable(
            f"{dataset.files(release)}: {len(moved)} of {len(there)} councils' figures of {indicator} in {period} "
            f"({breakdown}) are not those of the last good table (first, {first['area_code']}: "
            f"{number(first['value'])} -> {now}): fetch the file again; see whether a column of "
            f"ingest/datasets/{dataset.name}.py has another name; {ACCEPT}"
        )


def require_coverage(old: pd.DataFrame, new: pd.DataFrame, dataset: Dataset) -> None:
    """Raise when the newest year of a column has a figure of far fewer councils than its newest year had before."""
    before, now = covered(old), covered(new).reindex(covered(old).index)
    fell = before[(before - now).ge(FEW) & now.lt((1 - MOST) * before)]
    if len(fell):
        breakdown, indicator = fell.index[0]
        raise Unreadable(
            f"{dataset.files(max(new['release']))}: {indicator} ({breakdown}) has figures of {now[fell.index[0]]:.0f} "
            f"councils in its newest year, the last good table of {fell.iloc[0]:.0f}: fetch the file again; {ACCEPT}"
        )


def covered(table: pd.DataFrame) -> pd.Series:
    """How many councils have a figure of each column in its newest year."""
    rows = table[table["geographic_level"].eq(LOCAL)]
    rows = rows.assign(year=year(rows["time_period"]))
    newest = rows[rows["year"].eq(rows.groupby(SERIES)["year"].transform("max"))]
    return newest[newest["value"].notna()].groupby(SERIES)["area_code"].nunique()


def require_groups_like(old: pq.ParquetFile | None, new: Groups | None, dataset: Dataset) -> None:
    """Raise when a release has far fewer figures of a column by group than in the last good table."""
    if old is None:
        return
    by = ["release", "indicator"]
    cells = old.read(columns=[*by, "value"]).group_by(by).aggregate([("value", "count")]).to_pandas()
    before = cells.set_index(by)["value_count"]
    now = before * 0
    if new is not None:
        there = new.value.notna().groupby(new.key["release"]).sum().stack()
        now = there.rename_axis(by).reindex(before.index, fill_value=0)
    fell = before[(before - now).ge(FEW) & now.lt((1 - MOST) * before)]
    if len(fell):
        release, indicator = fell.index[0]
        raise Unreadable(
            f"{dataset.files(release) or dataset.name}: {indicator} of release {release} has "
            f"{now[fell.index[0]]:,} figures by group, the last good table {fell.iloc[0]:,}: fetch the file again; "
            f"{ACCEPT}"
        )
