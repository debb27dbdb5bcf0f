"""EHC needs assessments that ended without a plan.

**What it counts.** Of the assessments that a council finished in the calendar year with a decision, the
share where it decided not to issue a plan: not issued / (issued + not issued).

**Why it matters.** A child who is assessed and gets no plan has waited months for a no. Families can
appeal.

**Read with care.** Assessments withdrawn or not finished are left out, so the publisher's own percentage
is a little different. A high share may mean that needs are met without a plan, or that the bar is high.
2014 covers September to December only. From 2022 councils return a record for each child instead of
totals.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Assessments that ended without a plan",
    short="Assessed, no plan",
    says="[where], [counts] decided EHC needs assessments ([value]) ended without a plan [when]",
    unit="%",
    theme="Getting assessed",
    order=60,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_assessments",
        numerator="assessments_no_plan",
        denominator="assessments_plan_issued + assessments_no_plan",
        numerator_is="assessments without a plan",
        denominator_is="assessments decided",
    ),
    unranked=("2014",),
)
