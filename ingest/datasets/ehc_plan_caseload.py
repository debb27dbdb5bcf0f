"""EHC plans in place each January, and where the children are placed."""

from functools import partial

from ingest import ehc_plans, placements
from ingest.checks import Part, general, jumps, rolled_forward, zero_between
from ingest.dataset import Break, Indicator

COUNTS = ("Total_st", "Total_ehc", "Total_all")

INDICATORS = (
    Indicator("plans", "Plans in place", "plans", ("Total_ehc", "ehcplans")),
    Indicator("statements", "Statements of SEN in place", "statements", ("Total_st",), until="2022"),
    Indicator(
        "plans_and_statements",
        "Plans and statements of SEN in place",
        "plans",
        ("Total_all",),
        until="2022",
    ),
    # Before 2019 this falls short of all plans: there was no category for children outside the listed
    # placements.
    Indicator(
        "plans_by_placement",
        "Plans in the placements listed",
        "plans",
        ("Total_ehc | Total | Total",),
        until="2022",
    ),
    *placements.placements("Total_ehc"),
)

CHECKS = (
    *general(INDICATORS),
    *placements.CHECKS,
    partial(zero_between, indicators=("plans",)),
    partial(jumps, indicators=("plans", "mainstream", "special", "further_education")),
    partial(
        rolled_forward,
        stock="plans",
        came=Part("new_ehc_plans", "plans"),
        went=Part("ehc_plans_ceased", "ceased"),
    ),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_caseload",
    title="EHC plans in place in January",
    # The 2022 release names a January by its year, the 2025 release by the academic year it falls in.
    period_kind="january",
    releases=(
        ehc_plans.by_age("sen2_age_caseload.csv", ehc_plans.calendar_years(2010, 2022), COUNTS),
        ehc_plans.by_placement("sen2_estab_caseload.csv", ehc_plans.calendar_years(2010, 2022), COUNTS),
        ehc_plans.release_2025("caseload.csv", ehc_plans.academic_years(2018, 2024)),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    after=("new_ehc_plans", "ehc_plans_ceased"),
    total_labels=frozenset({"All EHC plans"}),
    groups=frozenset(
        {
            ehc_plans.AGE,
            ehc_plans.AGE_AT_START,
            ehc_plans.AGE_BAND,
            ehc_plans.ETHNICITY,
            ehc_plans.SEX,
            ehc_plans.YEARS,
        }
    ),
    breaks=(Break("January 2023", ehc_plans.PERSON_LEVEL),),
    caveats=(
        "caseload_2016_2018_placements_short",
        "caseload_2024_hackney_peterborough",
        "caseload_2025_placement_not_recorded",
        "caseload_2024_nottingham",
        "caseload_2025_newham",
        "caseload_educated_elsewhere",
        "caseload_parents_arrangements",
    ),
)
