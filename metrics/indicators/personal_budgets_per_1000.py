"""Personal budgets for every 1,000 EHC plans.

**What it counts.** EHC plans with a personal budget on the January count day, for every 1,000 plans: money that the
family directs itself, or that the council holds and spends as the family says.

**Why it matters.** Every family with a plan may ask for one. It is the strongest say over what a child gets that the
law offers.

**Read with care.** Councils record it very unevenly: in some the number went from hundreds to none within a year.
For that reason councils are not ranked. Until January 2022 councils returned totals, for the calendar year as
earlier releases say; since January 2023 a record for each child.
"""

from metrics.metric import Metric, RatePerStock

METRIC = Metric(
    title="Personal budgets per 1,000 EHC plans",
    short="Personal budgets per 1,000",
    unit="per 1,000",
    theme="What the plan gives",
    order=300,
    direction="neither",
    whose="maintained",
    formula=RatePerStock(
        dataset="ehc_plan_personal_budgets",
        numerator="personal_budgets",
        numerator_is="plans with a personal budget",
        denominator_is="EHC plans",
        stock="ehc_plan_caseload",
        stock_column="plans",
        per=1000,
    ),
    unranked=tuple(f"January {year}" for year in range(2020, 2026)),
)
