"""How firm a new figure is: how often the releases that are held print the same figure otherwise, and by how much.

Each council's figure of a period is worked out from the oldest release held that prints it and from the newest one that
covers it, both as they were printed, corrections undone. Of a rate over another table's stock, or over people, the
count above is compared; of a change, the count that moves. `metrics build` keeps the derived table `firmness`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from metrics import cells, compute, periods, registry, tables
from metrics.memory import remembered
from metrics.metric import Formula, Metric, Proportion, Published, indicators, terms

NAME = "firmness"
COLUMNS = {
    "metric": "str", "compared": "int64", "councils": "int64", "periods": "str", "releases": "str", "once": "str",
    "changed": "int64", "changed_councils": "int64", "changed_periods": "str", "rounded": "int64",
    "withdrawn": "int64", "withdrawn_periods": "str", "median": "float64", "p90": "float64", "largest": "float64",
}  # fmt: skip
"""A row for each measure: how many figures of how many councils a later release covers (`compared`), of which periods
and in which releases; the periods that stand in one release only (`once`); how many figures changed, and how many only
in their decimals; how many gave way to a symbol; and the size of the changes, in points of a percentage and in per cent
of anything else, null without one. Several periods or releases have ';' between them, the oldest first."""
ROUNDING = 0.0501
"""How far a printed percentage or rate moves when it is only printed with other decimals."""
DECIMALS = 4
NONE: dict[str, object] = {
    name: {"str": "", "int64": 0}.get(kind, float("nan")) for name, kind in COLUMNS.items()
}
"""The row of a measure that stands in one release only."""
HIDDEN = ("withheld", "quarantined", "replaced")
FIGURE = ["area_code", "period"]


def firmness(metric_id: str) -> dict[str, object]:
    """The row of one measure, by COLUMNS. Raises UnknownMetric."""
    registry.metric(metric_id)
    return _firmness(metric_id)


def everything() -> pd.DataFrame:
    """The row of every measure, in their order, as it was worked out ahead; raises NotBuilt where it was not."""
    there = _kept()
    return typed([there[name] for name in registry.all_metrics() if name in there])


def work_out(metric_id: str) -> pd.DataFrame:
    """The row of one measure from the tables, whatever is kept."""
    metric = registry.metric(metric_id)
    if compute.waiting_for(metric_id) or len(_releases(metric)) < 2:
        once = [] if compute.waiting_for(metric_id) else compute.periods_of(metric_id)
        return typed([NONE | {"metric": metric_id, "once": ";".join(once)}])
    return typed([{"metric": metric_id, **_row(_printed(metric), metric)}])


WORKED_OUT: dict[str, Callable[[str], pd.DataFrame]] = {NAME: work_out}
"""The derived table of this module, and what works it out for one measure."""


def typed(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows in COLUMNS and their types."""
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def unit(metric: Metric) -> str:
    """What the size of a change is measured in: 'points' of a percentage, '%' of anything else."""
    return "points" if metric.unit == "%" else "%"


@remembered()
def _firmness(metric_id: str) -> dict[str, object]:
    try:
        return _kept()[metric_id]
    except (tables.NotBuilt, KeyError):
        return dict(work_out(metric_id).to_dict("records")[0])


@remembered()
def _kept() -> dict[str, dict[str, object]]:
    return {str(row["metric"]): row for row in tables.derived(NAME).to_dict("records")}


def _releases(metric: Metric) -> set[str]:
    return {each["release"] for each in tables.describe(metric.formula.dataset).get("sources", ())}


