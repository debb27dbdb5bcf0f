"""Refusals to assess that were appealed.

**What it counts.** Requests whose outcome was appealed to the SEND Tribunal, as a share of the requests in which
the council refused to assess, in the calendar year. Councils say for each request whether there was an appeal.

**Why it matters.** Refusal is the first door that can close, and an appeal the way to have it opened.

**Read with care.** An appeal in one year may be about a refusal of the year before; where more appeals than
refusals are printed, no share is shown. The counts are the councils' own and are not the Tribunal's: see the
number of appeals. What the Tribunal decided is not published for each council. The publisher has withdrawn the
figures for 2022.
"""

from metrics.metric import Metric, Proportion

METRIC = Metric(
    title="Refusals to assess that were appealed",
    short="Appeal after refusal",
    says="[where], an appeal to the SEND Tribunal followed [counts] refusals to assess ([value]) [when]",
    unit="%",
    theme="Disagreements",
    order=51,
    direction="neither",
    whose="residents",
    formula=Proportion(
        dataset="ehc_plan_requests",
        numerator="requests_tribunal",
        denominator="requests_refused",
        numerator_is="requests appealed to the Tribunal",
        denominator_is="requests refused",
    ),
    first="2023",
)
