"""Why EHC plans ended.

**What it counts.** Of the EHC plans that ceased in the calendar year, the share that ended because {because}.

**Why it matters.** {why}

**Read with care.** {care} It is a share of plans that ended, not of plans: where one reason is frequent the others
are smaller. Councils choose one reason for each plan, and use them differently. In a small council a few plans move
it. Until 2021 fewer plans and reasons were counted, so it starts in 2022.
"""

from metrics.family import Row, family
from metrics.metric import Proportion

ADULT = "It shows where the road with a plan led."
GOOD_END = "It is one of the ends that a plan is meant to have."
LEGAL = "A plan may end only if it is no longer needed or the council is no longer responsible."


def row(
    name: str, title: str, short: str, because: str, why: str, care: str, direction: str = "neither"
) -> Row:
    """One reason."""
    formula = Proportion(
        "ehc_plans_ceased",
        f"ceased_{name}",
        "ceased",
        numerator_is=f"plans that ended because {because}",
        denominator_is="plans that ceased",
    )
    words = {"title": title, "short": short, "because": because, "why": why, "care": care}
    return Row(f"ceased_{name}", formula, words, {"direction": direction})


METRICS = family(
    __doc__,
    [
        row(
            "employment", "moved to paid employment", "Ended: employment", "the young person moved to paid employment",
            GOOD_END, "Apprenticeships are not counted here.", "higher",
        ),
        row(
            "higher_education", "moved to higher education", "Ended: higher education",
            "the young person moved to higher education", GOOD_END, "Plans do not cover universities.", "higher",
        ),
        row(
            "maximum_age", "reached the maximum age", "Ended: maximum age", "the young person reached the maximum age",
            ADULT, "A plan ends at 25 at the latest; what came after is not known.",
        ),
        row(
            "not_engaging", "no longer wished to be in education", "Ended: left education",
            "the young person no longer wished to be in education or training", ADULT,
            "It may be a free choice, or the end of a course that never fitted.",
        ),
        row(
            "needs_met", "needs met without a plan", "Ended: needs met",
            "the council held that needs were met without a plan", LEGAL,
            "It is the council's judgement, against which families can appeal.",
        ),
        row(
            "transferred", "moved to another council", "Ended: moved council", "the family moved to another council",
            "The plan goes on there, so this is no end for the child.", "It is high where families move a lot.",
        ),
        row(
            "moved_outside_england", "moved outside England", "Ended: left England", "the family moved outside England",
            "English plans have no force in Wales, Scotland or abroad.", "It is high near the borders.",
        ),
        row(
            "other", "other reasons", "Ended: other reasons", "of another reason", LEGAL,
            "What is in it is not published. The publisher's notes of 2025 give this column the wrong name.",
        ),
    ],
    title="EHC plans that ended: {title}",
    short="{short}",
    unit="%",
    theme="Growing up",
    order=110,
    direction="neither",
    whose="maintained",
    first="2022",
)  # fmt: skip
