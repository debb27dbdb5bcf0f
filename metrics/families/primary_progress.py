"""Progress in primary school, from age 7 to age 11, in reading, writing and maths.

**What it counts.** The average progress score in {subject} of {of} between the end of key stage 1 and the end of key
stage 2, in state-funded schools of the area. Nought is the progress of pupils in England with the same results at
seven; a negative score means less than theirs, not none.

**Why it matters.** It compares pupils with others who started from the same place, which results alone do not.

**Read with care.** {care} It ends in 2022/23: pupils who took no tests at seven in 2020 and 2021 have no score.
Pupils without results at seven have none either, and many pupils with the greatest needs are among them. Published
without counts: in a small council a few pupils move it. It counts pupils by where they go to school.
"""

from metrics.family import NO_COUNTS, Row, by_sen_status, family
from metrics.metric import Break, Published


def rows(subject: str) -> list[Row]:
    """The three groups in one subject. The scores are differences from other pupils already, so there are no gaps."""
    formula = Published("lait_send_outcomes", subject + "_progress_{status}", no_interval=NO_COUNTS)
    found = by_sen_status(f"{subject}_progress", formula, gap_unit="")
    return [Row(each.id, each.formula, {**each.words, "subject": subject}) for each in found]


METRICS = family(
    __doc__,
    [row for subject in ("reading", "writing", "maths") for row in rows(subject)],
    title="Progress in {subject} from 7 to 11 (ends 2022/23): {who}",
    short="Progress {subject}, {group}",
    says="[where], the average score of {who} for progress in {subject} from 7 to 11 was [value] [when]",
    unit="points",
    theme="Results",
    order=60,
    direction="higher",
    whose="schools",
    decimals=2,
    breaks=(Break("2021/22", "Tests were not held in 2020 and 2021 because of coronavirus."),),
)
