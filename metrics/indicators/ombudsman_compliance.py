"""Ombudsman recommendations that a council carried out.

**What it counts.** Of the cases in which the Ombudsman checked in the financial year (April to March) whether a
council had done what it had agreed to do, the share in which it was satisfied. As printed, in whole per cents.

**Why it matters.** A remedy helps a family only when it comes.

**Read with care.** All services are counted together. Nearly every council has 100%: the Ombudsman says that not
complying is rare and that any council below 100% should look at the cases. The number of cases behind the share
is on the pages but not in this snapshot, so no interval is given; one case in twenty is 5 points. Printed for
2024-25 too, but not loaded in this snapshot.
"""

from metrics.metric import Metric, Published

METRIC = Metric(
    title="Ombudsman recommendations carried out, all services",
    short="Recommendations carried out",
    says="across all services, [who] carried out [value] of what the Ombudsman recommended [when]",
    unit="%",
    theme="Disagreements",
    order=64,
    direction="higher",
    whose="residents",
    formula=Published(
        dataset="ombudsman_councils",
        figure="compliance_rate",
        no_interval="The number of cases behind this share is not in this snapshot, so no interval is given.",
    ),
    decimals=0,
    first="2022-23",
    unranked=("2022-23", "2023-24"),
)
