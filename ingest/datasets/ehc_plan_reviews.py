"""Annual reviews of EHC plans: whether one was due, when it was held, and what was decided."""

from dataclasses import replace
from functools import partial

from ingest import ehc_plans
from ingest.checks import few_known, general, percentages_of_parts, sums_to, within, zero_beside
from ingest.dataset import Indicator

PLANS = "plans"
INDICATORS = (
    Indicator("plans", "Plans in place in the January after", PLANS, ("total_ehc_plans",)),
    Indicator("reviews_expected", "Plans of which a review was expected", PLANS, ("review_expected",)),
    Indicator(
        "reviews_not_expected", "Plans of which no review was expected", PLANS, ("review_not_expected",)
    ),
    Indicator("reviews_held", "Plans with a review meeting on record", PLANS, ("total_review_meeting",)),
    Indicator(
        "reviews_held_after_year",
        "Plans whose last review meeting was in the January after",
        PLANS,
        ("review_meeting_25",),
    ),
    Indicator(
        "reviews_held_in_year",
        "Plans whose last review meeting was in the year",
        PLANS,
        ("review_meeting_24",),
    ),
    Indicator(
        "reviews_held_before_year",
        "Plans whose last review meeting was before the year",
        PLANS,
        ("review_meeting_prior_24",),
    ),
    Indicator(
        "no_review_held", "Plans expecting a review, with no meeting on record", PLANS, ("no_review_meeting",)
    ),
    Indicator(
        "decisions_after_year",
        "Reviews whose decision was recorded in the January after",
        PLANS,
        ("review_decision25",),
    ),
    Indicator(
        "decisions_in_year", "Reviews whose decision was recorded in the year", PLANS, ("review_decision24",)
    ),
    Indicator(
        "decisions_before_year",
        "Reviews whose decision was recorded before the year",
        PLANS,
        ("review_decision_prior24",),
    ),
    Indicator(
        "decisions_not_due", "Reviews whose decision was not due yet", PLANS, ("review_decision_not_due",)
    ),
    Indicator(
        "decisions_outstanding",
        "Reviews whose decision was outstanding",
        PLANS,
        ("review_decision_outstanding",),
        below_zero=True,  # the publisher's remainder of meetings less decisions
    ),
    Indicator("decided_to_amend", "Reviews that led to amending the plan", PLANS, ("outcome_amend",)),
    Indicator("decided_to_cease", "Reviews that led to ceasing the plan", PLANS, ("outcome_cease",)),
    Indicator("decided_to_maintain", "Reviews that left the plan as it was", PLANS, ("outcome_maintan",)),
    Indicator(
        "no_outcome_recorded",
        "Reviews without a recorded outcome",
        PLANS,
        ("no_outcome",),
        below_zero=True,  # and of meetings less outcomes
    ),
    Indicator(
        "told_within_4_weeks",
        "Reviews whose outcome the family was told within 4 weeks",
        PLANS,
        ("number_decsion_4weeks",),
    ),
    Indicator(
        "told_after_4_weeks",
        "Reviews whose outcome the family was told after 4 weeks",
        PLANS,
        ("number_decision_gt_4weeks",),
    ),
    Indicator(
        "told_within_4_weeks_percent",
        "Share of outcomes that the family was told within 4 weeks",
        "%",
        ("pc_decsion_4weeks",),
    ),
    Indicator(
        "told_after_4_weeks_percent",
        "Share of outcomes that the family was told after 4 weeks",
        "%",
        ("pc_decision_gt_4weeks",),
    ),
)

HELD = ("reviews_held_after_year", "reviews_held_in_year", "reviews_held_before_year")
DECIDED = ("decisions_after_year", "decisions_in_year", "decisions_before_year")
OUTCOMES = ("decided_to_amend", "decided_to_cease", "decided_to_maintain", "no_outcome_recorded")
TOLD = ("told_within_4_weeks", "told_after_4_weeks")
CHECKS = (
    *general(INDICATORS),
    partial(sums_to, total="plans", parts=("reviews_expected", "reviews_not_expected")),
    partial(sums_to, total="reviews_expected", parts=("reviews_held", "no_review_held")),
    partial(sums_to, total="reviews_held", parts=HELD),
    partial(sums_to, total="reviews_held", parts=(*DECIDED, "decisions_not_due", "decisions_outstanding")),
    partial(sums_to, total="reviews_held", parts=OUTCOMES),
    partial(sums_to, total="reviews_held", parts=TOLD, exact=False),
    partial(percentages_of_parts, parts=TOLD),
    partial(within, pairs=(("reviews_held", "plans"),)),
    partial(
        zero_beside,
        pairs=(
            ("decisions_in_year", "reviews_held"),
            ("decided_to_amend", "decided_to_maintain"),
            ("decided_to_maintain", "decided_to_amend"),
        ),
    ),
    partial(few_known, total="reviews_held", parts=OUTCOMES[:-1]),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_reviews",
    title="Annual reviews of EHC plans",
    releases=(
        replace(
            # The second column of that name prints the same figures again.
            ehc_plans.release_2025(
                "annual_reviews.csv",
                ehc_plans.calendar_years(2024, 2024),
                frozenset({"review_meeting_prior_24 (2)"}),
            ),
            repeated=frozenset({"review_meeting_prior_24"}),
        ),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    total_labels=frozenset({"All annual reviews"}),
    groups=frozenset(
        {ehc_plans.AGE, ehc_plans.ETHNICITY, ehc_plans.PLACEMENT, ehc_plans.SEX, ehc_plans.YEARS}
    ),
    caveats=(
        "reviews_2024_seven_councils",
        "reviews_remainders",
        "reviews_2024_newham",
        "reviews_first_year",
        "reviews_decisions_without_meeting",
    ),
)
