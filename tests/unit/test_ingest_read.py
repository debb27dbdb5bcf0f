"""Published files become frames of text, and damaged ones are refused by name."""

import dataclasses
import io
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.dataset import Release, Unreadable
from ingest.read import Source, load

ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="SEND_1">
<table:table-row><table:table-cell office:value-type="string"><text:p>Council</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Appeals</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Barnet</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="140"><text:p>140</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


def release(file: str = "file.csv", member: str = "", repeated: tuple[str, ...] = ()) -> Release:
    return Release("2025", file, "Title", "address", ("2024",), member=member, repeated=frozenset(repeated))


def csv_source(text: str, **declared: tuple[str, ...]) -> Source:
    return Source(release(**declared), text.encode())


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"data/{name}.csv", text)
    return buffer.getvalue()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_newlines_make_no_difference(newline: str, mark: str) -> None:
    table = csv_source(mark + newline.join(["Time_Period,Plans ", "2024,007", '2023,"1,234"', ""])).table()
    assert list(table.columns) == ["time_period", "plans"]
    assert table.to_numpy().tolist() == [["2024", "007"], ["2023", "1,234"]]


def test_symbols_and_blanks_stay_as_printed() -> None:
    table = csv_source("a,b,c\nNA,, x \n").table()
    assert table.iloc[0].tolist() == ["NA", "", " x "]


def test_a_row_cut_short_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"file\.csv is cut short or damaged.*fetch it again"):
        csv_source("a,b,c\n1,2,3\n4,5").table()


def test_a_name_printed_twice_is_refused_until_it_is_declared() -> None:
    text = "a,Review_Prior,review_prior\n1,2,3\n"
    with pytest.raises(
        Unreadable, match=r"'review_prior' is printed twice \(second at column 3\).*`repeated`"
    ):
        csv_source(text).table()
    declared = csv_source(text, repeated=("review_prior",)).table()
    assert declared.iloc[0].to_dict() == {"a": "1", "review_prior": "2", "review_prior (2)": "3"}


def test_a_column_without_a_name_is_refused() -> None:
    with pytest.raises(Unreadable, match="column 2 has no name"):
        csv_source("a,,c\n1,2,3\n").table()


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(Unreadable, match="not UTF-8"):
        Source(release(), "a\nCôte\n".encode("cp1252")).table()


def test_a_titled_layout_is_read_as_a_grid() -> None:
    grid = csv_source("Title of the table\nCouncil,Appeals\nBarnet,140\n").grid()
    assert grid.to_numpy().tolist() == [["Title of the table", ""], ["Council", "Appeals"], ["Barnet", "140"]]


def test_a_workbook_is_read_sheet_by_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Figures")
    sheet.append(["Council", "Rate", "Appeals"])
    sheet.append(["Barnet", 4.5, 140])
    buffer = io.BytesIO()
    book.save(buffer)
    source = Source(release("book.xlsx"), buffer.getvalue())
    assert source.sheets() == ("Notes", "Figures")
    assert source.table("Figures").to_numpy().tolist() == [["Barnet", "4.5", "140"]]
    with pytest.raises(Unreadable, match=r"no sheet 'Totals'; it has Notes, Figures"):
        source.grid("Totals")


@pytest.mark.parametrize("with_mimetype", [True, False])
def test_an_ods_opens_with_or_without_its_mimetype_entry(with_mimetype: bool) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if with_mimetype:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS_CONTENT.replace("\n", ""))
    source = Source(release("table.ods"), buffer.getvalue())
    assert source.table("SEND_1").to_numpy().tolist() == [["Barnet", "140"]]


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"book\.xlsx does not open as a workbook"):
        Source(release("book.xlsx"), b"not a workbook").sheets()


def parquet(**columns: list) -> Source:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return Source(release("long.parquet"), buffer.getvalue())


def test_a_parquet_file_is_read_as_text() -> None:
    source = parquet(
        **{"LA Number": [301.0, 835.0], "Values": ["2.2999999999999998", "-"], "Region": [None, "NA"]}
    )
    assert source.sheets() == ("",)
    table = source.table()
    assert list(table.columns) == ["la number", "values", "region"]
    assert table.to_numpy().tolist() == [["301", "2.2999999999999998", ""], ["835", "-", "NA"]]


def test_a_damaged_parquet_file_is_refused() -> None:
    whole = parquet(a=["1"]).whole()
    with pytest.raises(Unreadable, match=r"long\.parquet does not open as Parquet .*fetch it again"):
        Source(release("long.parquet"), whole[:-9]).table()


def test_one_member_is_taken_out_of_a_zip(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped(one="a\n1\n", two="a\n2\n"))
    source = load(tmp_path, release("all.zip", "data/two.csv"))
    assert source.table()["a"].tolist() == ["2"]
    assert source.whole() == b"a\n2\n"
    assert source.name == "all.zip > data/two.csv"


def test_a_zip_without_its_member_is_refused(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped(one="a\n1\n"))
    with pytest.raises(Unreadable, match=r"all\.zip has no member 'data/two\.csv'; it has data/one\.csv"):
        load(tmp_path, release("all.zip", "data/two.csv"))


def test_a_zip_with_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped(one="a\n" + "1\n" * 1000))
    content[content.index(b"data/one.csv") + len("data/one.csv") + 4] ^= 0xFF
    (tmp_path / "all.zip").write_bytes(bytes(content))
    with pytest.raises(Unreadable, match=r"all\.zip is a damaged zip"):
        load(tmp_path, release("all.zip", "data/one.csv")).table()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"file\.csv is not in .*fetch it"):
        load(tmp_path, release())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "file.csv is empty: fetch it again"),
        (b"a,b\n", "file.csv has a header and no rows: fetch it again"),
        (b"a,b\n1,2\x00\n", "file.csv holds a NUL character"),
        ("\ufeff\ufeffa,b\n1,2\n".encode(), "file.csv holds a second byte order mark"),
        ("a,b\n1,2\n".encode("utf-16"), "file.csv is not UTF-8"),
    ],
)
def test_what_is_no_csv_is_refused_in_plain_words(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        Source(release(), content).table()


def test_an_empty_csv_has_no_cells() -> None:
    with pytest.raises(Unreadable, match=r"file\.csv is empty"):
        Source(release(), b"").grid()


@pytest.mark.parametrize("file", ["file.ods", "file.xlsx", "file.parquet"])
def test_an_empty_workbook_is_refused(file: str) -> None:
    with pytest.raises(Unreadable, match=f"{file} does not open"):
        Source(release(file), b"").grid()


def test_a_file_of_declared_rows_has_just_those() -> None:
    declared = dataclasses.replace(release(), rows=2)
    assert len(Source(declared, b"a\n1\n2\n").table()) == 2
    with pytest.raises(Unreadable, match=r"file\.csv holds 1 rows, declared are 2: fetch it again"):
        Source(declared, b"a\n1\n").table()
