"""New EHC plans by where the child or young person was placed.

**What it counts.** Of the children and young people whose EHC plan began in the calendar year, the share {placed}.

**Why it matters.** The first placement tends to last; {why}.

**Read with care.** {care} The share is of all new plans, those without a recorded placement included; where
more than a quarter are not recorded no share in a named place is shown. It starts in 2019. For 2022 the councils of
Yorkshire and the Humber have none, because the publisher prints their region's total for each of them. From 2022
councils return a record for each child.
"""

from metrics.family import Row, family
from metrics.metric import Break, Proportion
from metrics.placements_recorded import PLACEMENT_RECORDED

NEITHER = (
    "Such a place is neither better nor worse than another: the figure cannot tell whether it fits the child."
)
WIDER = (
    Break("2022", "Other placements and more kinds of not being in education are counted."),
    Break("2024", "Online providers, settings in Wales and other types of school are counted too."),
)


def row(
    name: str, numerator: str, short: str, placed: str, why: str, care: str = NEITHER, **differs: object
) -> Row:
    """One placement: `placed` completes 'Children with a new EHC plan ...' and 'the share ...'."""
    formula = Proportion(
        "new_ehc_plans",
        numerator,
        "plans",
        numerator_is=f"new plans {placed}",
        denominator_is="new EHC plans",
        shown_where=None if numerator == PLACEMENT_RECORDED.unknown else PLACEMENT_RECORDED,
    )
    words = {"placed": placed, "short": short, "why": why, "care": care}
    return Row(f"new_plans_{name}", formula, words, differs)


METRICS = family(
    __doc__,
    [
        row(
            "mainstream", "mainstream", "New plans, mainstream", "placed in a mainstream school",
            "three in four children begin with one in mainstream",
        ),
        row(
            "special", "special", "New plans, special", "placed in a special school",
            "few children move from special to mainstream school later",
        ),
        row(
            "independent_special", "special_independent", "New plans, independent",
            "placed in an independent special school", "these are the most expensive places, bought where others lack",
        ),
        row(
            "alternative_provision", "alternative_provision", "New plans, alternative",
            "placed in alternative provision", "many children get a plan only after they were excluded",
        ),
        row(
            "further_education", "further_education", "New plans, college",
            "placed in a college or other provider after 16", "it shows whether help can still begin after 16",
        ),
        row(
            "early_years", "early_years", "New plans, early years",
            "placed in an early years setting that is not a school",
            "it shows whether help begins before school",
        ),
        row(
            "elsewhere", "educated_elsewhere", "New plans, elsewhere",
            "placed outside schools, colleges and early years settings",
            "a child who begins with a plan and no school depends on what the council arranges",
            "It has had three meanings since 2019.", breaks=WIDER,
        ),
        row(
            "not_recorded", "placement_unknown", "New plans, not recorded",
            "whose placement the council did not return", "where it is high the other shares say less",
            "It says something about records only. It is published since 2022.", first="2022", direction="lower",
        ),
    ],
    title="Children with a new EHC plan {placed}",
    short="{short}",
    unit="%",
    theme="What the plan gives",
    order=130,
    direction="neither",
    whose="maintained",
    first="2019",
)  # fmt: skip
