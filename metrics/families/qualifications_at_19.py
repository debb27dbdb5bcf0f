"""Qualifications reached by the age of 19.

**What it counts.** Of young people who turned 19 in the academic year, the share of {of} who had reached {level}.
What they had, and the area, is that of year 11.

**Why it matters.** {why}

**Read with care.** {care} Young people count where they went to school at 15, even if that council has since been
replaced: figures of new councils begin about four years after them. Of those who turned 19 from 2019/20 on, some hold
grades that teachers gave in 2020 and 2021. Published without counts: in a small council a few young people move it.
"""

from metrics.family import NO_COUNTS, Row, by_sen_status, family
from metrics.metric import Published

WHO = {
    "ehc_plan": "those who had an EHC plan",
    "sen_support": "those who had SEN support",
    "no_sen": "those who had no SEN",
}
LEVELS = {
    "level_2_with_english_and_maths": (
        "Level 2 with English and maths",
        "L2+EM",
        "level 2 with English and maths: five good GCSEs, these two among them, or the like",
        "English and maths at this level open most apprenticeships, courses and jobs.",
    ),
    "level_2": (
        "Level 2",
        "L2",
        "level 2: five good GCSEs or a vocational qualification of that size",
        "Level 2 is what most employers and further courses ask for at least.",
    ),
    "level_3": (
        "Level 3",
        "L3",
        "level 3: two A levels or a vocational qualification of that size",
        "Level 3 opens the way to university, higher apprenticeships and skilled work.",
    ),
}


def rows(stem: str) -> list[Row]:
    """One level: three groups and two gaps."""
    name, short, level, why = LEVELS[stem]
    formula = Published("lait_send_outcomes", stem + "_at_19_{status}", no_interval=NO_COUNTS)
    words = {"name": name, "level_short": short, "level": level, "why": why}
    found = by_sen_status(f"{stem}_at_19", formula, who=WHO)
    return [Row(each.id, each.formula, {**each.words, **words}, each.differs) for each in found]


METRICS = family(
    __doc__,
    [row for stem in LEVELS for row in rows(stem)],
    title="{name} by 19: {who}",
    short="{level_short} at 19, {group}",
    says="[where], [value] of {who} reached {name} by 19 [when]",
    unit="%",
    theme="Results",
    order=100,
    direction="higher",
    whose="schools",
)
