"""Young people with an EHC plan in a supported internship, an apprenticeship or a traineeship each January."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import general, jumps, sums_to
from ingest.dataset import Break, Indicator

INDICATORS = (
    Indicator("work_based", "Work-based placements", "plans", ("WorkbasedEHC", "open_wbp")),
    Indicator("supported_internships", "Supported internships", "plans", ("MSuppIntEHC", "open_supp_intern")),
    Indicator("apprenticeships", "Apprenticeships", "plans", ("MApprenEHC", "open_apprentice")),
    Indicator("traineeships", "Traineeships", "plans", ("MTrainEHC", "open_trainee")),
)

KINDS = ("supported_internships", "apprenticeships", "traineeships")
CHECKS = (
    *general(INDICATORS),
    partial(sums_to, total="work_based", parts=KINDS),
    partial(jumps, indicators=("work_based",)),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_work_based",
    title="Work-based placements with an EHC plan",
    period_kind="january",
    releases=(
        ehc_plans.WORK_AND_RESIDENTIAL_2022,
        ehc_plans.release_2025("work_based_placements.csv", ehc_plans.academic_years(2024, 2024)),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    total_labels=frozenset({"All work based placements"}),
    groups=frozenset({"Young persons age", ehc_plans.ETHNICITY, ehc_plans.PLACEMENT, ehc_plans.SEX}),
    breaks=(Break("January 2023", ehc_plans.PERSON_LEVEL),),
    caveats=("work_based_gap",),
)
