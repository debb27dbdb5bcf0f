"""Rows of the revision ledger against the publishers' own files of both releases, read by other code than the ingest's.

The sample is chosen by a rule: of each table, figure, period and kind the two rows whose identities have the
smallest digests. The names of columns below were read off the files.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from metrics import areas, revisions, tables

EHC = "dfe/ehc-plans/education-health-and-care-plans_{}.zip"
TRIBUNAL_2025 = "supporting-files/SEND Tribunals and appeal rate 2014-2024.csv"
TRIBUNAL_2022 = "moj/send_appeal_rate_table_2014-2022.ods"
OLD_CODES = {"E06000060": "E10000002", "E06000065": "E10000023", "E06000066": "E10000027"}
"""Buckinghamshire, North Yorkshire and Somerset, which newer files still print under their codes of before."""
OLD = {
    "requests_decided_to_assess": "inreq_ehc_y", "requests_undecided": "inreq_ehc_a",
    "requests_withdrawn": "inreq_ehc_w", "requests_refused_percent": "ass_refused_ehc_pc",
    "requests_mediation": "request_mediation", "requests_tribunal": "request_tribunal",
    "percent_within_20_weeks": "inc_exc_20week_rate",
    "percent_within_20_weeks_excluding_exceptions": "no_exc_20week_rate",
    "plans_issued": "tot_inc_exc_ehc", "plans_issued_excluding_exceptions": "tot_no_exc_ehc",
    "assessments": "assessments",
}  # fmt: skip
ESTABLISHMENTS = {
    "home_education": "Elective home education",
    "not_in_education": "NEET",
    "mainstream_free_school_resourced_provision": "Mainstream - Free school - Resourced provision",
    "mainstream_free_school_sen_unit": "Mainstream - Free school - SEN unit",
}
NEW = {
    "requests_decided_to_assess": "requests_decided_to_assess", "requests_undecided": "requests_decision_not_made",
    "requests_withdrawn": "requests_withdrawn", "requests_refused_percent": "request_not_assess_pc",
    "requests_mediation": "mediation_related_request", "requests_tribunal": "tribunal_related_request",
    "percent_within_20_weeks": "pc_plans_issued_within_20_weeks",
    "percent_within_20_weeks_excluding_exceptions": "PC_plans_issued_20_weeks_ex",
    "plans_issued": "plans_issued_den", "plans_issued_excluding_exceptions": "plans_issued_den_ex",
    "assessments": "assess_in_year", "home_education": "elective_home_education", "not_in_education": "neet",
    "mainstream_free_school_resourced_provision": "mainstream_free_school_resourced_provision",
    "mainstream_free_school_sen_unit": "mainstream_free_school_senunit",
}  # fmt: skip
MEMBERS = {
    "ehc_plan_requests": "requests", "ehc_plan_timeliness": "timeliness_20_week",
    "ehc_plan_assessments": "assessments", "new_ehc_plans": "newplans", "ehc_plan_caseload": "caseload",
}  # fmt: skip
Cells = dict[tuple[str, ...], str]


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    """Two rows of each table, figure, period and kind; of rows left out the whole is looked at by itself."""
    rows = revisions.revisions()
    rows = rows[rows["kind"] != "dropped"]
    digest = rows["id"].map(lambda text: hashlib.sha256(text.encode()).hexdigest())
    by = ["dataset", "indicator", "period", "kind"]
    return rows.assign(digest=digest).sort_values("digest").groupby(by, sort=False).head(2)


@cache
def lines(published: Path, file: str, member: str = "") -> list[dict[str, str]]:
    """The lines of a file, or of a member of a zip file."""
    content = (published / file).read_bytes()
    if member:
        content = zipfile.ZipFile(io.BytesIO(content)).read(member)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def place(line: dict[str, str]) -> str:
    return line["new_la_code"] or line["region_code"] or line["country_code"]


def found(wanted: list[dict[str, str]], code: str, column: str) -> str:
    """The one cell of a place, under the code that the file prints."""
    cells = [line[column] for line in wanted if place(line) in (code, OLD_CODES.get(code, code))]
    assert len(cells) == 1, (code, column, cells)
    return cells[0]


def old_cell(published: Path, row: pd.Series) -> str:
    year = row["period"][-4:]
    if row["dataset"] == "tribunal_appeals":
        return tribunal_2022(published)[areas.name(row["area_code"]), year]
    if row["old_release"] == "2023":
        mine = [
            line for line in lines(published, "dfe/ehc-plans/sen2_mi_2023.csv") if line["time_period"] == year
        ]
        return found(mine, row["area_code"], OLD[row["indicator"]])
    of_new = row["dataset"] == "new_ehc_plans"
    member = "data/sen2_estab_new_plans.csv" if of_new else "data/sen2_estab_caseload.csv"
    kind = ESTABLISHMENTS[row["indicator"]]
    every = lines(published, EHC.format(2022), member)
    mine = [each for each in every if each["time_period"] == year and each["establishment_type"] == kind]
    return found(mine, row["area_code"], "Total_new_ehc" if of_new else "Total_ehc")


def new_cell(published: Path, row: pd.Series) -> str:
    if row["dataset"] == "tribunal_appeals":
        return tribunal_2025(published)[areas.name(row["area_code"]), row["period"]]
    year = int(row["period"][-4:])
    when = f"{year - 1}{year % 100}" if row["dataset"] == "ehc_plan_caseload" else str(year)
    every = lines(published, EHC.format(2025), f"data/{MEMBERS[row['dataset']]}.csv")
    mine = [
        each for each in every if each["time_period"] == when and each["breakdown"] == each["breakdown_topic"]
    ]
    return found(mine, row["area_code"], NEW[row["indicator"]])


@cache
def tribunal_2022(published: Path) -> Cells:
    """(council, year) -> the rate as a share, times a hundred."""
    sheet = CalamineWorkbook.from_path(str(published / TRIBUNAL_2022)).get_sheet_by_name("SEND_2").to_python()
    years = [str(year) for year in range(2014, 2023)]
    return {(bare(line[0]), year): str(100 * line[3 + 3 * at]) for line in sheet if line[0]
            for at, year in enumerate(years) if isinstance(line[3 + 3 * at], float)}  # fmt: skip


@cache
def tribunal_2025(published: Path) -> Cells:
    text = zipfile.ZipFile(published / EHC.format(2025)).read(TRIBUNAL_2025).decode("utf-8-sig")
    years = [str(year) for year in range(2014, 2025)]
    return {(bare(line[0]), year): line[4 + 3 * at].rstrip("%") for line in csv.reader(io.StringIO(text))
            if line[0] for at, year in enumerate(years)}  # fmt: skip


def bare(name: object) -> str:
    """A council's name without the number of a footnote, as we call the council."""
    text = str(name).strip().rstrip("0123456789")
    try:
        return areas.name(areas.find(text))
    except areas.UnknownPlace:
        return text


