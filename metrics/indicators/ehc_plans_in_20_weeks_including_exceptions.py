"""EHC plans issued within 20 weeks, all plans counted.

**What it counts.** Of all the new EHC plans a council issued in the year, the share issued within 20
weeks of the request, whether or not the council classed the plan as an exception.

**Why it matters.** It is what families saw: an exception may excuse the council, but the child waited all
the same. It does not depend on how readily a council claims exceptions.

**Read with care.** It is not the figure most often quoted, which leaves exceptions out. Some exceptions
are outside the council's control, such as a family moving away for part of the time. It says nothing
about children who were refused or who still wait. 2014 covers September to December only. From 2022
councils return a record for each child instead of totals: figures before and after are not alike.
"""

from metrics.metric import Metric, Proportion
from metrics.weeks import ALL_BANDS

METRIC = Metric(
    title="EHC plans issued within 20 weeks, counting exceptions",
    short="On time, all plans",
    says="counting exceptions, [who] issued [counts] new EHC plans ([value]) within 20 weeks [when]",
    unit="%",
    theme="Getting a plan on time",
    order=20,
    direction="higher",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_timeliness",
        numerator="plans_issued_within_20_weeks",
        denominator="plans_issued",
        numerator_is="plans issued within 20 weeks",
        denominator_is="plans issued",
        bands=ALL_BANDS,
    ),
    unranked=("2014",),
)
