"""What a council spends on SEN services for each child with a plan, in pounds a week.

**What it counts.** The council's spending in the financial year (outturn) on SEN support services, SEN transport, SEN
administration, assessment and monitoring, and direct payments, divided by the number of children with a plan in the
school census and by the weeks of the year, rounded by the publisher to the nearest 5 pounds.

**Why it matters.** Transport and assessment are a growing part of what councils spend on children with SEND.

**Read with care.** It leaves out what is spent on teaching and on places in schools, which is most of the money. More
is not better: long journeys cost most. The publisher calls it approximate, and its notes name the budget where the
label says outturn. It divides a council's spending by children in schools of its area, who are not quite the same
children.
"""

from metrics.metric import Metric, Published

METRIC = Metric(
    title="Spending on SEN services for each child with a plan",
    short="SEN services, a week",
    says="[who] spent [value] on SEN services for each child with a plan [when]",
    unit="pounds a week",
    theme="Money",
    order=200,
    direction="neither",
    whose="nobody",
    formula=Published(
        dataset="lait_financial_years",
        figure="sen_services_spending",
        no_interval="An amount of money is not a matter of chance, so no interval is given.",
    ),
    decimals=0,
)
