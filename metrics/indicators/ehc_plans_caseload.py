"""Children and young people with an EHC plan in January.

**What it counts.** Children and young people aged 0 to 25 for whom a council kept an EHC plan on the
January count day.

**Why it matters.** It is how many families depend on the council for help that it must by law provide,
year after year.

**Read with care.** It starts in January 2019, the first January without statements. Statements, which
plans replaced between 2014 and 2018, ended at 19 where plans can last to 25, so adding the two would show
growth that came from the change of law. Plans count for the council that keeps them, wherever the child
goes to school. A count grows with the size of the council, so it is not a comparison. From January 2023
councils return a record for each child instead of totals.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="Children and young people with an EHC plan",
    short="EHC plans",
    says="[who] maintained [number] EHC plans [when]",
    unit="plans",
    theme="What the plan gives",
    order=10,
    direction="neither",
    whose="maintained",
    formula=Count(dataset="ehc_plan_caseload", numerator="plans", numerator_is="EHC plans"),
    decimals=0,
    first="January 2019",
)
