"""Expected standard in reading, writing and maths at the end of primary school.

**What it counts.** The share of {of} who reached the expected standard in all three of reading, writing and maths at
the end of key stage 2 (year 6, aged 10 or 11), in state-funded schools of the area.

**Why it matters.** A child who leaves primary school without these finds every later subject harder.

**Read with care.** {care} Printed in whole per cents and without counts: in a small council a few pupils make several
points. It counts pupils by where they go to school, whichever council keeps their plan. Pupils with a plan differ
from place to place: where fewer children get one, those who do have greater needs on average. Tests were not held in
2020 and 2021.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Break, Published

METRICS = family(
    __doc__,
    by_sen_status(
        "reading_writing_maths",
        Published("lait_send_outcomes", "reading_writing_maths_{status}", no_interval=NO_COUNTS),
    ),
    title="Reading, writing and maths at 11: {who}",
    short="Basics at 11, {group}",
    says="[where], [value] of {who} reached the expected standard in reading, writing and maths at 11 [when]",
    unit="%",
    theme="Results",
    order=10,
    direction="higher",
    whose="schools",
    decimals=0,
    breaks=(
        Break(
            "2017/18",
            "How teachers assess writing changed in 2018: earlier years are not directly comparable.",
        ),
        Break("2021/22", "Tests were not held in 2020 and 2021 because of coronavirus."),
    ),
)
