"""Every table of the catalogue is on the page of downloads and is the same in every format; so are chosen figures."""

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from html import unescape

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from flask.testing import FlaskClient
from pyarrow import csv as arrow_csv
from python_calamine import load_workbook
from werkzeug.test import TestResponse

from app import server
from layouts import exports, links, table_files
from layouts.figure_choice import Choice
from layouts.parts import data_tables
from metrics import catalogue, values, versions

LONG = 2_000_000
"""Cells: of longer tables all rows of SOME columns are compared, with the same code that writes the whole."""
SHORT = [each.name for each in catalogue.tables() if each.rows * len(each.columns) <= LONG]
SOME = ("area_code", "value", "symbol")
KENT = "?theme=getting-a-plan-on-time&area=kent&area=england&from=2020"
CHOICE = Choice(themes=("getting-a-plan-on-time",), areas=("kent", "england"), first="2020")
FORMATS = ("csv", "parquet", "xlsx")

Sums = dict[str, tuple[int, float]]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.fixture(scope="module")
def listed(client: FlaskClient) -> str:
    return client.get(links.DATA).get_data(as_text=True)


def sums(frame: pd.DataFrame, numbers: list[str]) -> Sums:
    """Of each column how many cells are filled, and of numbers their sum."""
    return {
        str(name): (int(frame[name].notna().sum()), float(frame[name].sum()) if name in numbers else 0.0)
        for name in frame
    }


def same(one: Sums, other: Sums) -> bool:
    return one.keys() == other.keys() and all(
        one[name][0] == other[name][0] and one[name][1] == pytest.approx(other[name][1]) for name in one
    )


def numbers_of(name: str) -> list[str]:
    return [each.name for each in catalogue.table(name).columns if each.type in ("number", "integer")]


def of_csv(answer: TestResponse, numbers: list[str]) -> pd.DataFrame:
    kinds = dict.fromkeys(numbers, "float64")
    text = io.BytesIO(answer.data)
    return pd.read_csv(text, dtype="str", keep_default_na=False, na_values=[""]).astype(kinds)


def of_workbook(answer: TestResponse) -> pd.DataFrame:
    book = openpyxl.load_workbook(io.BytesIO(answer.data), read_only=True)
    head, *rows = book["table"].values
    return pd.DataFrame(rows, columns=head)


def added(one: Sums, other: Sums) -> Sums:
    return {
        name: (one.get(name, (0, 0.0))[0] + n, one.get(name, (0, 0.0))[1] + s)
        for name, (n, s) in other.items()
    }


def of_arrow(table: pa.Table | pa.RecordBatch, numbers: list[str]) -> Sums:
    """The same of an Arrow table."""
    return {
        name: (
            len(table) - table[name].null_count,
            float(pc.sum(table[name]).as_py() or 0) if name in numbers else 0.0,
        )
        for name in table.schema.names
    }


def streamed(text: bytes, name: str) -> Sums:
    """The same of a CSV, read a part at a time as Arrow reads it: some have a million rows."""
    numbers = numbers_of(name)
    kinds = {
        each.name: pa.float64() if each.name in numbers else pa.string()
        for each in catalogue.table(name).columns
    }
    options = arrow_csv.ConvertOptions(column_types=kinds, null_values=[""], strings_can_be_null=True)
    parsing = arrow_csv.ParseOptions(newlines_in_values=True)
    with arrow_csv.open_csv(io.BytesIO(text), convert_options=options, parse_options=parsing) as reader:
        found: Sums = dict.fromkeys(reader.schema.names, (0, 0.0))
        for batch in reader:
            found = added(found, of_arrow(batch, numbers))
    return found


def read_workbook(client: FlaskClient, name: str) -> pd.DataFrame:
    """The sheet of rows as another program reads it."""
    book = load_workbook(io.BytesIO(client.get(f"/data/{name}.xlsx").data))
    head, *rows = book.get_sheet_by_name("table").to_python(skip_empty_area=False)
    return pd.DataFrame(rows, columns=head, dtype=object).map(lambda cell: None if cell == "" else cell)


