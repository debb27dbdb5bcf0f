"""EHC plans with a place in a special school.

**What it counts.** Of all children and young people for whom a council kept an EHC plan on the January
count day, the share placed in a special school: kept by the council, academy, free, non-maintained or
independent.

**Why it matters.** Special schools are full in many areas. The share shows how far a council relies on
them.

**Read with care.** A special school place is neither better nor worse than another: it depends on a
child's needs, on what families ask for and on what exists nearby. The share is of all plans, ages 0 to
25, those without a recorded placement included: where more than a quarter are unknown none is shown. It
starts in January 2019, like the count of plans. From January 2023 councils return a record for each child
instead of totals.
"""

from metrics.metric import Metric, Proportion
from metrics.placements_recorded import PLACEMENT_RECORDED

METRIC = Metric(
    title="EHC plans with a place in a special school",
    short="In special schools",
    unit="%",
    theme="What the plan gives",
    order=50,
    direction="neither",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_caseload",
        numerator="special",
        denominator="plans",
        numerator_is="plans with a place in a special school",
        denominator_is="EHC plans",
        shown_where=PLACEMENT_RECORDED,
    ),
    first="January 2019",
)