def _row(printed: pd.DataFrame, metric: Metric) -> dict[str, object]:
    """What became of a measure's figures from the oldest release held that prints each to the newest."""
    there = printed[printed["value"].notna()].drop_duplicates(FIGURE)
    newest = printed.drop_duplicates(FIGURE, keep="last")
    both = there.merge(newest, on=FIGURE, suffixes=("_old", ""))
    both = both[both["release"] > both["release_old"]]
    moved = (both["value"] - both["value_old"]).abs()
    only_rounded = isinstance(metric.formula, Published) & moved.gt(1e-9) & moved.le(ROUNDING)
    changed = both[moved.gt(1e-9) & ~only_rounded]
    withdrawn = both[both["value"].isna()]
    return {
        "compared": len(both),
        "councils": both["area_code"].nunique(),
        "periods": _listed(both["period"]),
        "releases": ";".join(sorted({*both["release_old"], *both["release"]})),
        "once": _listed(there.loc[~there["period"].isin(both["period"]), "period"]),
        "changed": len(changed),
        "changed_councils": changed["area_code"].nunique(),
        "changed_periods": _listed(changed["period"]),
        "rounded": int(only_rounded.sum()),
        "withdrawn": len(withdrawn),
        "withdrawn_periods": _listed(withdrawn["period"]),
        **_sizes(changed, unit(metric)),
    }


def _sizes(changed: pd.DataFrame, of: str) -> dict[str, float]:
    """The median, 90th percentile and largest of the changes; null without one."""
    size = (changed["value"] - changed["value_old"]).abs().to_numpy(dtype="float64")
    if of == "%":
        size = 100 * size / changed["value_old"].abs().clip(lower=1).to_numpy(dtype="float64")
    found = np.quantile(size, [0.5, 0.9, 1]).round(DECIMALS) if len(size) else [np.nan] * 3
    return dict(zip(("median", "p90", "largest"), map(float, found), strict=True))


def _listed(found: pd.Series) -> str:
    return ";".join(sorted(set(found), key=periods.start))


def _printed(metric: Metric) -> pd.DataFrame:
    """Each council's figure by every release that covers it, the oldest first: `value`, null for a symbol."""
    formula, names = metric.formula, indicators(metric.formula)
    rows = _cells(formula.dataset, names, formula.breakdown)
    rows = rows[rows["period"].isin(compute.periods_of(metric.id))]
    wide = rows.set_index([*FIGURE, "release", "indicator"])["value"].unstack("indicator")
    covered = rows.groupby([*FIGURE, "release"])["indicator"].nunique() == len(set(names))
    wide = wide.reindex(covered.index[covered])
    return _value(wide, formula).reset_index(name="value").sort_values("release", kind="stable")


def _value(wide: pd.DataFrame, formula: Formula) -> pd.Series:
    """The figure that a formula gives of printed cells, a column for each indicator."""
    if isinstance(formula, Proportion):
        whole = _sum(wide, formula.denominator)
        return 100 * _sum(wide, formula.numerator) / whole.where(whole > 0)
    return _sum(wide, formula.figure if isinstance(formula, Published) else formula.numerator)


def _sum(wide: pd.DataFrame, column: str) -> pd.Series:
    parts = [sign * wide[name] for sign, name in terms(column)]
    return pd.concat(parts, axis=1).sum(axis=1, skipna=False)


def _cells(dataset: str, names: list[str], breakdown: tuple[str, str]) -> pd.DataFrame:
    """Cells of councils as they were printed: what is withheld or replaced here stands as it was."""
    key = ["release", "time_period", "area_code", "indicator"]
    columns = [*key, "geographic_level", "breakdown_topic", "breakdown", "value"]
    rows = tables.some(dataset, names, columns)
    rows = _of(rows, breakdown)
    if tables.is_loaded("quarantine"):
        register = _of(tables.table("quarantine"), breakdown)
        mine = register["dataset"].eq(dataset) & register["status"].isin(HIDDEN)
        wrong = register[mine & register["indicator"].isin(names)].drop_duplicates(key)
        rows = rows.merge(wrong[[*key, "published"]], on=key, how="left")
        rows["value"] = rows["value"].mask(rows["published"].notna(), rows["published"])
    kind = tables.describe(dataset)["period_kind"]
    spelt = {text: periods.label(text, kind) for text in rows["time_period"].unique()}
    return rows.assign(period=rows["time_period"].map(spelt))


def _of(rows: pd.DataFrame, breakdown: tuple[str, str]) -> pd.DataFrame:
    """The rows of councils and one breakdown."""
    councils = rows["geographic_level"].map(cells.LEVELS).eq("local_authority")
    return rows[councils & rows["breakdown_topic"].eq(breakdown[0]) & rows["breakdown"].eq(breakdown[1])]
