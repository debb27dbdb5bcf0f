"""Attainment 8: average points over eight GCSE subjects.

**What it counts.** The average Attainment 8 score of {of} at the end of key stage 4 (year 11), in state-funded
schools of the area: points in up to eight subjects, English and maths counted twice, 90 at most since 2018.

**Why it matters.** It shows how much pupils take from eleven years of school, whatever they took and however they
did.

**Read with care.** {care} Published without counts: in a small council a few pupils move it. It counts pupils by
where they go to school, whichever council keeps their plan. Many pupils with a plan take courses that score few
points or none, which does not mean that they learned little. Grades of 2020 and 2021 are those of teachers.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Break, Published

GRADING = (
    Break(
        "2019/20", "Exams were cancelled in 2020 and 2021 because of coronavirus: teachers gave the grades."
    ),
    Break("2021/22", "Exams returned in 2022, graded more generously than before the pandemic."),
    Break("2022/23", "In 2023 grading returned to about the standard of 2019."),
)
METRICS = family(
    __doc__,
    by_sen_status(
        "attainment_8",
        Published("lait_send_outcomes", "attainment_8_{status}", no_interval=NO_COUNTS),
    ),
    title="Attainment 8 score at 16: {who}",
    short="Attainment 8, {group}",
    says="[where], the average Attainment 8 score of {who} was [value] [when]",
    unit="points",
    theme="Results",
    order=20,
    direction="higher",
    whose="schools",
    breaks=(
        Break("2016/17", "New GCSEs in English and maths: the highest score possible went from 80 to 87."),
        Break("2017/18", "New GCSEs in most other subjects: the highest score possible went from 87 to 90."),
        *GRADING,
    ),
)
