"""Who must be in a table, and `data/reference/absences.csv`: who is not, because the publisher left them out.

A file cut short at the end of a line can still be read. What tells is who is missing: every authority of the time,
every region and England where the file has any. Whoever is left out on purpose has a row in the table, by dataset,
release, period and breakdown, with the reason; a row that nobody needs is an error. A dataset that declares itself
`partial` is not held to this, nor is a register that is not `complete`: their files declare how many `rows` they have,
and a partial dataset's absences only who is known to be left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from ingest import areas
from ingest.dataset import LOCAL, NATIONAL, REGIONAL, TOTAL, Dataset, Unreadable
from ingest.read import Source

ABSENCES = Path(__file__).resolve().parent.parent / "data" / "reference" / "absences.csv"
CELL = ["release", "time_period", "breakdown"]
TYPES = {REGIONAL: ("Region",), NATIONAL: ("Country",), LOCAL: areas.AUTHORITY_TYPES}
NAMED = 5
Absence = tuple[str, str, str, str]
"""Release, period, breakdown and area code."""


@lru_cache(maxsize=1)
def absences() -> pd.DataFrame:
    """Every absence, a row for each area: dataset, CELL, area_code, why; raises when one is named twice."""
    listed = pd.read_csv(ABSENCES, dtype="str", keep_default_na=False)
    listed = listed.assign(area_code=listed["area_codes"].str.split()).explode("area_code")
    twice = listed[listed.duplicated(["dataset", *CELL, "area_code"])]
    if len(twice):
        raise Unreadable(
            f"{ABSENCES.name}: {', '.join(twice.iloc[0][['dataset', *CELL, 'area_code']])} twice: keep one"
        )
    return listed.drop(columns="area_codes")


def listed_for(dataset: Dataset) -> set[Absence]:
    """The absences of one dataset, in the releases that it has."""
    listed, releases = absences(), {each.release for each in dataset.releases}
    mine = listed[listed["dataset"].eq(dataset.name) & listed["release"].isin(releases)]
    return set(mine[[*CELL, "area_code"]].itertuples(index=False, name=None))


def day(period: str, kind: str) -> str:
    """The day on which who is there in a period must be there: its last, or the middle of its January."""
    year = int(period[:4]) + (len(period) == 6)
    if kind == "january" or (len(period) == 6 and kind != "financial"):
        return f"{year}-01-15"
    return f"{year}-03-31" if len(period) == 6 else f"{year}-12-31"


@lru_cache(maxsize=256)
def there(day: str, level: str) -> frozenset[str]:
    """The areas of a level on a day."""
    known = areas.table("areas")
    known = known[known["type"].isin(TYPES[level])]
    return frozenset(
        known.loc[(known["start"] <= day) & (known["end"].eq("") | (known["end"] >= day)), "area_code"]
    )


def require_whole(rows: pd.DataFrame, source: Source, dataset: Dataset) -> set[Absence]:
    """Raise unless a file's observations hold its periods, and in each figure everyone who was there.

    The listed absences that it took are returned.
    """
    require_periods(set(rows["time_period"]), source)
    listed, taken = listed_for(dataset), set()
    if dataset.partial:
        there_are = set(rows[["time_period", "area_code"]].itertuples(index=False, name=None))
        release, periods = source.release.release, set(rows["time_period"])
        return {
            each
            for each in listed
            if each[0] == release and each[1] in periods and (each[1], each[3]) not in there_are
        }
    levels = set(rows["geographic_level"]) & {REGIONAL, NATIONAL} | {LOCAL}
    for (period, breakdown, indicator), codes in rows.groupby(["time_period", "breakdown", "indicator"])[
        "area_code"
    ]:
        expected = frozenset().union(*(there(day(period, dataset.period_kind), level) for level in levels))
        missing = {(source.release.release, period, breakdown, code) for code in expected.difference(codes)}
        taken |= missing & listed
        if gone := missing - listed:
            what = indicator if breakdown == TOTAL else f"{indicator}, {breakdown}"
            raise missed(source.name, period, what, (absence[-1] for absence in gone))
    return taken


def require_periods(found: set[str], source: Source) -> None:
    """Raise unless a file's periods are those that its release declares, if it declares any."""
    declared = set(source.release.periods)
    if declared and found != declared:
        period = min(found ^ declared)
        raise Unreadable(
            f"{source.name}: the period {period!r} is {'unknown' if period in found else 'missing'}; it is declared "
            f"to hold {', '.join(sorted(declared))}: fetch it again, or correct `periods` of release "
            f"{source.release.release}"
        )


def require_groups(table: pd.DataFrame, source: Source, dataset: Dataset) -> None:
    """Raise unless whoever has a total in a wide table has groups of every topic that the period has.

    Which groups of a topic an area has depends on who lives there, except in a file without topics: that has them all.
    """
    of_everyone = table[table["breakdown_topic"].eq(TOTAL)].groupby("time_period")["area_code"].agg(set)
    grouped = table[table["breakdown_topic"].isin(dataset.groups)]
    group = "breakdown" if source.release.rows_to_groups else "breakdown_topic"
    for (period, name), codes in grouped.groupby(["time_period", group])["area_code"]:
        if gone := of_everyone[period].difference(codes):
            raise missed(source.name, period, f"groups of {name!r}", gone)


def require_authorities(rows: pd.DataFrame, source: Source, dataset: Dataset) -> None:
    """Raise unless a complete register has every authority, in each of its years or in the one of its release."""
    if not dataset.register or not dataset.register.complete:
        return
    years = rows["year"].astype("str") if "year" in rows else pd.Series(source.release.periods[0], rows.index)
    require_periods(set(years), source)
    for year, codes in rows.groupby(years)["area_code"]:
        if gone := there(day(str(year), dataset.period_kind), LOCAL).difference(codes):
            raise missed(source.name, str(year), "any column", gone)


def missed(file: str, period: str, what: str, codes: Iterable[str]) -> Unreadable:
    """The error for areas that are not there."""
    called = areas.table("areas").set_index("area_code")["name"]
    gone = sorted(f"{called[code]} ({code})" for code in codes)
    more = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
    return Unreadable(
        f"{file}: no row for {', '.join(gone[:NAMED])}{more} in {period} under {what}: fetch the file again; if the "
        f"publisher left them out, say so in data/reference/{ABSENCES.name}"
    )


def require_used(taken: set[Absence], dataset: Dataset) -> None:
    """Raise when a listed absence is none: everyone it names is there, or nobody was to be."""
    if unused := listed_for(dataset) - taken:
        raise Unreadable(
            f"{ABSENCES.name}: {dataset.name}, {', '.join(min(unused))} is no absence any more: remove it"
        )
