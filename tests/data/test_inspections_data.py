"""The register of inspections as it is shipped: Ofsted's own counts reproduced, and the lists read by another way."""

import csv
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from metrics import inspections, tables

OLD, NEW = "2016 to 2022", "2023"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SHEET = "Area_SEND_up_to_31_Aug_2022"
# Read off Ofsted's list: area, first day, written statement of action, weaknesses, revisit, what became of them.
OLD_SPOTS = [
    ("Barnet", "2022-01-17", "No", None, "", ""),
    ("Birmingham", "2018-06-25", "Yes", 13, "2021-05-24", "Some"),
    ("Bournemouth, Christchurch and Poole", "2021-06-28", "Yes", 8, "", ""),
    ("Cumbria", "2019-03-18", "Yes", 9, "", ""),
    ("Devon", "2018-12-10", "Yes", 4, "2022-05-23", "No"),
    ("Hartlepool", "2016-10-03", "Yes", 4, "2019-01-21", "Some"),
    ("Isles of Scilly", "2022-03-21", "No", None, "", ""),
    ("Sandwell", "2017-01-16", "Yes", 5, "2019-03-18", "Yes"),
    ("Sefton", "2016-11-21", "Yes", 5, "2019-04-15", "No"),
    ("Worcestershire", "2018-03-05", "Yes", 12, "2021-11-01", "Some"),
]
# Read off the compiled list: area, first day, published, grade, until the next inspection.
NEW_SPOTS = [
    ("Bedford", "2024-11-18", "2025-02-04", 1, "5 years"),
    ("Birmingham", "2025-06-23", "2025-08-15", 2, "3 years"),
    ("Bracknell Forest", "2025-02-03", "2025-04-01", 3, "18 months"),
    ("Cambridgeshire", "", "2025-05-13", 2, ""),
    ("Cumberland", "2025-07-07", "2025-09-09", 2, "3 years"),
    ("Dorset", "2024-03-11", "2024-05-15", 1, "5 years"),
    ("Halton", "2023-11-20", "2024-01-26", 3, "18 months"),
    ("Slough", "2025-07-07", "2025-11-06", None, ""),
    ("Surrey", "2023-09-25", "2023-11-24", 2, "3 years"),
    ("Westmorland and Furness", "2025-02-03", "2025-04-09", 2, "3 years"),
]
GRADES = {
    1: "Typically positive experiences and outcomes",
    2: "Inconsistent experiences and outcomes",
    3: "Widespread and/or systemic failings",
    None: "",
}


@pytest.fixture(scope="module")
def register() -> pd.DataFrame:
    names = tables.reference("areas").set_index("area_code")["name"]
    rows = tables.table("area_send_inspections")
    return rows.assign(name=rows["area_code"].map(names))


@pytest.fixture(scope="module")
def ofsteds_list(published: Path) -> list[list[str]]:
    """The rows of Ofsted's list below its header, out of the file's own XML."""
    path = published / "ofsted" / "Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods"
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    (sheet,) = [each for each in root.iter(f"{TABLE}table") if each.get(f"{TABLE}name") == SHEET]
    rows = [row_of(row) for row in sheet.iter(f"{TABLE}table-row")]
    top = next(at for at, row in enumerate(rows) if row[1:2] == ["Local authority code"])
    return [row for row in rows[top + 1 :] if row[1:2] not in ([], [""])]


def row_of(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{TABLE}table-cell"):
        text = cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value") or "".join(cell.itertext())
        cells += [text.strip()[:60]] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 20)
    return cells


@pytest.fixture(scope="module")
def compiled(published: Path) -> list[dict]:
    """The compiled list by openpyxl."""
    path = published / "ofsted" / "area_send_2023_framework_overview_2025-11.xlsx"
    header, *rows = openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def day(text: object) -> str:
    """'18/11/24' as ISO text."""
    return datetime.strptime(str(text), "%d/%m/%y").date().isoformat() if text else ""  # noqa: DTZ007


@pytest.mark.parametrize(("name", "started", "statement", "weaknesses", "revisit", "progress"), OLD_SPOTS)
def test_spot_checks_of_the_old_framework(
    ofsteds_list: list[list[str]], register: pd.DataFrame, name: str, started: str, statement: str,
    weaknesses: int | None, revisit: str, progress: str,
) -> None:  # fmt: skip
    (row,) = [row for row in ofsteds_list if row[2] == name]
    assert (row[4][:10], row[6]) == (started, statement)
    assert (row[7], row[8][:10], row[10]) == (
        "" if weaknesses is None else str(weaknesses), revisit or ("Not revisit" if weaknesses else "")[:10], progress,
    )  # fmt: skip
    mine = register[register["name"].eq(name) & register["framework"].eq(OLD)].set_index("event")
    assert mine.at["inspection", "started"] == started
    assert mine.at["inspection", "outcome"].startswith("Written statement") == (statement == "Yes")
    assert (mine.at["inspection", "weaknesses"] == weaknesses) == (weaknesses is not None)
    assert ("revisit" in mine.index) == bool(revisit)
    if revisit:
        word = {"Yes": "in all", "Some": "in some", "No": "in no "}[progress]
        assert mine.at["revisit", "started"] == revisit
        assert word in mine.at["revisit", "outcome"]


def test_all_149_areas_and_46_revisits_of_the_old_list_are_there(
    ofsteds_list: list[list[str]], register: pd.DataFrame
) -> None:
    rows = register[register["release"].eq("2022") & register["dates_note"].eq("")]
    first = rows[rows["event"].eq("inspection")]
    assert len(ofsteds_list) == 149
    assert sorted(first["started"]) == sorted(row[4][:10] for row in ofsteds_list)
    assert sorted(first["published"]) == sorted(row[5][:10] for row in ofsteds_list)
    again = [row for row in ofsteds_list if row[10]]
    assert len(again) == 46
    assert sorted(rows.loc[rows["event"].eq("revisit"), "published"]) == sorted(row[9][:10] for row in again)


