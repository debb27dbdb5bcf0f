"""Whether a designated medical, clinical or social care officer for SEND was in place in each council's area.

The 2022 release calls them by letters, the 2025 release by words; where both print a year they agree.
"""

from dataclasses import replace

import pandas as pd

from ingest import areas, ehc_plans
from ingest.dataset import LOCAL, Register, Unreadable
from ingest.read import Source

# our role -> the columns it has had
ROLES = {
    "medical": ("dmo", "des_med_off"),
    "clinical": ("dco", "des_clin_off"),
    "one person for both": ("dmodcofunction",),
    "social care": ("des_so_care_off",),
}
WORDS = {
    "y": "yes",
    "n": "no",
    "r": "recruiting",
    "yes": "yes",
    "no": "no",
    "recruiting": "recruiting",
    "not returned": "not returned",
}
NOT_ASKED = "n/a"
"""Stands in the column of social care officers before 2025."""


def tidy(source: Source) -> pd.DataFrame:
    """A row for each council, year and role that was asked about."""
    table = source.table()
    table = table[table["geographic_level"] == LOCAL]
    parts = [
        table.assign(role=role, answer=table[column].str.strip().str.lower())
        for role, columns in ROLES.items()
        for column in columns
        if column in table
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["answer"] != NOT_ASKED]
    unknown = rows[~rows["answer"].isin(WORDS)]
    if len(unknown):
        raise Unreadable(
            f"{source.name}: unknown answer {unknown.iloc[0]['answer']!r}; add it to WORDS in "
            "ingest/datasets/designated_officers.py"
        )
    area = areas.resolve(
        rows, "designated_officers", "new_la_code", "la_name", "time_period", file=source.name
    )
    rows = rows.assign(
        release=source.release.release,
        area_code=area,
        year=rows["time_period"].astype("int64"),
        in_place=rows["answer"].map(WORDS),
    )
    return rows[["release", "area_code", "year", "role", "in_place"]]


DATASET = ehc_plans.dataset(
    name="designated_officers",
    title="Designated medical, clinical and social care officers",
    period_kind="january",
    releases=(
        ehc_plans.WORK_AND_RESIDENTIAL_2022,
        replace(
            ehc_plans.release_2025("", ehc_plans.calendar_years(2019, 2025)),
            member="supporting-files/sen2_dmo_dco.csv",
        ),
    ),
    tidy=tidy,
    register=Register(
        columns={
            "release": "str",
            "area_code": "str",
            "year": "int64",
            "role": "str",
            "in_place": "str",
        },
        key=("release", "year", "area_code", "role"),
        complete=True,
    ),
)
