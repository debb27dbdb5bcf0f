"""People aged 0 to 25 by authority: one estimate of the Office for National Statistics, copied by Data to Insight.

The file does not name the year of the estimate, and the 2023 in its column names is that of the area codes. It has
both parts of Northamptonshire (April 2021) and Cumbria whole (to March 2023), its inner London is as small as the
Census of March 2021 found it, and it adds up to 17.15 million: `YEAR` is inferred, mid-2021.
"""

import pandas as pd

from ingest import areas
from ingest.dataset import Dataset, Register, Release
from ingest.read import Source

POPULATION = "ons_population_0-25"
AUTHORITY = "la_code"
COUNTED = "utla23nm"
YEAR = "2021"


def tidy(source: Source) -> pd.DataFrame:
    """A row for each authority whose own population is printed.

    Authorities abolished before the estimate have none. A row whose figure counts another place than the authority
    (`utla23nm` names it) is left out: the whole of Cumbria is printed for both of its successors.
    """
    table = source.table()
    table = table[table[POPULATION].ne("")]
    area = areas.resolve(table, "population_aged_0_to_25", AUTHORITY, file=source.name)
    counted = areas.resolve(table, "population_aged_0_to_25", name=COUNTED, file=source.name)
    rows = pd.DataFrame({"area_code": area, "year": YEAR, "population": table[POPULATION].astype("int64")})
    return rows[area == counted]


DATASET = Dataset(
    name="population_aged_0_to_25",
    title="Population aged 0 to 25",
    publisher="Office for National Statistics",
    publication="Population estimates, as copied in Data to Insight's lookup of local authorities",
    landing_page="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
    licence="Open Government Licence v3.0 (figures), MIT (lookup)",
    attribution="Source: Office for National Statistics licensed under the Open Government Licence v3.0; "
    "lookup by Data to Insight.",
    releases=(
        Release(
            release="2023",
            file="names/la_provider_lookup.csv",
            title="Lookup of local authorities with population aged 0 to 25, year of the estimate not stated",
            address="https://github.com/data-to-insight/ofsted-send-scrape-tool",
            periods=(YEAR,),
        ),
    ),
    tidy=tidy,
    register=Register(
        columns={"area_code": "str", "year": "str", "population": "int64"},
        key=("area_code", "year"),
        complete=True,
    ),
    caveats=("population_vintage",),
)
