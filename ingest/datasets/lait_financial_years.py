"""Children in need and looked after with SEN, learning at 16 and 17, and spending on SEN services, by financial year.

From the department's Local Authority Interactive Tool. The children are counted on 31 March, the last day of the year.
The tool's dictionary files them under academic years, its methodology dates them.
"""

from functools import partial

from ingest import lait
from ingest.checks import before_it_began, possible, spikes, within
from ingest.dataset import Dataset
from ingest.lait_measures import FINANCIAL

NAME = "lait_financial_years"
PERIODS = tuple(f"{year}{(year + 1) % 100:02d}" for year in range(2016, 2025))
SHARES = tuple(measure.name for measure in FINANCIAL if measure.unit == "%")

DATASET = Dataset(
    name=NAME,
    title="Social care, learning at 16 and 17 and spending on SEN, from the Local Authority Interactive Tool",
    publisher=lait.PUBLISHER,
    publication=lait.PUBLICATION,
    landing_page=lait.LANDING_PAGE,
    licence=lait.LICENCE,
    attribution=lait.ATTRIBUTION,
    period_kind="financial",
    releases=(lait.release(PERIODS),),
    indicators=FINANCIAL,
    checks=(
        partial(possible, counts=("sen_services_spending",), percentages=SHARES),
        partial(within, pairs=(("aged_16_17_neet", "aged_16_17_neet_or_not_known"),)),
        before_it_began,
        partial(spikes, indicators=tuple(measure.name for measure in FINANCIAL)),
    ),
    tidy=partial(lait.tidy, dataset=NAME, measures=FINANCIAL, kind="financial"),
)
