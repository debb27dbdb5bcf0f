"""The twenty authorities of the United Kingdom most like each authority, by the Office for National Statistics.

The list holds authorities of every tier and nation, combined authorities among combined authorities only, and is kept
whole: a reader is told which of a council's twenty have no figures here.
"""

import pandas as pd

from ingest import areas, github
from ingest.dataset import Dataset, Register, Release, Unreadable
from ingest.read import Source

AUTHORITY = "areacd"
ENGLISH = ("E06", "E07", "E08", "E09", "E10")
KEPT_AS_PRINTED = ("E47", "N09", "S12", "W06")
"""Combined authorities, and the authorities of Northern Ireland, Scotland and Wales: no table here knows them."""


def tidy(source: Source) -> pd.DataFrame:
    """A row for each authority and neighbour, rank 1 the most alike; a shorter list has fewer rows."""
    rows = source.table().melt(id_vars=AUTHORITY, var_name="rank", value_name="neighbour_code")
    rows = rows[rows["neighbour_code"].ne("")].astype({"rank": "int64"})
    known = {code: area(code, source.name) for code in {*rows[AUTHORITY], *rows["neighbour_code"]}}
    return pd.DataFrame(
        {
            "area_code": rows[AUTHORITY].map(known),
            "rank": rows["rank"],
            "neighbour_code": rows["neighbour_code"].map(known),
        }
    )


def area(code: str, file: str) -> str:
    """The area code of an English authority; the printed code of another."""
    if code.startswith(ENGLISH):
        return areas.area_for_code(code)
    if code.startswith(KEPT_AS_PRINTED):
        return code
    raise Unreadable(f"{file}: {code!r} is no code of an authority: name its kind in KEPT_AS_PRINTED")


DATASET = Dataset(
    name="ons_neighbours",
    title="Statistical nearest neighbours, global model",
    publisher="Office for National Statistics",
    publication="Clustering similar local authorities and statistical nearest neighbours in the UK",
    landing_page="https://www.ons.gov.uk/explore-local-statistics",
    licence="Open Government Licence v3.0",
    attribution="Source: Office for National Statistics licensed under the Open Government Licence v3.0.",
    releases=(
        Release(
            release="2023",
            file="ons/global-neighbours.csv",
            title="Statistical nearest neighbours of local authorities, global model",
            address="https://github.com/ONSdigital/explore-local-statistics-app",
            periods=("2023",),
            rows=397,
            origin=github.file(
                "ONSdigital/explore-local-statistics-app",
                "scripts/config/clusters/global-neighbours.csv",
                "2023",
                sha256="563c3c864dcfe42b7b080cb4d45e58988030492d84643f12e740eae58ce73a18",
            ),
        ),
    ),
    tidy=tidy,
    register=Register(
        columns={"area_code": "str", "rank": "int64", "neighbour_code": "str"},
        key=("area_code", "rank"),
        complete=True,
    ),
)
