"""NEET scorecards, grant balances and inspections: what is read, and which odd files are refused."""

import csv
import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from ingest import ofsted
from ingest.dataset import Release, Unreadable
from ingest.datasets import area_send_inspections, dsg_balances, neet_by_send
from ingest.read import Source

PUBLISHED_COLUMNS = [name for indicator in neet_by_send.INDICATORS for name in indicator.names]
COUNCIL = {
    "time_period": "2023",
    "time_identifier": "Calendar year",
    "geographic_level": "Local authority",
    "country_code": "E92000001",
    "country_name": "England",
    "region_code": "E12000004",
    "region_name": "East Midlands",
    "old_la_code": "831",
    "new_la_code": "E06000015",
    "la_name": "Derby",
    "Age": "16-17",
} | dict.fromkeys(PUBLISHED_COLUMNS, "5.0")
NOWHERE = {"old_la_code": "", "new_la_code": "", "la_name": ""}
REGION = COUNCIL | NOWHERE | {"geographic_level": "Regional"}
ENGLAND = REGION | {"geographic_level": "National", "region_code": "", "region_name": ""}


def scorecard(*changes: dict[str, str]) -> Source:
    rows = [ENGLAND, REGION, COUNCIL, *(COUNCIL | change for change in changes)]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(COUNCIL))
    writer.writeheader()
    writer.writerows(rows)
    return Source(neet_by_send.release("2023"), buffer.getvalue().encode())


def test_a_scorecard_has_a_row_for_each_place_and_figure() -> None:
    rows = neet_by_send.tidy(
        scorecard({"la_name": "Nottingham", "new_la_code": "E06000018", "NEET_percent": "c"})
    )
    assert set(rows["area_code"]) == {"E92000001", "E12000004", "E06000015", "E06000018"}
    assert set(rows["indicator"]) == {indicator.name for indicator in neet_by_send.INDICATORS}
    assert rows.loc[rows["cell"] == "c", ["area_code", "indicator"]].to_numpy().tolist() == [
        ["E06000018", "neet"]
    ]
    assert len(rows) == 4 * len(neet_by_send.INDICATORS)


@pytest.mark.parametrize("place", [{"la_name": "LA demo"}, {"region_name": "Region demo"}])
def test_a_scorecard_with_made_up_places_is_refused_as_a_whole(place: dict[str, str]) -> None:
    with pytest.raises(Unreadable, match="demo' are made-up places, so no figure of this edition"):
        neet_by_send.tidy(scorecard(NOWHERE | place))


def test_a_scorecard_of_another_age_is_refused() -> None:
    with pytest.raises(Unreadable, match="unknown age '16-18'; correct AGES"):
        neet_by_send.tidy(scorecard({"Age": "16-18"}))


