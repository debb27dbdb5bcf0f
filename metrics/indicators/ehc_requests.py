"""Requests for an EHC needs assessment received in the year.

**What it counts.** First requests for an EHC needs assessment that a council received in the calendar
year, from parents, young people, schools, health services and others.

**Why it matters.** A request is where a family's right to an answer begins: the council must decide
within six weeks whether to assess.

**Read with care.** A count grows with the number of children who live there, so it is not a comparison.
It does not show who never asked. A council that printed 0 for a year in which it had hundreds before and
after did not return the figure. Published from 2016; from 2022 councils return a record for each child
instead of totals.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="Requests for an EHC needs assessment",
    short="Requests",
    says="[who] received [number] requests for an EHC needs assessment [when]",
    unit="requests",
    theme="Getting assessed",
    order=10,
    direction="neither",
    whose="residents",
    formula=Count(
        dataset="ehc_plan_requests", numerator="requests", numerator_is="requests for an assessment"
    ),
    decimals=0,
    first="2016",
)
