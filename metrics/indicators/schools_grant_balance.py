"""What councils have over, or owe, on the dedicated schools grant.

**What it counts.** The balance that the council carried forward on its dedicated schools grant at the end of the
financial year, in percent of the year's income from the grant. Below nought it is a deficit: more had been spent over
the years than the grant brought.

**Why it matters.** The grant pays for schools and for the education of children with SEND. Councils with a large
deficit are under pressure to spend less on them.

**Read with care.** It ends in 2021-22; deficits have grown since, and newer balances are not in this snapshot. A
surplus is not simply good: it can mean that money for children was not spent. A rule lets councils keep the deficit
apart from their other money. City of London and Isles of Scilly are not in the list.
"""

from metrics.metric import Metric, Published

METRIC = Metric(
    title="Schools grant balance as a share of income (ends 2021-22)",
    short="Schools grant balance",
    says="[where], the balance of the dedicated schools grant was [value] of its income [when]",
    unit="%",
    theme="Money",
    order=210,
    direction="neither",
    whose="nobody",
    formula=Published(
        dataset="dsg_balances",
        figure="balance",
        no_interval="An amount of money is not a matter of chance, so no interval is given.",
    ),
)
