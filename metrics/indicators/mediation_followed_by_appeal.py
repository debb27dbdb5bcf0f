"""Mediation cases that were followed by an appeal, at all stages together, to 2021.

**What it counts.** Of the mediation cases about an EHC plan held in the calendar year, whatever they were about, the
share that was followed by an appeal to the SEND Tribunal.

**Why it matters.** Mediation is meant to spare families the tribunal. In about three of four cases none followed.

**Read with care.** It was last published for 2021; later releases print each stage apart, see appeals after refusal
and mediation. No appeal does not mean that the family is content. Many councils held few cases, so look at the
interval. Whether appeals of the next year are counted is not said.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Mediation cases that were followed by an appeal",
    short="Appeal after any mediation",
    says="[where], an appeal followed [counts] mediation cases ([value]) [when]",
    unit="%",
    theme="Disagreements",
    order=57,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_mediation",
        numerator="mediations_then_appeal",
        denominator="mediations",
        numerator_is="cases followed by an appeal",
        denominator_is="mediation cases held",
    ),
    unranked=("2014",),
    last="2021",
)
