"""EHC plans in place in January by the primary need named in the plan."""

from ingest import ehc_plans, needs

DATASET = ehc_plans.dataset(
    name="ehc_plan_needs",
    title="EHC plans in place by primary need",
    period_kind="january",
    releases=(ehc_plans.release_2025("sen_needs_all_plans.csv", ehc_plans.academic_years(2024, 2024)),),
    indicators=needs.INDICATORS,
    checks=needs.CHECKS,
    total_labels=frozenset({"All EHC plans"}),
    groups=frozenset(
        {ehc_plans.AGE, ehc_plans.ETHNICITY, ehc_plans.PLACEMENT, ehc_plans.SEX, ehc_plans.YEARS}
    ),
    caveats=(
        "needs_2025_surrey",
        "needs_down_syndrome",
        "needs_one_primary",
    ),
)
