"""The multiplication tables check in year 4.

**What it counts.** The share of {of} who scored full marks, 25 of 25, in the multiplication tables check in year 4
(aged 8 or 9), of those who could have taken it, in state-funded schools of the area.

**Why it matters.** Knowing tables by heart makes every later step in maths easier.

**Read with care.** {care} Full marks are a high bar: there is no pass mark. Printed in whole per cents and without
counts: in a small council a few pupils make several points. It counts pupils by where they go to school, whichever
council keeps their plan. The tool does not give pupils without SEN, so no gap is worked out.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Published

METRICS = family(
    __doc__,
    by_sen_status(
        "times_tables",
        Published("lait_send_outcomes", "times_tables_{status}", no_interval=NO_COUNTS),
        statuses=("ehc_plan", "sen_support"),
    ),
    title="Full marks in the times tables check at 9: {who}",
    short="Times tables, {group}",
    says="[where], [value] of {who} got full marks in the times tables check at 9 [when]",
    unit="%",
    theme="Results",
    order=40,
    direction="higher",
    whose="schools",
    decimals=0,
)