def test_old_and_new_figures_are_those_of_the_files(published: Path, sample: pd.DataFrame) -> None:
    assert len(sample) >= 60
    assert set(sample["dataset"]) == {*MEMBERS, "tribunal_appeals"}
    for _, row in sample.iterrows():
        old, new = old_cell(published, row), new_cell(published, row)
        assert float(old.replace(",", "")) == pytest.approx(row["old_value"], abs=1e-6), row["id"]
        if row["new_symbol"]:
            assert new == row["new_symbol"], row["id"]
        else:
            assert float(new) == pytest.approx(row["new_value"], abs=1e-9), row["id"]
            assert row["kind"] == "rounding"
            assert abs(float(new) - float(old)) <= 0.0501


def test_columns_of_requests_are_empty_for_everyone_and_requests_and_refusals_stand_unchanged(
    published: Path,
) -> None:
    """What was taken back is no figure that is said to be wrong: whole columns, whose base is printed as before."""
    new = [each for each in lines(published, EHC.format(2025), "data/requests.csv")
           if each["breakdown"] == each["breakdown_topic"] and each["time_period"] <= "2022"]  # fmt: skip
    old = lines(published, "dfe/ehc-plans/sen2_mi_2023.csv")
    emptied = revisions.revisions(kind="withdrawn", dataset="ehc_plan_requests")
    for (indicator, period), part in emptied.groupby(["indicator", "period"]):
        cells = {each[NEW[indicator]] for each in new if each["time_period"] == period}
        printed = [each[OLD[indicator]] for each in old if each["time_period"] == period]
        figures = [cell for cell in printed if cell not in ("x", "z", "")]
        assert cells == {"x"}, (indicator, period)
        assert len(part) <= len(figures) <= len(part) + 1, (indicator, period)
    both: dict[str, Callable[[dict[str, str]], str]] = {
        "inreq_ehc": lambda line: line["requests_received_in_year"],
        "ass_refused_ehc": lambda line: line["requests_decided_not_to_assess"],
    }
    before = {(line["time_period"], place(line)): line for line in old}
    for column, now in both.items():
        same = [now(line) == before[line["time_period"], place(line)][column]
                for line in new if (line["time_period"], place(line)) in before]  # fmt: skip
        assert len(same) > 620
        assert all(same), column


def test_the_guidance_says_that_items_are_no_longer_available(published: Path) -> None:
    guidance = zipfile.ZipFile(published / EHC.format(2025)).read("data-guidance/data-guidance.txt").decode()
    assert (
        "Some data items collected in the pre-2023 aggregate collection are no longer available" in guidance
    )


def test_a_place_that_is_left_out_has_a_row_in_the_older_file_and_none_in_the_newer(published: Path) -> None:
    rows = revisions.revisions(kind="dropped")
    assert set(rows["area_name"]) == {"Isles of Scilly"}
    assert set(rows["period"]) == {"2019"}
    scilly = "E06000053"
    old = [each for each in lines(published, EHC.format(2022), "data/sen2_estab_new_plans.csv")
           if place(each) == scilly and each["time_period"] == "2019"]  # fmt: skip
    assert {each["Total_new_ehc"] for each in old} == {"0"}
    assert set(rows["old_value"]) == {0.0}
    new = lines(published, EHC.format(2025), "data/newplans.csv")
    assert not [each for each in new if place(each) == scilly and each["time_period"] == "2019"]
    assert [each for each in new if place(each) == scilly]


def test_every_pair_of_releases_of_the_ledger_is_in_the_sample(sample: pd.DataFrame) -> None:
    pairs = ["dataset", "old_release", "new_release"]
    held = tables.table("revisions")
    assert set(sample[pairs].itertuples(index=False, name=None)) == set(
        held[pairs].itertuples(index=False, name=None)
    )
