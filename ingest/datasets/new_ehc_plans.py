"""New EHC plans made in a year, and where the children were placed."""

from functools import partial

from ingest import ehc_plans, placements
from ingest.checks import general, jumps, zero_between
from ingest.dataset import Indicator

COUNTS = ("Total_new_st", "Total_new_ehc", "Total_new_all")

INDICATORS = (
    Indicator("plans", "New plans", "plans", ("Total_new_ehc", "new_ehc_plans")),
    Indicator("statements", "New statements of SEN", "statements", ("Total_new_st",), until="2022"),
    Indicator(
        "plans_and_statements",
        "New plans and statements of SEN",
        "plans",
        ("Total_new_all",),
        until="2022",
    ),
    # Before 2019 this falls short of all plans: there was no category for children outside the listed
    # placements.
    Indicator(
        "plans_by_placement",
        "New plans in the placements listed",
        "plans",
        ("Total_new_ehc | Total | Total",),
        until="2022",
    ),
    *placements.placements("Total_new_ehc"),
)

CHECKS = (
    *general(INDICATORS),
    *placements.CHECKS,
    partial(zero_between, indicators=("plans",)),
    partial(jumps, indicators=("plans",)),
)

DATASET = ehc_plans.dataset(
    name="new_ehc_plans",
    title="New EHC plans",
    releases=(
        ehc_plans.by_age("sen2_age_new_plans.csv", ehc_plans.calendar_years(2009, 2021), COUNTS),
        ehc_plans.by_placement("sen2_estab_new_plans.csv", ehc_plans.calendar_years(2009, 2021), COUNTS),
        ehc_plans.release_2025("newplans.csv", ehc_plans.calendar_years(2019, 2024)),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    total_labels=frozenset({"New EHC plans"}),
    groups=frozenset(
        {ehc_plans.AGE_AT_START, ehc_plans.AGE_BAND, ehc_plans.ETHNICITY, ehc_plans.SEX},
    ),
    breaks=(ehc_plans.BEFORE_2022,),
    caveats=(
        "new_plans_2014_four_months",
        "new_plans_2022_wakefield",
        "new_plans_counts_differ",
        "new_plans_placements_short",
        "new_plans_educated_elsewhere",
    ),
)
