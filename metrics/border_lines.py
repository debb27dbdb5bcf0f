"""The line of a border as the map draws it, from the boundaries of the councils on its two sides."""

from __future__ import annotations

from itertools import pairwise

from metrics import periods, tables

Point = tuple[float, float]
Line = list[Point]


def line(border: str, period: str) -> list[Line]:
    """The lines of (longitude, latitude) that two councils share on the map; none where they do not touch.

    `border` holds their two codes joined by '-', as in `metrics.borders`. The map is the newest one, not after the
    period, on which both stand.
    """
    both, year = border.split("-"), periods.collected(period)[:4]
    for first in sorted((each for each in tables.boundary_years() if each <= year), reverse=True):
        shapes = [shape["geometry"] for shape in tables.boundaries(first)["features"] if shape["id"] in both]
        if len(shapes) == len(both):
            return _joined(_edges(shapes[0]) & _edges(shapes[1]))
    return []


def _edges(geometry: dict) -> set[frozenset[Point]]:
    """Every straight piece of a shape's outline, without direction."""
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    rings = [[tuple(point) for point in ring] for polygon in polygons for ring in polygon]
    return {frozenset(piece) for ring in rings for piece in pairwise(ring)}


def _joined(edges: set[frozenset[Point]]) -> list[Line]:
    """The pieces put end to end, beginning at loose ends, in a fixed order."""
    beside: dict[Point, set[Point]] = {}
    for edge in edges:
        if len(edge) == 2:
            one, two = sorted(edge)
            beside.setdefault(one, set()).add(two)
            beside.setdefault(two, set()).add(one)
    lines = []
    while beside:
        here = min(beside, key=lambda point: (len(beside[point]) != 1, point))
        lines.append(_walk(here, beside))
    return lines


def _walk(here: Point, beside: dict[Point, set[Point]]) -> Line:
    """One line from a point as far as it goes; what it walks is taken out of `beside`."""
    found = [here]
    while here in beside:
        after = min(beside[here])
        for one, two in ((here, after), (after, here)):
            beside[one].discard(two)
            if not beside[one]:
                del beside[one]
        found.append(after)
        here = after
    return found
