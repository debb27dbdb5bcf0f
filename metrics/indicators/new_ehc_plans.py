"""New EHC plans that began in the year.

**What it counts.** Children and young people whose first EHC plan began in the calendar year, as the
publisher's table of new plans gives it.

**Why it matters.** It shows how many families reached the end of the process, and the load on a council's
team when set beside its on-time figure.

**Read with care.** One release prints four totals for nearly the same thing: 97,747 new plans, 98,547
assessments that ended in a plan, 97,563 new plans with a recorded need and 90,392 plans in the on-time
figures (all 2024). This is the first. A count grows with the size of the council, so it is not a
comparison. Statements, which plans replaced, are not counted. 2014 covers September to December only.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="New EHC plans",
    short="New plans",
    unit="plans",
    theme="Getting a plan on time",
    order=50,
    direction="neither",
    whose="maintained",
    formula=Count(dataset="new_ehc_plans", numerator="plans", numerator_is="new EHC plans"),
    decimals=0,
    first="2014",
    unranked=("2014",),
)
