"""Complaints the Ombudsman upheld, for every 100,000 residents.

**What it counts.** Complaints about any service of the council that the Ombudsman upheld in the financial year
(April to March), for every 100,000 people who live there, as the Ombudsman works it out and prints it to one
decimal.

**Why it matters.** It allows for the size of a council, which a number of complaints does not.

**Read with care.** All services and all residents: nothing here is about special educational needs or children
alone. Counties run no housing, planning or council tax, so compare a council with others of its type. People
complain more where they know that they can. The interval is Byar's on the number upheld; no limits are given
for no complaint. Not every council is loaded in this snapshot.
"""

from metrics.metric import Metric, Published

METRIC = Metric(
    title="Upheld complaints per 100,000 residents, all services",
    short="Upheld per 100,000",
    says="across all services, the Ombudsman upheld [number] complaints about [who], [value] "
    "residents, [when]",
    unit="per 100,000",
    theme="Disagreements",
    order=63,
    direction="neither",
    whose="residents",
    formula=Published(
        dataset="ombudsman_councils",
        figure="upheld_per_100k",
        numerator="complaints_upheld",
        numerator_is="complaints upheld, all services",
        denominator_is="residents",
        per=100_000,
    ),
    first="2022-23",
    typical="similar_upheld_per_100k",
)
