"""What is worked out ahead: spreads, their changes, ranks with intervals, and persistence, for `data/derived`.

`metrics.build` writes them. Figures are rounded to DECIMALS, below what any page shows and above what processors
disagree on.

Tables
------
- `variation`: a row for each measure and period; see `metrics.lottery.variation`.
- `variation_changes`: for each measure and pair of periods the verdict, with a row for each measure of spread.
- `ranks`: a row for each measure, period and ranked council: rank, tied, of, rank_lci_95, rank_uci_95, quarter.
- `persistence`: a row for each measure and council: years against England, range of ranks, patterns.
"""

from __future__ import annotations

import hashlib
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from metrics import areas, beside, caveats, compute, lottery, persistence, ranks, registry, variation
from metrics.metric import Metric
from metrics.numbers import as_read

DECIMALS = 8
Tables = dict[str, pd.DataFrame]
Row = dict[str, Any]
INPUTS = ["area_code", "geographic_level", "period", "value", "numerator", "denominator", "ranked"]
"""The columns of a measure's figures that its tables are worked out from."""
LIMITED = ("sd", "p90_minus_p10", "logit_sd", "real_share", "gini", "cv")
"""The figures of a spread that have limits."""
NEUTRAL = {
    "always at the bottom": "always among the lowest",
    "always at the top": "always among the highest",
    "turned round": "rose from the lowest quarter",
    "fell back": "fell from the highest quarter",
}
"""The names of patterns where neither way is better for families."""
RELATIVE = tuple(f"{name}{end}" for name in ("gini", "cv") for end in ("", "_lci_95", "_uci_95"))
"""Figures that mean nothing where a value can be below 0."""
SCHEMAS = {
    "variation": {
        "metric": "str", "period": "str", "areas": "int64", "existed": "int64", "note": "str", "england": "float64",
        **{name: "float64" for limited in LIMITED for name in (limited, f"{limited}_lci_95", f"{limited}_uci_95")},
        "between_region_share": "float64", "between_region_share_by_chance": "float64",
        "p10": "float64", "median": "float64", "p90": "float64",
    },
    "variation_changes": {
        "metric": "str", "earlier": "str", "later": "str", "areas": "int64", "verdict": "str", "reason": "str",
        "measure": "str", "before": "float64", "after": "float64", "difference": "float64", "lci_95": "float64",
        "uci_95": "float64",
    },
    "ranks": {
        "metric": "str", "period": "str", "area_code": "str", "value": "float64", "rank": "int64", "tied": "bool",
        "of": "int64", "rank_lci_95": "float64", "rank_uci_95": "float64", "quarter": "int64",
    },
    "persistence": {
        "metric": "str", "area_code": "str", "years": "int64", "years_against_england": "int64",
        "above_england": "int64", "below_england": "int64", "best_rank": "float64", "worst_rank": "float64",
        "patterns": "str",
    },
}  # fmt: skip
"""The columns of each table and their types."""


def tables_of(metric_id: str) -> Tables:
    """Every derived table of one measure, by name."""
    metric = registry.metric(metric_id)
    spread = typed("variation", variation_of(metric))
    usable = list(spread.loc[spread["note"] == "", "period"])
    placed = typed("ranks", ranks_of(metric, usable))
    return {
        "variation": spread,
        "variation_changes": typed("variation_changes", changes_of(metric, usable)),
        "ranks": placed,
        "persistence": typed("persistence", persistence_of(metric, placed)),
    }


def typed(table: str, rows: list[Row] | pd.DataFrame) -> pd.DataFrame:
    """Rows in the columns and types of one of SCHEMAS, rounded."""
    frame = pd.DataFrame(rows, columns=list(SCHEMAS[table])).astype(SCHEMAS[table])
    figures = frame.select_dtypes("float64").columns
    return frame.assign(**{name: frame[name].round(DECIMALS) + 0.0 for name in figures})


def variation_of(metric: Metric) -> list[Row]:
    """The spread of every period, with a note instead of figures where too few councils have one."""
    everyone, region = lottery.councils(metric.id), areas.areas()["region"]
    published = compute.values(metric.id)
    england = published[published["area_code"] == areas.ENGLAND].set_index("period")["value"]
    kind, per = lottery.kind_of(metric)
    rows = []
    for period in compute.periods_of(metric.id):
        those, covered = everyone[everyone["period"] == period], compute.coverage(metric.id, period)
        row = {"metric": metric.id, "period": period, "areas": len(those), "existed": covered.existed}
        row |= {"england": england.get(period, np.nan), "note": _too_few(period, covered, metric)}
        if not row["note"]:
            counts = (those["value"], None) if kind == "value" else (those["numerator"], those["denominator"])
            row |= variation.summary(*counts, kind=kind, per=per, regions=those["area_code"].map(region))
            row |= dict.fromkeys(RELATIVE if (those["value"] < 0).any() else (), np.nan)
        rows.append(row)
    return rows


