"""England, regions and councils."""

from __future__ import annotations

import pandas as pd
from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, Row, of_frame, where
from metrics import areas
from metrics.memory import remembered


class AreasAsked(Listed):
    """Which places."""

    level: tuple[choices.Level, ...] = Field((), description="Kinds of area.")
    region: tuple[choices.Region, ...] = Field((), description="Regions: their councils and themselves.")


@remembered()
def _every() -> pd.DataFrame:
    """Each place that has figures. Shared: do not change it."""
    rows = areas.areas()
    rows = rows[rows["type"] != "District"]
    codes = rows["area_code"]
    return rows.assign(
        geographic_level=[_level(code) for code in codes],
        notice=[areas.notice(code) for code in codes],
        neighbours=[";".join(areas.neighbours(code)) for code in codes],
    )[list(RESOURCE.columns)]


def _level(code: str) -> str:
    if areas.is_council(code):
        return "local_authority"
    return "england" if code == areas.ENGLAND else "region"


def find(asked: AreasAsked) -> Found:
    """The places asked for, in the order of `areas.csv`."""
    regions = tuple(map(choices.code, asked.region))
    return of_frame(where(_every(), geographic_level=asked.level, region_code=regions))


def single(name: str) -> Row:
    """One place by its code or its name in addresses."""
    return next(of_frame(where(_every(), area_code=(choices.code(name),))).rows(0, 1))


RESOURCE = Resource(
    "areas",
    "Places",
    "England, its regions, and every council that answers for SEND or did so in the years of the figures.",
    AreasAsked,
    find,
    ("area_code", "name", "slug", "geographic_level", "type", "region_code", "region", "la_code", "start", "end",
     "predecessors", "successors", "notice", "neighbours"),
    ("areas",),
    always=("area_code", "name", "slug", "geographic_level", "type"),
    one=("area", choices.AREA),
    single=single,
)  # fmt: skip
