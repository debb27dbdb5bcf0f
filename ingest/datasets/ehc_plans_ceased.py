"""EHC plans that ceased in a year, and why."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import general, jumps, sums_to, zero_between
from ingest.dataset import Break, Indicator

SCHOOL_AGE = "children of compulsory school age"
OLDER_OR_YOUNGER = "children and young people outside compulsory school age"

# Until 2021 only plans of children of compulsory school age were counted; the 2023 release prints them apart
# for 2022.
INDICATORS = (
    Indicator("ceased", "Plans ceased", "plans", ("discontinued_total", "total_ceased"), since="2023"),
    Indicator("ceased_needs_met", "Ceased: needs met without a plan", "plans", ("needs_met",), since="2025"),
    Indicator(
        "ceased_needs_met_school_age",
        f"Ceased: needs met without a plan, {SCHOOL_AGE}",
        "plans",
        ("DismetEHC", "discontinued_met_ehc"),
        until="2023",
    ),
    Indicator(
        "ceased_needs_met_outside_school_age",
        f"Ceased: needs met without a plan, {OLDER_OR_YOUNGER}",
        "plans",
        ("discontinued_met_noncomp",),
        since="2023",
        until="2023",
    ),
    Indicator("ceased_transferred", "Ceased: moved to another council", "plans", ("transfer",), since="2025"),
    Indicator(
        "ceased_transferred_school_age",
        f"Ceased: moved to another council, {SCHOOL_AGE}",
        "plans",
        ("DisleaEHC", "discontinued_lea_ehc"),
        until="2023",
    ),
    Indicator(
        "ceased_transferred_outside_school_age",
        f"Ceased: moved to another council, {OLDER_OR_YOUNGER}",
        "plans",
        ("discontinued_lea_noncomp",),
        since="2023",
        until="2023",
    ),
    Indicator(
        "ceased_left_school",
        "Ceased: left school at the end of compulsory schooling or after",
        "plans",
        ("DisleftEHC", "discontinued_left_ehc"),
        until="2023",
    ),
    Indicator(
        "ceased_maximum_age",
        "Ceased: reached the maximum age",
        "plans",
        ("discontinued_age", "max_age"),
        since="2023",
    ),
    Indicator(
        "ceased_higher_education",
        "Ceased: moved to higher education",
        "plans",
        ("discontinued_he", "he"),
        since="2023",
    ),
    Indicator(
        "ceased_employment",
        "Ceased: moved to paid employment",
        "plans",
        ("discontinued_employment", "employ"),
        since="2023",
    ),
    Indicator(
        "ceased_not_engaging",
        "Ceased: no longer wishes to be in education or training",
        "plans",
        ("discontinued_engage", "no_engage"),
        since="2023",
    ),
    Indicator(
        "ceased_moved_outside_england",
        "Ceased: moved outside England",
        "plans",
        ("discontinued_abroad", "moved_outside_eng"),
        since="2023",
    ),
    Indicator("ceased_died", "Ceased: died", "plans", ("discontinued_deceased", "deceased"), since="2023"),
    # The 2025 guidance gives `not_rec` and `other` each other's meaning; England 2022 in both releases (5
    # and 2,193) settles it.
    Indicator(
        "ceased_reason_not_recorded",
        "Ceased: reason not recorded",
        "plans",
        ("discontinued_unknown", "not_rec"),
        since="2023",
    ),
    Indicator("ceased_other", "Ceased: other reasons", "plans", ("other",), since="2025"),
    Indicator(
        "ceased_other_school_age",
        f"Ceased: other reasons, {SCHOOL_AGE}",
        "plans",
        ("DisothEHC", "discontinued_other_ehc"),
        until="2023",
    ),
    Indicator(
        "ceased_other_outside_school_age",
        f"Ceased: other reasons, {OLDER_OR_YOUNGER}",
        "plans",
        ("discontinued_other_noncomp",),
        since="2023",
        until="2023",
    ),
)

REASONS = (
    "ceased_maximum_age",
    "ceased_needs_met",
    "ceased_higher_education",
    "ceased_employment",
    "ceased_transferred",
    "ceased_not_engaging",
    "ceased_moved_outside_england",
    "ceased_died",
    "ceased_reason_not_recorded",
    "ceased_other",
)
CHECKS = (
    *general(INDICATORS),
    partial(sums_to, total="ceased", parts=REASONS),
    partial(zero_between, indicators=("ceased",)),
    partial(jumps, indicators=("ceased",)),
)

DATASET = ehc_plans.dataset(
    name="ehc_plans_ceased",
    title="EHC plans that ceased",
    releases=(
        ehc_plans.SEN2_MI_2022,
        ehc_plans.SEN2_MI_2023,
        ehc_plans.release_2025("ceased_plans.csv", ehc_plans.calendar_years(2022, 2024)),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    total_labels=frozenset({"All ceased EHC plans"}),
    groups=frozenset(
        {"Age plan ceased", ehc_plans.ETHNICITY, ehc_plans.SEX, ehc_plans.PLACEMENT, "Years plan held"}
    ),
    breaks=(
        Break(
            "2022",
            "From 2022 every plan that ceased is counted, under more reasons; before, only those of "
            "children of "
            "compulsory school age.",
        ),
    ),
    caveats=(
        "ceased_before_2022",
        "ceased_2023_no_figures",
        "ceased_2025_labels",
        "ceased_essex",
    ),
)
