"""Complaints and enquiries that the Ombudsman received about each council, by service: its annual tables.

No table is among the published files, and the layout of none has been seen: the live ingest finds them by the
links of the landing page and reads them by what their cells say. Received is not dealt with: Oxfordshire 2024-25 had
89 received and 84 dealt with. Bodies that are no councils, such as national parks, are left out.
"""

from __future__ import annotations

import pandas as pd

from ingest import areas, lgsco, lgsco_tables
from ingest.dataset import LOCAL, TIDY_COLUMNS, TOTAL, Dataset, Indicator
from ingest.read import Source

NAME, KIND = "ombudsman_received", "received"
DISTRICT, SERVICE = "Local authority district", "Service"
NO_COUNCILS = (
    "national park|broads|combined authority|greater london authority|transport for|fire|police|waste|"
    "port health|environment agency|ombudsman|school|academy|passenger transport"
)


def tidy(source: Source) -> pd.DataFrame:
    """A row for each council and service, and for all services together."""
    table = lgsco_tables.table(source, KIND)
    table = table[~table["council"].str.contains(NO_COUNCILS, case=False)].reset_index(drop=True)
    (period,) = source.release.periods
    table = table.assign(time_period=period)
    table["area_code"] = areas.resolve(table, NAME, name="council", year="time_period", file=source.name)
    kinds = areas.table("areas").set_index("area_code")["type"]
    level = table["area_code"].map(kinds).eq("District").map({True: DISTRICT, False: LOCAL})
    table = table.assign(geographic_level=level)
    key = ["council", "time_period", "area_code", "geographic_level"]
    rows = table.melt(key, var_name="breakdown", value_name="cell")
    is_total = rows["breakdown"].eq(lgsco_tables.TOTAL)
    return rows.assign(
        release=source.release.release,
        time_identifier="Financial year",
        published_area_code=None,
        breakdown_topic=is_total.map({True: TOTAL, False: SERVICE}),
        breakdown=rows["breakdown"].mask(is_total, TOTAL),
        indicator="complaints_received",
        cell=rows["cell"].map(lgsco_tables.cell),
    )[TIDY_COLUMNS]


DATASET = Dataset(
    name=NAME,
    title="Complaints to the Ombudsman received about each council, by service",
    publisher=lgsco.PUBLISHER,
    publication="Local government complaint reviews",
    landing_page=lgsco_tables.LANDING_PAGE,
    licence=lgsco.LICENCE,
    attribution=lgsco.ATTRIBUTION,
    period_kind="financial",
    releases=(lgsco_tables.release(KIND, "2025-26"),),
    indicators=(Indicator("complaints_received", "Complaints and enquiries received", "complaints"),),
    breakdowns=frozenset({SERVICE}),
    tidy=tidy,
    awaited=True,
)
