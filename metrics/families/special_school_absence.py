"""Absence from special schools.

**What it counts.** {counts} in state-funded special schools of the area, over the whole academic year.

**Why it matters.** A place in a special school helps only a child who can get to it: illness, transport and unmet
need all show up as absence.

**Read with care.** {care} Pupils of special schools are ill more often than others. The schools of an area teach
pupils of other councils too, and many pupils with a plan go to other schools. There is no figure for 2019/20; in
2020/21 half days missed because of coronavirus rules do not count. Published without counts. Councils without a
special school have no figure.
"""

from metrics.family import NO_COUNTS, Row, family
from metrics.metric import Break, Published

ROWS = {
    "special_school_absence": (
        "Half days missed in special schools",
        "Absence",
        "The share of all possible half days (sessions) that pupils missed, with leave or without,",
        "It is the sum of absence with leave and without.",
        "pupils of special schools missed [value] of half days",
    ),
    "special_school_unauthorised_absence": (
        "Half days missed without leave in special schools",
        "Unauthorised",
        "The share of all possible half days (sessions) that pupils missed without the school's leave",
        "Schools differ in what they give leave for.",
        "pupils of special schools missed [value] of half days without leave",
    ),
    "special_school_authorised_absence": (
        "Half days missed with leave in special schools",
        "Authorised",
        "The share of all possible half days (sessions) that pupils missed with the school's leave, as for illness",
        "Schools differ in what they give leave for.",
        "pupils of special schools missed [value] of half days with leave",
    ),
    "special_school_persistent_absence": (
        "Special school pupils who miss a tenth or more",
        "Persistent",
        "The share of pupils who missed a tenth or more of their own half days (persistent absence)",
        "",
        "[value] of special school pupils missed a tenth or more of their half days",
    ),
    "special_school_severe_absence": (
        "Special school pupils who miss half or more",
        "Severe",
        "The share of pupils who missed half or more of their own half days (severe absence)",
        "They are among those who missed a tenth or more.",
        "[value] of special school pupils missed half or more of their half days",
    ),
}

METRICS = family(
    __doc__,
    [
        Row(
            name,
            Published("lait_send_outcomes", name, no_interval=NO_COUNTS),
            {"title": title, "short": short, "counts": counts, "care": care, "said": said},
        )
        for name, (title, short, counts, care, said) in ROWS.items()
    ],
    title="{title}",
    short="{short}, special schools",
    says="[where], {said} [when]",
    unit="%",
    theme="Results",
    order=120,
    direction="lower",
    whose="schools",
    breaks=(
        Break("2020/21", "In 2020/21 half days missed because of coronavirus rules do not count as absence."),
        Break(
            "2021/22",
            "In 2020/21 schools were closed to most pupils for a term: other years are not like it.",
        ),
    ),
)