def _too_few(period: str, covered: compute.Coverage, metric: Metric) -> str:
    """Why a period has no spread, or ''."""
    if period in metric.unranked:
        return f"{period} is not comparable between councils: see the note of this measure."
    if covered.with_figure < lottery.FEWEST_COVERED * covered.existed:
        return f"Only {covered} councils have a figure in {period}: too few to speak of the differences in England."
    return ""


def changes_of(metric: Metric, usable: list[str]) -> list[Row]:
    """The verdict on every two periods, whether or not a break lies between them, earlier first.

    None where no counts are published: `metrics.lottery.verdict_of_change` says why.
    """
    kind, per = lottery.kind_of(metric)
    if kind == "value":
        return []
    columns = ["numerator", "denominator"]
    wide = lottery.councils(metric.id).pivot(index="area_code", columns="period", values=columns)
    counts = {period: (wide["numerator"][period], wide["denominator"][period]) for period in usable}
    rows = []
    for earlier, later in combinations(usable, 2):
        found = variation.change(counts[earlier], counts[later], kind=kind, per=per)
        same = {"metric": metric.id, "earlier": earlier, "later": later, "areas": found.areas}
        same |= {"verdict": found.verdict, "reason": found.reason}
        measured = [vars(each) for each in found.changes] or [{"measure": ""}]
        rows += [same | each for each in measured]
    return rows


def ranks_of(metric: Metric, usable: list[str]) -> pd.DataFrame:
    """The place of every council that may be ranked in each period, the interval of that place, and its quarter.

    A council that left out too many plans as exceptions is not among them. None where no counts are published: how
    far chance moves a place cannot be worked out then.
    """
    rows, best = compute.values(metric.id), lottery.best(metric)
    kind = lottery.kind_of(metric)[0]
    if kind == "value":
        return pd.DataFrame()
    parts = []
    for period in usable:
        those = rows[(rows["period"] == period) & rows["ranked"]]
        those = those[~those["area_code"].isin(beside.too_many(metric, period))]
        rank = ranks.ranks(those["value"], best, metric.decimals)
        low, high = ranks.rank_limits(those["numerator"], those["denominator"], kind, best)
        part = those[["metric", "period", "area_code", "value"]].assign(
            rank=rank, tied=ranks.shared(rank), of=len(those),
            rank_lci_95=np.minimum(low, rank), rank_uci_95=np.maximum(high, rank),
            quarter=np.floor((rank - 1) * 4 / len(those)) + 1,
        )  # fmt: skip
        parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def persistence_of(metric: Metric, placed: pd.DataFrame) -> pd.DataFrame:
    """Each council's years above and below England, the range of its ranks, and the patterns it shows.

    Against England stands every figure that may be ranked, also where too many exceptions leave it without a place;
    ranks and patterns are of the years with a place.
    """
    if placed.empty:
        return placed
    order = list(dict.fromkeys(placed["period"]))
    rows = compute.values(metric.id)
    figures = _by_year(rows[rows["ranked"]], order)
    england = rows[rows["area_code"] == areas.ENGLAND].set_index("period")["value"].reindex(order)
    wide = _by_year(placed, order).reindex(figures.index)
    table, best = as_read(wide, metric.decimals), lottery.best(metric)
    above, below, years = persistence.years_against(
        as_read(figures, metric.decimals), as_read(england, metric.decimals)
    )
    first, last = persistence.rank_range(table, best)
    names = NEUTRAL if metric.direction == "neither" else {}
    shown = {names.get(name, name): who for name, who in persistence.patterns(table, best).items()}
    return pd.DataFrame(
        {
            "metric": metric.id, "area_code": wide.index, "years": np.isfinite(table).sum(axis=1),
            "years_against_england": years, "above_england": above, "below_england": below,
            "best_rank": first, "worst_rank": last,
            "patterns": [";".join(name for name in shown if shown[name][at]) for at in range(len(wide))],
        }
    )  # fmt: skip


def _by_year(rows: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """The value of each council (row) in each of the periods of `order` (column)."""
    rows = rows[rows["period"].isin(order)]
    return rows.pivot(index="area_code", columns="period", values="value").reindex(columns=order)


def digest(metric_id: str) -> str:
    """The SHA-256 of all that a measure's tables are worked out from."""
    metric, rows = registry.metric(metric_id), compute.values(metric_id)
    read = [
        rows[INPUTS].assign(doubted=rows["caveats"].map(caveats.doubt).astype("bool")),
        areas.areas()[["region"]],
    ]
    if metric.beside:
        read.append(compute.values(metric.beside)[["area_code", "period", "value"]])
    declared = (metric.id, metric.direction, metric.decimals, metric.unranked, lottery.kind_of(metric))
    found = hashlib.sha256(repr(declared).encode())
    for frame in read:
        found.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return found.hexdigest()
