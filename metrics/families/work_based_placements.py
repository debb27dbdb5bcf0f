"""Work-based placements of young people with an EHC plan.

**What it counts.** Young people with an EHC plan who were in {placement} on the January count day, for every 1,000
plans of young people aged 16 to 25. {means}

**Why it matters.** Most young people with a plan want paid work, and few get it. A placement at a workplace is the
way there that has the best record.

**Read with care.** There is no figure for January 2023 and 2024: the publisher took them out of its later releases.
Since 2025 councils return a record for each young person; before, they returned totals. Small councils have few
placements, so look at the interval. Most young people over 16 with a plan are in college, which can be right too.
"""

from metrics.family import Row, family
from metrics.metric import RatePerStock

AGED_16_TO_25 = (
    ("Age group", ("Age 16 to 19", "Age 20 to 25")),
    ("Child or young persons age", tuple(f"age {age}" for age in range(16, 26))),
)


def row(identity: str, column: str, title: str, short: str, placement: str, means: str) -> Row:
    """One kind of placement, or all."""
    formula = RatePerStock(
        dataset="ehc_plan_work_based",
        numerator=column,
        numerator_is=f"young people in {placement}",
        denominator_is="plans of young people aged 16 to 25",
        stock="ehc_plan_caseload",
        stock_column="plans",
        stock_groups=AGED_16_TO_25,
        per=1000,
    )
    return Row(identity, formula, {"title": title, "short": short, "placement": placement, "means": means})


METRICS = family(
    __doc__,
    [
        row(
            "supported_internships", "supported_internships", "Supported internships", "Supported internships",
            "a supported internship", "It is a study programme of at least half a year, mostly at a workplace, with a "
            "job coach.",
        ),
        row(
            "apprenticeships", "apprenticeships", "Apprenticeships", "Apprenticeships", "an apprenticeship",
            "It is paid work with training.",
        ),
        row(
            "traineeships", "traineeships", "Traineeships", "Traineeships", "a traineeship",
            "The national programme of that name ended in 2023; what councils count since is not known.",
        ),
        row(
            "work_based_placements", "work_based", "Work-based placements", "Work-based placements",
            "a work-based placement",
            "These are supported internships, apprenticeships and traineeships together.",
        ),
    ],
    title="{title} per 1,000 EHC plans at 16 to 25",
    short="{short}",
    unit="per 1,000",
    theme="Growing up",
    order=50,
    direction="higher",
    whose="maintained",
    first="January 2019",
)  # fmt: skip
