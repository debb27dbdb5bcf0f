"""Average points in the subjects of the English Baccalaureate.

**What it counts.** The average points of {of} at the end of key stage 4 (year 11) over English, maths, science, a
language, and history or geography, nought for each that a pupil did not take, in state-funded schools of the area.

**Why it matters.** It adds to Attainment 8 how far pupils got in academic subjects alone.

**Read with care.** {care} A subject not taken counts as nought, so the figure mixes what pupils took with how they
did. Published without counts: in a small council a few pupils move it. It counts pupils by where they go to school,
whichever council keeps their plan. Grades of 2020 and 2021 are those of teachers.
"""

from metrics.family import NO_COUNTS, by_sen_status, family
from metrics.metric import Break, Published

METRICS = family(
    __doc__,
    by_sen_status(
        "ebacc_points",
        Published("lait_send_outcomes", "ebacc_points_{status}", no_interval=NO_COUNTS),
        gap_unit="",  # of the two gaps at sixteen, that in Attainment 8 is shown
    ),
    title="Average points in English Baccalaureate subjects: {who}",
    short="EBacc points, {group}",
    says="[where], {who} scored [value] on average in English Baccalaureate subjects [when]",
    unit="points",
    theme="Results",
    order=90,
    direction="higher",
    whose="schools",
    decimals=2,
    breaks=(
        Break(
            "2019/20",
            "Exams were cancelled in 2020 and 2021 because of coronavirus: teachers gave the grades.",
        ),
        Break("2021/22", "Exams returned in 2022, graded more generously than before the pandemic."),
        Break("2022/23", "In 2023 grading returned to about the standard of 2019."),
    ),
)