@pytest.mark.parametrize("each", catalogue.tables(), ids=lambda each: each.name)
def test_every_table_is_listed_with_its_rows_and_files(
    client: FlaskClient, listed: str, each: catalogue.Table
) -> None:
    assert f'href="{links.data_table(each.name)}"' in listed
    row = listed.partition(f'href="{links.data_table(each.name)}"')[2].partition("</tr>")[0]
    assert f"{each.rows:,}" in row
    offered = [ending for ending in FORMATS if f'href="/data/{each.name}.{ending}"' in row]
    assert offered == list(FORMATS) if exports.of_table(each.name).fits_a_workbook else ["csv", "parquet"]
    for ending in offered:
        answer = client.head(links.data_file(each.name, ending))
        assert answer.status_code == 200
        name = f'filename="{each.name}_{versions.newest().name}.{ending}"'
        assert name in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("name", SHORT)
def test_a_table_is_the_same_in_every_format(client: FlaskClient, name: str) -> None:
    numbers = numbers_of(name)
    held: Sums = {}
    for part in catalogue.parts(name):
        held = added(held, sums(part, numbers))
    assert same(streamed(client.get(f"/data/{name}.csv").data, name), held)
    parquet = pq.read_table(io.BytesIO(client.get(f"/data/{name}.parquet").data))
    assert same(of_arrow(parquet, numbers), held)
    assert [each.name for each in catalogue.table(name).columns] == parquet.column_names
    assert parquet.schema.metadata[b"license"]
    assert versions.newest().id in parquet.schema.metadata[b"version"].decode()
    if exports.of_table(name).fits_a_workbook:
        assert same(sums(read_workbook(client, name), numbers), held)


@pytest.mark.parametrize("name", [each for each in catalogue.names() if each not in SHORT])
def test_some_columns_of_a_long_table_are_the_same_in_every_format(name: str) -> None:
    whole = exports.of_table(name)
    columns = [each for each in whole.columns if each.name in SOME]
    assert len(columns) == len(SOME)
    names = [each.name for each in columns]
    export = replace(
        whole, columns=columns, batches=lambda: (batch.select(names) for batch in whole.batches())
    )
    held: Sums = {}
    for part in catalogue.parts(name):
        held = added(held, sums(part[names], ["value"]))
    assert same(streamed(b"".join(table_files.csv_parts(export)), name), held)
    parquet = pq.read_table(io.BytesIO(b"".join(table_files.parquet_parts(export))))
    assert same(of_arrow(parquet, ["value"]), held)
    assert len(parquet) == catalogue.table(name).rows


def test_all_figures_are_those_of_the_measures() -> None:
    numbers = numbers_of(exports.FIGURES)
    batches = exports.of_figures(Choice()).batches()
    found = pd.concat([batch.to_pandas() for batch in batches], ignore_index=True)
    whole = catalogue.frame(exports.FIGURES)
    assert same(sums(found, numbers), sums(whole, numbers))
    assert list(found["metric"].unique()) == list(whole["metric"].unique())


