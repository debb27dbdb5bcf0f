"""Every figure and every gap."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, sorting
from metrics import values

COLUMNS = tuple(values.COLUMNS)
Sort = Annotated[str, sorting("SortOfFigures", COLUMNS)]


class ValuesAsked(Listed):
    """Filters join; each may be given several times, and a row needs one of its values."""

    metric: tuple[choices.Metric, ...] = Field((), description="Measures.")
    theme: tuple[choices.Theme, ...] = Field((), description="Themes of measures.")
    area: tuple[choices.Area, ...] = Field(
        (), description="Places, by code or as they stand in addresses: `kent`."
    )
    region: tuple[choices.Region, ...] = Field((), description="Regions: their councils and themselves.")
    level: tuple[choices.Level, ...] = Field((), description="Kinds of area.")
    period: tuple[choices.Period, ...] = Field((), description="Periods as readers write them.")
    symbol: tuple[choices.Symbol, ...] = Field((), description="Only gaps of these kinds.")
    sort: tuple[Sort, ...] = Field(
        (),
        description="Columns to sort by, the first one first; a `-` in front sorts downwards. Blanks come last.",
    )


def find(asked: ValuesAsked) -> Found:
    """The rows of `metrics.values`, with caveats as a list."""
    wanted = values.Asked(
        metric=asked.metric,
        theme=asked.theme,
        area_code=tuple(map(choices.code, asked.area)),
        region_code=tuple(map(choices.code, asked.region)),
        geographic_level=asked.level,
        period=asked.period,
        symbol=asked.symbol,
    )
    positions = values.find(wanted, asked.sort)
    return Found(len(positions), lambda start, stop: values.rows(positions[start:stop]))


RESOURCE = Resource(
    "values",
    "Figures",
    "Every figure and every gap of every measure. England and regions are published rows of their own: adding up all "
    "rows would count every child several times. A figure that is withheld stays withheld, with the reason.",
    ValuesAsked,
    find,
    COLUMNS,
    ("figures", "metrics"),
    always=("metric", "title", "theme", "unit", "area_code", "area_name", "geographic_level", "period",
            "period_start", "dataset", "release", "ranked"),
    carries=True,
)  # fmt: skip
