"""EHC needs assessments and whether they ended with a plan."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import (
    general,
    jumps,
    percentages,
    percentages_of_parts,
    sums_to,
    unequal_coverage,
    within,
    zero_beside,
    zero_between,
)
from ingest.dataset import Indicator

INDICATORS = (
    Indicator("assessments", "Assessments", "assessments", ("assessments", "assess_in_year"), since="2023"),
    Indicator(
        "assessments_plan_issued",
        "Assessments after which a plan was issued",
        "assessments",
        ("NewallEHC", "new_all_ehc", "assess_issued"),
    ),
    Indicator(
        "assessments_no_plan",
        "Assessments after which no plan was issued",
        "assessments",
        ("AssnoneEHC", "ass_none_ehc", "assess_not_issued"),
    ),
    Indicator(
        "assessments_decided",
        "Assessments with a decision",
        "assessments",
        ("NewallEHC_AssnoneEHC_sum", "new_all_ehc_ass_none_ehc_sum"),
        until="2023",
    ),
    # Until 2023 a share of the assessments with a decision, from 2025 one of all assessments: two figures.
    Indicator(
        "assessments_plan_issued_percent_of_decided",
        "Share of decided assessments after which a plan was issued",
        "%",
        ("NewallEHC_pc", "new_all_ehc_pc"),
        until="2023",
    ),
    Indicator(
        "assessments_no_plan_percent_of_decided",
        "Share of decided assessments after which no plan was issued",
        "%",
        ("AssnoneEHC_pc", "ass_none_ehc_pc"),
        until="2023",
    ),
    # Until 2023 the state at the end of the year, from 2025 decisions outstanding on assessments of the year.
    Indicator(
        "assessments_undecided_at_year_end",
        "Assessments without a decision at the end of the year",
        "assessments",
        ("AssnodecisionEHC", "ass_nodecision_ehc"),
        until="2023",
    ),
    Indicator(
        "assessments_undecided",
        "Assessments whose decision is outstanding",
        "assessments",
        ("assess_not_made",),
        since="2025",
    ),
    Indicator(
        "assessments_withdrawn",
        "Assessments withdrawn",
        "assessments",
        ("assessment_w", "assess_withdrawn"),
        since="2023",
    ),
    Indicator(
        "assessments_plan_issued_percent",
        "Share of assessments after which a plan was issued",
        "%",
        ("assess_issued_pc",),
        since="2025",
    ),
    Indicator(
        "assessments_no_plan_percent",
        "Share of assessments after which no plan was issued",
        "%",
        ("assess_not_issued_pc",),
        since="2025",
    ),
    Indicator(
        "assessments_undecided_percent",
        "Share of assessments whose decision is outstanding",
        "%",
        ("assess_not_made_pc",),
        since="2025",
    ),
    Indicator(
        "assessments_withdrawn_percent",
        "Share of assessments withdrawn",
        "%",
        ("assess_withdrawn_pc",),
        since="2025",
    ),
    Indicator(
        "no_plan_within_16_weeks",
        "Decisions to issue no plan made within 16 weeks",
        "assessments",
        ("outcome_decision_within_time",),
        since="2025",
    ),
    Indicator(
        "no_plan_over_16_weeks",
        "Decisions to issue no plan made after 16 weeks",
        "assessments",
        ("outcome_decision_over_time",),
        since="2025",
    ),
    Indicator(
        "no_plan_within_16_weeks_percent",
        "Share of decisions to issue no plan made within 16 weeks",
        "%",
        ("outcome_decision_within_time_pc",),
        since="2025",
    ),
    Indicator(
        "no_plan_over_16_weeks_percent",
        "Share of decisions to issue no plan made after 16 weeks",
        "%",
        ("outcome_decision_over_time_pc",),
        since="2025",
    ),
    Indicator(
        "assessments_mediation",
        "Assessments whose decision went to mediation",
        "assessments",
        ("assessment_mediation", "number_assess_mediation"),
        since="2023",
    ),
    Indicator(
        "assessments_tribunal",
        "Assessments whose decision was appealed to the tribunal",
        "assessments",
        ("assessment_tribunal", "number_assess_tribunal"),
        since="2023",
    ),
    Indicator(
        "assessments_tribunal_after_mediation",
        "Assessments whose decision was appealed to the tribunal after mediation",
        "assessments",
        ("number_asssess_mediation_tribunal",),
        since="2025",
    ),
    Indicator(
        "other_mediation",
        "Mediations for any other reason",
        "mediations",
        ("other_mediation", "number_other_mediation"),
        since="2023",
    ),
    Indicator(
        "other_tribunal",
        "Appeals to the tribunal for any other reason",
        "appeals",
        ("other_tribunal", "number_other_tribunal"),
        since="2023",
    ),
    Indicator(
        "other_tribunal_after_mediation",
        "Appeals to the tribunal after mediation for any other reason",
        "appeals",
        ("number_other_mediation_tribunal",),
        since="2025",
    ),
)

OUTCOMES = (
    "assessments_plan_issued",
    "assessments_no_plan",
    "assessments_undecided",
    "assessments_withdrawn",
)
DECIDED = OUTCOMES[:2]
CHECKS = (
    *general(INDICATORS),
    partial(sums_to, total="assessments", parts=OUTCOMES),
    partial(sums_to, total="assessments_decided", parts=DECIDED),
    partial(
        sums_to,
        total="assessments_no_plan",
        parts=("no_plan_within_16_weeks", "no_plan_over_16_weeks"),
        exact=False,
    ),
    partial(within, pairs=tuple((outcome, "assessments") for outcome in OUTCOMES)),
    partial(
        percentages,
        shares={
            **{f"{outcome}_percent": (outcome, "assessments") for outcome in OUTCOMES},
            **{f"{outcome}_percent_of_decided": (outcome, "assessments_decided") for outcome in DECIDED},
        },
    ),
    partial(percentages_of_parts, parts=("no_plan_within_16_weeks", "no_plan_over_16_weeks")),
    partial(unequal_coverage, shares=(("assessments_no_plan", "assessments_plan_issued"),)),
    partial(
        zero_beside,
        pairs=(
            ("assessments_tribunal", "assessments_no_plan"),
            ("assessments_mediation", "assessments_no_plan"),
            ("assessments_tribunal_after_mediation", "assessments_mediation"),
        ),
    ),
    # Six assessments in a hundred end without a plan: some councils refuse earlier, and have few.
    partial(zero_beside, pairs=(("assessments_no_plan", "assessments_plan_issued"),), least=300),
    partial(zero_between, indicators=("assessments", "assessments_plan_issued")),
    partial(jumps, indicators=("assessments", *DECIDED)),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_assessments",
    title="EHC needs assessments and their outcome",
    releases=(
        ehc_plans.SEN2_MI_2022,
        ehc_plans.SEN2_MI_2023,
        ehc_plans.release_2025("assessments.csv", ehc_plans.calendar_years(2019, 2024)),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    total_labels=frozenset({"All EHC needs assessments"}),
    groups=frozenset({ehc_plans.AGE, ehc_plans.ETHNICITY, ehc_plans.SEX}),
    breaks=(ehc_plans.BEFORE_2022,),
    caveats=(
        "assessments_2021_medway",
        "assessments_2022_wakefield",
        "assessments_no_plan_base",
        "assessments_plan_counts_differ",
    ),
)
