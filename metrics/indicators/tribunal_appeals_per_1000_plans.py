"""Appeals to the SEND Tribunal, for every 1,000 children and young people with a plan.

**What it counts.** Appeals registered with the Tribunal in the calendar year, for every 1,000 EHC plans that the
council maintained in January of that year.

**Why it matters.** It allows for the size of a council, and unlike the appeal rate it has been worked out in one
way in every year.

**Read with care.** Many appeals are about children who have no plan yet, because an assessment or a plan was
refused, so this is a rate beside the number of plans and not a share of them. An appeal registered in one year
may be about a decision of the year before. Outcomes are not published for each council. From January 2023 plans
are counted child by child and no longer returned as a total.
"""

from metrics.metric import Metric, RatePerStock

METRIC = Metric(
    title="Appeals to the SEND Tribunal per 1,000 EHC plans",
    short="Appeals per 1,000 plans",
    says="[where], families registered [number] appeals with the SEND Tribunal beside [whole] EHC "
    "plans maintained, a rate of [value] [when]",
    unit="per 1,000",
    theme="Disagreements",
    order=40,
    direction="neither",
    whose="residents",
    formula=RatePerStock(
        dataset="tribunal_appeals",
        numerator="appeals",
        numerator_is="appeals registered",
        denominator_is="EHC plans maintained",
        stock="ehc_plan_caseload",
        stock_column="plans",
        per=1000,
    ),
    first="2019",
)
