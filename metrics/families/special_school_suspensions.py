"""Suspensions and permanent exclusions from special schools.

**What it counts.** {counts} state-funded special schools of the area in the academic year, {base}.

**Why it matters.** A special school is meant to be able to teach a child whom others could not. A suspension there
often means that it could not either.

**Read with care.** {care} The schools of an area teach pupils of other councils too, and most pupils with a plan go
to other schools. Schools were closed to most pupils for parts of 2019/20 and 2020/21. Published without counts: in an
area with one small school a few pupils make a high rate.
"""

from metrics.family import NO_COUNTS, Row, family
from metrics.metric import Published

RATE = "for every 100 pupils on the roll in January"
ROWS = {
    "special_school_pupils_suspended": (
        "Special school pupils suspended at least once",
        "Pupils suspended, special",
        "Pupils suspended at least once from",
        "as a share of the pupils on the roll in January",
        "%",
        "A pupil counts once, however often suspended.",
        "[value] of special school pupils were suspended at least once",
    ),
    "special_school_suspensions": (
        "Suspensions from special schools per 100 pupils",
        "Suspensions, special",
        "Suspensions from",
        RATE,
        "per 100 pupils",
        "A pupil suspended five times counts five times, so the rate can pass 100.",
        "the rate of suspensions from special schools was [value]",
    ),
    "special_school_permanent_exclusions": (
        "Permanent exclusions from special schools per 100 pupils",
        "Exclusions, special schools",
        "Permanent exclusions from",
        RATE,
        "per 100 pupils",
        "They are rare: most councils have none in a year, and one pupil makes a rate.",
        "the rate of permanent exclusions from special schools was [value]",
    ),
}

METRICS = family(
    __doc__,
    [
        Row(
            name,
            Published("lait_send_outcomes", name, no_interval=NO_COUNTS),
            {"title": title, "short": short, "counts": counts, "base": base, "care": care, "said": said},
            {"unit": unit, "decimals": 2 if name.endswith("exclusions") else 1},
        )
        for name, (title, short, counts, base, unit, care, said) in ROWS.items()
    ],
    title="{title}",
    short="{short}",
    says="[where], {said} [when]",
    theme="Results",
    order=130,
    direction="lower",
    whose="schools",
)
