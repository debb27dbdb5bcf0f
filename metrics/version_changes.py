"""What changed between the versions of the data that are kept: whether a figure of one is another in the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from metrics import layers, periods, tables, versions
from metrics.memory import remembered

CELL = ["geographic_level", "area_code", "breakdown_topic", "breakdown", "indicator", "period"]


@dataclass(frozen=True)
class Step:
    """From one version to the next: tables that came, cells that both show, how many of them differ, went or came.

    Cells are those of tables of observations that differ between the two; groups by age, sex and so on are left out.
    """

    older: str
    newer: str
    tables: int
    both: int
    changed: int
    gone: int
    added: int


@remembered()
def steps() -> tuple[Step, ...]:
    """A step for each two versions that follow each other, the oldest first."""
    known = [each.name for each in versions.known()]
    return tuple(_step(older, newer) for older, newer in pairwise(known))


def _step(older: str, newer: str) -> Step:
    before, now = _digests(older), _digests(newer)
    differing = [name for name in before if name in now and before[name] != now[name]]
    counted = [compared(_shown(older, name), _shown(newer, name)) for name in differing]
    both, changed, gone, added = (
        (sum(each) for each in zip(*counted, strict=True)) if counted else (0, 0, 0, 0)
    )
    return Step(older, newer, len(set(now) - set(before)), both, changed, gone, added)


def compared(before: pd.DataFrame, now: pd.DataFrame) -> tuple[int, int, int, int]:
    """How many cells both show, how many of those are another figure or symbol, how many went and how many came."""
    both = before.add_suffix("_before").join(now, how="inner")
    same = both["value"].eq(both["value_before"]) | (both["value"].isna() & both["value_before"].isna())
    alike = same & both["symbol"].fillna("").eq(both["symbol_before"].fillna(""))
    return len(both), int((~alike).sum()), len(before) - len(both), len(now) - len(both)


def shown(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Every cell of a table of observations once, as its newest release has it."""
    spelt = {text: periods.label(text, kind) for text in rows["time_period"].unique()}
    rows = rows.assign(period=rows["time_period"].map(spelt)).sort_values("release", kind="stable")
    return rows.drop_duplicates(CELL, keep="last").set_index(CELL)[["value", "symbol"]]


def _digests(version: str) -> dict[str, str]:
    """The digest of each table of observations of a version."""
    with versions.use(version):
        there = layers.manifest()
        return {
            name: there[f"tidy/{name}.parquet"]
            for name in tables.names()
            if tables.describe(name).get("indicators")
        }


def _shown(version: str, name: str) -> pd.DataFrame:
    columns = [*CELL[:-1], "time_period", "release", "value", "symbol"]
    with versions.use(version):
        about = tables.describe(name)
        return shown(tables.some(name, about["indicators"], columns), about["period_kind"])
