"""Decisions of the Ombudsman on education complaints: a sample to read, one row for each reference.

The Ombudsman publishes summaries in which nobody is named; they are kept word for word, as its licence asks.
A sample is never counted: counts are those of `ombudsman_send_decisions`.
"""

from __future__ import annotations

import pandas as pd

from ingest import areas, lgsco
from ingest.dataset import Dataset, Register, Release
from ingest.read import Source

LANDING_PAGE = f"{lgsco.SITE}/decisions"
COLUMNS = ("reference", "area_code", "council", "category", "decision", "decision_date", "summary", "address")


def tidy(source: Source) -> pd.DataFrame:
    """The register: `council` as published, `category` a path, `decision_date` an ISO date."""
    rows = lgsco.decisions(source.table(), source.name)
    return rows.assign(
        area_code=areas.resolve(
            rows, "ombudsman_decisions", name="council", year="decision_date", file=source.name
        )
    )[list(COLUMNS)]


DATASET = Dataset(
    name="ombudsman_decisions",
    title="Decisions of the Ombudsman on special educational needs and alternative provision: a sample",
    publisher=lgsco.PUBLISHER,
    publication="Decisions",
    landing_page=LANDING_PAGE,
    licence=lgsco.LICENCE,
    attribution=lgsco.ATTRIBUTION,
    releases=(
        Release(
            release="sample",
            file="lgsco/decisions_sample.csv",
            title="A sample of published decisions",
            address=LANDING_PAGE,
            periods=("2018", "2020", "2021", "2022", "2023", "2024", "2025"),
            rows=59,
        ),
    ),
    register=Register(dict.fromkeys(COLUMNS, "str"), key=("reference",)),
    tidy=tidy,
    partial="A sample of the published decisions, to be read and never counted.",
)
