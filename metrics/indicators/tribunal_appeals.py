"""Appeals to the SEND Tribunal against a council's decisions.

**What it counts.** Appeals registered with the Special Educational Needs and Disability Tribunal in the
calendar year against decisions of a council: refusals to assess or to issue a plan, what a plan says,
ceasing a plan.

**Why it matters.** An appeal is what a family has left when it cannot agree with the council, and most
never appeal.

**Read with care.** A count grows with the number of decisions, so it is not a comparison: see the appeal
rate. Outcomes are not published for each council. The publisher's table carries wrong three-digit codes
for five councils; here names decide.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="Appeals to the SEND Tribunal",
    short="Appeals",
    says="[where], families registered [number] appeals with the SEND Tribunal [when]",
    unit="appeals",
    theme="Disagreements",
    order=10,
    direction="neither",
    whose="residents",
    formula=Count(dataset="tribunal_appeals", numerator="appeals", numerator_is="appeals registered"),
    decimals=0,
)
