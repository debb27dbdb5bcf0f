"""A good level of development at the end of reception.

**What it counts.** The share of {of} who had a good level of development at the end of reception (aged 5), in schools
and early years settings of the area: the expected level in the twelve goals of language, personal, physical and
social development, reading, writing and maths.

**Why it matters.** It is the first published measure of what children can do when they start school.

**Read with care.** {care} Teachers observe and judge; nothing is tested. Published without counts, and few children
have a plan at five: in most councils one or two of them move the figure by points. It counts children by where they
go to school. The goals were revised in September 2021, and none were collected for 2019/20 and 2020/21.
"""

from dataclasses import replace

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Break, Published

EHC_PLAN, SEN_SUPPORT = by_sen_status(
    "good_level_of_development",
    Published("lait_send_outcomes", "good_level_of_development_{status}", no_interval=NO_COUNTS),
    statuses=("ehc_plan", "sen_support"),
)
FEW_COUNCILS = ("2015/16", "2016/17")
METRICS = family(
    __doc__,
    (replace(EHC_PLAN, differs={"unranked": FEW_COUNCILS}), SEN_SUPPORT),
    title="Good level of development at 5: {who}",
    short="Good level at 5, {group}",
    says="[where], [value] of {who} had a good level of development at 5 [when]",
    unit="%",
    theme="Results",
    order=50,
    direction="higher",
    whose="schools",
    breaks=(
        Break(
            "2021/22",
            "The early years profile was revised in September 2021: earlier years cannot be compared.",
        ),
    ),
)
