"""The DfE publication "Education, health and care plans": its files by release, and what they share."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from ingest.dataset import Break, Dataset, Release, RowsToColumns, RowsToGroups
from ingest.ehc_plan_files import SLUG, WHOLE, data_file

SITE = f"https://explore-education-statistics.service.gov.uk/find-statistics/{SLUG}"
FOLDER = "dfe/ehc-plans"

# A dataset of this publication: the fields that all of them share are filled in.
dataset = partial(
    Dataset,
    publisher="Department for Education",
    publication="Education, health and care plans",
    landing_page=SITE,
    licence="Open Government Licence v3.0",
    attribution="Source: Department for Education, Education, health and care plans. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
)

PERSON_LEVEL = (
    "From 2023 the department collects a record for each child instead of totals from each council. "
    "Figures for 2022 and "
    "later come from these records and should be compared with earlier years only with care."
)
BEFORE_2022 = Break("2022", PERSON_LEVEL)

# Topics of groups that several files print.
AGE_BAND, AGE, AGE_AT_START = "Age group", "Child or young persons age", "Age when plan started"
SEX, ETHNICITY, PLACEMENT, YEARS = "Sex", "Ethnicity", "Type of placement", "Years EHC plan in place"


def columns(text: str) -> frozenset[str]:
    """Column names out of a text, one per word."""
    return frozenset(text.split())


def calendar_years(first: int, last: int) -> tuple[str, ...]:
    """Calendar years as EES prints them, both ends included."""
    return tuple(str(year) for year in range(first, last + 1))


def academic_years(first: int, last: int) -> tuple[str, ...]:
    """Academic years as EES prints them, by the years they begin in: 2018 -> '201819'."""
    return tuple(f"{year}{(year + 1) % 100:02}" for year in range(first, last + 1))


def release_2022(
    member: str, periods: tuple[str, ...], not_kept: frozenset[str], rows: RowsToColumns | None = None
) -> Release:
    """A file of the 2022 release."""
    return Release(
        release="2022",
        file=f"{FOLDER}/education-health-and-care-plans_2022.zip",
        member=f"data/{member}",
        title="Education, health and care plans, reporting year 2022",
        address=f"{SITE}/2022",
        periods=periods,
        not_kept=not_kept,
        rows_to_columns=rows,
        origin=WHOLE["2022"],
    )


def release_2025(member: str, periods: tuple[str, ...], not_kept: frozenset[str] = frozenset()) -> Release:
    """A file of the 2025 release."""
    return Release(
        release="2025",
        file=f"{FOLDER}/education-health-and-care-plans_2025.zip",
        member=f"data/{member}",
        title="Education, health and care plans, reporting year 2025",
        address=f"{SITE}/2025",
        periods=periods,
        not_kept=not_kept,
        origin=WHOLE["2025"],
    )


def release_2026(file: str, read: frozenset[str], not_kept: frozenset[str] = frozenset()) -> Release:
    """A file of the 2026 release, as far as it is in the extract that was at hand: some breakdowns of 2025."""
    return Release(
        release="2026",
        file=f"{FOLDER}/{file}",
        title="Education, health and care plans, reporting year 2026",
        address=f"{SITE}/2026",
        periods=("2025",),
        not_kept=not_kept,
        breakdowns_read=read,
        origin=data_file("2026", file.replace("_2026_extract", "")),
    )


# Requests, assessments, timeliness, ceased plans and personal budgets were one file until 2024: each dataset
# takes its own columns out of it and leaves the rest.
SEN2_MI_2022 = release_2022(
    "sen2_mi.csv",
    calendar_years(2014, 2021),
    columns(
        "NewallEHC NewallEHC_pc NewallEHC_AssnoneEHC_sum AssnoneEHC AssnoneEHC_pc AssnodecisionEHC "
        "AssRefusedEHC AssRefusedEHC_pc Assnone Assnodecision AssRefused Mtosi Sitom MtoPar SitoPar "
        "Dislea Dismet Disoth Disleft MtosiEHC SitomEHC MtoParEHC SitoParEHC DisleaEHC DismetEHC "
        "DisothEHC DisleftEHC InreqEHC InreqryaEHC TotIncExcEHC IncExc20weekEHC IncExc20weekRate "
        "TotNoExcEHC NoExc20weekEHC NoExc20weekRate TotIncExc IncExc26week TotNoExc NoExc26week "
        "StatementstoEHC StatementstoNoEHC PersonalBudgets OrgArrangements DirectPayEducation "
        "DirectPaySocialCare DirectPayHealth DirectPayIntegrated NewEHCMediation NewEHCTribunal "
        "NewEHCTribunal_pc"
    ),
)
SEN2_MI_2023 = Release(
    release="2023",
    file=f"{FOLDER}/sen2_mi_2023.csv",
    title="Education, health and care plans, reporting year 2023",
    address=f"{SITE}/2023",
    periods=calendar_years(2014, 2022),
    origin=data_file("2023", "sen2_mi.csv"),
    not_kept=columns(
        "ass_nodecision ass_nodecision_ehc ass_none ass_none_ehc ass_none_ehc_pc ass_refused "
        "ass_refused_ehc ass_refused_ehc_pc assessment_mediation assessment_tribunal assessment_w "
        "assessments direct_pay_education direct_pay_health direct_pay_integrated direct_pay_socialcare "
        "discontinued_abroad discontinued_age discontinued_deceased discontinued_employment "
        "discontinued_unknown discontinued_engage discontinued_he discontinued_lea discontinued_lea_ehc "
        "discontinued_lea_noncomp discontinued_left discontinued_left_ehc discontinued_met "
        "discontinued_met_ehc discontinued_met_noncomp discontinued_other discontinued_other_ehc "
        "discontinued_other_noncomp discontinued_total inc_exc_20week_ehc inc_exc_20week_rate "
        "inc_exc_26week inreq_ehc inreq_ehc_a inreq_ehc_w inreq_ehc_y inreq_rya_ehc mainstream_to_home "
        "mainstream_to_home_ehc mainstream_to_special mainstream_to_special_ehc new_all_ehc "
        "new_all_ehc_ass_none_ehc_sum new_all_ehc_pc no_exc_20week_ehc no_exc_20week_rate no_exc_26week "
        "org_arrangements other_mediation other_tribunal total_tribunal personal_budgets "
        "request_mediation request_tribunal special_to_home special_to_home_ehc special_to_mainstream "
        "special_to_mainstream_ehc statements_no_ehc statements_to_ehc tot_inc_exc tot_inc_exc_ehc "
        "tot_no_exc tot_no_exc_ehc total_mediation total_tribunal_followed_mediation total_tribunal_pc"
    ),
)


# Work-based and residential placements and designated officers; statements of SEN, which plans replaced, are left out.
WORK_AND_RESIDENTIAL_2022 = release_2022(
    "sen2_wbp_residential_dmo.csv",
    calendar_years(2017, 2022),
    columns(
        "MApprenEHC MTrainEHC MSuppIntEHC WorkbasedEHC Mres38week05EHC Mres38week510EHC Mres38week1115EHC "
        "Mres38week1619EHC Mres38week2025EHC TotMres38weekEHC Mres52week05EHC Mres52week510EHC "
        "Mres52week1115EHC Mres52week1619EHC Mres52week2025EHC TotMres52weekEHC Mres38week05 Mres38week510 "
        "Mres38week1115 Mres38week1619 TotMres38week Mres52week05 Mres52week510 Mres52week1115 "
        "Mres52week1619 TotMres52week DMO DCO DMODCOFunction"
    ),
)


def by_age(member: str, periods: tuple[str, ...], counts: tuple[str, str, str]) -> Release:
    """A file of the 2022 release by age: it counts all plans, unlike the one by placement.

    Its percentages, shares of the counts in the same rows, are left out.
    """
    percents = frozenset(f"{count}_pc" for count in counts)
    return replace(
        release_2022(member, periods, percents), rows_to_groups=RowsToGroups("characteristic_age", AGE_BAND)
    )


# Rows of the 2022 release by placement that are left out: parts of what is kept, or printed again as a total.
PLACEMENTS_NOT_KEPT = (
    "Awaiting provision - above compulsory school age and in education | Educated elsewhere",
    "Awaiting provision - above compulsory school age and not in education | Educated elsewhere",
    "Awaiting provision - below compulsory school age and in education | Educated elsewhere",
    "Awaiting provision - below compulsory school age and not in education | Educated elsewhere",
    "Awaiting provision - compulsory school age and in education | Educated elsewhere",
    "Awaiting provision - compulsory school age and not in education | Educated elsewhere",
    "Non-maintained early years | Non-maintained early years",
    "NEET | NEET",
    "Other | Other",
    "Apprenticeship | Unknown",
    "Supported Internship | Unknown",
    "Traineeship | Unknown",
    "Work-based learning | Unknown",
    "Total | Unknown",
)


def by_placement(member: str, periods: tuple[str, ...], counts: tuple[str, str, str]) -> Release:
    """A file of the 2022 release by type of establishment; the second of its counts, EHC plans, is kept."""
    statements, plans, both = counts
    left = [f"{plans} | {row}" for row in PLACEMENTS_NOT_KEPT]
    others = [statements, both, *(f"{count}_pc" for count in counts)]
    shape = RowsToColumns(("establishment_type", "establishment_group"), (plans,))
    return release_2022(member, periods, frozenset([*left, *others]), shape)
