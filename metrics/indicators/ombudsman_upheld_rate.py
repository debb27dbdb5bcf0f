"""Complaints the Ombudsman investigated and upheld.

**What it counts.** Of the complaints about any service of the council that the Ombudsman investigated in the
financial year (April to March), the share in which it found fault, or in which the council had already offered
a suitable remedy. Worked out from the two counts, because the pages print whole per cents.

**Why it matters.** It says how often a complaint that was looked into turned out to be justified.

**Read with care.** All services are counted together: this is not a rate for special educational needs, for
which the national share is higher. The Ombudsman asks readers to compare a council with the average of its
type, printed beside it, and not with years before 2022-23, when it changed how it investigates; its words
changed in 2024-25. In 2020-21 it took no new complaints for three months. It chooses what it investigates, so a
high share does not by itself make a council bad. Many councils have fewer than twenty cases: read the interval.
Not every council is loaded in this snapshot.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Investigated complaints that the Ombudsman upheld, all services",
    short="Complaints upheld",
    says="across all services, the Ombudsman upheld [counts] complaints about [who] that it "
    "investigated ([value]) [when]",
    unit="%",
    theme="Disagreements",
    order=62,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ombudsman_councils",
        numerator="complaints_upheld",
        denominator="complaints_investigated",
        numerator_is="complaints upheld, all services",
        denominator_is="complaints investigated, all services",
    ),
    first="2022-23",
    typical="similar_upheld_rate",
)
