"""Two to four councils side by side, read from an address: every measure that has a row for one of them.

The first council is the reader's own: every difference is of another council less the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layouts import places
from layouts.format import slugged
from metrics import areas, borders, caveats, compute, pairs, registry
from metrics.memory import remembered
from metrics.metric import THEMES, Count, Metric, Published

LETTERS = "abcd"
"""The names of the councils in an address."""
LEAD = "ehc_plans_in_20_weeks"
DETAILS_FROM = 100
"""Measures whose `order` in their theme is this or more are details of others: single placements, single needs."""


@dataclass(frozen=True)
class Chosen:
    """The councils an address asks for: the code at each letter or '', with messages about what was not there.

    `more` is a theme whose further measures are shown as well, or ''.
    """

    at: tuple[str, ...] = ("", "", "", "")
    problems: tuple[str, ...] = ()
    more: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The councils in the order of the address, the reader's own first."""
        return tuple(filter(None, self.at))

    @property
    def names(self) -> list[str]:
        return [places.places()[code].name for code in self.codes]


@dataclass(frozen=True)
class Line:
    """One measure: the councils in one period, and each council after the first beside the first."""

    metric: Metric
    period: str
    places: tuple[pairs.Place, ...]
    pairs: tuple[pairs.Pair, ...]

    @property
    def cited(self) -> list[caveats.Cited]:
        """The figures with their caveat keys, as `layouts.parts.notes.care` wants them."""
        return [caveats.Cited(place.area_name, self.period, ";".join(place.caveats)) for place in self.places]

    @property
    def is_newest(self) -> bool:
        return self.period == compute.periods_of(self.metric.id)[-1]

    @property
    def is_chance(self) -> bool:
        """Whether the figure is a share of cases, which a hundred dots can show."""
        return any(place.icons is not None for place in self.places)

    @property
    def is_count(self) -> bool:
        return isinstance(self.metric.formula, Count)

    @property
    def is_printed(self) -> bool:
        """Whether the publisher worked the figure out and prints no counts: nothing can then be said of chance."""
        return isinstance(self.metric.formula, Published)

    @property
    def has_figure(self) -> bool:
        return any(place.figure for place in self.places)

    @property
    def differs(self) -> bool:
        """Whether a council after the first lies apart from it by more than chance."""
        return any(pair.verdict in ("higher", "lower") for pair in self.pairs)

    @property
    def is_similar(self) -> bool:
        """Whether no council is known to lie apart from the first, and one is known not to."""
        return not self.differs and any(pair.verdict == "similar" for pair in self.pairs)


def choose(query: Mapping[str, object]) -> Chosen:
    """The councils of an address; each once, and none that is not there."""
    at: list[str] = []
    problems = []
    for letter in LETTERS:
        named = query.get(letter) or ""
        place = _council(named)
        if named and not place:
            problems.append(
                f"The address asked for “{str(named)[:40]}”, which is no council; it is left out."
            )
        if place and place.code in at:
            problems.append(f"{place.name} was asked for twice; it is shown once.")
            place = None
        at.append(place.code if place else "")
    if query.get("e"):
        problems.append(f"At most {len(LETTERS)} councils are shown; “{str(query['e'])[:40]}” is left out.")
    asked = query.get("more")
    more = next((theme for theme in THEMES if slugged(theme) == asked), "")
    return Chosen(tuple(at), tuple(dict.fromkeys(problems)), more)


def _council(named: object) -> places.Place | None:
    """The council that a slug, a name or a code of an address means; None for anything else."""
    try:
        found = places.places()[areas.find(named)] if isinstance(named, str) and named else None
    except areas.UnknownPlace:
        return None
    return found if found and found.is_authority else None


@remembered(8)
def lines(codes: tuple[str, ...], more: str = "") -> tuple[Line, ...]:
    """The measures of the journey, or the further ones of a theme, that have a row for one of the councils."""
    wanted = further(more) if more else journey()
    found = (_line(metric, codes) for metric in wanted)
    return tuple(line for line in found if line)


@remembered()
def journey() -> tuple[Metric, ...]:
    """The measures that every comparison shows: the main ones of each theme, worked out from counts."""
    return tuple(metric for metric in registry.all_metrics().values() if _is_main(metric))


@remembered(16)
def further(theme: str) -> tuple[Metric, ...]:
    """The other measures of a theme."""
    every = registry.all_metrics().values()
    return tuple(metric for metric in every if metric.theme == theme and not _is_main(metric))


def _is_main(metric: Metric) -> bool:
    return metric.order < DETAILS_FROM and not isinstance(metric.formula, Published)


@remembered(512)
def line(metric_id: str, codes: tuple[str, ...]) -> Line | None:
    """One measure; None where it has no row for any of the councils."""
    return _line(registry.metric(metric_id), codes)


def _line(metric: Metric, codes: tuple[str, ...]) -> Line | None:
    period = "" if compute.waiting_for(metric.id) else pairs.common_period(metric.id, list(codes))
    if not period:
        return None
    beside = tuple(pairs.pair(metric.id, code, codes[0], period) for code in codes[1:])
    mine = pairs.place(metric, period, codes[0])
    return Line(metric, period, (mine, *(pair.a for pair in beside)), beside)


def share_a_border(one: str, other: str) -> bool:
    """Whether two councils of today lie side by side."""
    return other in next_door(one)


def next_door(code: str) -> list[str]:
    """The councils that share a border with one, the longest border first; none for a council that is gone."""
    return list(borders.next_door(compute.periods_of(LEAD)[-1]).get(code, []))


def alike(code: str) -> list[str]:
    """Its statistical neighbours of 2025, closest first."""
    return list(areas.neighbours(code))
