"""A council's figures against its own earlier and later ones, and the same cell in two releases."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.checks.rows import GROUP, SERIES, number, steps, year
from ingest.dataset import Context, findings


def jumps(
    tidy: pd.DataFrame,
    context: Context,
    *,
    indicators: tuple[str, ...],
    factor: float = 1.5,
    spreads: float = 5,
    least: float = 100,
) -> pd.DataFrame:
    """A council's count far from what its year before leads to expect: by `factor`, and by `spreads` robust spreads.

    What is expected moves with the median council, and an indicator that jumps everywhere has a wide spread, so only a
    step unlike the other councils' is found. The way back to the level before a found jump is not found again.
    Noted, not withheld: councils do clear backlogs and change practice.
    """
    rows = steps(tidy, indicators)
    is_jump = jumped(rows, factor, spreads) & rows[["value", "expected"]].max(axis=1).ge(least)
    previous = rows.assign(jumped=is_jump).groupby(SERIES)["jumped"].shift(1, fill_value=False)
    away = np.log((rows["before"] + 1) / (rows["earlier"] + 1)).abs()
    back = np.log((rows["value"] + 1) / (rows["earlier"] + 1)).abs()
    found = rows[is_jump & ~(previous & back.lt(away / 2))]
    finding = [
        f"{number(row.value)}, with {number(row.before)} the year before"
        + ("" if np.isnan(row.after) else f" and {number(row.after)} the year after")
        + f"; as other councils moved, about {row.expected:,.0f} was to be expected."
        for row in found.itertuples()
    ]
    return findings(found, "jumps", pd.Series(finding, index=found.index, dtype="str"), quarantine=False)


def jumped(rows: pd.DataFrame, factor: float, spreads: float) -> pd.Series:
    """Whether each step is larger than `factor` and than so many robust spreads of all councils' steps."""
    return rows["step"].abs().gt(np.log(factor)) & rows["step"].abs().gt(spreads * rows["spread"])


def exchanged(
    tidy: pd.DataFrame,
    context: Context,
    *,
    indicators: tuple[str, ...],
    factor: float = 1.4,
    spreads: float = 5,
    close: float = 1.15,
    least: float = 100,
) -> pd.DataFrame:
    """Two councils whose figures both jump, as in `jumps`, and both fit their history within `close` when exchanged.

    Noted, not withheld: two true jumps can fit each other by chance. `rebuilt` withholds when the parts say so too.
    """
    rows = steps(tidy, indicators)
    odd = rows[jumped(rows, factor, spreads) & rows[["value", "expected"]].min(axis=1).ge(least)]
    pairs = odd.merge(odd, on=["indicator", "breakdown_topic", "breakdown", "year"], suffixes=("", "_other"))
    pairs = pairs[pairs["area_code"].ne(pairs["area_code_other"])]
    fit = np.log(pairs["value_other"] / pairs["expected"]).abs()
    fit_other = np.log(pairs["value"] / pairs["expected_other"]).abs()
    found = pairs[fit.lt(np.log(close)) & fit_other.lt(np.log(close))]
    called = context.areas.set_index("area_code")["name"]
    finding = [
        f"{number(row.value)}, with {number(row.before)} the year before, while {called[row.area_code_other]} has "
        f"{number(row.value_other)} after {number(row.before_other)}: changed about, both would go on as before."
        for row in found.itertuples()
    ]
    sentences = pd.Series(finding, index=found.index, dtype="str")
    once = found.drop_duplicates([*SERIES, "year"])
    return findings(once, "exchanged", sentences[once.index], quarantine=False)


def revised(tidy: pd.DataFrame, context: Context, *, rounding: float = 0.0501) -> pd.DataFrame:
    """A figure that an older release printed otherwise, or that a newer release no longer prints for this area alone.

    Noted at the newer figure, not withheld: publishers revise, and the newest release is the one shown.
    """
    rows = tidy.assign(year=year(tidy["time_period"])).sort_values(
        "release", kind="stable", ignore_index=True
    )
    cell = rows.groupby([*SERIES, "year"])
    rows["was"], rows["older"] = cell["value"].shift(1), cell["release"].shift(1)
    moved = (rows["value"] - rows["was"]).abs().gt(rounding)
    printed = rows["value"].notna().groupby([rows[column] for column in GROUP]).transform("any")
    gone = rows["was"].notna() & rows["value"].isna() & printed
    found = rows[moved | gone]
    finding = [
        f"{number(row.was)} in release {row.older}, "
        + (f"the symbol {row.symbol}" if np.isnan(row.value) else number(row.value))
        + " in this one."
        for row in found.itertuples()
    ]
    return findings(found, "revised", pd.Series(finding, index=found.index, dtype="str"), quarantine=False)
