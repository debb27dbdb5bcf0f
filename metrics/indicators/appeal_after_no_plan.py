"""Decisions to issue no plan that were appealed.

**What it counts.** Appeals to the SEND Tribunal about the decision after an assessment, as a share of the
assessments after which the council issued no plan, in the calendar year. The counts are the councils' own.

**Why it matters.** An appeal is what a family has left when an assessment ends without a plan.

**Read with care.** Decisions to issue no plan are few in many councils: read the interval. An appeal may be about
a decision of the year before; where more appeals than such decisions are printed, no share is shown. What the
Tribunal decided is not published for each council. Counted from 2022, when the collection changed to a record for
each child.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Decisions to issue no plan that were appealed",
    short="Appeal after no plan",
    says="[where], an appeal to the SEND Tribunal followed [counts] decisions to issue no plan "
    "([value]) [when]",
    unit="%",
    theme="Disagreements",
    order=54,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_assessments",
        numerator="assessments_tribunal",
        denominator="assessments_no_plan",
        numerator_is="assessments whose decision was appealed to the Tribunal",
        denominator_is="assessments after which no plan was issued",
    ),
    first="2022",
)
