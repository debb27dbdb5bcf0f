"""Placements: where children with an EHC plan are taught, in the files of DfE's EHC plan publication.

The 2022 release prints them as rows, later ones as columns. One name is used for both only where the years
that both print (2019 to 2021, for the caseload to January 2022) agree council by council.
"""

from __future__ import annotations

from functools import partial

from ingest.checks import percentages, sums_to, unequal_coverage, within, zero_beside
from ingest.dataset import Check, Indicator

# name, label, column of the 2025 release, row of the 2022 release
PLACEMENTS: tuple[tuple[str, ...], ...] = (
    ("mainstream", "Mainstream schools", "mainstream_total", "Total | Mainstream school"),
    (
        "mainstream_maintained",
        "Mainstream maintained schools, outside resourced provision and SEN units",
        "mainstream_la_maintained",
        "Mainstream - LA maintained | Mainstream school",
    ),
    (
        "mainstream_maintained_resourced_provision",
        "Mainstream maintained schools, resourced provision",
        "mainstream_la_maintained_resourced_provision",
        "Mainstream - LA maintained - Resourced provision | Mainstream school",
    ),
    (
        "mainstream_maintained_sen_unit",
        "Mainstream maintained schools, SEN units",
        "mainstream_la_maintained_senunit",
        "Mainstream - LA maintained - SEN unit | Mainstream school",
    ),
    (
        "mainstream_academy",
        "Mainstream academies, outside resourced provision and SEN units",
        "mainstream_academy",
        "Mainstream - Academy | Mainstream school",
    ),
    (
        "mainstream_academy_resourced_provision",
        "Mainstream academies, resourced provision",
        "mainstream_academy_resourced_provision",
        "Mainstream - Academy - Resourced Provision | Mainstream school",
    ),
    (
        "mainstream_academy_sen_unit",
        "Mainstream academies, SEN units",
        "mainstream_academy_senunit",
        "Mainstream - Academy - SEN unit | Mainstream school",
    ),
    (
        "mainstream_free_school",
        "Mainstream free schools, outside resourced provision and SEN units",
        "mainstream_free_school",
        "Mainstream - Free school | Mainstream school",
    ),
    (
        "mainstream_free_school_resourced_provision",
        "Mainstream free schools, resourced provision",
        "mainstream_free_school_resourced_provision",
        "Mainstream - Free school - Resourced provision | Mainstream school",
    ),
    (
        "mainstream_free_school_sen_unit",
        "Mainstream free schools, SEN units",
        "mainstream_free_school_senunit",
        "Mainstream - Free school - SEN unit | Mainstream school",
    ),
    (
        "mainstream_independent",
        "Mainstream independent schools",
        "mainstream_independent",
        "Mainstream - Independent | Mainstream school",
    ),
    ("special", "Special schools", "special_total", "Total | Special school"),
    # The 2025 release counts hospital schools in here.
    ("special_maintained", "Special schools, maintained, hospital schools included", "special_la_maintained"),
    (
        "special_maintained_without_hospital",
        "Special schools, maintained, hospital schools apart",
        "",
        "Special - LA maintained | Special school",
    ),
    ("hospital_school", "Hospital schools", "", "Hospital School | Special school"),
    (
        "special_academy_or_free_school",
        "Special academies and free schools",
        "special_academy_free",
        "Special - Academy/free | Special school",
    ),
    ("special_academy", "Special academies", "", "Special - Academy | Special school"),
    ("special_free_school", "Special free schools", "", "Special - Free school | Special school"),
    (
        "special_independent",
        "Special schools, independent",
        "special_independent",
        "Special - Independent | Special school",
    ),
    (
        "special_non_maintained",
        "Special schools, non-maintained",
        "special_non_maintained",
        "Special - Non-maintained | Special school",
    ),
    (
        "alternative_provision",
        "Alternative provision",
        "ap_pru_total",
        "Total | Alternative provision/Pupil referral unit",
    ),
    (
        "alternative_provision_academy",
        "Alternative provision academies",
        "ap_pru_academy",
        "AP/PRU - Academy | Alternative provision/Pupil referral unit",
    ),
    (
        "alternative_provision_free_school",
        "Alternative provision free schools",
        "ap_pru_free_school",
        "AP/PRU - Free school | Alternative provision/Pupil referral unit",
    ),
    (
        "pupil_referral_unit",
        "Pupil referral units",
        "ap_pru_la_maintained",
        "AP/PRU - LA maintained | Alternative provision/Pupil referral unit",
    ),
    ("further_education", "Further education and post-16", "fe_total", "Total | Further education"),
    # The 2025 release counts sixth form colleges and other further education in here.
    (
        "further_education_college",
        "Further education and sixth form colleges",
        "general_fe_tertiary_colleges",
    ),
    (
        "general_further_education_college",
        "General further education and tertiary colleges, higher education",
        "",
        "General FE and tertiary colleges/HE | Further education",
    ),
    ("sixth_form_college", "Sixth form colleges", "", "Sixth form college | Further education"),
    ("other_further_education", "Other further education", "", "Other FE | Further education"),
    (
        "independent_specialist_provider",
        "Independent specialist providers",
        "",
        "Independent specialist providers | Further education",
    ),
    (
        "specialist_post_16",
        "Specialist post-16 institutions",
        "specialist_post_16_institutions",
        "Specialist post-16 institutions | Further education",
    ),
    (
        "other_registered_provider",
        "Other providers on the UK register of learning providers",
        "ukrlp_provider",
    ),
    # The two releases put different things into this total, and the 2025 release does so from year to year.
    ("educated_elsewhere", "Educated elsewhere", "ed_elsewhere"),
    (
        "educated_elsewhere_without_neet_and_other",
        "Educated elsewhere, without those not in education and other placements",
        "",
        "Total | Educated elsewhere",
    ),
    (
        "home_education",
        "Elective home education",
        "elective_home_education",
        "Elective home education | Educated elsewhere",
    ),
    (
        "arranged_by_council",
        "Other arrangements made by the council",
        "other_arrangements_la",
        "Other arrangements by local authority | Educated elsewhere",
    ),
    (
        "arranged_by_parents",
        "Other arrangements made by parents",
        "other_arrangements_parents",
        "Other arrangements by parents | Educated elsewhere",
    ),
    (
        "awaiting_provision",
        "Awaiting provision",
        "await_prov_2022",
        "Awaiting provision - total | Educated elsewhere",
    ),
    (
        "permanently_excluded",
        "Permanently excluded",
        "perm_ex_2022",
        "Permanently excluded | Educated elsewhere",
    ),
    ("not_in_education", "Not in education, employment or training", "neet", "Total | NEET"),
    (
        "not_in_education_notice_to_cease",
        "Not in education or training, notice to cease the plan issued",
        "neet_ntci",
    ),
    (
        "not_in_education_school_age",
        "Not in education or training, of compulsory school age",
        "neet_other_csa",
    ),
    ("not_in_education_other_age", "Not in education or training, of another age", "neet_other"),
    ("online_provider", "Online providers", "online_provider"),
    ("welsh_setting", "Schools and settings in Wales", "w_settings"),
    ("other_school", "Other types of school", "other_schools"),
    ("other_placement", "Other placements", "other_placement_settings", "Total | Other"),
    (
        "early_years",
        "Non-maintained early years settings",
        "nm_early_years",
        "Total | Non-maintained early years",
    ),
    ("placement_unknown", "Placement not recorded", "placement_unknown"),
)


