"""Decisions of the Ombudsman on special educational needs, counted by council and financial year.

It counts what `ombudsman_decisions_gathered` holds, and only financial years of which every month is marked whole
there: a sample is never counted.

The counting rule: decisions under "Education > Special educational needs", by the outcome that the page states and
the day of the decision; a report on several cases counts once for each reference. A month is
whole when the search names as many cases as it says it has and each was read, eight weeks after its end at the
earliest, because decisions are published six weeks after they are made. A month of which cases were gone before they
were read is not.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from ingest import areas, lgsco
from ingest.dataset import LOCAL, NATIONAL, TIDY_COLUMNS, TOTAL, Dataset, Indicator, Unreadable
from ingest.lgsco_gathered import GATHERED, cases, whole_years
from ingest.read import Source

SEND = "Education > Special educational needs"
ENGLAND = "E92000001"
UPPER_TIER = ("London borough", "Metropolitan borough", "Unitary authority", "County")
INDICATORS = {
    "Upheld": Indicator("send_decisions_upheld", "Decisions on SEND complaints: upheld", "decisions"),
    "Not upheld": Indicator(
        "send_decisions_not_upheld", "Decisions on SEND complaints: not upheld", "decisions"
    ),
    "Closed after initial enquiries": Indicator(
        "send_decisions_closed", "Decisions on SEND complaints: closed after initial enquiries", "decisions"
    ),
}


def tidy(source: Source) -> pd.DataFrame:
    """A line for each council, whole year and outcome, 0 where a council had none, and for England."""
    gathered = cases(source)
    years = whole_years(gathered)
    if not years:
        raise Unreadable(
            f"{source.name}: no financial year is whole, so nothing can be counted: gather more months with "
            "python -m ingest.lgsco_search"
        )
    rows = gathered[gathered["category"] == SEND].reset_index(drop=True)
    rows["area_code"] = areas.resolve(
        rows, "ombudsman_send_decisions", name="council", year="decision_date", file=source.name
    )
    return pd.concat([counted(rows, period) for period in years], ignore_index=True).assign(
        release=source.release.release,
        time_identifier="Financial year",
        published_area_code=None,
        breakdown_topic=TOTAL,
        breakdown=TOTAL,
    )[TIDY_COLUMNS]


def counted(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    """The decisions of one financial year ('202425'), counted."""
    first, last = date(int(period[:4]), 4, 1), date(int(period[:4]) + 1, 3, 31)
    within = rows[rows["decision_date"].between(first.isoformat(), last.isoformat())]
    codes = sorted(set(authorities(last)) | set(within["area_code"]))
    by_council = pd.crosstab(within["area_code"], within["decision"])
    by_council = by_council.reindex(index=codes, columns=list(INDICATORS), fill_value=0)
    by_council.loc[ENGLAND] = by_council.sum()
    named = by_council.rename(columns={outcome: each.name for outcome, each in INDICATORS.items()})
    lines = named.reset_index(names="area_code").melt("area_code", var_name="indicator", value_name="cell")
    level = lines["area_code"].eq(ENGLAND).map({True: NATIONAL, False: LOCAL})
    return lines.assign(cell=lines["cell"].astype("str"), time_period=period, geographic_level=level)


def authorities(day: date) -> list[str]:
    """The upper-tier authorities there on a day."""
    listed = areas.table("areas")
    there = listed["start"].le(day.isoformat()) & (listed["end"].eq("") | listed["end"].ge(day.isoformat()))
    return list(listed.loc[there & listed["type"].isin(UPPER_TIER), "area_code"])


DATASET = Dataset(
    name="ombudsman_send_decisions",
    title="Decisions of the Ombudsman on special educational needs, counted from its website",
    publisher=lgsco.PUBLISHER,
    publication="Decisions",
    landing_page=f"{lgsco.SITE}/decisions",
    licence=lgsco.LICENCE,
    attribution=lgsco.ATTRIBUTION,
    period_kind="financial",
    releases=(GATHERED,),
    indicators=tuple(INDICATORS.values()),
    tidy=tidy,
    awaited=True,
)
