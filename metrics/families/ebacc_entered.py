"""Entries for the English Baccalaureate.

**What it counts.** The share of {of} at the end of key stage 4 (year 11) who were entered for GCSEs in English,
maths, science, a language, and history or geography, in state-funded schools of the area.

**Why it matters.** It shows who is offered, and takes, a broad set of academic subjects.

**Read with care.** {care} Not entering is often the right choice for a pupil, so higher is not simply better.
Published without counts: in a small council a few pupils move it. It counts pupils by where they go to school,
whichever council keeps their plan.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Published

METRICS = family(
    __doc__,
    by_sen_status(
        "ebacc_entered",
        Published("lait_send_outcomes", "ebacc_entered_{status}", no_interval=NO_COUNTS),
        gap_unit="",  # neither way is better, so there is no gap to close
    ),
    title="Entered for the English Baccalaureate: {who}",
    short="EBacc entries, {group}",
    says="[where], [value] of {who} entered the English Baccalaureate [when]",
    unit="%",
    theme="Results",
    order=80,
    direction="neither",
    whose="schools",
)
