"""Appeals for every 100 decisions that could be appealed, newer method.

**What it counts.** Appeals registered in the calendar year as a share of the decisions made in that year
that could be appealed, reviews of plans among them.

**Why it matters.** It allows for the size of a council: how often families felt they had to go to the
Tribunal.

**Read with care.** Decisions are too few where a council under-recorded its annual reviews, which makes
its rate too high: a large move between 2024 and 2025 may be better records. The rate printed for England
in 2024 divides the appeals of all councils by the decisions of those that returned them. An appeal
registered in one year may be about a decision of the year before. Never set it against the older method.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Tribunal appeal rate, newer method",
    short="Appeal rate",
    says="[where], families registered [number] appeals with the SEND Tribunal beside [whole] "
    "decisions that could be appealed, a rate of [value] by the newer method [when]",
    unit="%",
    theme="Disagreements",
    order=20,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="tribunal_appeals",
        numerator="appeals",
        denominator="decisions_new_method",
        numerator_is="appeals registered",
        denominator_is="decisions that could be appealed",
    ),
)
