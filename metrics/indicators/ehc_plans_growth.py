"""Growth in the number of EHC plans on a year earlier.

**What it counts.** The change in the number of children and young people with an EHC plan between one
January and the next, in percent of the earlier number. Both numbers are taken from the same release.

**Why it matters.** Councils that gain plans quickly need more caseworkers, psychologists and places just
to stand still.

**Read with care.** It nets new plans against plans that ended, so a small change can hide a large
turnover. It is not worked out between January 2022 and January 2023, when councils began to return a
record for each child instead of totals, nor for a council's first year.
"""

from metrics.metric import Change, Metric

METRIC = Metric(
    title="Growth in EHC plans on a year earlier",
    short="Growth",
    says="the number of EHC plans",
    unit="%",
    theme="What the plan gives",
    order=20,
    direction="neither",
    whose="maintained",
    formula=Change(
        dataset="ehc_plan_caseload",
        numerator="plans",
        numerator_is="more plans than a year earlier",
        denominator_is="plans a year earlier",
        no_interval="Both counts are complete and most children are in both of them, so limits made for two "
        "separate groups would be far too wide.",
    ),
    first="January 2020",
)
