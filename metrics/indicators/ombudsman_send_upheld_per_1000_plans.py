"""SEND complaints the Ombudsman upheld, for every 1,000 children and young people with a plan.

**What it counts.** Decisions that the Ombudsman published under "Education > Special educational needs", made in
the financial year (April to March) and marked upheld, for every 1,000 EHC plans that the council maintained in
the January of that year. We count the decisions on the Ombudsman's website: it publishes no such table. A report
on several cases counts once for each reference number. A year is counted eight weeks after its end at the
earliest, because decisions are published six weeks after they are made.

**Why it matters.** It is the one Ombudsman figure about special educational needs that can be had for a council.

**Read with care.** It waits for the live ingest to collect every decision; the sample to read on this site is
never counted. Complaints about alternative provision and school transport are in other categories and are left
out. What can be appealed to the Tribunal is outside the Ombudsman's powers, so few complaints do not mean a good
service. "Upheld" includes cases that were not investigated because the council had agreed a remedy. Older
decisions are taken down from the website after some years, so early years may be too low.
"""

from metrics.metric import Metric, RatePerStock

METRIC = Metric(
    title="SEND complaints upheld per 1,000 EHC plans",
    short="SEND upheld per 1,000",
    unit="per 1,000",
    theme="Disagreements",
    order=66,
    direction="neither",
    whose="maintained",
    formula=RatePerStock(
        dataset="ombudsman_send_decisions",
        numerator="send_decisions_upheld",
        numerator_is="SEND decisions upheld",
        denominator_is="EHC plans maintained",
        stock="ehc_plan_caseload",
        stock_column="plans",
        per=1000,
    ),
)
