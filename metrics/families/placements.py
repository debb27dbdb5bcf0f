"""EHC plans by where the child or young person is placed.

**What it counts.** Of all children and young people for whom a council kept an EHC plan on the January count day, the
share {placed}. {means}

**Why it matters.** {why}

**Read with care.** {care} The share is of all plans, ages 0 to 25, those without a recorded placement included;
where more than a quarter are not recorded no share in a named place is shown. From January 2023 councils return a
record for each child instead of totals, and placements are told from the number of the school or college.
"""

from metrics.family import Row, family
from metrics.metric import Break, Proportion
from metrics.placements_recorded import PLACEMENT_RECORDED

NEITHER = (
    "Such a place is neither better nor worse than another: the figure cannot tell whether it fits the child."
)
MAINSTREAM = "Most parents want a good school nearby; which mainstream schools take children with plans differs widely."
SPECIAL = (
    "Special schools differ in who runs them and in what a place costs; where council-run places lack, others are "
    "bought."
)
AFTER_16 = "A plan can go on to 25; where colleges fit, it does not have to mean school."
NO_SCHOOL = "A child with a plan and no school depends on what the council arranges, or on the parents alone."
UNITS = (
    "mainstream_maintained_resourced_provision + mainstream_maintained_sen_unit + "
    "mainstream_academy_resourced_provision + mainstream_academy_sen_unit + "
    "mainstream_free_school_resourced_provision + mainstream_free_school_sen_unit"
)
NOT_IN_EDUCATION = " + ".join(
    f"not_in_education{kind}" for kind in ("", "_notice_to_cease", "_school_age", "_other_age")
)
WIDER = (
    Break("January 2023", "Three more kinds of not being in education are counted."),
    Break("January 2024", "Other placements are counted too, such as waiting for a place."),
    Break("January 2025", "Online providers, settings in Wales and other types of school are counted too."),
)


def row(
    name: str,
    numerator: str,
    short: str,
    placed: str,
    means: str,
    why: str,
    care: str = NEITHER,
    **differs: object,
) -> Row:
    """One placement: `placed` completes 'Children with an EHC plan ...' and 'the share ...'."""
    formula = Proportion(
        "ehc_plan_caseload",
        numerator,
        "plans",
        numerator_is=f"plans {placed}",
        denominator_is="EHC plans",
        shown_where=None if numerator == PLACEMENT_RECORDED.unknown else PLACEMENT_RECORDED,
    )
    words = {"placed": placed, "short": short, "means": means, "why": why, "care": care}
    return Row(f"placements_{name}", formula, words, differs)


