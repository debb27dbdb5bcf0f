"""What has been said of England's Ombudsman complaints, each figure with its own definition and source.

The series do not reconcile: 2018-19 alone is 244, 315 or 509 complaints by three definitions. They are never
joined into one. `basis` says where a figure is from: the 'Ombudsman' itself, 'reported' by others, or
'derived' by others and published nowhere.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd

from ingest import lgsco
from ingest.dataset import Dataset, Register, Release, Unreadable
from ingest.read import Source

COLUMNS = {
    "measure": "str",
    "period": "str",
    "scope": "str",
    "published_value": "str",
    "value": "float64",
    "unit": "str",
    "basis": "str",
    "note": "str",
    "address": "str",
}
PRINTED = {
    "measure": "measure",
    "period": "period",
    "value": "published_value",
    "unit": "unit",
    "scope_definition": "scope",
    "source_url": "address",
    "note": "note",
}
DERIVED = "derived:"


def tidy(source: Source) -> pd.DataFrame:
    """The register; `value` is null where what was said is no single number."""
    table = source.table()
    if set(table) != set(PRINTED):
        raise Unreadable(
            f"{source.name}: the column {sorted(set(map(str, table)) ^ set(PRINTED))[0]!r} is unknown or missing"
        )
    rows = table.rename(columns=PRINTED).apply(lambda column: column.str.strip())
    for column in ("measure", "period", "scope", "published_value", "address"):
        if rows[column].eq("").any():
            row = rows[rows[column].eq("")].iloc[0]
            raise Unreadable(
                f"{source.name}: no {column} for {row['measure']} {row['period']}: give it or drop the row"
            )
    number = rows["published_value"].where(rows["published_value"].str.fullmatch(r"\d+(\.\d+)?"))
    return rows.assign(
        value=number.astype("float64"), basis=[basis(*row) for row in rows[["scope", "address"]].to_numpy()]
    )


def basis(scope: str, address: str) -> str:
    """'derived', 'Ombudsman' or 'reported'."""
    if scope.startswith(DERIVED):
        return "derived"
    return "Ombudsman" if (urlsplit(address).hostname or "").endswith("lgo.org.uk") else "reported"


DATASET = Dataset(
    name="ombudsman_national",
    title="National figures on complaints to the Ombudsman, each by its own definition",
    publisher=lgsco.PUBLISHER,
    publication="Annual reviews, news and focus reports, and newspapers that quote them",
    landing_page=f"{lgsco.SITE}/information-centre/reports/annual-review-reports",
    licence=lgsco.LICENCE,
    attribution=lgsco.ATTRIBUTION,
    releases=(
        Release(
            release="collected",
            file="lgsco/national_series.csv",
            title="National figures collected from the pages that each row names",
            address=f"{lgsco.SITE}/information-centre/reports/annual-review-reports",
            periods=("2013-14 to 2025",),
            rows=35,
        ),
    ),
    register=Register(COLUMNS, key=("measure", "period", "scope")),
    tidy=tidy,
)
