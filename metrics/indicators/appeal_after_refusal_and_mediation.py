"""Mediations about a refusal to assess that were followed by an appeal.

**What it counts.** Of the requests whose outcome went to mediation in the calendar year, the share in which an
appeal to the SEND Tribunal followed.

**Why it matters.** Mediation that settles a disagreement spares a family an appeal.

**Read with care.** A low share may mean that mediation settles much, or that families give up; the figures cannot
say which. Appeals that had not been registered when the councils made their returns are missing. Many councils
have few mediations: read the interval. Counted from 2023.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Mediations about a refusal to assess followed by an appeal",
    short="Appeal after mediation",
    says="[where], an appeal followed [counts] mediations about a refusal to assess ([value]) [when]",
    unit="%",
    theme="Disagreements",
    order=52,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_requests",
        numerator="requests_tribunal_after_mediation",
        denominator="requests_mediation",
        numerator_is="requests appealed after mediation",
        denominator_is="requests that went to mediation",
    ),
    first="2023",
)
