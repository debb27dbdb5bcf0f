"""Mediations about anything but a refusal to assess or to issue a plan.

**What it counts.** Mediations in the calendar year that councils recorded beside an assessment for another reason
than its outcome: what a plan says, or the school it names.

**Why it matters.** Most disagreements begin once there is a plan.

**Read with care.** It is a count, and grows with the size of the council. Records are thin: more than a third of
councils recorded none in 2022. Disagreements at a later review of a plan are not in it. Counted from 2022.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="Mediations for other reasons than a refusal",
    short="Mediations, other reasons",
    says="[where], the number of mediations for other reasons than a refusal was [part] [when]",
    unit="mediations",
    theme="Disagreements",
    order=55,
    direction="neither",
    whose="residents",
    formula=Count(
        dataset="ehc_plan_assessments",
        numerator="other_mediation",
        numerator_is="mediations for other reasons",
    ),
    decimals=0,
    first="2022",
)
