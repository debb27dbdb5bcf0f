"""Readers: a published CSV, XLSX, ODS or Parquet file, alone or inside a zip, as frames of text.

Nothing is converted: a cell holds what the publisher printed. Numbers in spreadsheets and Parquet become their
shortest text. A CSV is read in pieces, so that a large file of which few rows are kept needs little memory.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from python_calamine import CalamineError, CalamineWorkbook

from ingest.dataset import Release, Unreadable

ODS_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MARK = "\ufeff"
# What the readers of zips and workbooks raise on a damaged one; RuntimeError is that of an encrypted member.
DAMAGED = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


class Checked(io.RawIOBase):
    """The bytes of a text file on their way to a reader; raises when they are not what a CSV in UTF-8 holds."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.file, self.name, self.is_start = file, name, True
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Hand on a piece."""
        piece = self.file.read(len(buffer))
        try:
            text = self.decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as problem:
            raise Unreadable(f"{self.name} is not UTF-8 ({problem}): fetch it again") from None
        if "\0" in text or (self.is_start and text.startswith(MARK)):
            what = "a NUL character" if "\0" in text else "a second byte order mark"
            raise Unreadable(f"{self.name} holds {what}, which no CSV in UTF-8 does: fetch it again")
        self.is_start = self.is_start and not text
        buffer[: len(piece)] = piece
        return len(piece)


@dataclass(frozen=True)
class Source:
    """One published file: what was declared about it, and its bytes or where they are."""

    release: Release
    content: bytes | Path

    @property
    def name(self) -> str:
        """The file as messages name it: path, and member when it came out of a zip."""
        return " > ".join(part for part in (self.release.file, self.release.member) if part)

    @property
    def suffix(self) -> str:
        """The kind of file, in lower case: '.csv', '.xlsx', '.ods', '.parquet'."""
        return Path(self.release.member or self.release.file).suffix.lower()

    def sheets(self) -> tuple[str, ...]:
        """The sheets of a workbook in their order; of another file, one without a name."""
        return ("",) if self.suffix in (".csv", ".parquet") else tuple(self._workbook().sheet_names)

    def grid(self, sheet: str = "") -> pd.DataFrame:
        """Every cell as text, rows and columns numbered from 0, short rows filled with ''."""
        if self.suffix == ".parquet":
            return self._parquet()
        is_csv = self.suffix == ".csv"
        rows = list(csv.reader(io.StringIO(self._text(), newline=""))) if is_csv else self._cells(sheet)
        if not rows:
            raise Unreadable(f"{self.name} is empty: fetch it again")
        width = max((len(row) for row in rows), default=0)
        return pd.DataFrame([[*row, *[""] * (width - len(row))] for row in rows], dtype="str")

    def table(self, sheet: str = "") -> pd.DataFrame:
        """The rows under a header in the first row; column names stripped and in lower case, none twice.

        A name that the release declares as `repeated` keeps its place: the second becomes 'name (2)'.
        """
        if self.suffix == ".csv":
            table = self._strict_csv()
        else:
            grid = self.grid(sheet)
            table = grid.set_axis(self._header([str(name) for name in grid.iloc[0]]), axis=1).iloc[1:]
        if table.empty:
            raise Unreadable(f"{self.name} has a header and no rows: fetch it again")
        return self.counted(table.reset_index(drop=True))

    def counted(self, table: pd.DataFrame) -> pd.DataFrame:
        """The same rows of data; raises unless they are as many as declared, or more in a file that grows."""
        declared = self.release.rows
        has_grown = self.release.grows and len(table) > (declared or 0)
        if declared is not None and len(table) != declared and not has_grown:
            raise Unreadable(
                f"{self.name} holds {len(table)} rows, declared are {declared}: fetch it again if it is cut short; "
                f"if it was published so, correct `rows` of release {self.release.release}"
            )
        return table

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file's bytes, or those of the member of a zip, as a stream."""
        if isinstance(self.content, bytes):
            yield io.BytesIO(self.content)
        elif not self.release.member:
            with self.content.open("rb") as file:
                yield file
        else:
            try:
                with zipfile.ZipFile(self.content) as archive, archive.open(self.release.member) as file:
                    yield cast("BinaryIO", file)
            except DAMAGED as problem:
                raise Unreadable(
                    f"{self.release.file} is a damaged zip or cut short ({problem}): fetch it again"
                ) from None

    def whole(self) -> bytes:
        """All the bytes of the file."""
        with self.opened() as file:
            return file.read()

    def _text(self) -> str:
        with (
            self.opened() as file,
            io.TextIOWrapper(Checked(file, self.name), "utf-8-sig", newline="") as text,
        ):
            return text.read()

    def header(self) -> list[str]:
        """The column names in the first row of a CSV, as `table` gives them."""
        return self._header(self._first())

    def _first(self) -> list[str]:
        with self.opened() as file:
            checked = io.BufferedReader(Checked(file, self.name))
            first = next(csv.reader([checked.readline().decode("utf-8-sig")]), [])
        if not first:
            raise Unreadable(f"{self.name} is empty: fetch it again")
        return first

    def _strict_csv(self) -> pd.DataFrame:
        """The rows of a CSV that are kept, in which every row has as many cells as the header."""
        header = self.header()
        names = [f"f{number}" for number in range(len(header))]
        leave = {
            names[self._place(column, header)]: each for column, each in self.release.rows_not_kept.items()
        }
        batches: list[pa.RecordBatch] = []
        schema = pa.schema([(name, pa.string()) for name in names])
        try:
            with self.opened() as file:
                reader = pyarrow.csv.open_csv(
                    Checked(file, self.name),
                    read_options=pyarrow.csv.ReadOptions(column_names=names),
                    parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
                    convert_options=pyarrow.csv.ConvertOptions(column_types=schema),
                )
                for batch in reader:
                    rows = batch if batches else batch.slice(1)
                    for column, values in leave.items():
                        rows = rows.filter(pc.invert(pc.is_in(rows[column], pa.array(sorted(values)))))
                    batches.append(rows)
        except pa.ArrowInvalid as problem:
            raise Unreadable(f"{self.name} is cut short or damaged ({problem}): fetch it again") from None
        return pa.Table.from_batches(batches, schema).to_pandas().set_axis(header, axis=1)

    def _place(self, column: str, header: list[str]) -> int:
        if column not in header:
            raise Unreadable(f"{self.name}: no column {column!r}; correct `rows_not_kept` of this release")
        return header.index(column)

    def _header(self, printed: list[str]) -> list[str]:
        header = [name.strip().lower() for name in printed]
        seen: Counter[str] = Counter()
        unique = []
        for place, name in enumerate(header, start=1):
            seen[name] += 1
            if not name:
                raise Unreadable(
                    f"{self.name}: column {place} has no name; if it is a title, the dataset needs its own "
                    f"`tidy`"
                )
            if seen[name] > 1 and name not in self.release.repeated:
                raise Unreadable(
                    f"{self.name}: the column name {name!r} is printed twice (second at column {place}); "
                    f"find out which is which, then declare it in `repeated` of release "
                    f"{self.release.release}"
                )
            unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
        return unique

    def _workbook(self) -> CalamineWorkbook:
        try:
            content = with_mimetype(self.whole()) if self.suffix == ".ods" else self.whole()
            return CalamineWorkbook.from_filelike(io.BytesIO(content))
        except DAMAGED as problem:
            raise Unreadable(f"{self.name} does not open as a workbook ({problem}): fetch it again") from None

    def _parquet(self) -> pd.DataFrame:
        """The header and the rows of a Parquet file; a null is ''."""
        try:
            table = pyarrow.parquet.read_table(io.BytesIO(self.whole()))
        except pa.ArrowInvalid as problem:
            raise Unreadable(f"{self.name} does not open as Parquet ({problem}): fetch it again") from None
        columns = []
        for name, column in zip(table.column_names, table.columns, strict=True):
            places, cells = pd.factorize(column.to_pandas(), use_na_sentinel=False)
            texts = ["" if pd.isna(cell) else as_text(cell) for cell in cells]
            columns.append(pd.Series([name, *(texts[place] for place in places)], dtype="str"))
        return pd.concat(columns, axis=1, ignore_index=True)

    def _cells(self, sheet: str) -> list[list[str]]:
        names = self.sheets()
        if sheet and sheet not in names:
            raise Unreadable(
                f"{self.name} has no sheet {sheet!r}; it has {', '.join(names)}: correct the name in the "
                f"dataset"
            )
        cells = self._workbook().get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
        return [[as_text(cell) for cell in row] for row in cells]


