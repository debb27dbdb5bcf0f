"""What a chart marks, beside the figures themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Options:
    """What a chart marks and where its map is.

    Attributes
    ----------
    area : the reader's council, as a code
    marked : codes of other councils that the reader compares with it
    region : a region that stands out, as a code
    neighbours : codes of its statistical neighbours
    beside : code -> words shown with the council's figure (the share of exceptions beside timeliness)
    places : code -> its place among all in words ('3rd of 151, ...'), where it may have one
    pages : code -> the address of the area's page, which the Enter key opens
    boundaries : address of the boundaries' GeoJSON
    london : codes of the councils in the map's enlargement
    breaks : first periods of a new method, as ISO dates with what changed
    told : the sentence on the marked council's figure
    """

    area: str | None = None
    marked: frozenset[str] = frozenset()
    region: str = ""
    neighbours: frozenset[str] = frozenset()
    beside: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    boundaries: str = ""
    london: frozenset[str] = frozenset()
    breaks: tuple[tuple[str, str], ...] = ()
    told: str = ""

    def also(self, area_code: str) -> str:
        """What stands with the figure of an area: the share of exceptions, then its place."""
        found = (self.beside.get(area_code, ""), self.places.get(area_code, ""))
        return "<br>".join(filter(None, found))

    def role(self, area_code: str) -> str:
        """Which of the colour roles the mark of an area has."""
        if area_code == self.area or area_code in self.marked:
            return "area"
        return "neighbours" if area_code in self.neighbours else "others"
