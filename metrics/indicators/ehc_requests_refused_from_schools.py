"""Requests for an EHC needs assessment made by a school, nursery or college that the council refused.

**What it counts.** Of the requests for an assessment that a school, nursery or college made in the
calendar year, the share where the council decided not to assess.

**Why it matters.** Everyone who asks has the same right to an answer. In England in 2025 parents'
requests were refused about three times as often as schools'.

**Read with care.** It is shown only where parents, young people and schools together made at least half
of all requests that the council recorded: elsewhere the source is mostly not known, or 'other', and the
few recorded are not like the rest. The requests differ as well: schools may ask only when they hold more
evidence. Published for 2025 only so far.
"""

from metrics.metric import Metric, Proportion
from metrics.sources_of_request import KNOWN_FOR_MOST, SCHOOLS

METRIC = Metric(
    title="Requests from schools that were refused",
    short="Refused, schools",
    says="[who] refused [counts] requests for an assessment from schools and other education "
    "settings ([value]) [when]",
    unit="%",
    theme="Getting assessed",
    order=50,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_requests",
        numerator="requests_refused",
        denominator="requests",
        numerator_is="requests refused",
        denominator_is="requests from schools and other education settings",
        breakdown=SCHOOLS,
        shown_where=KNOWN_FOR_MOST,
    ),
    caveats=("requests_source_unknown",),
)
