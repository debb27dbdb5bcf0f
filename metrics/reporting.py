"""Reporting quality as data: which councils gave no figure, for which measure and period, and why.

A gap is a council that existed and has no figure. Its symbol and reason are those of `metrics.compute`. To work out
every measure takes most of a minute, so `python -m metrics build` keeps `gaps` and `coverage` in `data/derived`.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from metrics import areas, compute, periods, registry, tables
from metrics.metric import TOTAL

GAPS = ["metric", "area_code", "period", "symbol", "reason"]
COVERAGE = ["metric", "period", "existed", "symbol", "councils"]
NOT_PUBLISHED = ("x", "absent", "no_reason", "c", "u")
"""Symbols of figures that the publisher did not print for a council, for whatever reason."""
FINDINGS = [
    "dataset", "release", "time_period", "area_code", "area_name", "indicator", "label", "published", "check",
    "status", "text",
]  # fmt: skip


def gaps(metric_id: str) -> pd.DataFrame:
    """Every council and period without a figure of a measure, oldest period first; columns GAPS."""
    rows = _councils(metric_id)
    return rows.loc[rows["value"].isna(), GAPS].reset_index(drop=True)


def coverage(metric_id: str) -> pd.DataFrame:
    """How many councils have a figure of a measure in each period, and how many have none for each symbol.

    `existed` is all of them, `symbol` is '' for those with a figure. A row for each symbol that occurs; columns
    COVERAGE.
    """
    rows = _councils(metric_id)
    rows = rows.assign(symbol=rows["symbol"].fillna(""), start=rows["period"].map(periods.start))
    rows["existed"] = rows.groupby("period")["area_code"].transform("size")
    by = ["start", "period", "existed", "symbol"]
    found = rows.groupby(by).size().rename("councils").reset_index()
    return found.assign(metric=metric_id)[COVERAGE]


WORKED_OUT: dict[str, Callable[[str], pd.DataFrame]] = {"gaps": gaps, "coverage": coverage}
"""The derived tables of this module, and what works them out for one measure."""


def tables_of(metric_id: str) -> dict[str, pd.DataFrame]:
    """The derived tables of one measure, by name."""
    return {table: work(metric_id) for table, work in WORKED_OUT.items()}


def silent() -> pd.DataFrame:
    """Councils for which nothing of a table was published in a period: dataset, period, area_code.

    That is: each measure of the table that has figures of some council has none of this one.
    """
    names = {name: metric.formula.dataset for name, metric in registry.all_metrics().items()}
    there = tables.derived("coverage").query("symbol == ''")
    asked = there.assign(dataset=there["metric"].map(names)).groupby(["dataset", "period"]).size()
    lacking = tables.derived("gaps").merge(there[["metric", "period"]], on=["metric", "period"])
    lacking = lacking[lacking["symbol"].isin(NOT_PUBLISHED)]
    by = ["dataset", "period", "area_code"]
    found = (
        lacking.assign(dataset=lacking["metric"].map(names))
        .groupby(by)
        .size()
        .rename("lacking")
        .reset_index()
    )
    whole = asked.reindex(pd.MultiIndex.from_frame(found[["dataset", "period"]])).to_numpy()
    return found.loc[found["lacking"] == whole, by].reset_index(drop=True)


def findings(area_code: str = "") -> pd.DataFrame:
    """What the checks found in published figures for everyone, of one place or of all; columns FINDINGS.

    `text` is the evidence that settled a finding, or else the finding; groups by age, sex and so on are left out,
    as are tables that are not loaded.
    """
    register = tables.table("quarantine")
    loaded = register["dataset"].map(tables.is_loaded).astype("bool")
    rows = register[loaded & (register["breakdown_topic"] == TOTAL[0]) & (register["breakdown"] == TOTAL[1])]
    rows = rows[rows["area_code"] == area_code] if area_code else rows
    labels = {
        (dataset, name): about["label"]
        for dataset in rows["dataset"].unique()
        for name, about in tables.describe(dataset)["indicators"].items()
    }
    pairs = zip(rows["dataset"], rows["indicator"], strict=True)
    return rows.assign(
        label=[labels[pair] for pair in pairs],
        area_name=rows["area_code"].map(areas.areas()["name"]),
        text=rows["evidence"].mask(rows["evidence"] == "", rows["finding"]),
    )[FINDINGS].reset_index(drop=True)


def _councils(metric_id: str) -> pd.DataFrame:
    """The rows of the councils that existed in each period."""
    rows = compute.values(metric_id)
    rows = rows[rows["geographic_level"] == "local_authority"]
    return rows[~compute.gone(rows["area_code"], rows["period_start"])]
