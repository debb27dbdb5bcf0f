"""EHC plans issued more than a year after the request.

**What it counts.** Of the new EHC plans a council issued in the year, the share issued more than 52 weeks
after the request. Plans that the council classed as an exception are left out of both counts.

**Why it matters.** The limit is 20 weeks. A year late can be a whole school year, or the move to
secondary school, without the help a child has a right to.

**Read with care.** It counts plans when they are issued, so a council that clears old cases looks worse
in that year and one that leaves them waiting looks better. Plans for children whose age was not recorded
stay in the total and count as less than a year. Published from 2023.
"""

from metrics.metric import Metric, Proportion, Wider
from metrics.weeks import BANDS

METRIC = Metric(
    title="EHC plans issued after more than a year",
    short="Over a year",
    says="[when] [who] issued [counts] new EHC plans ([value]) after more than a year",
    unit="%",
    theme="Getting a plan on time",
    order=40,
    direction="lower",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_timeliness",
        numerator="plans_issued_over_a_year_excluding_exceptions",
        denominator="plans_issued_excluding_exceptions",
        numerator_is="plans issued after more than 52 weeks",
        denominator_is="plans issued, exceptions left out",
        bands=BANDS,
        wider=Wider(
            column="plans_issued",
            emptied="The council classed {plans}: none is left to count.",
        ),
    ),
    first="2023",
    beside="ehc_plans_with_exceptions",
)
