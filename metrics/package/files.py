"""Tables as Parquet, CSV and one workbook: the same rows give the same bytes."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import xlsxwriter

from metrics import catalogue
from metrics.catalogue import Table
from metrics.spreadsheet import harmless

TYPES = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
LARGE = 5_000_000
"""Bytes of a CSV from which on it is compressed."""
LONGEST_SHEET = 31
"""Characters that the name of a sheet may have."""
WIDEST, NARROWEST = 60, 9
"""Characters that a column of a sheet is wide at most and at least."""


def schema(table: Table) -> pa.Schema:
    """The columns of a table in Arrow's types, each with unit and description."""
    return pa.schema(
        pa.field(each.name, TYPES[each.type], metadata={"unit": each.unit, "description": each.description})
        for each in table.columns
    )


def parts(table: Table) -> Iterator[pa.Table]:
    """The rows of a table a part at a time, in the types of `schema`."""
    kinds = schema(table)
    for rows in catalogue.parts(table.name):
        columns = [_cast(rows[each.name], each.type) for each in kinds]
        yield pa.Table.from_arrays(columns, schema=kinds)


def write_parquet(table: Table, about: dict[str, str], to: Path) -> None:
    """One Parquet file; `about` is what it declares of itself under the key `table`."""
    declared = {"table": json.dumps(about, ensure_ascii=False, sort_keys=True)}
    kinds = schema(table).with_metadata(declared)
    with pq.ParquetWriter(to, kinds, compression="zstd", compression_level=9) as writer:
        for rows in parts(table):
            writer.write_table(rows.cast(kinds))


def blank_columns(parquet: Path) -> frozenset[str]:
    """The columns of a Parquet file that are blank in some row."""
    about = pq.read_metadata(parquet)
    groups = [about.row_group(at) for at in range(about.num_row_groups)]
    cells = [group.column(at) for group in groups for at in range(group.num_columns)]
    return frozenset(
        each.path_in_schema for each in cells if not each.statistics or each.statistics.null_count
    )


def write_csv(table: Table, to: Path) -> Path:
    """One CSV file in UTF-8, compressed where it is large; the path has '.gz' then."""
    with pa_csv.CSVWriter(
        to, schema(table), write_options=pa_csv.WriteOptions(quoting_style="needed")
    ) as writer:
        for rows in parts(table):
            writer.write_table(_harmless(rows))
    if to.stat().st_size < LARGE:
        return to
    packed = to.with_name(f"{to.name}.gz")
    with (
        to.open("rb") as plain,
        packed.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=9) as out,
    ):
        shutil.copyfileobj(plain, out, 1 << 20)
    to.unlink()
    return packed


def write_workbook(
    tables: Iterable[Table], readme: Iterable[tuple[str, ...]], made: datetime, to: Path
) -> None:
    """One workbook: a sheet of words, then a sheet for each table. Text stays text: no cell is a formula or a link."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(to, options) as book:
        book.set_properties({"created": made})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("readme")
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 110)
        for at, cells in enumerate(readme):
            sheet.write_row(at, 0, cells, bold if at == 0 else None)
        for table in tables:
            _write_sheet(book, table, bold)


def _write_sheet(book: xlsxwriter.Workbook, table: Table, bold: object) -> None:
    sheet = book.add_worksheet(table.name[:LONGEST_SHEET])
    sheet.freeze_panes(1, min(len(table.key), 2))
    for at, each in enumerate(table.columns):
        sheet.set_column(at, at, min(WIDEST, max(NARROWEST, len(each.name) + 2)))
    sheet.write_row(0, 0, [each.name for each in table.columns], bold)
    sheet.autofilter(0, 0, table.rows, len(table.columns) - 1)
    at = 1
    for rows in parts(table):
        for cells in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            for place, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(at, place, cell)
            at += 1


def _cast(cells: pd.Series, kind: pa.DataType) -> pa.Array:
    """A column in an Arrow type; text is read as it lies, for one of a million cells is not to be taken apart."""
    found = (
        pa.array(cells.array, from_pandas=True)
        if cells.dtype in ("str", "Int64")
        else pa.array(cells, from_pandas=True)
    )
    found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    return found.cast(pa.string()).cast(kind) if pa.types.is_date32(kind) else found.cast(kind)


def _harmless(rows: pa.Table) -> pa.Table:
    """Rows with text that a spreadsheet would run marked as text."""
    for at, field in enumerate(rows.schema):
        if pa.types.is_string(field.type):
            texts = pc.unique(rows.column(at)).drop_null().to_pylist()
            if marked := {text: harmless(text) for text in texts if harmless(text) != text}:
                cells = [marked.get(cell, cell) for cell in rows.column(at).to_pylist()]
                rows = rows.set_column(at, field, pa.array(cells, field.type))
    return rows
