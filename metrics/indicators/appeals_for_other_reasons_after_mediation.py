"""Mediations for other reasons than a refusal that were followed by an appeal.

**What it counts.** Of the mediations that councils recorded beside an assessment for another reason than its outcome,
in the calendar year, the share in which an appeal to the SEND Tribunal followed.

**Why it matters.** These disagreements are about what a plan says or the school it names, which is what most appeals
are about.

**Read with care.** Councils record far fewer such mediations and appeals than there are. Most have few: read the
interval. A low share may mean that mediation settles much, or that families give up. Counted from 2023.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Mediations for other reasons than a refusal, followed by an appeal",
    short="Appeal after mediation, other",
    says="[where], an appeal followed [counts] mediations for other reasons than a refusal ([value]) [when]",
    unit="%",
    theme="Disagreements",
    order=59,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_assessments",
        numerator="other_tribunal_after_mediation",
        denominator="other_mediation",
        numerator_is="cases appealed after mediation",
        denominator_is="mediations for other reasons",
    ),
    first="2023",
)
