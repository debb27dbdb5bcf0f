"""Cells worked out a second time from the publishers' own files: another reader, another implementation.

The files are read with `csv` and `zipfile`, the councils found by the names printed there, the intervals made by scipy.
"""

import csv
import io
import math
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from metrics import areas, compute

PLANS = Path("dfe/ehc-plans")
ZIP_2025 = PLANS / "education-health-and-care-plans_2025.zip"
TIMELINESS_2026 = PLANS / "timeliness_20_week_2026_extract.csv"
REQUESTS_2026 = PLANS / "requests_2026_extract.csv"
MI_2023 = PLANS / "sen2_mi_2023.csv"
EX = ("plans_issued_20_weeks_ex", "plans_issued_den_ex")

PERCENTAGES = [
    ("ehc_plans_in_20_weeks", "Barnet", "2025", TIMELINESS_2026, "", *EX),
    ("ehc_plans_in_20_weeks", "Derbyshire", "2025", TIMELINESS_2026, "", *EX),
    ("ehc_plans_in_20_weeks", "Kent", "2016", MI_2023, "", "no_exc_20week_ehc", "tot_no_exc_ehc"),
    ("ehc_plans_in_20_weeks_including_exceptions", "Birmingham", "2022", ZIP_2025, "timeliness_20_week",
     "plans_issued_within_20_weeks", "plans_issued_den"),
    ("ehc_plans_over_a_year", "Manchester", "2024", ZIP_2025, "timeliness_20_week",
     "plans_issued_gt_1_year_ex", "plans_issued_den_ex"),
    ("ehc_requests_refused", "Norfolk", "2025", REQUESTS_2026, "",
     "requests_decided_not_to_assess", "requests_received_in_year"),
    ("ehc_requests_refused", "Bristol, City of", "2024", ZIP_2025, "requests",
     "requests_decided_not_to_assess", "requests_received_in_year"),
    ("placements_special", "Devon", "202425", ZIP_2025, "caseload", "special_total", "ehcplans"),
    ("placements_mainstream", "Buckinghamshire", "202425", ZIP_2025, "caseload", "mainstream_total", "ehcplans"),
    ("placements_independent_special", "Herefordshire, County of", "202223", ZIP_2025, "caseload",
     "special_independent", "ehcplans"),
]  # fmt: skip


def printed(folder: Path, file: Path, member: str) -> list[dict[str, str]]:
    """The rows of a published CSV, of a member of a zip where one is named."""
    if not member:
        return list(csv.DictReader(io.StringIO((folder / file).read_text("utf-8-sig"))))
    with zipfile.ZipFile(folder / file) as opened:
        return list(csv.DictReader(io.StringIO(opened.read(f"data/{member}.csv").decode("utf-8-sig"))))


def total_row(rows: list[dict[str, str]], name: str, period: str) -> dict[str, str]:
    """The row of a council's total, by the names that the file prints."""
    (row,) = [
        row for row in rows
        if row["la_name"] == name and row["time_period"] == period
        and row.get("breakdown_topic", "All").startswith(("All", "New"))
    ]  # fmt: skip
    return row


def ours(metric: str, name: str, period: str) -> pd.Series:
    rows = compute.values(metric)
    label = f"January {int(period[:4]) + 1}" if len(period) == 6 else period
    return rows[(rows["area_code"] == areas.find(name)) & (rows["period"] == label)].squeeze()


@pytest.mark.parametrize("case", PERCENTAGES, ids=lambda case: "-".join(case[:3]))
def test_percentages_and_wilsons_interval(published: Path, case: tuple) -> None:
    metric, name, period, file, member, top, bottom = case
    row = total_row(printed(published, file, member), name, period)
    cases, of = int(row[top]), int(row[bottom])
    found = ours(metric, name, period)
    assert (found["numerator"], found["denominator"]) == (cases, of)
    assert found["value"] == pytest.approx(100 * cases / of)
    limits = stats.binomtest(cases, of).proportion_ci(method="wilson")
    assert (found["lci_95"], found["uci_95"]) == (
        pytest.approx(100 * limits.low),
        pytest.approx(100 * limits.high),
    )


