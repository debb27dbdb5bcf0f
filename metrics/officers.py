"""Designated officers for SEND: whether each council's area has a medical, a clinical and a social care officer."""

from __future__ import annotations

import pandas as pd

from metrics import areas, tables

DATASET = "designated_officers"


def officers() -> pd.DataFrame:
    """A row for each council, year and role, from the newest release.

    Columns: area_code, area_name, year, role, `in_place`, release. `in_place` is 'yes', 'no', 'recruiting' or 'not
    returned'. Social care officers were asked about from 2025 on.
    """
    rows = tables.table(DATASET).sort_values("release", kind="stable")
    rows = rows.drop_duplicates(["area_code", "year", "role"], keep="last")
    rows = rows.assign(area_name=rows["area_code"].map(areas.areas()["name"]))
    columns = ["area_code", "area_name", "year", "role", "in_place", "release"]
    return rows.sort_values(["year", "role", "area_code"], ignore_index=True)[columns]
