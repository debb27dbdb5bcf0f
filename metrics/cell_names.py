"""Published cells as readers know them: table, figure, place and period by name, and the measures that rest on them."""

from __future__ import annotations

import pandas as pd

from metrics import areas, cells, inventory, periods, registry, tables
from metrics.memory import remembered

CELL = ["dataset", "indicator", "breakdown_topic", "breakdown"]
BETWEEN = ";"
"""What stands between the names of several measures."""


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Cells with `title`, `label`, `unit`, `metrics`, `area_name` and `period`, and the level as measures call it.

    `rows` have CELL, `area_code`, `geographic_level` and `time_period`, of tables that are loaded.
    """
    about = {name: tables.describe(name) for name in rows["dataset"].unique()}
    pairs = list(zip(rows["dataset"], rows["indicator"], strict=True))
    declared = {pair: about[pair[0]]["indicators"][pair[1]] for pair in dict.fromkeys(pairs)}
    when = list(zip(rows["dataset"], rows["time_period"], strict=True))
    spelt = {(name, text): periods.label(text, about[name]["period_kind"]) for name, text in set(when)}
    return rows.assign(
        title=rows["dataset"].map({name: each["title"] for name, each in about.items()}),
        label=[declared[pair]["label"] for pair in pairs],
        unit=[declared[pair]["unit"] for pair in pairs],
        metrics=_measures_on(rows),
        geographic_level=rows["geographic_level"].map(cells.LEVELS),
        area_name=rows["area_code"].map(areas.areas()["name"]),
        period=[spelt[pair] for pair in when],
    )


def chosen(rows: pd.DataFrame, metric_id: str, **wanted: str) -> pd.DataFrame:
    """The rows of `named` on which a measure rests, where one is given, and whose columns are as wanted.

    What is '' is not asked for. Raises UnknownMetric.
    """
    if metric_id:
        registry.metric(metric_id)
        rests = {each: metric_id in each.split(BETWEEN) for each in rows["metrics"].unique()}
        rows = rows[rows["metrics"].map(rests).astype("bool")]
    for column, value in wanted.items():
        if value:
            rows = rows[rows[column] == value]
    return rows.copy(deep=False)


def in_order(rows: pd.DataFrame, release: str) -> pd.DataFrame:
    """Cells by release, the newest first, then by table, period (the newest first), figure and place."""
    starts = {each: periods.start(each) for each in rows["period"].unique()}
    by = [release, "dataset", "start", "indicator", "breakdown_topic", "breakdown", "area_name"]
    rows = rows.assign(start=rows["period"].map(starts))
    return rows.sort_values(by, ascending=[False, True, False, True, True, True, True], kind="stable")


def joined(rows: pd.DataFrame, columns: list[str]) -> list[str]:
    """What names each row and stays, without spaces: 'ehc_plan_requests/requests/E06000037/2022/2023'."""
    parts = [rows[column].tolist() for column in columns]
    return ["/".join(part).replace(" ", "-") for part in zip(*parts, strict=True)]


def _measures_on(rows: pd.DataFrame) -> list[str]:
    held = _measures()
    return [held.get(cell, "") for cell in rows[CELL].itertuples(index=False, name=None)]


@remembered()
def _measures() -> dict[tuple[str, ...], str]:
    """Cell -> the measures that are worked out from it, with BETWEEN between them."""
    found: dict[tuple[str, ...], list[str]] = {}
    for metric in registry.all_metrics().values():
        for cell in inventory.reads(metric.formula):
            found.setdefault((*cell, *metric.formula.breakdown), []).append(metric.id)
    return {cell: BETWEEN.join(ids) for cell, ids in found.items()}
