"""EHC plans for every 1,000 children and young people aged 0 to 25.

**What it counts.** Children and young people for whom a council kept an EHC plan on the newest January
count day, for every 1,000 people aged 0 to 25 who live in its area.

**Why it matters.** It allows for the size of a council, and shows how differently councils use plans for
populations that are much alike.

**Read with care.** The population is one estimate, for mid-2021 as far as its source shows, set against
newer plans: the rate is a little too high where the young population has grown. For that reason there is
one period and no trend. Neither high nor low is better: it depends on need, on what schools offer without
a plan, and on the council's bar. Students count where they study, which lowers the rate of university
towns. There is no figure for England or the regions, as the population is published for councils only.
"""

from metrics.metric import Metric, RatePerHead

METRIC = Metric(
    title="EHC plans per 1,000 people aged 0 to 25",
    short="Plans per 1,000",
    says="[who] maintained [number] EHC plans [when] for [whole] people aged 0 to 25, a rate of [value]",
    unit="per 1,000",
    theme="What the plan gives",
    order=30,
    direction="neither",
    whose="maintained",
    formula=RatePerHead(
        dataset="ehc_plan_caseload",
        numerator="plans",
        numerator_is="EHC plans",
        denominator_is="population aged 0 to 25",
        register="population_aged_0_to_25",
        per=1000,
    ),
)
