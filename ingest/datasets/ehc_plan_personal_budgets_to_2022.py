"""Personal budgets and direct payments for EHC plans by calendar year, as they were published until 2023."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import general, jumps, within
from ingest.dataset import Indicator

INDICATORS = (
    Indicator("personal_budgets", "Personal budgets", "plans", ("PersonalBudgets", "personal_budgets")),
    Indicator(
        "organised_arrangements",
        "Personal budgets with organised arrangements",
        "plans",
        ("OrgArrangements", "org_arrangements"),
    ),
    Indicator(
        "direct_payments_education",
        "Personal budgets with a direct payment for education",
        "plans",
        ("DirectPayEducation", "direct_pay_education"),
    ),
    Indicator(
        "direct_payments_social_care",
        "Personal budgets with a direct payment for social care",
        "plans",
        ("DirectPaySocialCare", "direct_pay_socialcare"),
    ),
    Indicator(
        "direct_payments_health",
        "Personal budgets with a direct payment for health",
        "plans",
        ("DirectPayHealth", "direct_pay_health"),
    ),
    Indicator(
        "direct_payments_integrated",
        "Personal budgets with an integrated direct payment",
        "plans",
        ("DirectPayIntegrated", "direct_pay_integrated"),
    ),
)

CHECKS = (
    *general(INDICATORS),
    partial(within, pairs=(("organised_arrangements", "personal_budgets"),)),
    partial(jumps, indicators=("personal_budgets",)),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_personal_budgets_to_2022",
    title="Personal budgets and direct payments for EHC plans, to 2022",
    releases=(ehc_plans.SEN2_MI_2022, ehc_plans.SEN2_MI_2023),
    indicators=INDICATORS,
    checks=CHECKS,
    breaks=(ehc_plans.BEFORE_2022,),
)
