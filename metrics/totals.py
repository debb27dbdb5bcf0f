"""Whether the published totals of two columns rest on the same councils.

A publisher's total of a column adds up the councils that returned it. Where a council returned one of two
columns and not the other, one total less the other is not what it seems: in 2025 England's plans issued count
Norfolk, whose plans without exceptions were not published, so that all of them would pass for exceptions.
"""

from __future__ import annotations

import pandas as pd

from metrics import areas, cells


def councils_in_one_only(dataset: str, breakdown: tuple[str, str], names: list[str]) -> pd.DataFrame:
    """Councils with a figure in some of the columns and not in all: area_code, time_period, release, total.

    Each stands twice, once for each `total` that it belongs to: its region's code and England's.
    """
    held = cells.figures(dataset, breakdown)[names].notna()
    mixed = held[held.any(axis=1) & ~held.all(axis=1)].index.to_frame(index=False)
    mixed = mixed[mixed["geographic_level"] == "Local authority"][["area_code", "time_period", "release"]]
    region = mixed["area_code"].map(areas.areas()["region_code"])
    return pd.concat([mixed.assign(total=region), mixed.assign(total=areas.ENGLAND)], ignore_index=True)


def hide_mixed(
    rows: pd.DataFrame, dataset: str, breakdown: tuple[str, str], names: list[str]
) -> pd.DataFrame:
    """Rows with every total as a gap whose columns rest on different councils."""
    mixed = councils_in_one_only(dataset, breakdown, names)
    mixed["area_name"] = mixed["area_code"].map(areas.areas()["name"])
    key = ["total", "time_period", "release"]
    whose = mixed.groupby(key)["area_name"].agg(lambda found: areas.join(sorted(found), "and")).to_dict()
    place = list(zip(rows["area_code"], rows["time_period"], rows["release"], strict=True))
    found = pd.Series([whose.get(each, "") for each in place], index=rows.index, dtype="str")
    hidden = (found != "") & rows["symbol"].isna()
    said = "The totals it would be worked out from rest on different councils: one includes " + found
    said += " and the other does not."
    return rows.assign(
        numerator=rows["numerator"].mask(hidden),
        symbol=rows["symbol"].mask(hidden, "not_shown"),
        reason=rows["reason"].mask(hidden, said),
    )
