"""A metric's figure for every place and period: interval, reason for a gap, caveats, fitness to be ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from metrics import areas, caveats, doubts, formulas, gaps, kept, memory, periods, registry, tables
from metrics.memory import remembered
from metrics.metric import Metric, indicators, needs
from metrics.packed import Packed

COLUMNS = [
    "metric", "area_code", "area_name", "geographic_level", "period", "period_start", "value", "numerator",
    "denominator", "lci_95", "uci_95", "symbol", "reason", "caveats", "dataset", "release", "ranked",
]  # fmt: skip
NUMBERS = ["value", "numerator", "denominator", "lci_95", "uci_95"]
TOO_SMALL_TO_RANK = frozenset({"E09000001", "E06000053"})
"""City of London and Isles of Scilly: so few children that one of them decides their place."""
FEWEST_CASES = 10
"""A percentage or rate of fewer cases than this is not ranked, and pages show its counts in its stead."""


@dataclass(frozen=True)
class Coverage:
    """How many councils have a figure in a period, of those that existed, and the gaps of the others.

    `gaps` has a row for each council without one: area_code, area_name, symbol, reason.
    """

    with_figure: int
    existed: int
    gaps: pd.DataFrame

    def __str__(self) -> str:
        return f"{self.with_figure} of {self.existed}"


def values(metric_id: str) -> pd.DataFrame:
    """Every figure and every gap of a metric; no rows while it waits for a dataset (see `waiting_for`).

    Columns: COLUMNS. `geographic_level` is 'local_authority', 'region' or 'england', `period_start` ISO
    text. A gap has no value, a `symbol` and a `reason`; counts published beside it stay. England and the
    regions are the published rows: nothing is added up or averaged.
    """
    return _values(metric_id).copy(deep=False)


def waiting_for(metric_id: str) -> str | None:
    """The first dataset that a metric needs and that is not loaded; None when all are there.

    An older version of a dataset counts as not loaded where what the metric counts, or its first year, is newer.
    """
    is_newer = memory.ACTIVE.get() and not _periods(metric_id)
    return registry.metric(metric_id).formula.dataset if is_newer else _missing(metric_id)


@remembered()
def _missing(metric_id: str) -> str | None:
    """The first dataset that a metric lacks, or lacks what it counts in the version that is read."""
    formula = registry.metric(metric_id).formula
    missing = next((name for name in needs(formula) if not tables.is_loaded(name)), None)
    if missing is None and memory.ACTIVE.get():
        there = tables.describe(formula.dataset).get("indicators")
        return None if there is None or set(indicators(formula)) <= set(there) else formula.dataset
    return missing


@remembered(64)
def in_period(metric_id: str, period: str) -> dict[str, dict[str, Any]]:
    """The rows of one period by area_code, each by COLUMNS: a look into a frame takes a thousand times as long.

    Shared: do not change them.
    """
    return {row["area_code"]: row for row in _at(metric_id, "period", period)}


def of_area(metric_id: str, area_code: str) -> list[dict[str, Any]]:
    """The rows of one area, the oldest first, each by COLUMNS."""
    return list(_at(metric_id, "area_code", area_code))


def periods_of(metric_id: str) -> list[str]:
    """The periods of a metric, the oldest first."""
    return list(_periods(metric_id))


@remembered(1024)
def coverage(metric_id: str, period: str) -> Coverage:
    """How many of the councils that existed have a figure in a period, and why the others have none.

    Shared: do not change it.
    """
    rows = _councils(metric_id, period)
    columns = ["area_code", "area_name", "symbol", "reason"]
    missing = [[row[name] for name in columns] for row in rows if isnan(row["value"])]
    return Coverage(len(rows) - len(missing), len(rows), pd.DataFrame(missing, columns=columns))


@remembered(1024)
def counted(metric_id: str, period: str) -> dict[str, tuple[int, int]]:
    """Councils with a figure and councils that existed, in England and in each region, by its code."""
    found: dict[str, tuple[int, int]] = {}
    for row in _councils(metric_id, period):
        for code in (areas.region(row["area_code"]), areas.ENGLAND):
            with_figure, existed = found.get(code, (0, 0))
            found[code] = (with_figure + (not isnan(row["value"])), existed + 1)
    return found


def _councils(metric_id: str, period: str) -> list[dict[str, Any]]:
    """The rows of the councils that were there in a period."""
    rows = [
        row for row in in_period(metric_id, period).values() if row["geographic_level"] == "local_authority"
    ]
    return [row for row in rows if not is_gone(row["area_code"], row["period_start"])]


def is_few(denominator: float) -> bool:
    """Whether a figure is a percentage or a rate of fewer than FEWEST_CASES."""
    return denominator < FEWEST_CASES


def is_gone(area_code: str, period_start: str) -> bool:
    """Whether a council had been abolished before its period began; the Ombudsman still decides about such."""
    return "" < areas.last_day(area_code) < period_start


def gone(area_codes: pd.Series, period_starts: pd.Series) -> pd.Series:
    """`is_gone` of each council."""
    last_day = area_codes.map(areas.areas()["end"]).fillna("")
    return last_day.ne("") & (last_day < period_starts)


def forget() -> None:
    """Drop all that is remembered of the data; for tests that change the tables."""
    memory.forget()


@remembered(8)
def _values(metric_id: str) -> pd.DataFrame:
    return _held(metric_id).frame()


@remembered()
def _held(metric_id: str) -> Packed:
    if _missing(metric_id):
        return Packed(_empty())
    found = kept.figures(metric_id)
    return Packed(work_out(metric_id) if found is None else found)


def work_out(metric_id: str) -> pd.DataFrame:
    """`values` from the tables, whatever is kept."""
    metric = registry.metric(metric_id)
    if _missing(metric_id):
        return _empty()
    rows = formulas.work_out(metric)
    if rows.empty:
        return _empty()
    rows = gaps.without_bygone(rows)
    rows = pd.concat([rows, gaps.absent(rows, metric.formula.dataset)], ignore_index=True)
    rows["period_start"] = rows["period"].map({each: periods.start(each) for each in rows["period"].unique()})
    if metric.first:
        rows = rows[rows["period_start"] >= periods.start(metric.first)].reset_index(drop=True)
    if metric.last:
        rows = rows[rows["period_start"] <= periods.start(metric.last)].reset_index(drop=True)
    rows["area_name"] = rows["area_code"].map(areas.areas()["name"])
    rows["reason"] = gaps.explain(rows, metric)
    rows["doubt"] = doubts.doubts(rows, metric)
    rows = rows.assign(
        metric=metric.id,
        dataset=metric.formula.dataset,
        geographic_level=rows["level"],
        caveats=caveats.attach(rows, metric),
        ranked=_ranked(rows, metric),
    )
    return rows.sort_values(["period_start", "geographic_level", "area_code"], ignore_index=True)[COLUMNS]


def _at(metric_id: str, column: str, wanted: str) -> Iterator[dict[str, Any]]:
    """The rows with this area or period."""
    return _held(metric_id).rows(_where(metric_id, column).get(wanted, ()))


@remembered(512)
def _where(metric_id: str, column: str) -> dict[str, np.ndarray]:
    """Where in `_values` the rows of each area, or of each period, stand."""
    return _held(metric_id).indices(column)


def _periods(metric_id: str) -> list[str]:
    return _held(metric_id).distinct("period")


def _ranked(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """Whether a row may stand in a ranking or a chart of all councils."""
    return (
        (rows["level"] == "local_authority")
        & rows["value"].notna()
        & ~rows["area_code"].isin(TOO_SMALL_TO_RANK)
        & ~gone(rows["area_code"], rows["period_start"])
        & ~rows["period"].isin(metric.unranked)
        & ~(rows["denominator"] < FEWEST_CASES)
        & (rows["doubt"] == "")
    )


def _empty() -> pd.DataFrame:
    kinds = dict.fromkeys(NUMBERS, "float64") | {"ranked": "bool"}
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in COLUMNS})
