"""Refusals to assess that went to mediation.

**What it counts.** Requests whose outcome was taken to mediation, as a share of the requests in which the council
refused to assess, in the calendar year. Councils say for each request whether there was mediation about it.

**Why it matters.** A family that disagrees can ask for mediation, which is free and in which the council must take
part. Before it appeals against a refusal it must at least have spoken to a mediation adviser.

**Read with care.** A low share may mean that few families disagree, that few know of it, or that the council keeps
no record: a 0 beside many refusals is most likely that. Mediation in one year may be about a refusal of the year
before; where more mediations than refusals are printed, no share is shown. The publisher has withdrawn the figures
for 2022. Records are getting better, so a rise may be only that.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Refusals to assess that went to mediation",
    short="Mediation after refusal",
    says="[where], [counts] refusals to assess ([value]) went to mediation [when]",
    unit="%",
    theme="Disagreements",
    order=50,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_requests",
        numerator="requests_mediation",
        denominator="requests_refused",
        numerator_is="requests that went to mediation",
        denominator_is="requests refused",
    ),
    first="2023",
)