METRICS = family(
    __doc__,
    [
        row(
            "maintained_mainstream", "mainstream_maintained", "Maintained mainstream",
            "in a mainstream school kept by the council",
            "Places in units and resourced provision are apart.", MAINSTREAM,
        ),
        row(
            "mainstream_academies", "mainstream_academy + mainstream_free_school", "Mainstream academies",
            "in a mainstream academy or free school",
            "Places in units and resourced provision are apart.", MAINSTREAM,
        ),
        row(
            "units_in_mainstream", UNITS, "Units in mainstream",
            "in a SEN unit or resourced provision of a mainstream school",
            "These are places kept for children with SEN inside mainstream schools of every kind.",
            "They offer special teaching without leaving the school of one's friends.",
            "The publisher believes that such places were under-reported for January 2023.",
        ),
        row(
            "mainstream_independent", "mainstream_independent", "Independent mainstream",
            "in an independent mainstream school", "The council pays the fees.",
            "Councils pay for such places when nothing else was offered or a tribunal so decided.",
        ),
        row(
            "maintained_special", "special_maintained", "Maintained special",
            "in a special school kept by the council", "Hospital schools are included.", SPECIAL,
        ),
        row(
            "special_academies", "special_academy_or_free_school", "Special academies",
            "in a special academy or special free school", "Both are paid by the state and not run by the council.",
            SPECIAL,
        ),
        row(
            "non_maintained_special", "special_non_maintained", "Non-maintained special",
            "in a non-maintained special school", "These are run by charities, with fees that the council pays.",
            SPECIAL,
        ),
        row(
            "alternative_provision", "alternative_provision", "Alternative provision",
            "in alternative provision", "Pupil referral units and alternative provision academies and free schools.",
            "It is meant for pupils who were excluded or are ill, and often stands in where no place was found.",
            "A place there may be short and fitting, or last because nothing else was found: the figure cannot tell.",
        ),
        row(
            "further_education", "further_education", "Further education",
            "in a college or other provider after 16",
            "Further education and sixth form colleges, specialist institutions and other registered providers.",
            AFTER_16,
            "It grows with the share of plans held by young people over 16, so compare councils alike in that.",
        ),
        row(
            "specialist_post_16", "specialist_post_16", "Specialist post-16",
            "in a specialist institution after 16", "They are part of further education and post-16.", AFTER_16,
        ),
        row(
            "early_years", "early_years", "Early years settings",
            "in an early years setting that is not a school", "Nursery classes of schools are apart.",
            "Help early in life counts most, and few children have a plan before they start school.",
            "Children under five are few among all plans, so small numbers move it.",
        ),
        row(
            "elsewhere", "educated_elsewhere", "Educated elsewhere",
            "outside schools, colleges and early years settings",
            "Among them are home education, what councils arrange otherwise, and young people in no education.",
            NO_SCHOOL, "It has had four meanings since 2019, so its rise is not all real.", breaks=WIDER,
        ),
        row(
            "home_education", "home_education", "Home education",
            "educated at home by their parents' choice", "",
            "Some families choose it freely, others because no school met the child's needs.",
            "The figure cannot tell choice from lack of choice. Until January 2019 it was counted among arrangements "
            "made by parents.", first="January 2020",
        ),
        row(
            "arranged_by_council", "arranged_by_council", "Arranged by council",
            "with other arrangements made by the council",
            "Education otherwise than at school: tutors, therapy or part-time help in place of a school.",
            NO_SCHOOL, "It may be just what a child needs, or stand in for a school that was not found.",
        ),
        row(
            "arranged_by_parents", "arranged_by_parents", "Arranged by parents",
            "with other arrangements made by parents", "", NO_SCHOOL,
            "Until January 2019 home education was counted here.", first="January 2020",
        ),
        row(
            "not_in_education", NOT_IN_EDUCATION, "Not in education",
            "in no education, employment or training",
            "Four printed figures added up: not in education, employment or training; of compulsory school age; of "
            "another age; and with a notice to cease the plan.", NO_SCHOOL,
            "Most are over 16. Before January 2023 fewer kinds were counted, so it starts there.",
            first="January 2023", direction="lower",
        ),
        row(
            "no_education_at_school_age", "not_in_education_school_age", "No education, school age",
            "of compulsory school age and in no education", "", NO_SCHOOL,
            "Councils have begun to record this only lately, so a rise may be better records.",
            first="January 2023", direction="lower",
        ),
        row(
            "other", "other_placement", "Other placements",
            "in another placement or waiting for one",
            "The publisher counts here those waiting for a place, those for whom a type of school and no school is "
            "named, those out of provision, and settings not listed otherwise.", NO_SCHOOL,
            "It mixes children who wait with children who are placed.", first="January 2023",
        ),
        row(
            "awaiting_provision", "awaiting_provision", "Awaiting provision",
            "waiting for a place", "It was last published for January 2022.", NO_SCHOOL,
            "Since January 2023 those who wait are counted among other placements and not apart.",
            last="January 2022", direction="lower",
        ),
        row(
            "not_recorded", "placement_unknown", "Placement not recorded",
            "whose placement the council did not return", "",
            "Where it is high, nobody outside the council knows where these children are.",
            "It says something about records only. It is published since January 2023.",
            first="January 2023", direction="lower",
        ),
    ],
    title="Children with an EHC plan {placed}",
    short="{short}",
    unit="%",
    theme="What the plan gives",
    order=100,
    direction="neither",
    whose="maintained",
    first="January 2019",
)  # fmt: skip
