"""The data package opens everywhere with the same figures, says truly what it is, and is the same when built again."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from csvw import CSVW
from frictionless import Package
from python_calamine import CalamineWorkbook

from metrics import catalogue, tables, versions
from metrics.package import build, files

WIDE = "wide_getting_a_plan_on_time"
NEEDED = ("metrics", "datasets", "areas", "symbols")
SOME = (WIDE, *NEEDED, "caveats", "corrections", "quarantine", "area_send_inspections")
ENGLAND = "46.1%"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some tables, with one of them large enough to be compressed."""
    return built(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def with_figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with the long table of all figures."""
    to = tmp_path_factory.mktemp("with_figures") / "package"
    assert list(build.build(to, ("figures", "symbols")))
    return to


def built(folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "LARGE", 500_000)
        assert list(build.build(folder / "package", SOME)) == [
            name for name in catalogue.names() if name in SOME
        ] + [build.WORKBOOK]
    return folder / "package"


def digests(package: Path) -> dict[str, str]:
    found = [path for path in package.rglob("*") if path.is_file()]
    return {str(path.relative_to(package)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def block(package: Path, language: str) -> str:
    """The code of one language in the package's own README."""
    return re.search(rf"```{language}\n(.*?)```", (package / "README.md").read_text("utf-8"), re.DOTALL)[1]


def test_the_checksums_are_those_of_all_files(package: Path) -> None:
    lines = (package / build.SUMS).read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert told == {name: digest for name, digest in digests(package).items() if name != build.SUMS}


def test_the_same_data_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    assert digests(built(tmp_path)) == digests(package)


def test_frictionless_finds_nothing_wrong_and_does_when_there_is(package: Path, tmp_path: Path) -> None:
    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    spoilt = shutil.copytree(package, tmp_path / "spoilt")
    (spoilt / "csv" / "symbols.csv").write_text("symbol,label\n", encoding="utf-8")
    assert not Package(str(spoilt / "datapackage.json")).validate().valid


def test_csvw_is_valid_and_is_not_when_a_key_stands_twice(package: Path, tmp_path: Path) -> None:
    assert CSVW(str(package / "csv-metadata.json"), validate=True).is_valid
    spoilt = shutil.copytree(package, tmp_path / "spoilt")
    listed = spoilt / "csv" / "symbols.csv"
    rows = listed.read_text("utf-8").splitlines()
    listed.write_text("\n".join([*rows, rows[-1], ""]), encoding="utf-8")
    with pytest.raises(ValueError, match="duplicate primary key"):
        assert CSVW(str(spoilt / "csv-metadata.json"), validate=True).is_valid


@pytest.mark.parametrize("name", SOME)
def test_every_format_has_the_same_rows_sums_and_blanks(package: Path, name: str) -> None:
    expected = catalogue.frame(name)
    columns = str(package / "parquet" / f"{name}.parquet")
    plain = next((package / "csv").glob(f"{name}.csv*"))
    found = {
        "pandas": pd.read_parquet(columns),
        "polars": pl.read_parquet(columns).to_pandas(),
        "DuckDB": duckdb.connect().execute("SELECT * FROM read_parquet(?)", [columns]).df(),
        "CSV": pd.read_csv(plain, keep_default_na=False, na_values=[""], low_memory=False),
        "XLSX": sheet(package / build.WORKBOOK, name),
    }
    numbers = [each.name for each in catalogue.table(name).columns if each.type in ("number", "integer")]
    for how, rows in found.items():
        assert list(rows) == list(expected), how
        assert rows.isna().sum().to_dict() == expected.isna().sum().to_dict(), how
        for column in numbers:
            ours = expected[column].astype("float64").tolist()
            cells = pd.to_numeric(rows[column]).astype("float64").tolist()
            assert cells == pytest.approx(ours, rel=1e-14, nan_ok=True), how


def sheet(workbook: Path, name: str) -> pd.DataFrame:
    cells = CalamineWorkbook.from_path(workbook).get_sheet_by_name(name[:31]).to_python(skip_empty_area=False)
    return pd.DataFrame(cells[1:], columns=cells[0]).replace("", None)


def test_a_researcher_gets_the_figure_of_england_with_the_readme_s_own_code(with_figures: Path) -> None:
    for language in ("python", "python polars"):
        run = [sys.executable, "-I", "-c", block(with_figures, language)]
        printed = subprocess.run(run, cwd=with_figures, capture_output=True, text=True, check=True).stdout
        assert printed.startswith(ENGLAND)
    asked = block(with_figures, "sql").replace("parquet/", f"{with_figures}/parquet/")
    assert duckdb.connect().execute(asked).fetchall() == [(float(ENGLAND.strip("%")),)]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_gets_it_too_without_any_package(with_figures: Path) -> None:
    run = ["Rscript", "--vanilla", "-e", block(with_figures, "r")]
    assert (
        subprocess.run(run, cwd=with_figures, capture_output=True, text=True, check=True).stdout
        == f"{ENGLAND}\n"
    )


def test_descriptors_dictionary_and_parquet_say_what_the_catalogue_says(package: Path) -> None:
    about = json.loads((package / "datapackage.json").read_text("utf-8"))
    web = json.loads((package / "csv-metadata.json").read_text("utf-8"))
    told = pd.read_csv(package / "dictionary.csv", keep_default_na=False)
    on_the_web = {Path(each["url"]).stem: each["tableSchema"]["columns"] for each in web["tables"]}
    assert about["version"] == versions.current().id
    for resource in (each for each in about["resources"] if each["type"] == "table"):
        table = catalogue.table(resource["name"])
        words = [(each.name, each.description) for each in table.columns]
        assert [(each["name"], each["description"]) for each in resource["schema"]["fields"]] == words
        mine = told[(told["table"] == table.name) & (told["code"] == "")]
        assert list(zip(mine["column"], mine["description"], strict=True)) == words
        held = pa.parquet.read_schema(package / "parquet" / f"{table.name}.parquet")
        assert [(each.name, each.metadata[b"description"].decode()) for each in held] == words
        if table.name in on_the_web:
            assert [(each["name"], each["dc:description"]) for each in on_the_web[table.name]] == words
        assert {each["attribution"] for each in resource["sources"]} == {
            each.attribution for each in table.sources
        }


def test_the_dictionary_has_every_indicator_and_symbol(package: Path, tmp_path: Path) -> None:
    assert list(build.build(tmp_path / "one", ("tribunal_appeals",)))
    told = pd.read_csv(tmp_path / "one" / "dictionary.csv", keep_default_na=False)
    declared = tables.describe("tribunal_appeals")["indicators"]
    codes = told[told["column"] == "indicator"].query("code != ''").set_index("code")
    assert codes["unit"].to_dict() == {name: each["unit"] for name, each in declared.items()}
    assert set(tables.reference("symbols")["symbol"]) <= set(told["code"])


def test_each_ombudsman_figure_leaves_under_its_own_terms(package: Path) -> None:
    text = (package / "LICENCES.md").read_text("utf-8")
    assert "https://www.lgo.org.uk/copyright" in text
    assert "Commission for Local Administration in England" in text


def test_a_withheld_figure_is_blank_with_its_symbol_and_what_was_printed_beside(package: Path) -> None:
    wrong = pd.read_parquet(package / "parquet" / "quarantine.parquet")
    assert wrong.loc[wrong["status"] == "withheld", "published"].notna().all()
    for name in ("tribunal_appeals", "new_ehc_plans"):
        rows = catalogue.frame(name).query("symbol == 'withheld'")
        assert len(rows)
        assert rows["value"].isna().all()


def test_text_that_a_spreadsheet_would_run_is_marked_in_csv_and_stays_text_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = catalogue.frame("symbols")
    evil: Callable[[str], object] = lambda name: iter([rows.assign(label="=1+1")])  # noqa: E731
    monkeypatch.setattr(catalogue, "parts", evil)
    assert list(build.build(tmp_path / "evil", ("symbols",)))
    assert set(pd.read_csv(tmp_path / "evil" / "csv" / "symbols.csv")["label"]) == {"'=1+1"}
    assert set(pd.read_parquet(tmp_path / "evil" / "parquet" / "symbols.parquet")["label"]) == {"=1+1"}
    assert set(sheet(tmp_path / "evil" / build.WORKBOOK, "symbols")["label"]) == {"=1+1"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(build.NotOurs, match="name another folder"):
        list(build.build(tmp_path, ("symbols",)))
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "mine"
