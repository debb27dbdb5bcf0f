"""Decisions of the Ombudsman gathered from its search, one row for each reference, each with how whole its month is.

Only months marked whole can be counted. A decision once seen stays, though its page may be gone: `gone` is the day
on which that was found.
"""

from __future__ import annotations

import pandas as pd

from ingest import areas, lgsco
from ingest.dataset import Dataset, Register
from ingest.lgsco_gathered import GATHERED, cases
from ingest.read import Source

COLUMNS = (
    "reference",
    "area_code",
    "council",
    "category",
    "decision",
    "decision_date",
    "summary",
    "address",
    "window",
    "window_seen",
    "first_seen",
    "gone",
)


def tidy(source: Source) -> pd.DataFrame:
    """The register: as that of the sample, with the state of each decision's month."""
    rows = cases(source)
    name = "ombudsman_decisions_gathered"
    area = areas.resolve(rows, name, name="council", year="decision_date", file=source.name)
    return rows.assign(area_code=area)[list(COLUMNS)]


DATASET = Dataset(
    name="ombudsman_decisions_gathered",
    title="Decisions of the Ombudsman on education, gathered from its website",
    publisher=lgsco.PUBLISHER,
    publication="Decisions",
    landing_page=f"{lgsco.SITE}/decisions",
    licence=lgsco.LICENCE,
    attribution=lgsco.ATTRIBUTION,
    releases=(GATHERED,),
    register=Register(dict.fromkeys(COLUMNS, "str"), key=("reference",)),
    tidy=tidy,
    partial="Gathered month by month: a month that is not marked whole has gaps.",
    awaited=True,
)