def test_chosen_figures_say_in_each_file_what_was_chosen(client: FlaskClient) -> None:
    numbers = numbers_of(exports.FIGURES)
    held = values.frame(CHOICE.asked())
    said = "Measures: every measure of Getting a plan on time. Places: Kent; England. Years: from 2020."
    name = f"figures-getting-a-plan-on-time-kent-england-from-2020-v{versions.newest().name}"
    answers = {ending: client.get(f"/data/figures.{ending}{KENT}", buffered=True) for ending in FORMATS}
    for ending, answer in answers.items():
        assert f'filename="{name}.{ending}"' in answer.headers["Content-Disposition"]
    parquet = pq.read_table(io.BytesIO(answers["parquet"].data))
    assert parquet.schema.metadata[b"filter"].decode() == said
    assert parquet.schema.metadata[b"query"].decode() == KENT[1:]
    readme = openpyxl.load_workbook(io.BytesIO(answers["xlsx"].data), read_only=True)["readme"]
    assert said in [cell for row in readme.values for cell in row]
    about = re.fullmatch(
        r'<([^>]+)>; rel="describedby"; type="application/csvm\+json"', answers["csv"].headers["Link"]
    )
    told = json.loads(client.get(about[1]).data)
    assert said == told["dc:description"]
    assert client.get(told["url"]).data == answers["csv"].data
    frames = [of_csv(answers["csv"], numbers), parquet.to_pandas(), of_workbook(answers["xlsx"])]
    for frame in frames:
        assert len(frame) == len(held) > 20
        assert set(frame["area_name"]) == {"Kent", "England"}
        assert frame["value"].sum() == pytest.approx(held["value"].sum())
        assert frame["symbol"].notna().sum() == held["symbol"].notna().sum()


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/data/nothing.csv", 404, "No table is called “nothing”"),
        ("/data/metrics.ods", 404, "only CSV, Parquet and XLSX"),
        ("/data/metrics.csv?area=kent", 400, "Only the table of all figures can be filtered"),
        ("/data/figures.csv?area=knt", 400, "Did you mean kent"),
        ("/data/figures.parquet?year=2024", 400, "There is no filter called “year”"),
        ("/data/figures.csv?from=1066", 400, "Figures begin in years from"),
        ("/data/figures.xlsx", 400, "too many for a workbook"),
        ("/data/..%2f..%2fetc%2fpasswd.csv", 404, ""),
        ("/data/figures.csv?area=<script>", 400, "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_what_to_mend(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert said in text or said in unescape(text)
    assert "“<script>”" not in text


def test_chosen_figures_are_the_same_in_the_api(client: FlaskClient) -> None:
    page = unescape(client.get(f"{links.FIGURES}{KENT}").get_data(as_text=True))
    address = re.search(r'href="(/api/v1/values\?[^"]*)"', page)[1]
    found = json.loads(client.get(f"{address}&per_page=5000").data)["rows"]
    rows = of_csv(client.get(f"/data/figures.csv{KENT}"), numbers_of(exports.FIGURES))
    assert [each["value"] for each in found] == [None if pd.isna(each) else each for each in rows["value"]]
    assert [each["period"] for each in found] == list(rows["period"])


@pytest.mark.parametrize("address", ["/data/areas.csv", "/data/figures.parquet", f"/data/figures.csv{KENT}"])
def test_a_file_that_did_not_change_is_not_sent_again(client: FlaskClient, address: str) -> None:
    tag = client.head(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag, "Accept-Encoding": "gzip, br"})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_a_csv_is_made_smaller_on_its_way_part_by_part(client: FlaskClient, coding: str) -> None:
    plain = client.get("/data/figures.csv", headers={"Accept-Encoding": "identity"}, buffered=False)
    first = next(iter(plain.response))
    plain.close()
    answer = client.get("/data/figures.csv", headers={"Accept-Encoding": coding}, buffered=False)
    assert answer.headers["Content-Encoding"] == coding
    assert "Content-Length" not in answer.headers
    sent = next(part for part in answer.response if part)
    answer.close()
    assert 0 < len(sent) < 1_000_000
    assert first.startswith(b"metric,")
    small = client.get(f"/data/figures.csv{KENT}", headers={"Accept-Encoding": "gzip"})
    whole = client.get(f"/data/figures.csv{KENT}", headers={"Accept-Encoding": "identity"}).data
    assert gzip.decompress(small.data) == whole
    assert len(small.data) < len(whole) / 4


def test_a_file_is_kept_by_the_data_and_the_choice(client: FlaskClient) -> None:
    tags = [
        client.head(f"/data/figures.csv{query}").headers["ETag"] for query in ("", KENT, f"@2025.1{KENT}")
    ]
    assert len(set(tags)) == 3
    unchanged = client.get(f"/data/figures.csv{KENT}", headers={"If-None-Match": tags[1]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert "max-age" in unchanged.headers["Cache-Control"]
    assert client.get(f"/data/figures.csv{KENT}", headers={"If-None-Match": tags[0]}).status_code == 200


def test_an_older_version_gives_its_own_rows(client: FlaskClient) -> None:
    answer = client.get(f"/data/figures.csv@2025.1{KENT}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert "-v2025.1.csv" in answer.headers["Content-Disposition"]
    assert max(row["period_start"] for row in rows) == "2024-01-01"
    assert answer.headers["Link"].startswith("</data/figures.csv-metadata.json@2025.1?")
    page = client.get(f"{links.FIGURES}@2025.1{KENT}").get_data(as_text=True)
    assert f'href="/data/figures.csv@2025.1{KENT}"'.replace("&", "&amp;") in page


def test_the_size_of_a_csv_is_judged_well() -> None:
    for name in ("ehc_plan_timeliness", "wide_reviews", "lait_financial_years", "areas", "dsg_balances"):
        export = exports.of_table(name)
        whole = sum(map(len, table_files.csv_parts(export)))
        assert data_tables.about_size(catalogue.table(name), export) == pytest.approx(whole, rel=0.3), name
