"""Decisions on requests for an EHC needs assessment that were refusals.

**What it counts.** Of the decisions a council made on requests received in the calendar year, to assess
or not to assess, the share that were refusals. Requests still undecided and requests withdrawn are left
out.

**Why it matters.** It is the chance of a refusal once the council has made up its mind, and it does not
fall because a council is slow to decide.

**Read with care.** It is higher than the share of all requests, which is the figure the publisher prints;
do not set one against the other. Decisions to assess are published from 2023. Some councils printed 0
refusals beside hundreds of requests.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Decisions on requests that were refusals",
    short="Refused, of decisions",
    says="[who] decided against an assessment in [counts] decisions on requests ([value]) [when]",
    unit="%",
    theme="Getting assessed",
    order=30,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_requests",
        numerator="requests_refused",
        denominator="requests_refused + requests_decided_to_assess",
        numerator_is="decisions not to assess",
        denominator_is="decisions on requests",
    ),
    first="2023",
)
