"""Where pupils are in the year after GCSEs.

**What it counts.** The share of {of} at the end of key stage 4 (year 11) who were in education, an apprenticeship or
work for at least two terms of the year after, special schools included. The year named is the one in which they left.

**Why it matters.** A young person who is in none of these at seventeen is hard to win back.

**Read with care.** {care} A place in education counts whatever is learned there. Most pupils with a plan stay in
education, often in the same special school, which is why their figure is high. Published without counts: in a small
council a few pupils move it. It counts pupils by where they went to school, whichever council keeps their plan.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Published

METRICS = family(
    __doc__,
    by_sen_status(
        "in_education_or_work_after_16",
        Published("lait_send_outcomes", "destination_{status}", no_interval=NO_COUNTS),
    ),
    title="In education or work after year 11: {who}",
    short="After year 11, {group}",
    says="[where], [value] of {who} who left year 11 [when] were in education or work a year later",
    unit="%",
    theme="Growing up",
    order=200,
    direction="higher",
    whose="schools",
)
