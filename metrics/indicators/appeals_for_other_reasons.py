"""Appeals about anything but a refusal to assess or to issue a plan, as councils recorded them.

**What it counts.** Appeals to the SEND Tribunal in the calendar year that councils recorded beside an assessment
for another reason than its outcome: what a plan says, or the school it names.

**Why it matters.** Most appeals are about what a plan says.

**Read with care.** It is a count, and grows with the size of the council. It is far from all such appeals: in 2024
councils recorded 9,188 appeals of all kinds beside requests and assessments, and the Tribunal registered 22,276.
Appeals after a later review of a plan are not in it. Counted from 2022.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="Appeals for other reasons than a refusal, as councils recorded them",
    short="Appeals, other reasons",
    says="[where], the number of appeals for other reasons than a refusal, as councils recorded "
    "them, was [part] [when]",
    unit="appeals",
    theme="Disagreements",
    order=56,
    direction="neither",
    whose="residents",
    formula=Count(
        dataset="ehc_plan_assessments",
        numerator="other_tribunal",
        numerator_is="appeals for other reasons, as councils recorded them",
    ),
    decimals=0,
    first="2022",
)
