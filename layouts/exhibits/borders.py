"""The map of borders between councils that differ by more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layouts import border_pairs, links, places
from layouts.api import borders
from layouts.charts.border_map import NUMBERED
from layouts.exhibit import Exhibit, land, of_fields
from layouts.lottery_choice import Choice, choose, measures_with_pairs
from metrics.pairs import in_100


def at(path: str, query: Mapping[str, Any]) -> Exhibit | None:
    """The map at an address such as '/lottery/borders?region=london'."""
    return of(choose(query, measures_with_pairs())) if path == links.BORDERS else None


def of(chosen: Choice) -> Exhibit | None:
    """The same of a choice; None where no gap can be held up."""
    found = border_pairs.defensible(chosen.metric_id, chosen.period, chosen.region)
    if not found:
        return None
    names = [name for name in found[0]._fields if name not in ("Index", "metric", "period")]
    own = borders.address(links.BORDERS, chosen)
    listed = "; ".join(
        f"{number} {row.high_area_name} and {row.low_area_name}"
        for number, row in enumerate(found[:NUMBERED], 1)
    )
    return Exhibit(
        address=own,
        page=own,
        kind="borders",
        metric=chosen.metric,
        finding=border_pairs.finding(chosen.metric_id, chosen.period, chosen.region),
        shown=f"{chosen.metric.title}, {chosen.period}. Each line is a border with a gap that can be held up; the "
        f"darker and thicker, the wider the gap. The widest: {listed}.",
        words=f"Map of borders between councils. The widest gaps: {widest(found)}",
        used=tuple(getattr(row, f"{side}_release") for row in found for side in ("high", "low")),
        table=lambda: of_fields(found, names, chosen.metric, chosen.period),
        drawing=borders.drawn(chosen.metric_id, chosen.period, chosen.region),
        place=places.places()[chosen.region].slug if chosen.region else "",
        period=chosen.period,
        also=land(),
    )


def widest(found: Any) -> str:
    """The three widest gaps in words."""
    return "; ".join(
        f"{at}, {row.high_area_name} {in_100(row.high_value)[0]} and {row.low_area_name} {in_100(row.low_value)[0]}"
        for at, row in enumerate(found[:3], start=1)
    )
