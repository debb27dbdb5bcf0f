"""A table as a file that is made in parts while it is sent: CSV or Parquet; as a workbook it is made whole.

What the table is, and which filter made it, stands inside the file: in Parquet as key-value metadata, in a workbook on
a sheet of its own. A CSV has no place for it: its name says it in short, and the answer names the address of its CSVW
metadata, which say it in full.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from layouts.format import is_missing
from metrics.dictionary import Column
from metrics.spreadsheet import harmless

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ARROW = {
    "string": pa.string(),
    "date": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
}
MIMETYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
METADATA = "csv-metadata.json"
MOST_CELLS = 250_000
"""Of a workbook: more takes longer than a reader waits. A CSV of any length opens in a spreadsheet too."""
ROWS_OF_A_GROUP = 65_536
"""Rows that a Parquet file keeps together."""

_one_workbook = Lock()
"""Workbooks cost more than all else: they are made one after another."""


@dataclass(frozen=True)
class Export:
    """A table on its way out. `name` is the file's without ending, `about` what is said of it, in order.

    `batches` makes all of its rows, `first` so many of the first ones, which is much quicker.
    """

    name: str
    about: Mapping[str, str]
    columns: Sequence[Column]
    rows: int
    batches: Callable[[], Iterator[pa.RecordBatch]]
    first: Callable[[int], pa.RecordBatch]

    @property
    def fits_a_workbook(self) -> bool:
        return self.rows * len(self.columns) <= MOST_CELLS

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow's, each with its meaning, and what is said of the table."""
        fields = [
            pa.field(
                each.name, ARROW[each.type], metadata={"description": each.description, "unit": each.unit}
            )
            for each in self.columns
        ]
        return pa.schema(fields, metadata=dict(self.about))


def csv_parts(export: Export) -> Iterator[bytes]:
    """The rows as CSV; blank where there is nothing."""
    yield ",".join(each.name for each in export.columns).encode() + b"\r\n"
    options = csv.WriteOptions(include_header=False, quoting_style="needed", eol="\r\n")
    for batch in export.batches():
        out = io.BytesIO()
        csv.write_csv(_guarded(batch), out, options)
        yield out.getvalue()


def parquet_parts(export: Export) -> Iterator[bytes]:
    """The rows as Parquet, with what is said of the table in its metadata."""
    out = _Drained()
    schema = export.schema
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in export.batches():
            writer.write_batch(batch.cast(schema), row_group_size=ROWS_OF_A_GROUP)
            yield out.drain()
    yield out.drain()


def workbook(export: Export, out: IO[bytes]) -> None:
    """Write a workbook of two sheets, readme and table. The same table always gives the same bytes."""
    from xlsxwriter import Workbook  # when one is first made: its import takes a tenth of the start

    with _one_workbook, Workbook(out, {"constant_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": export.about["title"], "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        bold = book.add_format({"bold": True})
        _readme(book.add_worksheet("readme"), export, bold)
        sheet = book.add_worksheet("table")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [each.name for each in export.columns], bold)
        lines = (line for batch in export.batches() for line in _lines(batch))
        for at, cells in enumerate(lines, start=1):
            _write(sheet, at, cells)


def csvw(export: Export, address: str) -> dict[str, Any]:
    """The metadata of the CSV at this address, as CSV on the Web has them."""
    kinds = {"number": "double", "integer": "integer", "boolean": "boolean", "date": "date"}
    columns = [
        {
            "name": each.name,
            "titles": each.name,
            "datatype": kinds.get(each.type, "string"),
            "dc:description": f"{each.description}{f' Unit: {each.unit}.' if each.unit else ''}",
        }
        for each in export.columns
    ]
    told = {f"dc:{'description' if name == 'filter' else name}": text for name, text in export.about.items()
            if name in ("title", "license", "filter")}  # fmt: skip
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": address,
        **told,
        "notes": [{"name": name, "text": text} for name, text in export.about.items()],
        "tableSchema": {"columns": columns},
    }


def _readme(sheet: Worksheet, export: Export, bold: Any) -> None:
    """What is said of the table, then its columns."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    lines = [*export.about.items(), ("", ""), ("column", "meaning")]
    lines += [
        (each.name, f"{each.description} {each.unit and f'({each.unit})'}".strip()) for each in export.columns
    ]
    for at, (name, text) in enumerate(lines):
        sheet.write_string(at, 0, name, bold)
        sheet.write_string(at, 1, text)


def _lines(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write(sheet: Worksheet, at: int, cells: tuple[Any, ...]) -> None:
    """A row; text is never taken for a formula, a number or a link."""
    for place, cell in enumerate(cells):
        if is_missing(cell):
            continue
        if isinstance(cell, str):
            sheet.write_string(at, place, cell)
        elif isinstance(cell, bool):
            sheet.write_boolean(at, place, cell)
        else:
            sheet.write_number(at, place, cell)


def _guarded(batch: pa.RecordBatch) -> pa.Table:
    """The rows, without text that a spreadsheet would run."""
    columns = [_harmless(column) if pa.types.is_string(column.type) else column for column in batch.columns]
    return pa.Table.from_arrays(columns, names=batch.schema.names)


def _harmless(column: pa.Array) -> pa.Array:
    """A column with the guard of `metrics.spreadsheet` on each of its texts, which are looked at once."""
    held = column.dictionary_encode()
    texts = held.dictionary.to_pylist()
    safe = [harmless(each) for each in texts]
    return column if safe == texts else pc.take(pa.array(safe, pa.string()), held.indices)


class _Drained(io.RawIOBase):
    """What was written since it was last drained; a Parquet file is written from front to back."""

    def __init__(self) -> None:
        self.at, self.held = 0, io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, some: Any) -> int:
        count = self.held.write(some)
        self.at += count
        return count

    def tell(self) -> int:
        return self.at

    def drain(self) -> bytes:
        held, self.held = self.held.getvalue(), io.BytesIO()
        return held


def metadata(export: Export, address: str) -> str:
    """`csvw` as JSON."""
    return json.dumps(csvw(export, address), indent=1, ensure_ascii=False)
