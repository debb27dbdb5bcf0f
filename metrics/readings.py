"""One number about England, counted in one way: its value, its counts and the published cells that it stands on.

Most readings are measures. The others are ways to count that circulate and that no measure follows: they are worked
out from the same tables, of which only the rows they need are read.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics import caveats, compute, periods, registry, tables
from metrics.areas import ENGLAND
from metrics.memory import remembered
from metrics.metric import Count, Proportion, indicators, terms
from metrics.numbers import half_up, number

PERCENT = 100
COLUMNS = [
    "geographic_level", "area_code", "time_period", "release", "breakdown_topic", "breakdown", "indicator", "value",
    "symbol",
]  # fmt: skip
CELL = ["time_period", "area_code", "release", "breakdown_topic", "breakdown", "indicator"]


@dataclass(frozen=True)
class Measure:
    """England's figure of a measure."""

    metric: str


@dataclass(frozen=True)
class Worked:
    """England's figure by a formula that no measure has."""

    formula: Proportion | Count


@dataclass(frozen=True)
class OnBoth:
    """A measure's two counts, added up over the councils for which both are printed.

    Counts that are withheld here stand in the sum as they were printed: which council they belong to is in doubt, or
    they were exchanged, and that changes no sum.
    """

    metric: str


How = Measure | Worked | OnBoth


@dataclass(frozen=True)
class Found:
    """A reading in one period. `councils` is on how many the sum rests, 0 where the total is the publisher's own."""

    period: str
    value: float
    numerator: float
    denominator: float
    release: str
    councils: int = 0


def formula(how: How) -> Proportion | Count:
    """What a reading divides by what, or counts."""
    found = how.formula if isinstance(how, Worked) else registry.metric(how.metric).formula
    if not isinstance(found, Proportion | Count):
        raise TypeError(f"{how} is neither a share nor a count: give it a formula of one of the two")
    return found


def periods_of(how: How) -> list[str]:
    """The periods in which England has the reading, the oldest first; none where its table is not loaded."""
    return list(_england(how))


def read(how: How, period: str) -> Found | None:
    """The reading of one period; None where there is none in the version of the data that is read."""
    return _england(how).get(period)


def cautions(how: How, period: str) -> list[str]:
    """What to know of England's published figure of a measure, in short; nothing for a way to count of our own."""
    if not isinstance(how, Measure):
        return []
    row = compute.in_period(how.metric, period).get(ENGLAND)
    return caveats.briefly(row["caveats"]) if row is not None else []


def in_words(how: How, found: Found) -> str:
    """'46.4%', '97,747'."""
    return figure(how, found.value)


def figure(how: How, value: float) -> str:
    """A value of a reading with its unit."""
    if not isinstance(how, Worked):
        return number(registry.metric(how.metric), value)
    digits = 0 if isinstance(how.formula, Count) else 1
    return f"{half_up(value, digits):,}{'' if isinstance(how.formula, Count) else '%'}"


@remembered()
def cells(how: Worked) -> pd.DataFrame:
    """England's published cells behind a reading that is no measure, of every release, with `label` and `period`."""
    rows = _rows(how.formula)
    labels = {
        name: about["label"] for name, about in tables.describe(how.formula.dataset)["indicators"].items()
    }
    rows = rows[(rows["geographic_level"] == "National") & (rows["area_code"] == ENGLAND)]
    return rows.assign(label=rows["indicator"].map(labels)).reset_index(drop=True)


@remembered()
def _england(how: How) -> dict[str, Found]:
    """Period -> the reading."""
    if not tables.is_loaded(formula(how).dataset):
        return {}
    if isinstance(how, OnBoth):
        return _on_both(how)
    if isinstance(how, Worked):
        return _worked(how)
    rows = [row for row in compute.of_area(how.metric, ENGLAND) if pd.notna(row["value"])]
    parts = ("period", "value", "numerator", "denominator", "release")
    return {row["period"]: Found(*(row[part] for part in parts)) for row in rows}


def _worked(how: Worked) -> dict[str, Found]:
    """As `metrics.cells.newest` has it: each period from the newest release that covers every column."""
    needed = indicators(how.formula)
    found = {}
    for (period, release), rows in cells(how).groupby(["period", "release"]):
        if set(rows["indicator"]) != set(needed):
            continue
        values = dict(zip(rows["indicator"], rows["value"], strict=True))
        top = _sum(values, how.formula.numerator)
        bottom = (
            _sum(values, how.formula.denominator) if isinstance(how.formula, Proportion) else float("nan")
        )
        value = PERCENT * top / bottom if isinstance(how.formula, Proportion) else top
        found[str(period)] = Found(str(period), value, top, bottom, str(release))
    return {period: each for period, each in found.items() if pd.notna(each.value)}


def _sum(values: dict[str, float], column: str) -> float:
    return float(sum(sign * values[name] for sign, name in terms(column)))


def _on_both(how: OnBoth) -> dict[str, Found]:
    """The sums of each period over the councils with both counts printed, in the release that England is read from."""
    asked = formula(how)
    if not isinstance(asked, Proportion):
        raise TypeError(f"{how.metric} is no share: there are no two counts that a council could lack one of")
    columns = [asked.numerator, asked.denominator]
    rows = _rows(asked)
    rows = rows[rows["geographic_level"] == "Local authority"]
    printed = rows.assign(value=rows["value"].fillna(_withheld(rows, asked.dataset)))
    wide = printed.pivot_table(index=["period", "area_code", "release"], columns="indicator", values="value")
    sums = wide.reindex(columns=columns).dropna().groupby(["period", "release"]).agg(["sum", "size"])
    found = {}
    for period, row in _england(Measure(how.metric)).items():
        if (period, row.release) in sums.index:
            here = sums.loc[(period, row.release)]
            top, bottom = (float(here[column, "sum"]) for column in columns)
            councils = int(here[columns[0], "size"])
            found[period] = Found(period, PERCENT * top / bottom, top, bottom, row.release, councils)
    return found


def _rows(asked: Proportion | Count) -> pd.DataFrame:
    """The rows that a formula reads, with the `period` of each."""
    rows = tables.some(asked.dataset, indicators(asked), COLUMNS)
    topic, group = asked.breakdown
    rows = rows[(rows["breakdown_topic"] == topic) & (rows["breakdown"] == group)]
    kind = tables.describe(asked.dataset)["period_kind"]
    spelt = {text: periods.label(text, kind) for text in rows["time_period"].unique()}
    return rows.assign(period=rows["time_period"].map(spelt))


def _withheld(rows: pd.DataFrame, dataset: str) -> pd.Series:
    """What was printed in the cells that are withheld, on the index of `rows`; null for all others."""
    register = tables.table("quarantine")
    register = register[(register["dataset"] == dataset) & (register["status"] == "withheld")]
    said = register.drop_duplicates(CELL).set_index(CELL)["published"]
    there = pd.MultiIndex.from_frame(rows[CELL])
    return pd.Series(said.reindex(there).to_numpy(), index=rows.index).where(rows["symbol"] == "withheld")
