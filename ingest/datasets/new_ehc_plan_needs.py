"""New EHC plans of a year by the primary need named in the plan."""

from dataclasses import replace

from ingest import ehc_plans, needs

# The file has rows for the two halves of London and none for London.
HALVES_OF_LONDON = frozenset({"E13000001", "E13000002"})

DATASET = ehc_plans.dataset(
    name="new_ehc_plan_needs",
    title="New EHC plans by primary need",
    releases=(
        replace(
            ehc_plans.release_2025("sen_need_newplans.csv", ehc_plans.calendar_years(2024, 2024)),
            regions_not_kept=HALVES_OF_LONDON,
        ),
    ),
    indicators=needs.INDICATORS,
    checks=needs.CHECKS,
    total_labels=frozenset({"All EHC plans"}),
    groups=frozenset({ehc_plans.AGE, ehc_plans.ETHNICITY, ehc_plans.PLACEMENT, ehc_plans.SEX}),
    caveats=(
        "new_needs_2024_surrey",
        "new_needs_london",
        "new_needs_one_primary",
        "new_needs_counts_differ",
    ),
)
