"""EHC plans with a place in a mainstream school.

**What it counts.** Of all children and young people for whom a council kept an EHC plan on the January
count day, the share placed in a mainstream school: one kept by the council, an academy, a free school or
an independent mainstream school, units and resourced provision included.

**Why it matters.** Most parents want a good school nearby, and the law presumes mainstream unless parents
ask otherwise or it harms others' schooling. The share differs widely from council to council.

**Read with care.** A mainstream place is neither better nor worse than another: the figure cannot tell
whether it is what the family asked for or whether the help is given. The share is of all plans, ages 0 to
25, those without a recorded placement included: where more than a quarter are unknown none is shown. It
starts in January 2019, like the count of plans. From January 2023 councils return a record for each child
instead of totals.
"""

from metrics.metric import Metric, Proportion
from metrics.placements_recorded import PLACEMENT_RECORDED

METRIC = Metric(
    title="EHC plans with a place in a mainstream school",
    short="In mainstream",
    unit="%",
    theme="What the plan gives",
    order=40,
    direction="neither",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_caseload",
        numerator="mainstream",
        denominator="plans",
        numerator_is="plans with a place in a mainstream school",
        denominator_is="EHC plans",
        shown_where=PLACEMENT_RECORDED,
    ),
    first="January 2019",
)
