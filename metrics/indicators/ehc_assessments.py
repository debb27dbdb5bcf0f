"""EHC needs assessments carried out in the year.

**What it counts.** EHC needs assessments of the calendar year, whether they ended with a plan, with none, without a
decision yet, or were withdrawn.

**Why it matters.** Every plan begins with one. Its number shows how much work a council's psychologists and
caseworkers have.

**Read with care.** A count grows with the size of the council, so it is not a comparison. It is published since 2022;
for earlier years only those with a decision are.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="EHC needs assessments",
    short="Assessments",
    unit="assessments",
    theme="Getting assessed",
    order=55,
    direction="neither",
    whose="residents",
    formula=Count(dataset="ehc_plan_assessments", numerator="assessments", numerator_is="assessments"),
    decimals=0,
    first="2022",
)
