"""The Ombudsman's tables as a reader asks for them: decisions to read, averages to set a council beside.

Each function raises `tables.NotLoaded` where its table is not there.
"""

from __future__ import annotations

import pandas as pd

from metrics import areas, compute, periods, tables

DECISIONS, COUNCILS, NATIONAL = "ombudsman_decisions", "ombudsman_councils", "ombudsman_national"
SAMPLE = "sample"
SIMILAR = ("similar_upheld_rate", "similar_upheld_per_100k")
FEWEST_YEARS = 2
"""A line needs this many years with a figure."""


def decisions(
    area_code: str = "", category: str = "", decision: str = "", year: str = "", words: str = ""
) -> pd.DataFrame:
    """The decisions that fit every condition that is given, the newest first.

    Columns: reference, area_code, area_name, council (as published), category, decision, decision_date, summary (as
    published: not to be shortened or rephrased) and address. `category` is a whole path or the beginning of one,
    `year` four digits of the decision date; each of the `words` must stand in the summary, in any order or case.
    """
    rows = tables.table(DECISIONS)
    rows = rows.assign(area_name=rows["area_code"].map(areas.areas()["name"]))
    fits = pd.Series(True, index=rows.index)
    if area_code:
        fits &= rows["area_code"] == area_code
    if category:
        fits &= (rows["category"] == category) | rows["category"].str.startswith(f"{category} > ")
    if decision:
        fits &= rows["decision"] == decision
    if year:
        fits &= rows["decision_date"].str.startswith(f"{year}-")
    summary = rows["summary"].str.casefold()
    for word in words.casefold().split():
        fits &= summary.str.contains(word, regex=False)
    return rows[fits].sort_values(["decision_date", "reference"], ascending=False, ignore_index=True)


def is_sample() -> bool:
    """Whether the decisions are a sample, to be read and never counted."""
    return any(source["release"] == SAMPLE for source in tables.describe(DECISIONS)["sources"])


def similar(area_code: str, period: str) -> dict[str, float]:
    """The averages of authorities of a council's type that its page prints, NaN where it prints none.

    Keys: `similar_upheld_rate` in per cent, `similar_upheld_per_100k`. They are the publisher's, for all services.
    """
    rows = tables.table(COUNCILS)
    kind = tables.describe(COUNCILS)["period_kind"]
    rows = rows[(rows["area_code"] == area_code) & rows["indicator"].isin(SIMILAR)]
    rows = rows[[periods.label(text, kind) == period for text in rows["time_period"]]].sort_values("release")
    found = rows.drop_duplicates("indicator", keep="last").set_index("indicator")["value"]
    return {name: float(found.get(name, float("nan"))) for name in SIMILAR}


def with_trend(metric_id: str) -> list[str]:
    """The codes of the councils with a figure in two years or more: only these get a line."""
    rows = compute.values(metric_id)
    held = rows[rows["value"].notna() & (rows["geographic_level"] == "local_authority")].groupby("area_code")[
        "period"
    ]
    counted = held.nunique()
    return list(counted.index[counted >= FEWEST_YEARS])


def national() -> pd.DataFrame:
    """What has been said of England: measure, period, scope (its own definition), published_value (text), value (NaN
    where that is no number), unit, basis ('Ombudsman', 'reported' or 'derived'), note, address. Never one series."""
    return tables.table(NATIONAL)
