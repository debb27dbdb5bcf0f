"""Ways to look at tidy rows that the checks share, and how they write numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.dataset import KEY, LOCAL, NATIONAL, Context
from ingest.groups import Groups

PRINTED = [column for column in KEY if column != "indicator"]
SERIES = ["geographic_level", "area_code", "breakdown_topic", "breakdown", "indicator"]
GROUP = ["release", "time_period", "time_identifier", "breakdown_topic", "breakdown", "indicator"]
ENGLAND = "E92000001"
NOT_AUTHORITIES = ("District", "Region", "Country")


def number(value: float) -> str:
    """A figure as a sentence writes it: 1234.0 -> '1,234', 49.2 -> '49.2'."""
    return f"{value:,.10g}"


def year(periods: pd.Series) -> pd.Series:
    """The year that a period ends in: 2024 for '2024', 2025 for '202425'."""
    return periods.str[:4].astype("int64") + (periods.str.len() == 6)


def newest(tidy: pd.DataFrame) -> pd.DataFrame:
    """Every cell once, as the newest release that has it prints it, with its `year`."""
    rows = tidy.assign(year=year(tidy["time_period"])).sort_values("release", kind="stable")
    return rows.drop_duplicates([*SERIES, "year"], keep="last")


def wide(tidy: pd.DataFrame | Groups, indicators: list[str]) -> pd.DataFrame:
    """One line for each printed row, a column for each of the indicators; a symbol is null."""
    if isinstance(tidy, Groups):
        return tidy.lines(indicators)
    rows = tidy[tidy["indicator"].isin(indicators)]
    return (
        rows.pivot(index=PRINTED, columns="indicator", values="value")
        .reindex(columns=indicators)
        .reset_index()
    )


def cells(lines: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The cells of one indicator in `wide` lines, with the key and `value` that a finding needs."""
    return lines.assign(indicator=indicator, value=lines[indicator])


def names(context: Context) -> pd.Series:
    """Area code -> plain name."""
    return context.areas.set_index("area_code")["name"]


def regions(context: Context) -> pd.Series:
    """Area code -> code of its region."""
    return context.areas.set_index("area_code")["region_code"]


def with_totals(tidy: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Rows that are part of another, with `parent` and `total`: councils of their region, regions of England.

    A council whose region has no row in the table is a part of England.
    """
    above = tidy.loc[tidy["geographic_level"].ne(LOCAL), [*GROUP, "area_code", "value"]]
    above = above.rename(columns={"area_code": "parent", "value": "total"})
    parts = tidy[tidy["geographic_level"].ne(NATIONAL)]
    region = parts["area_code"].map(regions(context)).where(parts["geographic_level"].eq(LOCAL), ENGLAND)
    parts = parts.assign(parent=region).merge(above, on=[*GROUP, "parent"], how="left", indicator="_found")
    alone = parts["_found"].eq("left_only")
    if alone.any():
        rest = parts[alone].drop(columns=["total", "_found"]).assign(parent=ENGLAND)
        parts = pd.concat([parts[~alone], rest.merge(above, on=[*GROUP, "parent"])], ignore_index=True)
    return parts.drop(columns="_found")


def in_force(periods: pd.Series, context: Context) -> pd.DataFrame:
    """The authorities in force at the end of each period, once under their region and once under England."""
    areas = context.areas[~context.areas["type"].isin(NOT_AUTHORITIES)]
    pairs = pd.DataFrame({"time_period": periods.unique()}).merge(areas, how="cross")
    end_of_period = year(pairs["time_period"]).astype("str") + np.where(
        pairs["time_period"].str.len() == 6, "-01-01", "-12-31"
    )
    there = (pairs["start"] <= end_of_period) & (pairs["end"].eq("") | (pairs["end"] >= end_of_period))
    pairs = pairs.loc[there, ["time_period", "area_code", "region_code"]]
    return pd.concat(
        [
            pairs.assign(parent=parent)[["time_period", "area_code", "parent"]]
            for parent in (pairs["region_code"], ENGLAND)
        ]
    )


def absentees(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """How many authorities in force at the end of a period have no row: GROUP, `parent`, `absent`."""
    expected = in_force(rows["time_period"], context)
    printed = rows.merge(expected).groupby([*GROUP, "parent"]).size().rename("there")
    groups = (
        rows[[*GROUP, "parent"]]
        .drop_duplicates()
        .merge(printed.reset_index(), how="left")
        .fillna({"there": 0})
    )
    groups = groups.merge(expected.groupby(["time_period", "parent"]).size().rename("expected").reset_index())
    absent = groups.assign(absent=(groups["expected"] - groups["there"]).astype("int64"))
    return absent.loc[absent["absent"] > 0, [*GROUP, "parent", "absent"]].reset_index(drop=True)


def steps(tidy: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Each council's figure beside the years around it, and how far it is from what the year before leads to expect.

    `expected` is the year before moved as the median council moved; `step` the logarithm of figure over expected, one
    added to both so that a zero counts; `spread` the robust spread of all councils' moves into that year. A figure
    below 0 is none.
    """
    rows = tidy[tidy["indicator"].isin(indicators) & tidy["geographic_level"].eq(LOCAL)]
    rows = newest(rows.assign(value=rows["value"].where(rows["value"].ge(0))))
    rows = rows.sort_values([*SERIES, "year"], ignore_index=True)
    series = rows.groupby(SERIES)
    for column, lag in (("before", 1), ("earlier", 2), ("after", -1)):
        rows[column] = series["value"].shift(lag).where(series["year"].shift(lag) == rows["year"] - lag)
    both = (rows["value"] > 0) & (rows["before"] > 0)
    move = np.log(rows["value"].where(both) / rows["before"].where(both))
    by = [rows[column] for column in (*SERIES[2:], "year")]
    median = move.groupby(by).transform("median")
    rows["spread"] = 1.4826 * (move - median).abs().groupby(by).transform("median")
    rows["expected"] = rows["before"] * np.exp(median)
    rows["step"] = np.log((rows["value"] + 1) / (rows["expected"] + 1))
    return rows
