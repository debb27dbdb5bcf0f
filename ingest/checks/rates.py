"""Rates and scores published without counts: councils that were not there, wholes of 0, years out of line."""

from __future__ import annotations

import pandas as pd

from ingest.checks.rows import SERIES, cells, newest, number, wide
from ingest.dataset import LOCAL, Context, findings, no_findings

LAST_DAYS = {"Calendar year": "-12-31", "Academic year": "-08-31", "Financial year": "-03-31"}
ROBUST = 1.4826
"""Median absolute deviation times this is the standard deviation of a normal distribution."""


def last_days(tidy: pd.DataFrame) -> pd.Series:
    """The last day of each row's period, as an ISO date."""
    first = tidy["time_period"].str[:4].astype("int64")
    year = (first + tidy["time_period"].str.len().eq(6)).astype("str")
    return year + tidy["time_identifier"].map(LAST_DAYS)


def before_it_began(tidy: pd.DataFrame, context: Context) -> pd.DataFrame:
    """A figure for a council that began only after the period had ended.

    Withheld: it belongs to another council, or to nobody.
    """
    start = tidy["area_code"].map(context.areas.set_index("area_code")["start"]).fillna("")
    found = tidy[tidy["value"].notna() & start.gt(last_days(tidy))]
    called = found["area_code"].map(context.areas.set_index("area_code")["name"])
    finding = found["value"].map(number).astype("str") + " is printed for " + called
    finding += ", which began on " + start[found.index] + ", after the period."
    return findings(found, "before_it_began", finding.astype("str"))


def zero_without_parts(
    tidy: pd.DataFrame, context: Context, *, pairs: tuple[tuple[str, str], ...]
) -> pd.DataFrame:
    """A share of 0 although a share of those same cases has no figure, as (whole, part) in `pairs`.

    Withheld: if nobody reached level 2, nobody reached level 3 either, and both would be printed as 0. Here one was not
    given, and the other was filled with a 0.
    """
    found = [no_findings()]
    for whole in dict.fromkeys(whole for whole, _ in pairs):
        parts = [part for name, part in pairs if name == whole]
        lines = wide(tidy, [whole, *parts])
        lines = lines[
            lines["geographic_level"].eq(LOCAL) & lines[whole].eq(0) & lines[parts].isna().all(axis=1)
        ]
        said = f"0 is printed, but no figure for {' or '.join(part.replace('_', ' ') for part in parts)}."
        sentences = pd.Series(said, index=lines.index, dtype="str")
        found.append(findings(cells(lines, whole), "zero_without_parts", sentences))
    return pd.concat(found, ignore_index=True)


def spikes(
    tidy: pd.DataFrame, context: Context, *, indicators: tuple[str, ...], spreads: float = 6
) -> pd.DataFrame:
    """A council's figure far from the years on both sides of it, which are closer to each other.

    Far is `spreads` robust spreads of all councils' figures about the years beside them, and half as many of the
    council's own, so that small councils and years in which all move are passed over. Noted, not withheld.
    """
    rows = newest(tidy[tidy["indicator"].isin(indicators) & tidy["geographic_level"].eq(LOCAL)])
    rows = rows.sort_values([*SERIES, "year"], ignore_index=True)
    series = rows.groupby(SERIES)
    for column, lag in (("before", 1), ("after", -1)):
        rows[column] = series["value"].shift(lag).where(series["year"].shift(lag) == rows["year"] - lag)
    away = rows["value"] - (rows["before"] + rows["after"]) / 2
    by = [rows[column] for column in (*SERIES[2:], "year")]
    alone = (away - away.groupby(by).transform("median")).abs()
    of_all = alone.groupby(by).transform("median")
    own = away.abs().groupby([rows[column] for column in SERIES]).transform("median")
    spread = of_all.where(of_all > own / 2, own / 2) * ROBUST
    far = alone.gt(spreads * spread) & spread.gt(0)
    found = rows[far & (rows["before"] - rows["after"]).abs().lt(alone)]
    finding = [
        f"{number(row.value)}, between {number(row.before)} the year before and {number(row.after)} the year after."
        for row in found.itertuples()
    ]
    sentences = pd.Series(finding, index=found.index, dtype="str")
    return findings(found, "spikes", sentences, quarantine=False)
