"""Moves with an EHC plan between mainstream school, special school and home.

**What it counts.** {moves} in the calendar year, for every 1,000 children and young people with a plan {base} in the
January of that year.

**Why it matters.** {why}

**Read with care.** It is not published for any year after 2021. Councils differed in what they recorded: some gave no
moves in one year and many in the next. Schools were closed to most pupils for part of 2020 and 2021.
"""

from metrics.family import Row, family
from metrics.metric import RatePerStock


def row(
    identity: str, numerator: str, column: str, moves: str, base: str, title: str, short: str, why: str
) -> Row:
    """One direction of moves, over the plans of those who could move so."""
    formula = RatePerStock(
        dataset="ehc_plan_moves",
        numerator=numerator,
        numerator_is=moves[0].lower() + moves[1:],
        denominator_is=f"EHC plans {base}",
        stock="ehc_plan_caseload",
        stock_column=column,
        per=1000,
    )
    words = {"moves": moves, "base": base, "title": title, "short": short, "why": why}
    return Row(identity, formula, words)


METRICS = family(
    __doc__,
    [
        row(
            "moved_to_special_school",
            "mainstream_to_special",
            "mainstream",
            "Children who moved from mainstream to special school",
            "in a mainstream school",
            "Moved from mainstream to special school",
            "Mainstream to special",
            "It shows how often a mainstream place did not last.",
        ),
        row(
            "moved_to_mainstream_school",
            "special_to_mainstream",
            "special",
            "Children who moved from special to mainstream school",
            "in a special school",
            "Moved from special to mainstream school",
            "Special to mainstream",
            "It shows whether the way back to mainstream is open.",
        ),
        row(
            "moved_to_home_education",
            "mainstream_to_home + special_to_home",
            "mainstream + special",
            "Children whose parents took them out of school to educate them at home",
            "in a mainstream or special school",
            "Taken out of school to be educated at home",
            "School to home education",
            "Families rarely plan for it: most do it because school broke down.",
        ),
    ],
    title="{title}, per 1,000 EHC plans there",
    short="{short}",
    unit="per 1,000",
    theme="What the plan gives",
    order=330,
    direction="neither",
    whose="maintained",
    first="2019",
    last="2021",
)