# From 2025 kinds of not being in education are printed apart, and home education is no longer given for 2019.
REDEFINED = ("home_education", "not_in_education")
GROUPS = (
    "mainstream",
    "special",
    "alternative_provision",
    "further_education",
    "educated_elsewhere",
    "early_years",
    "placement_unknown",
)
# Councils that returned a total and no placements are in a region's plans and in none of its placements.
CHECKS: tuple[Check, ...] = (
    partial(sums_to, total="plans", parts=GROUPS, exact=False),
    partial(within, pairs=tuple((group, "plans") for group in GROUPS)),
    partial(percentages, shares={f"{group}_percent": (group, "plans") for group in GROUPS}),
    partial(unequal_coverage, shares=(("mainstream", "plans"), ("special", "plans"))),
    partial(zero_beside, pairs=(("mainstream", "plans"), ("special", "plans"))),
)


def placements(count: str) -> tuple[Indicator, ...]:
    """Every placement as an indicator. `count` is the column of the 2022 release that counts EHC plans."""

    def part(name: str, label: str, column: str, row: str = "") -> Indicator:
        """A placement in one or both releases: its column in 2025, its row in 2022 ('type | group')."""
        names = tuple(text for text in (row and f"{count} | {row}", column) if text)
        return Indicator(
            name,
            label,
            "plans",
            names,
            since="" if row else "2025",
            until="9999" if column else "2022",
            redefined="2025" if name in REDEFINED else "",
        )

    def percent(name: str, label: str, column: str) -> Indicator:
        """A placement's share, as published from 2025."""
        return Indicator(
            f"{name}_percent",
            f"{label}, share of plans whose placement was returned",
            "%",
            (column,),
            since="2025",
        )

    return (
        *(part(*row) for row in PLACEMENTS),
        percent("mainstream", "Mainstream schools", "mainstream_total_pc"),
        percent("special", "Special schools", "special_total_pc"),
        percent("alternative_provision", "Alternative provision", "AP_PRU_total_pc"),
        percent("further_education", "Further education and post-16", "fe_total_pc"),
        percent("educated_elsewhere", "Educated elsewhere", "ed_elsewhere_pc"),
        percent("early_years", "Non-maintained early years settings", "nm_early_years_pc"),
        percent("placement_unknown", "Placement not recorded", "placement_unknown_pc"),
    )
