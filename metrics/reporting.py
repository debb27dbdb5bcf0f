"""Reporting quality as data: which councils gave no figure, for which measure and period, and why.

A gap is a council that existed and has no figure. Its symbol and reason are those of `metrics.compute`; `label` is the
symbol in words, from the reference table `symbols`.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from metrics import areas, compute, periods, registry, tables
from metrics.metric import TOTAL

GAPS = ["metric", "area_code", "area_name", "period", "symbol", "label", "reason"]
FINDINGS = [
    "dataset", "release", "time_period", "area_code", "area_name", "indicator", "label", "published", "check",
    "status", "text",
]  # fmt: skip


def gaps(metric_id: str) -> pd.DataFrame:
    """Every council and period without a figure of a measure, oldest period first; columns GAPS."""
    rows = _councils(metric_id)
    rows = rows[rows["value"].isna()]
    return rows.assign(label=rows["symbol"].map(_labels()))[GAPS].reset_index(drop=True)


def coverage(metric_id: str) -> pd.DataFrame:
    """How many councils have a figure of a measure in each period, and how many have none for each symbol.

    Columns: metric, period, `existed`, `symbol` ('' for those with a figure), `label`, `councils`. A row for each
    symbol that occurs, the figures first.
    """
    rows = _councils(metric_id)
    rows = rows.assign(symbol=rows["symbol"].fillna(""), start=rows["period"].map(periods.start))
    rows["existed"] = rows.groupby("period")["area_code"].transform("size")
    by = ["start", "period", "existed", "symbol"]
    found = rows.groupby(by).size().rename("councils").reset_index()
    label = found["symbol"].map(_labels()).mask(found["symbol"] == "", "figure")
    found = found.assign(metric=metric_id, label=label)
    return found[["metric", "period", "existed", "symbol", "label", "councils"]]


def of_council(area_code: str, metric_ids: Iterable[str] = ()) -> pd.DataFrame:
    """Every measure and period for which a council has no figure, in the order of the measures; columns GAPS.

    All measures unless some are named: that works all of them out, once.
    """
    names = list(metric_ids) or list(registry.all_metrics())
    parts = [each[each["area_code"] == area_code] for each in map(gaps, names)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=GAPS)


def findings(area_code: str = "") -> pd.DataFrame:
    """What the checks found in published figures for everyone, of one place or of all; columns FINDINGS.

    `text` is the evidence that settled a finding, or else the finding; groups by age, sex and so on are left out.
    """
    register = tables.table("quarantine")
    rows = register[(register["breakdown_topic"] == TOTAL[0]) & (register["breakdown"] == TOTAL[1])]
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


def _labels() -> pd.Series:
    return tables.reference("symbols").set_index("symbol")["label"]
