"""Children and young people with an EHC plan who live where they learn.

**What it counts.** Children and young people with an EHC plan in a residential setting {weeks} on the January count
day, for every 1,000 with a plan.

**Why it matters.** They live away from their families, often far from home: they are among the most vulnerable, and
their places are the most expensive.

**Read with care.** Some councils record none in one year and a hundred the next, so it tells more about records than
about children in places. England's number fell by a third between 2022 and 2023, when councils began to return a
record for each child. {care}
"""

from metrics.family import Row, family
from metrics.metric import RatePerStock


def row(identity: str, numerator: str, weeks: str, title: str, short: str, care: str = "") -> Row:
    """Residential settings of some length."""
    formula = RatePerStock(
        dataset="ehc_plan_residential",
        numerator=numerator,
        numerator_is="children and young people in a residential setting",
        denominator_is="EHC plans",
        stock="ehc_plan_caseload",
        stock_column="plans",
        per=1000,
    )
    return Row(identity, formula, {"weeks": weeks, "title": title, "short": short, "care": care})


METRICS = family(
    __doc__,
    [
        row(
            "residential_placements",
            "residential_38_to_51_weeks + residential_52_weeks",
            "for 38 weeks or more of the year",
            "",
            "Residential placements",
            "It adds up the two printed lengths; the total that is printed for January 2023 is not their sum.",
        ),
        row(
            "residential_placements_all_year",
            "residential_52_weeks",
            "for all 52 weeks of the year",
            " all year round",
            "Residential all year",
        ),
    ],
    title="Residential placements{title}, per 1,000 EHC plans",
    short="{short}",
    says="[where], the number of children and young people in a residential setting {weeks} was [part] beside "
    "[whole] EHC plans ([value]) [when]",
    unit="per 1,000",
    theme="What the plan gives",
    order=320,
    direction="neither",
    whose="maintained",
    first="January 2019",
)
