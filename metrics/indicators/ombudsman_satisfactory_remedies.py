"""Upheld complaints that the council had already put right.

**What it counts.** Of the complaints that the Ombudsman upheld in the financial year (April to March), the share
in which the council had offered a satisfactory remedy before the complaint reached the Ombudsman. As printed, in
whole per cents.

**Why it matters.** A council that admits fault and puts it right spares a family the wait for the Ombudsman.

**Read with care.** All services are counted together. The share is of upheld complaints, of which many councils
have fewer than twenty, and the number put right is on the pages but not in this snapshot: no interval is given,
and small differences mean nothing. Printed for 2024-25 too, but not loaded in this snapshot.
"""

from metrics.metric import Metric, Published

METRIC = Metric(
    title="Upheld complaints already put right by the council, all services",
    short="Already put right",
    says="across all services, [who] had already put right [value] of the complaints that the "
    "Ombudsman upheld [when]",
    unit="%",
    theme="Disagreements",
    order=65,
    direction="higher",
    whose="residents",
    formula=Published(
        dataset="ombudsman_councils",
        figure="satisfactory_remedy_rate",
        no_interval="The number of cases behind this share is not in this snapshot, so no interval is given.",
    ),
    decimals=0,
    first="2022-23",
    unranked=("2022-23", "2023-24"),
)
