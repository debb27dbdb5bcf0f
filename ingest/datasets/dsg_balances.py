"""What councils have over or owe on the dedicated schools grant, in percent of a year's income from it.

The grant pays for schools and for the education of children with SEN; a negative balance is a deficit carried forward.
Worked out by the department for a dashboard that stopped at 2021-22.
"""

from functools import partial

import pandas as pd

from ingest import areas, github
from ingest.checks import before_it_began, spikes
from ingest.dataset import (
    LOCAL,
    NATIONAL,
    REGIONAL,
    TIDY_COLUMNS,
    TOTAL,
    Dataset,
    Indicator,
    Release,
    Unreadable,
)
from ingest.read import Source

NAME = "dsg_balances"
BALANCE, DEFICIT = "dsg cumulative balance as a % of the total income", "deficit"
COLUMNS = {"time_period", "geographic_level", "region_name", "la_name", DEFICIT, BALANCE, "financial_year"}
LEVELS = {NATIONAL, REGIONAL, LOCAL}
REPOSITORY = "dfe-analytical-services/SEND-AP-Inclusion-Dashboard"
ADDRESS = f"https://github.com/{REPOSITORY}"


def tidy(source: Source) -> pd.DataFrame:
    """A row for England, each region and each council of the year; places have names and no codes."""
    table = source.table()
    require_understood(table, source)
    table["name"] = table["la_name"].where(table["geographic_level"].eq(LOCAL), table["region_name"])
    return table.assign(
        release=source.release.release,
        time_identifier="Financial year",
        area_code=areas.resolve(table, NAME, name="name", year="time_period", file=source.name),
        published_area_code=None,
        breakdown_topic=TOTAL,
        breakdown=TOTAL,
        indicator="balance",
        cell=table[BALANCE],
    )[TIDY_COLUMNS]


def require_understood(table: pd.DataFrame, source: Source) -> None:
    """Raise unless columns, levels and periods are those declared, and a deficit is a balance with its sign turned."""
    wrong = set(table) ^ COLUMNS or set(table["geographic_level"]) - LEVELS
    wrong = wrong or set(table["time_period"]) ^ set(source.release.periods)
    if wrong:
        raise Unreadable(
            f"{source.name}: {min(wrong)!r} is unknown or missing; correct ingest/datasets/dsg_balances.py"
        )
    turned = pd.to_numeric(table[DEFICIT]).ne(-pd.to_numeric(table[BALANCE]))
    if turned.any():
        odd = table[turned].iloc[0]
        raise Unreadable(
            f"{source.name}: {odd['la_name']} {odd['financial_year']} has a deficit of {odd[DEFICIT]} beside a "
            f"balance of {odd[BALANCE]}: ask the publisher which is right"
        )


DATASET = Dataset(
    name=NAME,
    title="Balance of the dedicated schools grant, 2019-20 to 2021-22",
    publisher="Department for Education",
    publication="SEND and alternative provision inclusion dashboard",
    landing_page=ADDRESS,
    licence="Open Government Licence v3.0",
    attribution="Source: Department for Education, SEND and alternative provision inclusion dashboard. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    period_kind="financial",
    releases=(
        Release(
            release="2022",
            file="dfe/dsg/dsg_cumulative_balance_2019-20_to_2021-22.xlsx",
            title="Dedicated schools grant: cumulative balance as a percentage of income",
            address=ADDRESS,
            periods=("201920", "202021", "202122"),
            not_kept=frozenset({DEFICIT}),
            origin=github.file(
                REPOSITORY,
                "data/finance/dsg_deficit_derived.xlsx",
                "2022",
                sha256="0dc3e2633fcb5f54088e4291a25412848c322edbae84651566322a091e29cfa5",
            ),
        ),
    ),
    indicators=(
        Indicator(
            "balance",
            "Cumulative balance as a share of the year's income",
            "%",
            (BALANCE,),
            below_zero=True,
        ),
    ),
    checks=(before_it_began, partial(spikes, indicators=("balance",))),
    tidy=tidy,
)
