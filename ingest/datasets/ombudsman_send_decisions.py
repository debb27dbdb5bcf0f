"""Decisions of the Ombudsman on special educational needs, counted by council and financial year.

No collection is complete among the published files: the live ingest makes one, in the columns of the sample, and
declares the years that it holds whole. A release is named after the day on which the collection was last brought
up to date.

The counting rule: decisions under "Education > Special educational needs", by the outcome that the page states and
the day of the decision; a report on several cases counts once for each reference. A year is counted eight weeks
after its end at the earliest, because decisions are published six weeks after they are made.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from ingest import areas, lgsco
from ingest.dataset import LOCAL, NATIONAL, TIDY_COLUMNS, TOTAL, Dataset, Indicator, Unreadable
from ingest.read import Source

SEND = "Education > Special educational needs"
PUBLISHED_AFTER = timedelta(weeks=8)
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
    """A line for each council, year and outcome, 0 where a council had none, and for England."""
    rows = lgsco.decisions(source.table(), source.name).drop_duplicates("reference")
    rows["area_code"] = areas.resolve(
        rows, "ombudsman_send_decisions", name="council", year="decision_date", file=source.name
    )
    rows = rows[rows["category"] == SEND]
    seen = date.fromisoformat(source.release.release)
    years = [counted(rows, period, seen, source.name) for period in source.release.periods]
    return pd.concat(years, ignore_index=True).assign(
        release=source.release.release,
        time_identifier="Financial year",
        published_area_code=None,
        breakdown_topic=TOTAL,
        breakdown=TOTAL,
    )[TIDY_COLUMNS]


def counted(rows: pd.DataFrame, period: str, seen: date, file: str) -> pd.DataFrame:
    """The decisions of one financial year ('202425'), counted; raises while some of them are not yet published."""
    first, last = date(int(period[:4]), 4, 1), date(int(period[:4]) + 1, 3, 31)
    if last + PUBLISHED_AFTER > seen:
        ready = last + PUBLISHED_AFTER
        raise Unreadable(
            f"{file}: not all decisions of {period} are published on {seen}; count it from {ready}"
        )
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
    releases=(),
    indicators=tuple(INDICATORS.values()),
    tidy=tidy,
)
