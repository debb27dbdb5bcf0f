"""Groups: a dataset's figures by age, sex, ethnicity and the like, in a table of their own beside its totals.

There are many times as many of them as totals. In memory they are wide, a row for each printed row; in
`data/tidy/<dataset>_by_group.parquet` they have the columns of any table of observations, sorted by indicator first
and with one row group for each, so that a reader takes the indicators it wants and leaves the rest on the disk.
An indicator of which no group of the file has a figure is left out.

`data/reference/groups.csv` knows every group by its published topic and label: what readers are told it is, its place
in the order, and `part_of`, the label of the subtotal that it belongs to. An unknown one stops the dataset.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ingest import store, symbols
from ingest.dataset import COLUMNS, KEY, Dataset, Unreadable
from ingest.read import Source
from ingest.store import METADATA, serialised

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference" / "groups.csv"
TOPIC = ["breakdown_topic", "breakdown"]
PRINTED = [column for column in KEY if column != "indicator"]
PLACE = [column for column in COLUMNS if column not in ("indicator", "value", "symbol")]
ORDER = ["release", "time_period", "time_identifier", *TOPIC, "geographic_level", "area_code"]


@dataclass(frozen=True)
class Groups:
    """Wide rows in ORDER: `key` has PLACE, `value` and `symbol` a column for each indicator, both null for no cell."""

    key: pd.DataFrame
    value: pd.DataFrame
    symbol: pd.DataFrame

    def lines(self, indicators: list[str]) -> pd.DataFrame:
        """One line for each printed row, a column for each of the indicators; what is not a figure is null."""
        return pd.concat([self.key[PRINTED], self.value.reindex(columns=indicators)], axis=1)

    def without(self, cells: pd.DataFrame) -> Groups:
        """The groups with the figures of these cells (KEY) taken away."""
        value, symbol = self.value.copy(), self.symbol.copy()
        place = pd.MultiIndex.from_frame(self.key[PRINTED])
        for indicator, those in cells.groupby("indicator"):
            gone = place.isin(pd.MultiIndex.from_frame(those[PRINTED])) & value[indicator].notna()
            value.loc[gone, indicator], symbol.loc[gone, indicator] = float("nan"), symbols.WITHHELD
        return Groups(self.key, value, symbol)


@lru_cache(maxsize=1)
def known() -> pd.DataFrame:
    """Every known group: breakdown_topic, breakdown, topic, label, order, part_of, as text."""
    return pd.read_csv(REFERENCE, dtype="str", keep_default_na=False)


def gathered(dataset: Dataset, tables: list[tuple[Source, pd.DataFrame]]) -> Groups | None:
    """The groups of a dataset out of its wide tables, each with its source; None when there are none."""
    parts = [part for source, table in tables if len((part := of_table(table, dataset, source.name)).key)]
    if not parts:
        return None
    key, value, symbol = (
        pd.concat([getattr(part, name) for part in parts], ignore_index=True)
        for name in ("key", "value", "symbol")
    )
    order = key.sort_values(ORDER).index
    rows = Groups(*(frame.loc[order].reset_index(drop=True) for frame in (key, value, symbol)))
    if rows.key.duplicated(PRINTED).any():
        store.require_once(
            pd.concat(
                [
                    table.reindex(columns=[*PRINTED, *value]).assign(file=source.name)
                    for source, table in tables
                ],
                ignore_index=True,
            ),
            PRINTED,
        )
    return rows


def of_table(table: pd.DataFrame, dataset: Dataset, file: str) -> Groups:
    """The groups of one wide table; raises on a group that is not listed and on a cell that cannot be read."""
    rows = table[table["breakdown_topic"].isin(dataset.groups)]
    listed = pd.MultiIndex.from_frame(known()[TOPIC])
    unknown = rows.loc[~pd.MultiIndex.from_frame(rows[TOPIC]).isin(listed), TOPIC]
    if len(unknown):
        topic, label = unknown.iloc[0]
        raise Unreadable(f"{file}: unknown group {label!r} of {topic!r}; give it a row in {REFERENCE.name}")
    cells = {name: parted(rows, name, dataset, file) for name in rows if name not in PLACE}
    printed = {name: each for name, each in cells.items() if each[0].notna().any()}
    value, symbol = (
        pd.DataFrame({name: each[part] for name, each in printed.items()}, index=rows.index)
        for part in (0, 1)
    )
    return Groups(rows[PLACE], value, symbol)


def parted(rows: pd.DataFrame, name: str, dataset: Dataset, file: str) -> tuple[pd.Series, pd.Series]:
    """The numbers and the symbols of one column; raises on a cell that is neither, and on a figure that cannot be."""
    value, symbol = symbols.parted(rows[name])
    if (value.isna() & symbol.isna()).any():
        symbols.split(rows[PLACE].assign(indicator=name, cell=rows[name]), file)
    if (value.lt(0) | value.mod(1).gt(0)).any():
        symbols.require_possible(rows[PLACE].assign(indicator=name, value=value), dataset, file)
    return value, symbol


def topics(groups: Groups) -> dict[str, list[str]]:
    """Each topic of the groups and the indicators that have a figure in it."""
    has_figure = groups.value.notna().groupby(groups.key["breakdown_topic"]).any()
    return {str(topic): sorted(row.index[row]) for topic, row in has_figure.iterrows()}


def parquet(groups: Groups, metadata: dict[str, Any]) -> bytes:
    """The groups as Parquet bytes: the columns of observations, a row group for each indicator."""
    key = pa.Table.from_pandas(groups.key.astype("str"), preserve_index=False)
    about = {METADATA: serialised(metadata)}
    buffer, writer = pa.BufferOutputStream(), None
    for indicator in sorted(groups.value):
        value, symbol = groups.value[indicator], groups.symbol[indicator]
        is_cell = (value.notna() | symbol.notna()).to_numpy()
        rows = key.append_column("indicator", pa.array([indicator] * len(key), pa.large_string()))
        rows = rows.append_column("value", pa.array(value, pa.float64(), from_pandas=True))
        rows = rows.append_column("symbol", pa.array(symbol, pa.large_string(), from_pandas=True))
        rows = (rows if is_cell.all() else rows.filter(is_cell)).select(COLUMNS)
        rows = rows.replace_schema_metadata(about)
        writer = writer or pq.ParquetWriter(buffer, rows.schema, compression="zstd", compression_level=9)
        writer.write_table(rows)
    assert writer
    writer.close()
    return buffer.getvalue().to_pybytes()
