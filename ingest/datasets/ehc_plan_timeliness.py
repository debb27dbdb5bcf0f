"""EHC plans issued and how long they took: within 20 weeks, 20 to 52 weeks, over a year."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import (
    Part,
    exchanged,
    exchanged_beside,
    general,
    jumps,
    percentages,
    sums_to,
    unequal_coverage,
    within,
    zero_beside,
    zero_between,
)
from ingest.dataset import Indicator

EXCLUDING = "excluding exceptions"

INDICATORS = (
    Indicator(
        "plans_issued", "Plans issued", "plans", ("TotIncExcEHC", "tot_inc_exc_ehc", "plans_issued_den")
    ),
    Indicator(
        "plans_issued_within_20_weeks",
        "Plans issued within 20 weeks",
        "plans",
        ("IncExc20weekEHC", "inc_exc_20week_ehc", "plans_issued_within_20_weeks"),
    ),
    Indicator(
        "percent_within_20_weeks",
        "Share of plans issued within 20 weeks",
        "%",
        ("IncExc20weekRate", "inc_exc_20week_rate", "pc_plans_issued_within_20_weeks"),
    ),
    Indicator(
        "plans_issued_excluding_exceptions",
        f"Plans issued, {EXCLUDING}",
        "plans",
        ("TotNoExcEHC", "tot_no_exc_ehc", "plans_issued_den_ex"),
    ),
    Indicator(
        "plans_issued_within_20_weeks_excluding_exceptions",
        f"Plans issued within 20 weeks, {EXCLUDING}",
        "plans",
        ("NoExc20weekEHC", "no_exc_20week_ehc", "plans_issued_20_weeks_ex"),
    ),
    Indicator(
        "percent_within_20_weeks_excluding_exceptions",
        f"Share of plans issued within 20 weeks, {EXCLUDING}",
        "%",
        ("NoExc20weekRate", "no_exc_20week_rate", "pc_plans_issued_20_weeks_ex"),
    ),
    Indicator(
        "plans_issued_20_to_52_weeks",
        "Plans issued after 20 and within 52 weeks",
        "plans",
        ("plans_issued_gt20weeks_ltyear",),
        since="2025",
    ),
    Indicator(
        "plans_issued_20_to_52_weeks_excluding_exceptions",
        f"Plans issued after 20 and within 52 weeks, {EXCLUDING}",
        "plans",
        ("plans_issued_gt20weeks_ltyear_ex",),
        since="2025",
    ),
    Indicator(
        "percent_20_to_52_weeks",
        "Share of plans issued after 20 and within 52 weeks",
        "%",
        ("pc_plans_issued_gt20weeks_ltyear",),
        since="2025",
    ),
    Indicator(
        "percent_20_to_52_weeks_excluding_exceptions",
        f"Share of plans issued after 20 and within 52 weeks, {EXCLUDING}",
        "%",
        ("pc_plans_issued_gt20weeks_ltyear_ex",),
        since="2025",
    ),
    Indicator(
        "plans_issued_over_a_year",
        "Plans issued after 52 weeks",
        "plans",
        ("plans_issued_gt_1_year",),
        since="2025",
    ),
    Indicator(
        "plans_issued_over_a_year_excluding_exceptions",
        f"Plans issued after 52 weeks, {EXCLUDING}",
        "plans",
        ("plans_issued_gt_1_year_ex",),
        since="2025",
    ),
    Indicator(
        "percent_over_a_year",
        "Share of plans issued after 52 weeks",
        "%",
        ("pc_plans_issued_gt_1_year",),
        since="2025",
    ),
    Indicator(
        "percent_over_a_year_excluding_exceptions",
        f"Share of plans issued after 52 weeks, {EXCLUDING}",
        "%",
        ("pc_plans_issued_gt_1_year_ex",),
        since="2025",
    ),
    Indicator(
        "average_weeks", "Average weeks to issue a plan", "weeks", ("avg_weeks_issue_plan",), since="2026"
    ),
)

BANDS = ("within_20_weeks", "20_to_52_weeks", "over_a_year")
BASES = ("", "_excluding_exceptions")
SHARES = {
    f"percent_{band}{base}": (f"plans_issued_{band}{base}", f"plans_issued{base}")
    for band in BANDS
    for base in BASES
}
CHECKS = (
    *general(INDICATORS),
    # Plans of children of unknown age are in no band.
    *(
        partial(
            sums_to,
            total=f"plans_issued{base}",
            parts=tuple(f"plans_issued_{band}{base}" for band in BANDS),
            exact=False,
        )
        for base in BASES
    ),
    partial(
        within,
        pairs=(
            ("plans_issued_excluding_exceptions", "plans_issued"),
            *SHARES.values(),
            *((f"plans_issued_{band}_excluding_exceptions", f"plans_issued_{band}") for band in BANDS),
        ),
    ),
    partial(percentages, shares=SHARES),
    partial(unequal_coverage, shares=tuple(SHARES.values())),
    partial(zero_beside, pairs=(("plans_issued_excluding_exceptions", "plans_issued"),)),
    partial(zero_between, indicators=("plans_issued",)),
    partial(jumps, indicators=("plans_issued", "plans_issued_excluding_exceptions")),
    partial(exchanged, indicators=("plans_issued", "plans_issued_excluding_exceptions")),
    # The factors are those that no two councils reach together in any true year: plans follow assessments closely, but
    # requests of which some were made the year before only loosely.
    partial(
        exchanged_beside,
        figure="plans_issued",
        beside=Part("ehc_plan_assessments", "assessments_plan_issued"),
        factor=1.5,
        close=1.3,
    ),
    partial(
        exchanged_beside,
        figure="plans_issued",
        beside=Part("ehc_plan_requests", "requests_decided_to_assess"),
        factor=1.8,
        close=1.5,
    ),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_timeliness",
    title="EHC plans issued within 20 weeks",
    releases=(
        ehc_plans.SEN2_MI_2022,
        ehc_plans.SEN2_MI_2023,
        ehc_plans.release_2025("timeliness_20_week.csv", ehc_plans.calendar_years(2019, 2024)),
        # Not an average over the plans it names: it seems to divide the weeks of plans without an exception
        # by all plans.
        ehc_plans.release_2026(
            "timeliness_20_week_2026_extract.csv",
            frozenset({"All EHC plans"}),
            frozenset({"avg_weeks_issue_plan_exc"}),
        ),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    after=("ehc_plan_assessments", "ehc_plan_requests"),
    total_labels=frozenset({"All EHC plans issued", "All EHC plans"}),
    groups=frozenset({ehc_plans.AGE, ehc_plans.ETHNICITY, ehc_plans.SEX}),
    breaks=(ehc_plans.BEFORE_2022,),
    caveats=(
        "timeliness_2014_four_months",
        "timeliness_2020_law",
        "timeliness_2021_dorset",
        "timeliness_2022_england",
        "timeliness_2025_norfolk",
        "timeliness_2025_leicester",
        "timeliness_2023_unknown_age",
        "timeliness_2025_unknown_age",
        "timeliness_exceptions_claimed",
        "timeliness_2024_all_exceptions",
        "timeliness_no_mediation",
        "timeliness_average_weeks",
    ),
)