def as_text(cell: object) -> str:
    """A spreadsheet cell as text: 12.0 -> '12', 4.5 -> '4.5'."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def with_mimetype(content: bytes) -> bytes:
    """An ODS with its `mimetype` entry, without which readers refuse it (some published files lack it)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "mimetype" in archive.namelist():
            return content
        complete = io.BytesIO()
        with zipfile.ZipFile(complete, "w") as target:
            target.writestr("mimetype", ODS_MIMETYPE)
            for entry in archive.infolist():
                target.writestr(entry, archive.read(entry))
    return complete.getvalue()


def load(directory: Path, release: Release) -> Source:
    """A release's source from the directory of published files; raises when it is not there."""
    path = directory / release.file
    if not path.is_file():
        raise Unreadable(
            f"{release.file} is not in {directory}: fetch it, or correct `file` of release {release.release}"
        )
    if release.member:
        require_member(path, release)
    return Source(release, path)


def require_member(path: Path, release: Release) -> None:
    """Raise unless a zip holds the member that its release declares."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except DAMAGED as problem:
        raise Unreadable(
            f"{release.file} is a damaged zip or cut short ({problem}): fetch it again"
        ) from None
    if release.member not in names:
        raise Unreadable(
            f"{release.file} has no member {release.member!r}; it has {', '.join(names)}: fetch it again, or correct "
            "`member`"
        )
