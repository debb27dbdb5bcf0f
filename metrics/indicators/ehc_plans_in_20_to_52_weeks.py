"""EHC plans that came after the 20 weeks and within a year.

**What it counts.** Of the EHC plans issued in the calendar year that the council does not claim as exceptions, the
share that took more than 20 weeks from the request and no more than 52.

**Why it matters.** It tells the plans that are late from those that are very late: beside those over a year it shows
how long families wait where the 20 weeks are missed.

**Read with care.** Plans of children whose age was not recorded are in no band, so shares add up to a little less than
100. Mediation and appeals leave a plan out. It starts in 2023.
"""

from metrics.metric import Metric, Proportion
from metrics.weeks import BANDS

METRIC = Metric(
    title="EHC plans issued after 20 weeks and within a year",
    short="In 20 to 52 weeks",
    says="[when] [who] issued [counts] new EHC plans ([value]) after more than 20 weeks and within a year",
    unit="%",
    theme="Getting a plan on time",
    order=35,
    direction="neither",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_timeliness",
        numerator="plans_issued_20_to_52_weeks_excluding_exceptions",
        denominator="plans_issued_excluding_exceptions",
        numerator_is="plans issued in 20 to 52 weeks",
        denominator_is="plans issued without exceptions",
        bands=BANDS,
    ),
    first="2023",
    beside="ehc_plans_with_exceptions",
)
