"""EHC plans that ended, for every 1,000 plans.

**What it counts.** EHC plans that ceased in the calendar year, for whatever reason, for every 1,000 children and
young people who had one in the January of that year.

**Why it matters.** Every plan ends, at 25 at the latest. How many end in a year shows, beside the new ones, how fast
the number of plans grows.

**Read with care.** Many ends are moves to another council, where the plan goes on. A council with many young people
over 16 has more ends. Neither high nor low is better: see the reasons. Until 2021 only plans of school-age children
were counted, so it starts in 2022, whose January count was made by another method.
"""

from metrics.metric import Metric, RatePerStock

METRIC = Metric(
    title="EHC plans that ended, per 1,000 plans",
    short="Plans ended per 1,000",
    unit="per 1,000",
    theme="Growing up",
    order=100,
    direction="neither",
    whose="maintained",
    formula=RatePerStock(
        dataset="ehc_plans_ceased",
        numerator="ceased",
        numerator_is="plans that ceased",
        denominator_is="EHC plans",
        stock="ehc_plan_caseload",
        stock_column="plans",
        per=1000,
    ),
    first="2022",
)
