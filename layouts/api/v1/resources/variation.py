"""How far councils differ, by measure and period."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, of_frame, ordered, sorting, where
from metrics import registry, tables
from metrics.derived import SCHEMAS

COLUMNS = tuple(SCHEMAS["variation"])
Sort = Annotated[str, sorting("SortOfVariation", COLUMNS)]


class VariationAsked(Listed):
    """Which measures and periods."""

    metric: tuple[choices.Metric, ...] = Field((), description="Measures.")
    theme: tuple[choices.Theme, ...] = Field((), description="Themes of measures.")
    period: tuple[choices.Period, ...] = Field((), description="Periods as readers write them.")
    sort: tuple[Sort, ...] = Field(
        (),
        description="Columns to sort by, the first one first; a `-` in front sorts downwards. Blanks come last.",
    )


def find(asked: VariationAsked) -> Found:
    """The rows of the derived table."""
    rows = tables.derived("variation")
    if asked.theme:
        of_theme = {name for name, each in registry.all_metrics().items() if each.theme in asked.theme}
        rows = rows[rows["metric"].isin(of_theme)]
    return of_frame(ordered(where(rows, metric=asked.metric, period=asked.period), asked.sort))


RESOURCE = Resource(
    "variation",
    "The lottery",
    "How far councils differ on a measure in a period, how much of that is more than chance, with 95% intervals.",
    VariationAsked,
    find,
    COLUMNS,
    ("variation",),
    always=("metric", "period", "areas", "existed"),
)
