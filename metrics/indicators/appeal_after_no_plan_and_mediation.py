"""Mediations about a decision to issue no plan that were followed by an appeal.

**What it counts.** Of the assessments whose outcome went to mediation in the calendar year, the share in which an
appeal to the SEND Tribunal followed.

**Why it matters.** Mediation that settles a disagreement spares a family an appeal.

**Read with care.** A low share may mean that mediation settles much, or that families give up; the figures cannot
say which. Appeals that had not been registered when the councils made their returns are missing. Most councils have
few such mediations: read the interval. Counted from 2023.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Mediations about a decision to issue no plan followed by an appeal",
    short="Appeal after mediation, plan",
    says="[where], an appeal followed [counts] mediations about a decision to issue no plan ([value]) [when]",
    unit="%",
    theme="Disagreements",
    order=58,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_assessments",
        numerator="assessments_tribunal_after_mediation",
        denominator="assessments_mediation",
        numerator_is="assessments appealed after mediation",
        denominator_is="assessments that went to mediation",
    ),
    first="2023",
)
