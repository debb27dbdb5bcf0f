"""The files of the DfE publication "Education, health and care plans", by release: where each comes from.

Every release since 2022 is fetched whole. Of 2023, 2024 and 2026 no whole release has been read here: their zips are
kept unread, and the few files of 2023 and 2026 that datasets are made of are fetched for themselves. Members of 2023
and 2024 are those of their guidance, of 2026 those that public code reads.
"""

from __future__ import annotations

from ingest.dataset import Release
from ingest.ees_content import DataFile, Supporting, Zip
from ingest.ees_releases import SITE as EES

SLUG = "education-health-and-care-plans"
EVERY_FILE_HAS = frozenset({"time_period", "time_identifier", "geographic_level", "new_la_code"})
OF_2023 = """
    sen2_age_new_plans sen2_characteristics_new_plans sen2_estab_new_plans sen2_age_caseload
    sen2_characteristics_caseload sen2_estab_caseload sen2_dmo_dco sen2_residential_statements sen2_mi
"""
SINCE_2025 = """
    annual_reviews assessments caseload ceased_plans newplans personal_budgets requests residential_settings
    sen_need_newplans timeliness_20_week work_based_placements
"""
DATA = {
    "2022": """
        sen2_age_caseload sen2_age_new_plans sen2_estab_caseload sen2_estab_new_plans sen2_mi
        sen2_wbp_residential_dmo
    """,
    "2023": f"{OF_2023} sen2_wbp",
    "2024": OF_2023,
    "2025": f"{SINCE_2025} sen_needs_all_plans",
    "2026": f"{SINCE_2025} sen_needs_caseload phase_transfers",
}
SUPPORTING = {
    "2025": ("sen2_dmo_dco.csv", "SEND Tribunals and appeal rate 2014-2024.csv"),
    "2026": ("SEND appealable decisions rate 2024-2025.csv",),
}


def members(release: str) -> tuple[str, ...]:
    """The files that the zip of a release must hold."""
    data = (f"data/{name}.csv" for name in DATA[release].split())
    return (*data, *(f"supporting-files/{name}" for name in SUPPORTING.get(release, ())))


def data_file(release: str, file: str) -> DataFile:
    """One file of a release."""
    return DataFile(SLUG, file, release, EVERY_FILE_HAS)


WHOLE = {release: Zip(SLUG, release, members(release)) for release in DATA}
APPEALS_2026 = Supporting(SLUG, SUPPORTING["2026"][0], "2026")
UNREAD = tuple(
    Release(
        release,
        f"dfe/ehc-plans/{SLUG}_{release}.zip",
        f"Education, health and care plans, reporting year {release}, whole",
        f"{EES}/find-statistics/{SLUG}/{release}",
        periods=(),
        origin=WHOLE[release],
    )
    for release in ("2023", "2024", "2026")
)
