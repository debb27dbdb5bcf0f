"""Areas as pages speak of them: name, kind, region, what came after, and how they stand in a sentence."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from metrics import areas
from metrics.comparators import CITY
from metrics.memory import remembered

ENGLAND = areas.ENGLAND
LONDON = areas.LONDON
CORPORATION = "City corporation"
"""What the City of London is, which the statistics count among the London boroughs."""


@dataclass(frozen=True)
class Place:
    """One row of the areas; `end` is empty while the area is there, `region` is empty for England."""

    code: str
    slug: str
    name: str
    kind: str
    region: str
    end: str
    successors: tuple[str, ...]

    @property
    def is_authority(self) -> bool:
        return self.kind in areas.AUTHORITY_TYPES

    @property
    def dated(self) -> str:
        """The name, and of a council that is gone the year in which it ended: 'Cumbria (to 2023)'."""
        until = f"(to {self.end[:4]})"
        return self.name if not self.end or self.name.endswith(until) else f"{self.name} {until}"

    @property
    def spoken(self) -> str:
        """The name as it stands in a sentence: 'the South West', 'Bristol'."""
        return areas.spoken(self.code)


@remembered()
def places() -> dict[str, Place]:
    """Every area by its code."""
    return {str(each["area_code"]): _place(each) for each in areas.areas().to_dict("records")}


def _place(row: dict[Hashable, str]) -> Place:
    return Place(
        code=row["area_code"],
        slug=row["slug"],
        name=row["name"],
        kind=row["type"],
        region=row["region_code"],
        end=row["end"],
        successors=tuple(filter(None, row["successors"].split(";"))),
    )


@remembered()
def councils() -> dict[str, Place]:
    """Every council, past and present, by its slug, in the order of their names."""
    listed = sorted((each for each in places().values() if each.is_authority), key=lambda each: each.name)
    return {each.slug: each for each in listed}


@remembered()
def regions() -> dict[str, Place]:
    """Every region by its slug, in the order of their codes, north to south."""
    return {each.slug: each for each in places().values() if each.kind == "Region"}


def by_slug(slug: object) -> Place | None:
    """The place with an address of its own; None for anything else."""
    found = areas.slugs().get(slug) if isinstance(slug, str) else None
    return places()[found] if found else None


def described(place: Place) -> str:
    """What an authority is and where: 'County in the South East.'"""
    kind = CORPORATION if place.code == CITY else place.kind
    return f"{kind} in {places()[place.region].spoken}."
