"""Decisions to issue no plan that went to mediation.

**What it counts.** Mediations about the decision after an assessment, as a share of the assessments after which
the council issued no plan, in the calendar year.

**Why it matters.** After months of assessment a decision to issue no plan is the second door that can close.

**Read with care.** Decisions to issue no plan are few in many councils: read the interval. Mediation may be about
a decision of the year before; where more mediations than such decisions are printed, no share is shown. A 0 may
mean that the council keeps no record. Counted from 2022, when the collection changed to a record for each child.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Decisions to issue no plan that went to mediation",
    short="Mediation after no plan",
    says="[where], [counts] decisions to issue no plan ([value]) went to mediation [when]",
    unit="%",
    theme="Disagreements",
    order=53,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_assessments",
        numerator="assessments_mediation",
        denominator="assessments_no_plan",
        numerator_is="assessments whose decision went to mediation",
        denominator_is="assessments after which no plan was issued",
    ),
    first="2022",
)
