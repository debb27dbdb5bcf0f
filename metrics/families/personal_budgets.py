"""What personal budgets cover.

**What it counts.** Of the EHC plans with a personal budget on the January count day, the share whose budget {covers}.

**Why it matters.** Families ask for a budget to choose a therapist, a carer or a tutor themselves: this shows for
what councils let them.

**Read with care.** Councils record personal budgets very unevenly and many have fewer than ten, so councils are not
ranked. What it covers is not recorded for every budget. It starts in January 2024: until January 2023 direct payments
were counted instead, of which one budget could have several.
"""

from metrics.family import Row, family
from metrics.metric import Proportion

STARTED = "January 2024"


COVERED = "[where], [counts] personal budgets {covers}"


def row(name: str, short: str, covers: str, said: str) -> Row:
    """One thing that a budget can cover."""
    formula = Proportion(
        "ehc_plan_personal_budgets",
        name,
        "personal_budgets",
        numerator_is=f"personal budgets; each {covers}",
        denominator_is="personal budgets",
    )
    words = {
        "covers": covers,
        "short": short,
        "said": said.format(covers=covers.replace("covers", "covered")),
    }
    return Row(f"personal_budgets_{name.removeprefix('for_')}", formula, words)


METRICS = family(
    __doc__,
    [
        row("for_education", "Budgets for education", "covers education only", COVERED),
        row("for_social_care", "Budgets for social care", "covers social care only", COVERED),
        row("for_health", "Budgets for health", "covers health only", COVERED),
        row("for_several", "Budgets for several", "covers several of education, health and social care", COVERED),
        row("organised_arrangements", "Budgets held by the council", "is held and spent by the council for the family",
            "[who] held and spent [counts] personal budgets for the family"),
    ],
    title="Personal budgets: the budget {covers}",
    short="{short}",
    says="{said} ([value]) [when]",
    unit="%",
    theme="What the plan gives",
    order=301,
    direction="neither",
    whose="maintained",
    first=STARTED,
    unranked=(STARTED, "January 2025"),
)  # fmt: skip