def test_weaknesses_with_and_without_enough_progress_add_up(register: pd.DataFrame) -> None:
    rows = register[register["framework"].eq(OLD) & register["dates_note"].eq("")].set_index("area_code")
    revisits = rows[rows["event"].eq("revisit")]
    found = rows.loc[rows["event"].eq("inspection"), "weaknesses"].reindex(revisits.index)
    assert (revisits["enough_progress"] + revisits["not_enough_progress"] == found).all()


@pytest.mark.parametrize(("name", "started", "published_on", "grade", "following"), NEW_SPOTS)
def test_spot_checks_of_the_new_framework(
    compiled: list[dict], register: pd.DataFrame, name: str, started: str, published_on: str, grade: int | None,
    following: str,
) -> None:  # fmt: skip
    (row,) = [row for row in compiled if row["local_authority"] == name.lower()]
    assert (day(row["inspection_start_date"]), day(row["publication_date"])) == (started, published_on)
    assert row["outcome_grade"] == ("nan" if grade is None else f"{grade}.0")
    mine = register[register["name"].eq(name) & register["release"].eq("2025-11")].squeeze()
    assert (mine["started"], mine["published"], mine["outcome"]) == (started, published_on, GRADES[grade])
    assert mine["next_inspection"] == following
    assert bool(mine["dates_note"]) == (started == "")
    assert bool(mine["outcome_note"]) == (grade is None)


def test_dates_of_1900_are_missing_with_a_reason(compiled: list[dict], register: pd.DataFrame) -> None:
    unreadable = [
        row["local_authority"] for row in compiled if row["previous_inspection_date"] == "01/01/1900"
    ]
    rows = register[register["previous_note"].ne("")]
    assert sorted(rows["area"]) == sorted(unreadable)
    assert len(unreadable) == 26
    assert (rows["previous_inspection"] == "").all()
    assert (
        not register[["started", "ended", "published", "previous_inspection"]].eq("1900-01-01").any(axis=None)
    )


def test_the_previous_inspections_of_the_compiled_list_are_in_ofsteds(register: pd.DataFrame) -> None:
    """Each falls in the week of an inspection or revisit; Dorset's in the month that Ofsted gives of the old county."""
    for row in register[register["previous_inspection"].ne("")].itertuples():
        last = date.fromisoformat(row.previous_inspection)
        days = [each.started for each in inspections.history(row.area_code) if each.framework == OLD]
        week = [(last - timedelta(days=back)).isoformat() for back in range(6)]
        assert set(days) & {*week, row.previous_inspection[:7]}, row.name


def test_ofsteds_own_counts_are_reproduced(register: pd.DataFrame) -> None:
    """Main findings as at 31 March 2021: 116 areas, 59 with a statement. As at 31 December 2023: 26, of them 7, 11, 8.

    https://www.gov.uk/government/statistics/area-send-inspections-and-outcomes-in-england-as-at-31-march-2021
    https://www.gov.uk/government/statistics/area-send-inspections-and-outcomes-in-england-as-at-31-december-2023
    Northamptonshire still counted in March 2021, the old county of Dorset did not.
    """
    first = register[register["framework"].eq(OLD) & register["event"].eq("inspection")]
    by_then = first[first["published"].le("2021-03-31") & first["name"].ne("Dorset (to 2019)")]
    assert len(by_then) == 116
    assert by_then["outcome"].eq("Written statement of action required").sum() == 59
    in_2023 = register[register["release"].eq("2025-11") & register["started"].str.startswith("2023")]
    counted = in_2023["outcome"].value_counts()
    assert [counted[GRADES[grade]] for grade in (1, 2, 3)] == [7, 11, 8]


def test_the_two_lists_of_the_new_framework_agree_on_all_but_two_first_days(
    published: Path, register: pd.DataFrame
) -> None:
    with (published / "ofsted" / "area_send_2023_framework_winter_2022-23.csv").open(
        encoding="utf-8"
    ) as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 16
    both = register[register["framework"].eq(NEW)].pivot(index="name", columns="release")
    both = both[both["started"]["2023"].notna()]
    assert sorted(both.index) == sorted(row["Local.area.partnership"] for row in rows)
    for column in ("published", "outcome"):
        assert (both[column]["2023"] == both[column]["2025-11"]).all()
    differ = both[both["started"]["2023"] != both["started"]["2025-11"]]
    assert list(differ.index) == ["Greenwich", "Oxfordshire"]
    for row in rows:
        is_failing = row["Inspection.outcome"] == GRADES[3]
        assert (row["Priority.action.plan.required."] == "Yes") == is_failing
        assert (row["Number.of.areas.for.priority.action"] != "NA") == is_failing


def test_the_compiled_lists_nine_character_codes_are_wrong_for_three_councils(
    compiled: list[dict], register: pd.DataFrame
) -> None:
    codes = register[register["release"].eq("2025-11")].set_index("area")["area_code"]
    others = tables.reference("area_codes").set_index("code")["area_code"].to_dict()
    wrong = {
        row["local_authority"]
        for row in compiled
        if others.get(row["ltla23cd"], row["ltla23cd"]) != codes[row["local_authority"]]
    }
    assert wrong == {"cumberland", "dorset", "westmorland and furness"}


def test_every_council_of_today_has_an_inspection_of_the_old_framework_and_72_one_of_the_new() -> None:
    assert inspections.in_no_list(OLD) == ()
    assert len(inspections.in_no_list(NEW)) == 153 - 72
