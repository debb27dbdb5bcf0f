"""Councils on two sides of one border, ranked by a gap that can be defended.

A pair is defensible where both figures may be ranked, rest on FEWEST_FOR_EXTREMES cases or more, have intervals that
lie apart, and neither council classed more than MOST_EXCEPTIONS percent of plans as exceptions. The gap by which
pairs are ranked is the lower limit of the difference: what is left of it when chance has taken its share.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import areas, beside, caveats, compute, periods, registry, tables
from metrics.beside import MOST_EXCEPTIONS
from metrics.headlines import FEWEST_FOR_EXTREMES
from metrics.memory import remembered
from metrics.metric import Metric
from metrics.pairs import apart

SIDE = [
    "area_code", "area_name", "value", "numerator", "denominator", "lci_95", "uci_95", "beside", "symbol", "release",
]  # fmt: skip
COLUMNS = [
    "border", *(f"high_{name}" for name in SIDE), *(f"low_{name}" for name in SIDE),
    "gap", "gap_lci_95", "gap_uci_95", "shared_km", "defensible", "why_not",
]  # fmt: skip


def borders(metric_id: str, period: str, region: str | None = None) -> pd.DataFrame:
    """Every pair of neighbouring councils of a period, the widest defensible gap first, then the others.

    Columns: COLUMNS. `border` names the line (`metrics.border_lines`): the two codes joined by '-'. `high_` and `low_`
    are the councils with the larger and the smaller figure; `beside` is the share of plans classed as exceptions.
    `why_not` is a sentence where a pair is not `defensible`. `region` (its code) keeps pairs with a council there.
    """
    metric = registry.metric(metric_id)
    pairs = adjacent(period)
    if region:
        inside = areas.areas().index[areas.areas()["region_code"] == region]
        pairs = pairs[pairs["area_code"].isin(inside) | pairs["neighbour_code"].isin(inside)]
    rows = compute.values(metric_id)
    rows = rows[(rows["period"] == period) & (rows["geographic_level"] == "local_authority")]
    rows = rows.assign(beside=rows["area_code"].map(beside.shares(metric, period)).astype("float64"))
    rows = rows.set_index("area_code", drop=False)
    rows["trouble"] = _trouble(rows, metric)
    pairs = pairs[pairs["area_code"].isin(rows.index) & pairs["neighbour_code"].isin(rows.index)]
    return _worked_out(pairs, rows)


@remembered(8)
def adjacent(period: str) -> pd.DataFrame:
    """The borders between the councils that answered for a period: area_code, neighbour_code, shared_km.

    They are of the newest set whose councils had all begun: a January is before the councils of that April.
    Shared: do not change it.
    """
    listed = tables.reference("adjacency")
    starts = listed["area_code"].map(areas.areas()["start"])
    begun = starts.groupby(listed["epoch"]).max()
    there = begun.index[begun <= periods.collected(period)]
    listed = listed[listed["epoch"] == max(there, default=begun.index.min())]
    return listed.drop(columns="epoch").astype({"shared_km": "float64"}).reset_index(drop=True)


@remembered(8)
def next_door(period: str) -> dict[str, list[str]]:
    """The same by area_code: who lies beside each council, the longest border first. Shared: do not change it."""
    found: dict[str, list[str]] = {}
    listed = adjacent(period).sort_values("shared_km", ascending=False, kind="stable")
    for one, other in zip(listed["area_code"], listed["neighbour_code"], strict=True):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def surprise(metric_id: str, period: str, seed: int = 0, area_code: str | None = None) -> pd.Series | None:
    """One border pair with a wide defensible gap, the same for the same seed; None where there is none.

    With `area_code` one of that council's own borders, else one of the widest tenth of all.
    """
    found = borders(metric_id, period)
    found = found[found["defensible"]]
    if area_code:
        found = found[(found["high_area_code"] == area_code) | (found["low_area_code"] == area_code)]
    else:
        found = found.head(max(len(found) // 10, 10))
    return found.iloc[seed % len(found)] if len(found) else None


def _trouble(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """Why each council's figure may not be held up beside another's, or ''."""
    name, short = rows["area_name"], metric.short.lower()
    doubted = rows["caveats"].map(caveats.doubt).astype("bool")
    unknown = rows["beside"].isna() & bool(metric.beside)
    said = [
        (rows["value"].isna(), name + ": " + rows["reason"]),
        (doubted, name + ": a check doubts the published figure."),
        (~rows["ranked"], name + f": its figure for {short} is not ranked."),
        (rows["lci_95"].isna(), name + ": there is no interval, so chance cannot be ruled out."),
        (rows["denominator"] < FEWEST_FOR_EXTREMES, name + f": fewer than {FEWEST_FOR_EXTREMES} cases."),
        (unknown, name + ": how many plans were left out as exceptions is not known."),
        (
            rows["beside"] > MOST_EXCEPTIONS,
            name + f": more than {MOST_EXCEPTIONS}% of plans left out as exceptions.",
        ),
    ]
    conditions, sentences = zip(*said, strict=True)
    return pd.Series(np.select(conditions, sentences, ""), index=rows.index, dtype="str")


def _worked_out(pairs: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of `borders` for pairs whose councils all have a row."""
    one, two = rows.loc[pairs["area_code"]], rows.loc[pairs["neighbour_code"]]
    first = ~(two["value"].to_numpy() > one["value"].to_numpy())
    high, low = (
        pd.DataFrame({name: np.where(pick, one[name], two[name]) for name in [*SIDE, "trouble"]})
        for pick in (first, ~first)
    )
    figures = [name for name in SIDE if rows[name].dtype == "float64"]
    high, low = (side.astype(dict.fromkeys(figures, "float64")) for side in (high, low))
    gap, least, most = apart(high, low)
    why_not = np.where(high["trouble"] != "", high["trouble"], low["trouble"])
    overlap = ~(high["lci_95"] > low["uci_95"]).to_numpy()
    why_not = np.where((why_not == "") & overlap, "The intervals overlap: the gap may be chance.", why_not)
    found = pd.concat([high[SIDE].add_prefix("high_"), low[SIDE].add_prefix("low_")], axis=1).assign(
        border=(pairs["area_code"] + "-" + pairs["neighbour_code"]).to_numpy(),
        gap=gap, gap_lci_95=least, gap_uci_95=most,
        shared_km=pairs["shared_km"].to_numpy(), defensible=why_not == "", why_not=why_not,
    )  # fmt: skip
    order = ["defensible", "gap_lci_95", "border"]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True)[COLUMNS]
