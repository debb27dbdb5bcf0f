"""The primary need named in EHC plans.

**What it counts.** Of {whom}, the share whose plan names {need} as the primary need.

**Why it matters.** It shows which needs the plans of an area are about, and so which schools, therapists and support
it has to have.

**Read with care.** A plan names one primary need, and many children have several: the council decides which comes
first. Councils differ in how they tell needs apart, so a difference may lie in the words. {care} Neither high nor low
is better.
"""

from collections.abc import Iterator

from metrics.family import Row, family
from metrics.metric import Proportion

# column, need in a sentence, need in a title, short
NEEDS = (
    ("autism", "autistic spectrum disorder", "Autism", "autism"),
    (
        "social_emotional_mental_health",
        "social, emotional and mental health",
        "Social, emotional and mental health",
        "social and emotional",
    ),
    (
        "speech_language_communication",
        "speech, language and communication needs",
        "Speech, language and communication",
        "speech and language",
    ),
    (
        "moderate_learning_difficulty",
        "moderate learning difficulty",
        "Moderate learning difficulty",
        "moderate learning",
    ),
    (
        "severe_learning_difficulty",
        "severe learning difficulty",
        "Severe learning difficulty",
        "severe learning",
    ),
    (
        "profound_and_multiple_learning_difficulty",
        "profound and multiple learning difficulty",
        "Profound and multiple learning difficulty",
        "profound learning",
    ),
    (
        "specific_learning_difficulty",
        "specific learning difficulty",
        "Specific learning difficulty",
        "specific learning",
    ),
    ("physical_disability", "physical disability", "Physical disability", "physical"),
    ("hearing_impairment", "hearing impairment", "Hearing impairment", "hearing"),
    ("visual_impairment", "visual impairment", "Visual impairment", "vision"),
    ("multi_sensory_impairment", "multi-sensory impairment", "Multi-sensory impairment", "multi-sensory"),
    ("other_need", "another difficulty or disability", "Other difficulty or disability", "other"),
    ("need_not_recorded", "no need that was recorded", "Need not recorded", "not recorded"),
)
IDENTITY = {"other_need": "other", "need_not_recorded": "not_recorded"}
CARE = {
    "specific_learning_difficulty": "It includes dyslexia.",
    "other_need": "Down syndrome is counted here.",
    "need_not_recorded": "It says something about records only.",
}
IN_PLACE = (
    "ehc_plan_needs",
    "need",
    "children and young people for whom a council kept an EHC plan on the January count day",
    "EHC plans",
    "Need: ",
)
NEW = (
    "new_ehc_plan_needs",
    "new_plans_need",
    "children and young people whose EHC plan began in the calendar year",
    "New EHC plans",
    "New: ",
)


def rows(dataset: str, stem: str, whom: str, plans: str, short: str) -> Iterator[Row]:
    """Each need, of plans in place or of new plans."""
    counted = plans if plans == "EHC plans" else plans.lower().replace("ehc", "EHC")
    for column, need, title, brief in NEEDS:
        formula = Proportion(
            dataset, column, "plans", numerator_is=f"plans that name {need}", denominator_is=counted
        )
        words = {"whom": whom, "need": need, "plans": plans, "title": title, "short": short + brief}
        words["care"] = CARE.get(column, "")
        yield Row(f"{stem}_{IDENTITY.get(column, column)}", formula, words)


METRICS = family(
    __doc__,
    [*rows(*IN_PLACE), *rows(*NEW)],
    title="{plans} by primary need: {title}",
    short="{short}",
    unit="%",
    theme="What the plan gives",
    order=200,
    direction="neither",
    whose="maintained",
)
