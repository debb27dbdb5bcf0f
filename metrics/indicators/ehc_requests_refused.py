"""Requests for an EHC needs assessment that the council refused.

**What it counts.** Of all requests for an assessment that a council received in the calendar year, the
share where it decided not to assess.

**Why it matters.** Refusal is the first door that can close. The test in law is whether a child has or
may have special educational needs and may need a plan; a refusal can be appealed.

**Read with care.** Requests that were undecided at the end of the year or withdrawn stay in the total, so
this share is lower than the share of decisions that were refusals. A low share may mean that a council is
open, or that few people ask. Some councils printed 0 refusals beside hundreds of requests. From 2022
councils return a record for each child instead of totals.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Requests for an assessment that were refused",
    short="Refused",
    says="[who] refused [counts] requests for an EHC needs assessment ([value]) [when]",
    unit="%",
    theme="Getting assessed",
    order=20,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_requests",
        numerator="requests_refused",
        denominator="requests",
        numerator_is="requests refused",
        denominator_is="requests received",
    ),
    first="2016",
)
