"""Appeals for every 100 decisions that could be appealed, older method.

**What it counts.** Appeals registered in the calendar year as a share of decisions that could be
appealed. The older method adds up refusals to assess, assessments that ended without a plan, all EHC
plans in January, and plans ended because needs were met.

**Why it matters.** It allows for the size of a council: how often families felt they had to go to the
Tribunal.

**Read with care.** Every plan counts as one decision whether or not it was reviewed, which keeps this
rate low; the newer method counts actual decisions and its rates are about twice as high, so never set one
against the other. An appeal registered in one year may be about a decision of the year before. Decisions
come from a collection that changed in 2022, and the publisher advises caution about comparisons with
earlier years. Ends in 2024.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Tribunal appeal rate, older method",
    short="Appeal rate, older",
    says="[where], families registered [number] appeals with the SEND Tribunal beside [whole] "
    "decisions that could be appealed, a rate of [value] by the older method [when]",
    unit="%",
    theme="Disagreements",
    order=30,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="tribunal_appeals",
        numerator="appeals",
        denominator="decisions",
        numerator_is="appeals registered",
        denominator_is="decisions that could be appealed",
    ),
)
