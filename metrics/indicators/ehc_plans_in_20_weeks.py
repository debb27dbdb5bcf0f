"""EHC plans issued within 20 weeks, exceptions left out.

**What it counts.** Of the new EHC plans a council issued in the year, the share issued within 20 weeks of
the request. Plans that the council classed as an exception are left out of both counts.

**Why it matters.** The law gives councils 20 weeks from the request for an assessment to the finished
plan. Help that a child has a right to usually starts only then.

**Read with care.** Exceptions are each council's own claim, so read the share of plans with exceptions
beside this figure. It says nothing about children who were refused, who still wait, or whose plan is late
by a week or by a year. Plans for children whose age was not recorded stay in the total and count as late.
2014 covers September to December only. From 2022 councils return a record for each child instead of
totals: figures before and after are not alike.
"""

from metrics.metric import Metric, Proportion, Wider
from metrics.weeks import BANDS

METRIC = Metric(
    title="EHC plans issued within 20 weeks",
    short="On time",
    unit="%",
    theme="Getting a plan on time",
    order=10,
    direction="higher",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_timeliness",
        numerator="plans_issued_within_20_weeks_excluding_exceptions",
        denominator="plans_issued_excluding_exceptions",
        numerator_is="plans issued within 20 weeks",
        denominator_is="plans issued, exceptions left out",
        bands=BANDS,
        wider=Wider(
            column="plans_issued",
            emptied="The council classed {plans}: none is left to count.",
        ),
    ),
    unranked=("2014",),
    beside="ehc_plans_with_exceptions",
    says="[who] issued [counts] new EHC plans ([value]) within 20 weeks [when]",
)
