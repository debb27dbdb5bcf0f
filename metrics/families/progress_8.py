"""Progress 8: GCSE results beside those of pupils with the same results at eleven.

**What it counts.** The average Progress 8 score of {of} at the end of key stage 4 (year 11), in state-funded schools
of the area: their Attainment 8 score, less that of pupils in England with the same results at eleven, a grade being
one.

**Why it matters.** It compares pupils with others who started from the same place, which results alone do not.

**Read with care.** {care} A negative score means less progress than others made, not none. None is published for
2019/20, 2020/21 and 2024/25, whose pupils sat no exams or no tests at eleven. Published without counts: in a small
council a few pupils move it. It counts pupils by where they go to school, whichever council keeps their plan.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Break, Published

METRICS = family(
    __doc__,
    by_sen_status(
        "progress_8",
        Published("lait_send_outcomes", "progress_8_{status}", no_interval=NO_COUNTS),
        gap_unit="",  # the score is a difference from other pupils already
    ),
    title="Progress 8 score at 16: {who}",
    short="Progress 8, {group}",
    says="[where], the average Progress 8 score of {who} was [value] [when]",
    unit="grades",
    theme="Results",
    order=70,
    direction="higher",
    whose="schools",
    decimals=2,
    breaks=(
        Break(
            "2021/22", "There was none in 2020 and 2021, when exams were cancelled because of coronavirus."
        ),
    ),
)
