"""Mediation about EHC plans and appeals that followed it, all stages together, to 2022."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import general, jumps, percentages, within
from ingest.dataset import Indicator

INDICATORS = (
    Indicator("mediations", "Mediation cases held", "cases", ("NewEHCMediation", "total_mediation")),
    Indicator(
        "mediations_then_appeal",
        "Mediation cases followed by an appeal to the tribunal",
        "cases",
        ("NewEHCTribunal", "total_tribunal_followed_mediation"),
    ),
    Indicator(
        "mediations_then_appeal_percent",
        "Share of mediation cases followed by an appeal to the tribunal",
        "%",
        ("NewEHCTribunal_pc", "total_tribunal_pc"),
    ),
    Indicator("appeals", "Appeals to the tribunal", "appeals", ("total_tribunal",), since="2023"),
)

CHECKS = (
    *general(INDICATORS),
    partial(within, pairs=(("mediations_then_appeal", "mediations"),)),
    partial(
        percentages,
        shares={"mediations_then_appeal_percent": ("mediations_then_appeal", "mediations")},
    ),
    partial(jumps, indicators=("mediations",)),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_mediation",
    title="Mediation about EHC plans, all stages together",
    releases=(ehc_plans.SEN2_MI_2022, ehc_plans.SEN2_MI_2023),
    indicators=INDICATORS,
    checks=CHECKS,
    breaks=(ehc_plans.BEFORE_2022,),
    caveats=("mediation_all_2022",),
)
