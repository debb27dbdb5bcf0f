"""The average wait for an EHC plan, in weeks.

**What it counts.** The average number of weeks from the request to the plan, over the EHC plans that the council
issued in the calendar year, exceptions included.

**Why it matters.** Families ask how long it will take. The law allows 20 weeks.

**Read with care.** One plan that took years can move a council's average by weeks. Only finished plans are in it, so
where many families still wait it is too low. The figures printed for England and the regions are averages of councils,
which count each council once whatever its size, so none is shown. Published for 2025 only so far.
"""

from metrics.metric import Metric, Published

METRIC = Metric(
    title="Average weeks from request to EHC plan",
    short="Average weeks to a plan",
    says="[who] took [value] on average from request to EHC plan [when]",
    unit="weeks",
    theme="Getting a plan on time",
    order=45,
    direction="lower",
    whose="maintained",
    formula=Published(
        dataset="ehc_plan_timeliness",
        figure="average_weeks",
        no_interval="The spread of the waits behind an average is not published, so no interval is given.",
    ),
    first="2025",
)
