"""The phonics check at the end of year 1.

**What it counts.** The share of {of} who reached the expected standard in the phonics screening check in year 1 (aged
6), in state-funded schools of the area.

**Why it matters.** The check shows early who can turn letters into sounds, and who needs help to learn to read.

**Read with care.** {care} Printed in whole per cents and without counts: in a small council a few pupils make several
points. It counts pupils by where they go to school, whichever council keeps their plan. It was not held in 2020 and
2021.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Break, Published

METRICS = family(
    __doc__,
    by_sen_status("phonics", Published("lait_send_outcomes", "phonics_{status}", no_interval=NO_COUNTS)),
    title="Expected standard in phonics at 6: {who}",
    short="Phonics, {group}",
    says="[where], [value] of {who} reached the expected standard in phonics at 6 [when]",
    unit="%",
    theme="Results",
    order=30,
    direction="higher",
    whose="schools",
    decimals=0,
    breaks=(Break("2021/22", "The check was not held in 2020 and 2021 because of coronavirus."),),
)
