"""Readers: a published CSV, XLSX, ODS or Parquet file, alone or inside a zip, as frames of text.

Nothing is converted: a cell holds what the publisher printed. Numbers in spreadsheets and Parquet become their
shortest text.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from python_calamine import CalamineError, CalamineWorkbook

from ingest.dataset import Release, Unreadable

ODS_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MARK = "\ufeff"
# What the readers of zips and workbooks raise on a damaged one; RuntimeError is that of an encrypted member.
DAMAGED = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


@dataclass(frozen=True)
class Source:
    """One published file in memory: what was declared about it, and its bytes."""

    release: Release
    content: bytes

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
        grid = self._strict_csv() if self.suffix == ".csv" else self.grid(sheet)
        grid = grid.set_axis(self._header([str(name) for name in grid.iloc[0]]), axis=1)
        if len(grid) == 1:
            raise Unreadable(f"{self.name} has a header and no rows: fetch it again")
        return self.counted(grid.iloc[1:].reset_index(drop=True))

    def counted(self, table: pd.DataFrame) -> pd.DataFrame:
        """The same rows of data; raises unless they are as many as the release declares, if it does."""
        declared = self.release.rows
        if declared is not None and len(table) != declared:
            raise Unreadable(
                f"{self.name} holds {len(table)} rows, declared are {declared}: fetch it again if it is cut short; "
                f"if it was published so, correct `rows` of release {self.release.release}"
            )
        return table

    def _text(self) -> str:
        try:
            text = self.content.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise Unreadable(f"{self.name} is not UTF-8 ({problem}): fetch it again") from None
        if "\0" in text or text.startswith(MARK):
            what = "a NUL character" if "\0" in text else "a second byte order mark"
            raise Unreadable(f"{self.name} holds {what}, which no CSV in UTF-8 does: fetch it again")
        return text

    def _strict_csv(self) -> pd.DataFrame:
        """A CSV in which every row has as many cells as the header."""
        first = next(csv.reader(io.StringIO(self._text().partition("\n")[0])), [])
        if not first:
            raise Unreadable(f"{self.name} is empty: fetch it again")
        names = [f"f{number}" for number in range(len(first))]
        try:
            table = pyarrow.csv.read_csv(
                io.BytesIO(self.content),
                read_options=pyarrow.csv.ReadOptions(column_names=names),
                parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
                convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
            )
        except pa.ArrowInvalid as problem:
            raise Unreadable(f"{self.name} is cut short or damaged ({problem}): fetch it again") from None
        return table.to_pandas()

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
            content = with_mimetype(self.content) if self.suffix == ".ods" else self.content
            return CalamineWorkbook.from_filelike(io.BytesIO(content))
        except DAMAGED as problem:
            raise Unreadable(f"{self.name} does not open as a workbook ({problem}): fetch it again") from None

    def _parquet(self) -> pd.DataFrame:
        """The header and the rows of a Parquet file; a null is ''."""
        try:
            table = pyarrow.parquet.read_table(io.BytesIO(self.content))
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


def member(content: bytes, release: Release) -> bytes:
    """One file out of a zip, its checksum verified; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if release.member not in archive.namelist():
                raise Unreadable(
                    f"{release.file} has no member {release.member!r}; it has "
                    f"{', '.join(archive.namelist())}: "
                    "fetch it again, or correct `member`"
                )
            return archive.read(release.member)
    except DAMAGED as problem:
        raise Unreadable(
            f"{release.file} is a damaged zip or cut short ({problem}): fetch it again"
        ) from None


def load(directory: Path, release: Release) -> tuple[Source, bytes]:
    """A release's source from the directory of published files, and the whole file for its checksum."""
    path = directory / release.file
    if not path.is_file():
        raise Unreadable(
            f"{release.file} is not in {directory}: fetch it, or correct `file` of release {release.release}"
        )
    content = path.read_bytes()
    return Source(release, member(content, release) if release.member else content), content
