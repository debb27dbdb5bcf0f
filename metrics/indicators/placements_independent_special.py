"""EHC plans with a place in an independent special school.

**What it counts.** Of all children and young people for whom a council kept an EHC plan on the January
count day, the share placed in an independent special school. Non-maintained special schools, run by
charities, are not counted.

**Why it matters.** Councils turn to independent schools when their own have no place or cannot meet a
need, often at high cost and far from home.

**Read with care.** The figure cannot tell a placement the family fought for from one made because nothing
nearer had room. The share is of all plans, ages 0 to 25, those without a recorded placement included:
where more than a quarter are unknown none is shown. It starts in January 2019, like the count of plans. From
January 2023 councils return a record for each child instead of totals.
"""

from metrics.metric import Metric, Proportion
from metrics.placements_recorded import PLACEMENT_RECORDED

METRIC = Metric(
    title="EHC plans with a place in an independent special school",
    short="Independent special",
    unit="%",
    theme="What the plan gives",
    order=60,
    direction="neither",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_caseload",
        numerator="special_independent",
        denominator="plans",
        numerator_is="plans with a place in an independent special school",
        denominator_is="EHC plans",
        shown_where=PLACEMENT_RECORDED,
    ),
    first="January 2019",
)