def test_sums_and_differences_of_columns(published: Path) -> None:
    surrey = total_row(printed(published, ZIP_2025, "timeliness_20_week"), "Surrey", "2024")
    excepted = int(surrey["plans_issued_den"]) - int(surrey["plans_issued_den_ex"])
    assert ours("ehc_plans_with_exceptions", "Surrey", "2024")["numerator"] == excepted
    leeds = total_row(printed(published, ZIP_2025, "assessments"), "Leeds", "2024")
    without, issued = int(leeds["assess_not_issued"]), int(leeds["assess_issued"])
    assert ours("ehc_assessments_without_plan", "Leeds", "2024")["value"] == pytest.approx(
        100 * without / (without + issued)
    )
    hull = total_row(printed(published, ZIP_2025, "requests"), "Kingston upon Hull, City of", "2024")
    refused, agreed = int(hull["requests_decided_not_to_assess"]), int(hull["requests_decided_to_assess"])
    found = ours("ehc_requests_refused_of_decisions", "Kingston upon Hull", "2024")
    assert (found["numerator"], found["denominator"]) == (refused, refused + agreed)


def test_requests_by_who_asked(published: Path) -> None:
    (row,) = [
        row
        for row in printed(published, REQUESTS_2026, "")
        if row["la_name"] == "Hampshire" and row["breakdown"] == "Parent or young person"
    ]
    found = ours("ehc_requests_refused_from_parents", "Hampshire", "2025")
    assert (found["numerator"], found["denominator"]) == (
        int(row["requests_decided_not_to_assess"]),
        int(row["requests_received_in_year"]),
    )


def test_counts_have_poisson_limits(published: Path) -> None:
    """Byar's limits lie within a thousandth of the exact ones for counts of this size."""
    essex = int(total_row(printed(published, ZIP_2025, "newplans"), "Essex", "2024")["new_ehc_plans"])
    found = ours("new_ehc_plans", "Essex", "2024")
    assert found["value"] == essex
    assert found["lci_95"] == pytest.approx(stats.chi2.ppf(0.025, 2 * essex) / 2, rel=0.001)
    assert found["uci_95"] == pytest.approx(stats.chi2.ppf(0.975, 2 * essex + 2) / 2, rel=0.001)


def test_growth_is_between_two_januaries(published: Path) -> None:
    rows = printed(published, ZIP_2025, "caseload")
    before, now = (int(total_row(rows, "Cornwall", period)["ehcplans"]) for period in ("202324", "202425"))
    assert ours("ehc_plans_growth", "Cornwall", "202425")["value"] == pytest.approx(100 * (now / before - 1))


def test_plans_per_1000_people(published: Path) -> None:
    plans = int(total_row(printed(published, ZIP_2025, "caseload"), "Leeds", "202425")["ehcplans"])
    with (published / "names" / "la_provider_lookup.csv").open(encoding="utf-8-sig", newline="") as opened:
        (row,) = [row for row in csv.DictReader(opened) if row["utla23nm"] == "Leeds"]
    people = int(row["ons_population_0-25"])
    found = ours("ehc_plans_per_1000", "Leeds", "202425")
    assert found["value"] == pytest.approx(1000 * plans / people)
    spread = 1.96 * 1000 * math.sqrt(plans) / people
    assert found["uci_95"] - found["lci_95"] == pytest.approx(2 * spread, rel=0.01)


def test_tribunal_rates_are_found_by_name_and_not_by_code(published: Path) -> None:
    """The table gives Nottingham Northamptonshire's code, and Nottinghamshire Nottingham's."""
    with zipfile.ZipFile(published / ZIP_2025) as opened:
        text = opened.read("supporting-files/SEND Tribunals and appeal rate 2014-2024.csv").decode(
            "utf-8-sig"
        )
    table = list(csv.reader(io.StringIO(text)))
    years = next(row for row in table if "2014" in row)
    for name in ("Nottingham", "Nottinghamshire", "Lancashire"):
        (row,) = [row for row in table if row and row[0] == name]
        appeals, decisions = (int(row[years.index("2023") + step].replace(",", "")) for step in (0, 1))
        found = ours("tribunal_appeal_rate", name, "2023")
        assert (found["numerator"], found["denominator"]) == (appeals, decisions)
        assert found["value"] == pytest.approx(100 * appeals / decisions)
