"""EHC plans that the council classed as an exception to the 20-week limit.

**What it counts.** Of all the new EHC plans a council issued in the year, the share it classed as an
exception to the 20-week limit: all plans issued, less those issued with exceptions left out.

**Why it matters.** The usual on-time figure leaves these plans out. A council that claims many exceptions
can look quicker than families there find it, so the two figures belong side by side.

**Read with care.** The regulations allow exceptions, for instance when a family is away or does not
attend an appointment, so a high share is a question and not proof of anything. A share of 0 may mean that
the council does not record them. 2014 covers September to December only.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="EHC plans classed as exceptions to the 20-week limit",
    short="Exceptions",
    says="[who] classed [counts] new EHC plans ([value]) as exceptions to the 20-week limit [when]",
    unit="%",
    theme="Getting a plan on time",
    order=30,
    direction="neither",
    whose="maintained",
    formula=Proportion(
        dataset="ehc_plan_timeliness",
        numerator="plans_issued - plans_issued_excluding_exceptions",
        denominator="plans_issued",
        numerator_is="plans classed as exceptions",
        denominator_is="plans issued",
    ),
    unranked=("2014",),
)
