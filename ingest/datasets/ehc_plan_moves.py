"""Children with an EHC plan who moved between mainstream school, special school and home education, to 2021."""

from functools import partial

from ingest import ehc_plans
from ingest.checks import general, jumps
from ingest.dataset import Indicator

INDICATORS = (
    Indicator(
        "mainstream_to_special",
        "Moved from mainstream to special school",
        "moves",
        ("MtosiEHC", "mainstream_to_special_ehc"),
    ),
    Indicator(
        "special_to_mainstream",
        "Moved from special to mainstream school",
        "moves",
        ("SitomEHC", "special_to_mainstream_ehc"),
    ),
    Indicator(
        "mainstream_to_home",
        "Taken out of mainstream school by parents, to be educated at home",
        "moves",
        ("MtoParEHC", "mainstream_to_home_ehc"),
    ),
    Indicator(
        "special_to_home",
        "Taken out of special school by parents, to be educated at home",
        "moves",
        ("SitoParEHC", "special_to_home_ehc"),
    ),
)

DATASET = ehc_plans.dataset(
    name="ehc_plan_moves",
    title="Moves between school types and to home education with an EHC plan",
    releases=(ehc_plans.SEN2_MI_2022, ehc_plans.SEN2_MI_2023),
    indicators=INDICATORS,
    checks=(*general(INDICATORS), partial(jumps, indicators=("mainstream_to_special",))),
    caveats=("moves_not_since_2021",),
)
