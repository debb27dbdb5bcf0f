"""The code on a table's page is taken from it and run beside its files, wherever what it needs is installed."""

import re
import shutil
import subprocess
import sys
from html import unescape
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from app import server
from layouts import links
from layouts.load_code import WAYS
from metrics import catalogue

TABLE = "area_send_inspections"
"""It has texts, dates, numbers, blanks, commas and quotation marks."""
RSCRIPT, SOFFICE = shutil.which("Rscript"), shutil.which("soffice")
IN_R = ("r", "readr", "arrow")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.fixture(scope="module")
def codes(client: FlaskClient) -> dict[str, str]:
    """The code of each way as it stands on the page."""
    page = client.get(links.data_table(TABLE)).get_data(as_text=True)
    found = re.findall(r"<pre [^>]*data-way=\"([\w-]+)\"[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)
    return {name: unescape(code) for name, code in found}


@pytest.fixture(scope="module")
def folder(client: FlaskClient, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the table under the names that a browser gives them."""
    place = tmp_path_factory.mktemp("saved")
    for ending in ("csv", "parquet", "xlsx"):
        answer = client.get(links.data_file(TABLE, ending))
        name = re.search(r'filename="(.+)"', answer.headers["Content-Disposition"])[1]
        (place / name).write_bytes(answer.data)
    return place


def said(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lacks(package: str) -> bool:
    return (
        subprocess.run(
            [str(RSCRIPT), "-e", f"library({package})"], capture_output=True, check=False
        ).returncode
        != 0
    )


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.id)
def test_the_code_on_the_page_loads_every_row(codes: dict[str, str], folder: Path, way: object) -> None:
    rows, name = catalogue.table(TABLE).rows, way.id  # type: ignore[attr-defined]
    if name in IN_R:
        if not RSCRIPT:
            pytest.skip("needs R: apt-get install r-base-core r-cran-readr")
        if name != "r" and lacks(name):
            pytest.skip(f"needs the package {name} of R")
        assert f"{rows} rows" in said([RSCRIPT, "-e", codes[name]], folder)
    elif name == "duckdb":
        code = codes[name].replace("FROM '", f"FROM '{folder}/")
        assert duckdb.sql(code).fetchall() == [(rows,)]
    else:
        assert f"{rows} rows" in said([sys.executable, "-c", codes[name]], folder)


def test_a_page_says_of_each_way_whether_it_was_tried(client: FlaskClient) -> None:
    page = unescape(client.get(links.data_table(TABLE)).get_data(as_text=True))
    for way in WAYS:
        part = page.partition(f'data-way="{way.id}"')[2].partition("</details>")[0]
        assert (f"Tried with {way.tried}." if way.tried else "Not tried here") in part


def test_the_version_that_a_way_was_tried_with_is_the_one_that_runs_here() -> None:
    named = [way.tried.lower().split() for way in WAYS if way.id not in IN_R]
    assert len(named) == 4
    for package, told in named:
        assert version(package).startswith(f"{told}."), package


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_spreadsheet_opens_the_file(folder: Path, ending: str) -> None:
    if not SOFFICE:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc-nogui")
    file = next(folder.glob(f"*.{ending}"))
    made = folder / f"from_{ending}"
    # The last sheet, or the only one, as CSV again: a comma, quotation marks, UTF-8, every sheet.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    said([SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form,
          "--outdir", str(made), str(file)], folder)  # fmt: skip
    opened = next(each for each in sorted(made.glob("*.csv")) if "readme" not in each.name)
    assert opened.read_text("utf-8").count("E0") == file_text(folder).count("E0") > 100


def file_text(folder: Path) -> str:
    return next(folder.glob("*.csv")).read_text("utf-8")
