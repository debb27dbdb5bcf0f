"""The published cells that a formula reads: side by side, from the newest release that covers them.

A release covers a cell when it prints a figure or a symbol there. All columns of a formula come from one
release, and a symbol covers as well as a figure does: a figure that a later release withdrew is never taken
from an older one.
"""

from __future__ import annotations

import pandas as pd

from metrics import periods, tables
from metrics.memory import remembered
from metrics.metric import TOTAL, terms

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
    key, value, symbol = _wide(dataset, breakdown)
    needed = list(dict.fromkeys(name for column in columns.values() for _, name in terms(column)))
    unknown = [name for name in needed if name not in value]
    if unknown:
        raise UnknownColumn(f"{dataset} has no {', '.join(unknown)}; it has {', '.join(map(str, value))}")
    covered = (value[needed].notna() | symbol[needed].notna()).all(axis=1)
    key, value, symbol = (
        frame[covered].reset_index(drop=True) for frame in (key, value[needed], symbol[needed])
    )
    figures = {
        name: sum(sign * value[part].to_numpy() for sign, part in terms(column))
        for name, column in columns.items()
    }
    return key.assign(**figures, symbol=first_symbol(symbol))


def sum_of_groups(dataset: str, column: str, groups: tuple[tuple[str, tuple[str, ...]], ...]) -> pd.DataFrame:
    """Some of a dataset's groups added up, for each place and period: `level`, `area_code`, `period` and `column`.

    `groups` are the labels wanted of each topic. A group without a row has nobody in it. The sum is null where one of
    them, or the figure for everyone, is a gap: then the groups are not whole either.
    """
    rows = tables.groups(dataset, [topic for topic, _ in groups], [column])
    wanted = {(topic, label) for topic, labels in groups for label in labels}
    pairs = zip(rows["breakdown_topic"], rows["breakdown"], strict=True)
    rows = rows[[pair in wanted for pair in pairs]]
    kind = tables.describe(dataset)["period_kind"]
    spelling = {text: periods.label(text, kind) for text in rows["time_period"].unique()}
    rows = rows.assign(period=rows["time_period"].map(spelling), level=rows["geographic_level"].map(LEVELS))
    place = ["level", "area_code", "period"]
    last = rows.groupby(place)["release"].transform("max")
    summed = rows[rows["release"] == last].groupby(place)["value"].sum(skipna=False)
    everyone = newest(dataset, {column: column}, TOTAL).set_index(place)[column].reindex(summed.index)
    return summed.where(everyone.notna()).rename(column).reset_index()


@remembered(2)
def figures(dataset: str, breakdown: tuple[str, str]) -> pd.DataFrame:
    """Every published figure of one breakdown: rows by KEY, a column for each indicator. Do not change it."""
    key, value, _ = _wide(dataset, breakdown)
    return value.set_axis(pd.MultiIndex.from_frame(key[KEY]))


def first_symbol(symbols: pd.DataFrame) -> pd.Series:
    """The symbol of the first column that has one, except that a figure withheld here says so first."""
    found = pd.Series(index=symbols.index, dtype="str")
    for name in symbols:
        first = found.isna() & symbols[name].notna()
        found = found.mask(first | (symbols[name] == "withheld"), symbols[name])
    return found


@remembered(2)
def _wide(dataset: str, breakdown: tuple[str, str]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The key, figures and symbols of one breakdown, oldest release first: the same rows in three frames.

    The key has KEY, `level` and `period`; figures and symbols have a column for each declared indicator.
    """
    table = tables.table(dataset)
    rows = table[(table["breakdown_topic"] == breakdown[0]) & (table["breakdown"] == breakdown[1])]
    rows = rows[rows["geographic_level"].isin(LEVELS)].set_index([*KEY, "indicator"])
    described = tables.describe(dataset)
    value, symbol = (
        rows[column]
        .unstack("indicator")
        .reindex(columns=list(described["indicators"]))
        .sort_index(level="release")
        for column in ("value", "symbol")
    )
    key = value.index.to_frame(index=False)
    spelling = {text: periods.label(text, described["period_kind"]) for text in key["time_period"].unique()}
    key = key.assign(period=key["time_period"].map(spelling), level=key["geographic_level"].map(LEVELS))
    return key, value.reset_index(drop=True), symbol.reset_index(drop=True)
