"""Young people of 16 and 17 with SEND in education or training.

**What it counts.** Of young people aged 16 and 17 with special educational needs or a disability, the share who were
in education or training on 31 March, the last day of the year, as councils' own records show. With SEND are those
with an EHC plan, and those who had a statement or a learning difficulty assessment.

**Why it matters.** Learning until 18 is the law, and a council must make sure that there is a place.

**Read with care.** Young people whose activity the council does not know count as not learning, so poor tracking
lowers the figure; the publisher says not to use it in place of its statistics of participation. Councils differ in
whom they record. Published without counts: in a small council a few young people make several points.
"""

from metrics.family import NO_COUNTS
from metrics.metric import Metric, Published

METRIC = Metric(
    title="In education or training at 16 and 17 with SEND",
    short="Learning at 16 and 17",
    says="[where], [value] of young people aged 16 and 17 with SEND were in education or training [when]",
    unit="%",
    theme="Growing up",
    order=220,
    direction="higher",
    whose="residents",
    formula=Published(
        dataset="lait_financial_years", figure="aged_16_17_send_in_education", no_interval=NO_COUNTS
    ),
)
