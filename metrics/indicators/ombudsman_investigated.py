"""Complaints about a council that the Ombudsman investigated.

**What it counts.** Complaints about any service of the council on which the Ombudsman completed an
investigation in the financial year (April to March) and decided whether there was fault.

**Why it matters.** Most complaints go no further than a first look. These did.

**Read with care.** All services are counted together: nothing here is about special educational needs alone. A
larger council has more complaints. The Ombudsman changed how it investigates in 2022-23 and its words in
2024-25, so do not read a change across those years as more or fewer complaints. Not every council is loaded in
this snapshot.
"""

from metrics.metric import Count, Metric

METRIC = Metric(
    title="Complaints investigated by the Ombudsman, all services",
    short="Complaints investigated",
    says="across all services, the Ombudsman investigated [number] complaints about [who] [when]",
    unit="complaints",
    theme="Disagreements",
    order=61,
    direction="neither",
    whose="residents",
    formula=Count(
        dataset="ombudsman_councils",
        numerator="complaints_investigated",
        numerator_is="complaints investigated, all services",
    ),
    decimals=0,
    first="2022-23",
)
