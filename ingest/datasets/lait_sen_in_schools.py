"""How many pupils of an area's schools have an EHC plan or SEN support, on the school census day of each January.

From the department's Local Authority Interactive Tool: percentages of pupils by where they go to school, whichever
council keeps their plan.
"""

from functools import partial

from ingest import lait
from ingest.checks import before_it_began, possible, spikes
from ingest.dataset import Dataset
from ingest.lait_measures import JANUARY

NAME = "lait_sen_in_schools"
SHARES = tuple(measure.name for measure in JANUARY)

DATASET = Dataset(
    name=NAME,
    title="Pupils with SEN in the schools of each area, from the Local Authority Interactive Tool",
    publisher=lait.PUBLISHER,
    publication=lait.PUBLICATION,
    landing_page=lait.LANDING_PAGE,
    licence=lait.LICENCE,
    attribution=lait.ATTRIBUTION,
    period_kind="january",
    releases=(lait.release(tuple(str(year) for year in range(2016, 2026))),),
    indicators=JANUARY,
    checks=(
        partial(possible, counts=(), percentages=SHARES),
        before_it_began,
        partial(spikes, indicators=SHARES),
    ),
    tidy=partial(lait.tidy, dataset=NAME, measures=JANUARY, kind="january"),
)
