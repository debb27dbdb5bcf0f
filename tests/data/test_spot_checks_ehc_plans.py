"""Cells of the raw EHC plan files, read by Python's own csv reader, against what the project shows of them.

Councils, periods and columns were drawn before anything was computed; each file of the 2025 release is met, the 2022
files twice. Codes, names and labels are those of the file, not ours.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from metrics import areas, compute, groups, officers

EVERYONE = ("All", "New EHC plans")
Rows = Iterator[dict[str, str]]
Raw = Callable[[str, str], Rows]


@pytest.fixture(scope="session")
def raw(published: Path) -> Raw:
    """(release, member) -> its rows, read one after the other: together they would fill the memory."""

    def rows(release: str, member: str) -> Rows:
        path = published / "dfe" / "ehc-plans" / f"education-health-and-care-plans_{release}.zip"
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""))

    return rows


def row_of(rows: Rows, period: str, name: str, group: str = "") -> dict[str, str]:
    """The one row of a period, a place as the file names it, and a group, or everyone."""
    found = [
        row
        for row in rows
        if row["time_period"] == period
        and (row["la_name"] or row["region_name"] or row["country_name"]) == name
        and (row["breakdown"] == group if group else row.get("breakdown", "All").startswith(EVERYONE))
    ]
    assert len(found) == 1
    return found[0]


def ours(metric: str, name: str, period: str) -> pd.Series:
    rows = compute.values(metric)
    return rows[(rows["area_code"] == areas.find(name)) & (rows["period"] == period)].squeeze()


COUNTS = [
    # metric, council and period as we and as the file name them, member, numerator, denominator
    ("placements_maintained_special", "Durham", "County Durham", "January 2024", "202324", "caseload",
     "special_la_maintained", "ehcplans"),
    ("placements_home_education", "North Yorkshire", "North Yorkshire", "January 2025", "202425", "caseload",
     "elective_home_education", "ehcplans"),
    ("new_plans_early_years", "Herefordshire", "Herefordshire, County of", "2023", "2023", "newplans",
     "nm_early_years", "new_ehc_plans"),
    ("need_visual_impairment", "Kingston upon Hull", "Kingston upon Hull, City of", "January 2025", "202425",
     "sen_needs_all_plans", "number_vi", "ehc_plans"),
    ("new_plans_need_autism", "Somerset", "Somerset", "2024", "2024", "sen_need_newplans", "number_asd", "ehc_plans"),
    ("reviews_without_meeting", "Trafford", "Trafford", "2024", "2024", "annual_reviews", "no_review_meeting",
     "review_expected"),
    ("ceased_higher_education", "Essex", "Essex", "2023", "2023", "ceased_plans", "he", "total_ceased"),
    ("personal_budgets_social_care", "Hartlepool", "Hartlepool", "January 2025", "202425", "personal_budgets",
     "pb_social", "personal_budget"),
    ("requests_withdrawn", "St Helens", "St. Helens", "2024", "2024", "requests", "requests_withdrawn",
     "requests_received_in_year"),
    ("assessments_withdrawn", "Buckinghamshire", "Buckinghamshire", "2023", "2023", "assessments", "assess_withdrawn",
     "assess_in_year"),
    ("ehc_plans_in_20_to_52_weeks", "Cornwall", "Cornwall", "2024", "2024", "timeliness_20_week",
     "plans_issued_gt20weeks_ltYear_ex", "plans_issued_den_ex"),
]  # fmt: skip


@pytest.mark.parametrize("spot", COUNTS, ids=lambda spot: f"{spot[0]}-{spot[1]}")
def test_a_share_is_that_of_the_raw_file(raw: Raw, spot: tuple[str, ...]) -> None:
    metric, name, printed_name, period, printed_period, member, numerator, denominator = spot
    printed = row_of(raw("2025", f"data/{member}.csv"), printed_period, printed_name)
    found = ours(metric, name, period)
    top, bottom = float(printed[numerator]), float(printed[denominator])
    assert (found["numerator"], found["denominator"]) == (top, bottom)
    assert found["value"] == pytest.approx(100 * top / bottom)


@pytest.mark.parametrize(
    ("metric", "name", "period", "column", "printed"),
    [
        ("supported_internships", "Kent", "January 2021", "MSuppIntEHC", "2021"),
        ("work_based_placements", "Newcastle upon Tyne", "January 2019", "WorkbasedEHC", "2019"),
    ],
)
def test_a_rate_before_2023_is_that_of_the_raw_files(
    raw: Raw, metric: str, name: str, period: str, column: str, printed: str
) -> None:
    placed = float(row_of(raw("2022", "data/sen2_wbp_residential_dmo.csv"), printed, name)[column])
    plans = sum(
        float(row["Total_ehc"])
        for row in raw("2022", "data/sen2_age_caseload.csv")
        if (row["time_period"], row["la_name"]) == (printed, name)
        and row["characteristic_age"] in ("Age 16 to 19", "Age 20 to 25")
    )
    found = ours(metric, name, period)
    assert (found["numerator"], found["denominator"]) == (placed, plans)
    assert found["value"] == pytest.approx(1000 * placed / plans)


def test_residential_placements_are_the_two_lengths_of_the_raw_file(raw: Raw) -> None:
    printed = row_of(raw("2025", "data/residential_settings.csv"), "201920", "Liverpool")
    both = float(printed["Res_3851"]) + float(printed["Res_52"])
    assert ours("residential_placements", "Liverpool", "January 2020")["numerator"] == both


@pytest.mark.parametrize(
    ("metric", "name", "period", "topic", "group", "member", "printed", "numerator", "denominator"),
    [
        ("placements_special", "Bradford", "January 2025", "Ethnicity", "Pakistani", "caseload",
         ("202425", "Bradford", "Asian - Pakistani"), "special_total", "ehcplans"),
        ("ehc_plans_in_20_weeks", "England", "2023", "Sex", "Girls and young women", "timeliness_20_week",
         ("2023", "England", "Female"), "plans_issued_20_weeks_ex", "plans_issued_den_ex"),
        ("reviews_told_within_4_weeks", "Leeds", "2024", "Years with a plan", "3 years", "annual_reviews",
         ("2024", "Leeds", "3"), "number_decsion_4weeks", ""),
        ("need_autism", "South West", "January 2025", "Placement", "Special schools, independent",
         "sen_needs_all_plans", ("202425", "South West", "Special - independent"), "number_asd", "ehc_plans"),
        ("ehc_requests_refused", "Cornwall", "2024", "Age", "Aged 4", "requests", ("2024", "Cornwall", "Aged 4"),
         "requests_decided_not_to_assess", "requests_received_in_year"),
    ],
)  # fmt: skip
def test_a_group_is_that_of_the_raw_file(
    raw: Raw, metric: str, name: str, period: str, topic: str, group: str, member: str,
    printed: tuple[str, str, str], numerator: str, denominator: str,
) -> None:  # fmt: skip
    rows = groups.breakdowns(metric, areas.find(name), period, topic)
    found = rows[rows["group"] == group].squeeze()
    row = row_of(raw("2025", f"data/{member}.csv"), *printed)
    assert found["numerator"] == float(row[numerator])
    assert not denominator or found["denominator"] == float(row[denominator])


def test_officers_are_those_of_the_raw_file(raw: Raw) -> None:
    held = officers.officers().set_index(["area_code", "year", "role"])["in_place"]
    printed = list(raw("2025", "supporting-files/sen2_dmo_dco.csv"))
    assert len(printed) > 1000
    for row in printed:
        area, year = areas.find(row["new_la_code"]), int(row["time_period"])
        assert held[area, year, "medical"] == row["des_med_off"].lower()
        assert held[area, year, "clinical"] == row["des_clin_off"].lower()


def test_the_column_that_is_printed_twice_prints_the_same(published: Path) -> None:
    path = published / "dfe" / "ehc-plans" / "education-health-and-care-plans_2025.zip"
    with zipfile.ZipFile(path) as archive:
        text = archive.read("data/annual_reviews.csv").decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    first, second = (place for place, name in enumerate(header) if name == "review_meeting_prior_24")
    assert all(row[first] == row[second] for row in rows)
