"""The Ombudsman's tables as a reader asks for them: decisions to read, averages to set a council beside.

Each function raises `tables.NotLoaded` where its table is not there.
"""

from __future__ import annotations

import pandas as pd

from metrics import areas, compute, periods, registry, tables
from metrics.memory import remembered

DECISIONS, COUNCILS, NATIONAL = "ombudsman_decisions", "ombudsman_councils", "ombudsman_national"
SAMPLE = "sample"
APOSTROPHES = str.maketrans("\u2018\u2019\u02bc`\u00b4", "'" * 5)
PUNCTUATION = ".,;:!?\"\u201c\u201d'()[]"
"""Around a word that is searched for, it is the reader's and not the summary's."""
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
    summary = rows["summary"].map(_folded)
    for word in filter(None, (word.strip(PUNCTUATION) for word in _folded(words).split())):
        fits &= summary.str.contains(word, regex=False)
    return rows[fits].sort_values(["decision_date", "reference"], ascending=False, ignore_index=True)


def _folded(text: str) -> str:
    """A text in one case and with one kind of apostrophe: the Ombudsman writes \u2019, readers type '."""
    return text.casefold().translate(APOSTROPHES)


def is_sample() -> bool:
    """Whether the decisions are a sample, to be read and never counted."""
    return any(source["release"] == SAMPLE for source in tables.describe(DECISIONS)["sources"])


def average(metric_id: str, area_code: str, period: str) -> float:
    """The average of councils of its type that a council's page prints beside a measure; NaN where it prints none."""
    return averages(metric_id, period).get(area_code, float("nan"))


@remembered(64)
def averages(metric_id: str, period: str) -> dict[str, float]:
    """The same for every council whose page prints one, by area_code. Shared: do not change it."""
    metric = registry.metric(metric_id)
    if not metric.typical or not tables.is_loaded(metric.formula.dataset):
        return {}
    rows = tables.table(metric.formula.dataset)
    kind = tables.describe(metric.formula.dataset)["period_kind"]
    rows = rows[(rows["indicator"] == metric.typical) & rows["value"].notna()]
    is_now = rows["time_period"].map(lambda text: periods.label(text, kind) == period).astype(bool)
    rows = rows[is_now].sort_values("release")
    return dict(zip(rows["area_code"], rows["value"].astype(float), strict=True))


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