def balances(*changes: dict[str, object], header: tuple[str, ...] = ()) -> Source:
    first = {
        "time_period": "201920",
        "geographic_level": "National",
        "region_name": "England",
        "la_name": None,
        "deficit": 1.08,
        "DSG cumulative balance as a % of the total income": -1.08,
        "financial_year": "2019-20",
    }
    book = openpyxl.Workbook()
    book.active.append([*first, *header])
    for change in ({}, *changes):
        book.active.append(list((first | change).values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return Source(Release("2022", "dsg.xlsx", "", "", ("201920",)), buffer.getvalue())


def test_a_balance_is_kept_with_its_sign_under_the_code_of_a_named_place() -> None:
    council = {"geographic_level": "Local authority", "region_name": "South West", "la_name": "Dorset"}
    region = {"geographic_level": "Regional", "region_name": "South West"}
    rows = dsg_balances.tidy(balances(council, region))
    assert rows["area_code"].tolist() == ["E92000001", "E06000059", "E12000009"]
    assert rows["geographic_level"].tolist() == ["National", "Local authority", "Regional"]
    assert set(rows["cell"]) == {"-1.08"}


def test_a_deficit_that_is_not_the_balance_turned_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"Kent 2019-20 has a deficit of 3\.4 beside a balance of -1\.08"):
        dsg_balances.tidy(balances({"la_name": "Kent", "deficit": 3.4}))


def test_an_unknown_column_level_or_period_of_balances_is_refused() -> None:
    with pytest.raises(Unreadable, match="'quality' is unknown or missing"):
        dsg_balances.tidy(balances(header=("quality",)))
    with pytest.raises(Unreadable, match="'District' is unknown or missing"):
        dsg_balances.tidy(balances({"geographic_level": "District"}))
    with pytest.raises(Unreadable, match="'202223' is unknown or missing"):
        dsg_balances.tidy(balances({"time_period": "202223"}))


LISTED = {
    "la_code": "822",
    "local_authority": "bedford",
    "inspection_link": "https://files.ofsted.gov.uk/v1/file/1",
    "outcome_grade": "1.0",
    "previous_inspection_date": "01/01/1900",
    "inspection_start_date": "18/11/24",
    "inspection_end_date": "22/11/24",
    "publication_date": "04/02/25",
    "next_inspection": "5 years",
    "inspection_outcome_text": "Arrangements typically lead to positive experiences.",
}


def overview(**changes: str) -> Source:
    declared = next(each for each in area_send_inspections.DATASET.releases if each.release == "2025-11")
    row = dict.fromkeys(sorted(declared.not_kept), "x") | LISTED | changes
    book = openpyxl.Workbook()
    book.active.append(list(row))
    book.active.append(list(row.values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return Source(replace(declared, file="overview.xlsx", rows=1), buffer.getvalue())


def one(**changes: str) -> pd.Series:
    return area_send_inspections.tidy(overview(**changes)).iloc[0]


def test_an_inspection_of_the_compiled_list() -> None:
    row = one()
    assert list(row.index) == list(area_send_inspections.COLUMNS)
    assert row[["area_code", "framework", "event"]].tolist() == ["E06000055", "2023", "inspection"]
    assert row[["started", "ended", "published"]].tolist() == ["2024-11-18", "2024-11-22", "2025-02-04"]
    assert row["outcome"] == "Typically positive experiences and outcomes"


def test_a_date_of_1900_is_missing_with_its_reason() -> None:
    row = one()
    assert (row["previous_inspection"], row["previous_note"]) == (
        "",
        ofsted.UNREADABLE_PREVIOUS,
    )
    read = one(previous_inspection_date="27/05/2021")
    assert (read["previous_inspection"], read["previous_note"]) == ("2021-05-27", "")
    with pytest.raises(Unreadable, match="'01/01/1900' is outside the years of these inspections"):
        one(inspection_start_date="01/01/1900")


def test_days_and_outcomes_that_the_compilers_do_not_have_say_so() -> None:
    row = one(inspection_start_date="", inspection_end_date="", next_inspection="None")
    assert row[["started", "dates_note", "next_inspection"]].tolist() == [
        "",
        ofsted.NO_DAYS,
        "",
    ]
    row = one(outcome_grade="nan", inspection_outcome_text="Inspection outcome section not found.")
    assert row[["outcome", "outcome_note"]].tolist() == ["", ofsted.NO_OUTCOME]


@pytest.mark.parametrize(
    ("grade", "text"), [("1.0", "widespread and/or systemic failings"), ("nan", "typically")]
)
def test_a_grade_that_its_own_report_contradicts_is_refused(grade: str, text: str) -> None:
    with pytest.raises(Unreadable, match="read that report"):
        one(outcome_grade=grade, inspection_outcome_text=text)


def test_a_code_of_the_authority_that_its_name_contradicts_is_refused() -> None:
    with pytest.raises(ValueError, match=r"The code '822' is E06000055 but the name 'kent'"):
        one(local_authority="kent")


def test_a_text_that_is_no_date_is_refused() -> None:
    with pytest.raises(Unreadable, match="'soon' is no date"):
        one(publication_date="soon")


def test_a_column_of_the_lists_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Unreadable, match="the column 'rating' is unknown or missing"):
        one(rating="good")
