"""What pupils with SEN reach, where they go after year 11, and absence and suspensions in special schools.

From the department's Local Authority Interactive Tool: percentages and scores by academic year, without the counts
behind them.
"""

from functools import partial

from ingest import lait
from ingest.checks import before_it_began, possible, spikes, within, zero_without_parts
from ingest.dataset import Dataset
from ingest.lait_measures import ACADEMIC

NAME = "lait_send_outcomes"
PERIODS = tuple(f"{year}{(year + 1) % 100:02d}" for year in range(2015, 2025))
PROVISIONAL = tuple((f"phonics_{status}", "202425") for status in ("ehc_plan", "sen_support", "no_sen"))
CANCELLED = ("201920", "202021")
SHARES = tuple(measure.name for measure in ACADEMIC if measure.unit == "%")
# Few pupils are permanently excluded: a rate that comes and goes there is nothing odd.
STEADY = tuple(measure.name for measure in ACADEMIC if measure.name != "special_school_permanent_exclusions")
PARTS_OF_LEVEL_2 = tuple(
    (f"level_2_at_19_{status}", f"{part}_at_19_{status}")
    for status in ("ehc_plan", "sen_support", "no_sen")
    for part in ("level_2_with_english_and_maths", "level_3")
)
PARTS_OF_ABSENCE = (
    ("special_school_absence", "special_school_authorised_absence"),
    ("special_school_absence", "special_school_unauthorised_absence"),
    ("special_school_persistent_absence", "special_school_severe_absence"),
    ("special_school_suspensions", "special_school_pupils_suspended"),
)

DATASET = Dataset(
    name=NAME,
    title="Results, destinations and special school attendance, from the Local Authority Interactive Tool",
    publisher=lait.PUBLISHER,
    publication=lait.PUBLICATION,
    landing_page=lait.LANDING_PAGE,
    licence=lait.LICENCE,
    attribution=lait.ATTRIBUTION,
    period_kind="academic",
    releases=(lait.release(PERIODS),),
    indicators=ACADEMIC,
    checks=(
        partial(possible, counts=(), percentages=SHARES),
        partial(within, pairs=tuple((part, whole) for whole, part in PARTS_OF_LEVEL_2 + PARTS_OF_ABSENCE)),
        partial(zero_without_parts, pairs=PARTS_OF_LEVEL_2),
        before_it_began,
        partial(spikes, indicators=STEADY),
    ),
    caveats=(
        "lait_2025_provisional",
        "lait_early_years_few_councils",
        "lait_teachers_grades",
        "lait_teachers_grades_at_19",
        "lait_absence_coronavirus",
        "lait_suspensions_closures",
    ),
    tidy=partial(
        lait.tidy,
        dataset=NAME,
        measures=ACADEMIC,
        kind="academic",
        provisional=PROVISIONAL,
        cancelled=CANCELLED,
    ),
)
