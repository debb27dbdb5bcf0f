"""What a reader looks at: one measure, one period, some councils, one of them marked; read from an address.

Everything in an address is checked against what there is. Anything else becomes the default, with a plain message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from layouts import links, places, rows
from layouts.format import slugged
from layouts.rows import named
from layouts.words import has_value
from metrics import areas, compute, groups, registry
from metrics.memory import remembered
from metrics.metric import Metric

VIEWS = {
    "spread": "Spread",
    "ranked": "Ranked",
    "map": "Map",
    "trend": "Over time",
    "table": "Table",
    "groups": "Groups",
}
"""Value in the address -> what the link says. The first that suits a measure is its default."""

COUNTS = ("trend", "table")
"""The views of a count: councils differ in size, so their counts are not set side by side."""

TYPES = {area_type.lower().replace(" ", "-"): area_type for area_type in areas.AUTHORITY_TYPES}


@dataclass(frozen=True)
class Selection:
    """A checked state. `problems` are messages for the reader; None and '' mean no filter.

    `by` is what the groups of children are by, '' where the measure is published for everyone only.
    """

    metric_id: str
    period: str
    view: str
    region: str = ""
    kind: str = ""
    area: str | None = None
    near: bool = False
    by: str = ""
    problems: tuple[str, ...] = ()

    @property
    def metric(self) -> Metric:
        return registry.metric(self.metric_id)

    @property
    def periods(self) -> list[str]:
        """Those in which the view has figures, the oldest first."""
        return periods_of(self.metric_id, self.by if self.view == "groups" else "")

    @property
    def is_newest(self) -> bool:
        return self.period == self.periods[-1]

    @property
    def is_filtered(self) -> bool:
        return bool(self.region or self.kind or self.near)

    def state(self, **changes: str) -> dict[str, str]:
        """The query of the address of this view, defaults left out."""
        held = {
            "view": "" if self.view == views_of(self.metric_id)[0] else self.view,
            "year": "" if self.is_newest else self.period,
            "region": places.places()[self.region].slug if self.region else "",
            "type": self.kind,
            "area": places.places()[self.area].slug if self.area else "",
            "near": "yes" if self.near else "",
            "by": "" if self.by in groups.topics(self.metric_id)[:1] else slugged(self.by),
        }
        return held | changes

    def address(self, **changes: str) -> str:
        """The address of this view, or of one that differs from it."""
        return links.measure(self.metric_id, **self.state(**changes))


def views_of(metric_id: str) -> tuple[str, ...]:
    """The views that suit a measure, its default first; without figures for England no line is drawn unasked."""
    there = {"groups"} if groups.topics(metric_id) else set()
    if registry.metric(metric_id).compares_councils:
        return tuple(view for view in VIEWS if view != "groups" or there)
    has_line = any(map(has_value, rows.of_place(metric_id, places.ENGLAND)))
    return (*(COUNTS if has_line else COUNTS[::-1]), *there)


def periods_of(metric_id: str, by: str = "") -> list[str]:
    """The periods of a measure, or of its groups, the oldest first."""
    return groups.periods_of(metric_id, by) if by else compute.periods_of(metric_id)


def select(metric_id: str, query: Mapping[str, object]) -> Selection:
    """The state that an address asks for; the measure exists and has figures."""
    problems: list[str] = []
    topics = {slugged(each): each for each in groups.topics(metric_id)}

    def choose(name: str, allowed: Mapping[str, str], default: str, what: str) -> str:
        asked = query.get(name) or ""
        if asked and (not isinstance(asked, str) or asked not in allowed):
            problems.append(f"The address asked for {what} that is not there; this shows {_instead(name)}.")
            return default
        return allowed[str(asked)] if asked else default

    view = choose("view", {each: each for each in views_of(metric_id)}, views_of(metric_id)[0], "a view")
    by = choose("by", topics, next(iter(topics.values()), ""), "groups")
    there = periods_of(metric_id, by if view == "groups" else "")
    period = choose("year", {slugged(each): each for each in there}, there[-1], "a year")
    region = choose("region", _codes(places.regions()), "", "a region")
    kind = choose("type", {each: each for each in TYPES}, "", "a type of council")
    area = choose("area", _codes(places.councils()), "", "a council") or None
    near = choose("near", {"yes": "yes", "no": ""}, "", "a comparison") == "yes" and bool(area)
    return Selection(metric_id, period, view, region, kind, area, near, by, tuple(problems))


def _codes(known: Mapping[str, places.Place]) -> dict[str, str]:
    return {slug: place.code for slug, place in known.items()}


def _instead(name: str) -> str:
    words = {"year": "the newest", "view": "the first view", "by": "the first there are"}
    return words.get(name, "all councils")


@remembered(64)
def in_period(selection: Selection) -> rows.Rows:
    """England, the regions and the selected councils in the period; the marked council passes every filter."""
    near = areas.neighbours(selection.area) if selection.near and selection.area else ()

    def passes(row: Any) -> bool:
        place = places.places()[row.area_code]
        return (
            (not selection.region or place.region == selection.region)
            and (not selection.kind or place.kind == TYPES[selection.kind])
            and (not selection.near or row.area_code in near)
        )

    everyone = rows.in_period(selection.metric_id, selection.period)
    always = ("england", "region")
    return tuple(
        row
        for row in everyone
        if row.geographic_level in always or row.area_code == selection.area or passes(row)
    )


@remembered(64)
def over_time(selection: Selection) -> rows.Rows:
    """All periods of England, the regions and the marked council; of a count, of one of them."""
    if selection.metric.compares_councils:
        codes = [places.ENGLAND, *_codes(places.regions()).values(), *filter(None, [selection.area])]
    else:
        codes = [selection.area or places.ENGLAND]
    return tuple(row for code in codes for row in rows.of_place(selection.metric_id, code))


@remembered(32)
def by_group(selection: Selection) -> rows.Rows:
    """The groups of the marked council, then of England, as `metrics.groups` has them."""
    found = [
        groups.breakdowns(selection.metric_id, code, selection.period, selection.by)
        for code in filter(None, (selection.area, places.ENGLAND))
    ]
    return tuple(row for each in found for row in named(each))


def in_view(selection: Selection) -> rows.Rows:
    """The rows that a selection's view is drawn from."""
    return {"trend": over_time, "groups": by_group}.get(selection.view, in_period)(selection)
