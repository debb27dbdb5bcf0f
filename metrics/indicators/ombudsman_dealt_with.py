"""Complaints about a council that the Ombudsman dealt with.

**What it counts.** Complaints and enquiries about any service of the council that the Local Government and
Social Care Ombudsman dealt with in the financial year (April to March): not for it or not ready for it,
assessed and closed, or investigated.

**Why it matters.** The Ombudsman is free, and looks at what councils do to families: delay, provision that a
plan promises and a child does not get, poor communication.

**Read with care.** All services are counted together, from housing to parking: nothing here is about special
educational needs alone. A larger council has more complaints. Counted in these words from 2024-25 only. Not
every council is loaded in this snapshot.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="Complaints dealt with by the Ombudsman, all services",
    short="Complaints dealt with",
    says="across all services, the Ombudsman dealt with [number] complaints about [who] [when]",
    unit="complaints",
    theme="Disagreements",
    order=60,
    direction="neither",
    whose="residents",
    formula=Count(
        dataset="ombudsman_councils",
        numerator="complaints_dealt_with",
        numerator_is="complaints dealt with, all services",
    ),
    decimals=0,
)
