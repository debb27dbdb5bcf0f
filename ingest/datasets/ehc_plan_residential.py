"""Children and young people with an EHC plan in a residential setting each January, by its weeks in a year."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import general, jumps, sums_to
from ingest.dataset import Break, Indicator

AGES = (
    ("under_5", "under 5", "05"),
    ("5_to_10", "aged 5 to 10", "510"),
    ("11_to_15", "aged 11 to 15", "1115"),
    ("16_to_19", "aged 16 to 19", "1619"),
    ("20_to_25", "aged 20 to 25", "2025"),
)
# name, label, weeks as the 2022 release names them
WEEKS = (
    ("residential_38_to_51_weeks", "In a residential setting for 38 to 51 weeks", "38"),
    ("residential_52_weeks", "In a residential setting for 52 weeks", "52"),
)
INDICATORS = (
    Indicator("residential", "In a residential setting", "plans", ("Res_tot",), since="2025"),
    Indicator(WEEKS[0][0], WEEKS[0][1], "plans", ("TotMres38weekEHC", "Res_3851")),
    Indicator(WEEKS[1][0], WEEKS[1][1], "plans", ("TotMres52weekEHC", "Res_52")),
    # The 2022 release prints ages as columns; later ones as groups.
    *(
        Indicator(
            f"{name}_{age}", f"{label}, {aged}", "plans", (f"Mres{weeks}week{column}EHC",), until="2022"
        )
        for name, label, weeks in WEEKS
        for age, aged, column in AGES
    ),
    # Statements of SEN, which plans replaced: January 2018 only.
    *(
        Indicator(
            f"statements_{name}", f"{label}, statements", "statements", (f"TotMres{weeks}week",), until="2022"
        )
        for name, label, weeks in WEEKS
    ),
    *(
        Indicator(
            f"statements_{name}_{age}",
            f"{label}, statements, {aged}",
            "statements",
            (f"Mres{weeks}week{column}",),
            until="2022",
        )
        for name, label, weeks in WEEKS
        for age, aged, column in AGES[:-1]
    ),
)

CHECKS = (
    *general(INDICATORS),
    partial(sums_to, total="residential", parts=tuple(name for name, *_ in WEEKS)),
    *(partial(sums_to, total=name, parts=tuple(f"{name}_{age}" for age, *_ in AGES)) for name, *_ in WEEKS),
    partial(jumps, indicators=("residential",)),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_residential",
    title="Residential placements with an EHC plan",
    period_kind="january",
    releases=(
        ehc_plans.WORK_AND_RESIDENTIAL_2022,
        ehc_plans.release_2025("residential_settings.csv", ehc_plans.academic_years(2018, 2024)),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    total_labels=frozenset({"All residential placements"}),
    groups=frozenset({ehc_plans.AGE, ehc_plans.ETHNICITY, ehc_plans.PLACEMENT, ehc_plans.SEX}),
    breaks=(Break("January 2023", ehc_plans.PERSON_LEVEL),),
    caveats=("residential_recorded_unevenly",),
)
