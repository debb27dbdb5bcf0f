"""Personal budgets in place for EHC plans each January, and what they cover."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import general, jumps, within
from ingest.dataset import Break, Indicator

INDICATORS = (
    Indicator("personal_budgets", "Plans with a personal budget", "plans", ("personal_budget",)),
    Indicator(
        "organised_arrangements",
        "Personal budgets with organised arrangements",
        "plans",
        ("org_arrangments",),
    ),
    Indicator("for_education", "Personal budgets for education only", "plans", ("pb_education",)),
    Indicator("for_health", "Personal budgets for health only", "plans", ("pb_health",)),
    Indicator("for_social_care", "Personal budgets for social care only", "plans", ("pb_social",)),
    Indicator("for_several", "Personal budgets for several of them", "plans", ("pb_integrated",)),
)

PARTS = ("organised_arrangements", "for_education", "for_health", "for_social_care", "for_several")
CHECKS = (
    *general(INDICATORS),
    # No sum: what a budget covers is not recorded for each, and until 2022 one could have several direct payments.
    partial(within, pairs=tuple((part, "personal_budgets") for part in PARTS)),
    partial(jumps, indicators=("personal_budgets",)),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_personal_budgets",
    title="Personal budgets for EHC plans",
    period_kind="january",
    releases=(ehc_plans.release_2025("personal_budgets.csv", ehc_plans.academic_years(2019, 2024)),),
    indicators=INDICATORS,
    checks=CHECKS,
    total_labels=frozenset({"All personal budgets"}),
    groups=frozenset({ehc_plans.AGE, ehc_plans.ETHNICITY, ehc_plans.PLACEMENT, ehc_plans.SEX}),
    breaks=(Break("January 2023", ehc_plans.PERSON_LEVEL),),
    caveats=(
        "personal_budgets_recorded_unevenly",
        "personal_budgets_2023_contradictions",
        "personal_budgets_kinds",
    ),
)
