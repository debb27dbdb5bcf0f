"""The published cells that a formula reads: side by side, from the newest release that covers them.

A release covers a cell when it prints a figure or a symbol there. All columns of a formula come from one
release, and a symbol covers as well as a figure does: a figure that a later release withdrew is never taken
from an older one.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from metrics import periods, tables
from metrics.metric import terms

PLACE = ["geographic_level", "area_code"]
KEY = [*PLACE, "time_period", "time_identifier", "release"]
LEVELS = {"National": "england", "Regional": "region", "Local authority": "local_authority"}
"""The levels of geography that have figures; tables may hold districts too, which no figure here is about."""


class UnknownColumn(ValueError):
    """A formula names an indicator or breakdown that its dataset does not have."""


def newest(dataset: str, columns: dict[str, str], breakdown: tuple[str, str]) -> pd.DataFrame:
    """One row for each place and period, from the newest release that covers every column.

    `columns` maps our name to a sum of indicators: `{"numerator": "issued - in_time"}`. The rows hold KEY,
    `level`, `period`, each name's number, and `symbol`: why a number is missing, or null.
    """
    rows = every_release(dataset, columns, breakdown)
    return rows.drop_duplicates(["level", "area_code", "period"], keep="last", ignore_index=True)


def every_release(dataset: str, columns: dict[str, str], breakdown: tuple[str, str]) -> pd.DataFrame:
    """As `newest`, with one row for each release, oldest release first."""
    value, symbol = _wide(dataset, breakdown)
    rows = value.index.to_frame(index=False)
    needed = [name for column in columns.values() for _, name in terms(column)]
    unknown = [name for name in needed if name not in value]
    if unknown:
        raise UnknownColumn(
            f"{dataset} has no {', '.join(unknown)}; it has {', '.join(map(str, value.columns))}"
        )
    for name, column in columns.items():
        rows[name] = sum(sign * value[part].to_numpy() for sign, part in terms(column))
    rows["symbol"] = _first_symbol(symbol[list(dict.fromkeys(needed))])
    covered = (value[needed].notna() | symbol[needed].notna()).all(axis=1).to_numpy()
    return rows[covered].pipe(_dated, dataset).sort_values(["release", *PLACE, "period"], ignore_index=True)


def published(dataset: str, breakdown: tuple[str, str], row: pd.Series, indicator: str) -> float:
    """One published figure beside a row of `newest`, from the same release; NaN where there is none."""
    return float(figures(dataset, breakdown)[indicator][tuple(row[KEY])])


def figures(dataset: str, breakdown: tuple[str, str]) -> pd.DataFrame:
    """Every published figure of one breakdown: rows by KEY, a column for each indicator. Do not change it."""
    return _wide(dataset, breakdown)[0]


def _first_symbol(symbols: pd.DataFrame) -> np.ndarray:
    """The symbol of the first column that has one, except that a figure withheld here says so first."""
    found = symbols.bfill(axis=1).iloc[:, 0]
    return found.mask((symbols == "withheld").any(axis=1), "withheld").to_numpy()


def _dated(rows: pd.DataFrame, dataset: str) -> pd.DataFrame:
    kind = tables.describe(dataset)["period_kind"]
    rows = rows[rows["geographic_level"].isin(LEVELS)]
    spelling = {text: periods.label(text, kind) for text in rows["time_period"].unique()}
    return rows.assign(period=rows["time_period"].map(spelling), level=rows["geographic_level"].map(LEVELS))


@cache
def _wide(dataset: str, breakdown: tuple[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Values and symbols of one breakdown: a row for each KEY, a column for each declared indicator."""
    table = tables.table(dataset)
    rows = table[(table["breakdown_topic"] == breakdown[0]) & (table["breakdown"] == breakdown[1])]
    rows = rows.set_index([*KEY, "indicator"])
    declared = list(tables.describe(dataset)["indicators"])
    value, symbol = (rows[column].unstack("indicator") for column in ("value", "symbol"))
    return value.reindex(columns=declared), symbol.reindex(columns=declared)


def forget() -> None:
    """Drop the cached frames; for tests that change the tables."""
    _wide.cache_clear()
