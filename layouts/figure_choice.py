"""Which figures a reader asks for: themes, measures, places and years, read from an address; what is wrong is told.

Several themes and measures, or several places, mean any of them; a region means its own figures and its councils'.
A year is that in which a period begins: 2024 stands for 2024, 2024/25 and January 2024.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from layouts import links, places
from layouts.format import listing, plural, slugged
from layouts.themes import themes
from metrics import compute, metric, periods, registry, tables, values
from metrics.memory import remembered

NAMES = ("theme", "measure", "area", "from", "to")
MOST_NAMED = 2
"""Of each kind, in the name of a file; more are counted."""
SHOWN = 60
"""Characters of a wrong value that are told back."""

Given = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """Slugs of themes, identities of measures, slugs of places, and the first and last year; empty for all."""

    themes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    first: str = ""
    last: str = ""

    def state(self) -> dict[str, tuple[str, ...]]:
        """The same as the parts of an address."""
        years = (self.first,) if self.first else (), (self.last,) if self.last else ()
        return dict(zip(NAMES, (self.themes, self.measures, self.areas, *years), strict=True))

    def asked(self) -> values.Asked:
        """The same as `metrics.values` takes it."""
        return values.Asked(metric=self._metrics(), area_code=self._codes(), period=self._periods())

    def address(self, path: str) -> str:
        """A path with this choice as its query."""
        return links.with_query(path, **self.state())

    def in_api(self) -> str:
        """The address that answers with the same rows as JSON, a page of them at a time."""
        asked = self.asked()
        return links.with_query(links.VALUES, metric=asked.metric, area=asked.area_code, period=asked.period)

    def datasets(self) -> list[str]:
        """The tables that the chosen measures are worked out from, in the order of the measures."""
        chosen = self._metrics() or tuple(registry.all_metrics())
        shown = (each for each in chosen if not compute.waiting_for(each))
        needed = (name for each in shown for name in metric.needs(registry.metric(each).formula))
        return list(dict.fromkeys(name for name in needed if tables.is_loaded(name)))

    def _metrics(self) -> tuple[str, ...]:
        chosen = {*self.measures, *(each for slug in self.themes for each in _theme(slug)[1])}
        return tuple(each for each in registry.all_metrics() if each in chosen)

    def _codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for slug in self.areas for code in _within(slug)))

    def _periods(self) -> tuple[str, ...]:
        if not self.first and not self.last:
            return ()
        first, last = self.first or years()[0], self.last or years()[-1]
        return tuple(each for each in values.periods() if first <= periods.start(each)[:4] <= last)


def read(given: Given) -> tuple[Choice, list[str]]:
    """The choice that an address makes, without what is wrong in it, and what is wrong, each as a sentence."""
    asked = {name: _several(value) for name, value in given.items()}
    if "area" in asked:
        asked["area"] = _several([_slug(each) for each in asked["area"]])
    known: dict[str, Iterable[str]] = {
        "theme": map(slugged, themes()),
        "measure": registry.all_metrics(),
        "area": _places(),
        "from": years(),
        "to": years(),
    }
    problems = [_unknown("filter", name, NAMES) for name in asked if name not in NAMES]
    chosen: dict[str, tuple[str, ...]] = {}
    for name in NAMES:
        allowed = list(known[name])
        wrong = [each for each in asked.get(name, ()) if each not in allowed]
        chosen[name] = tuple(each for each in asked.get(name, ()) if each in allowed)
        problems += [_unknown(name, each, allowed) for each in wrong]
    problems += [f"Give '{each}' once." for each in ("from", "to") if len(chosen[each]) > 1]
    first, last = (next(iter(chosen[each]), "") for each in ("from", "to"))
    if first and last and first > last:
        problems.append(f"The first year, {first}, is after the last, {last}: exchange them.")
        first = last = ""
    return Choice(chosen["theme"], chosen["measure"], chosen["area"], first, last), problems


@remembered()
def years() -> list[str]:
    """Every year in which a period of some measure begins, the oldest first."""
    return sorted({periods.start(each)[:4] for each in values.periods()})


def in_words(choice: Choice) -> dict[str, str]:
    """The choice as a reader would say it, by what is chosen."""
    named = [f"every measure of {_theme(each)[0]}" for each in choice.themes]
    named += [registry.metric(each).title for each in choice.measures]
    found = [_places()[each] for each in choice.areas]
    where = [f"{each.name} and its councils" if each.kind == "Region" else each.dated for each in found]
    return {
        "measures": "; ".join(named) or "every measure",
        "places": "; ".join(where) or "every council, every region and England",
        "years": _years(choice),
    }


def sentence(choice: Choice) -> str:
    """The same in one line: 'Measures: …. Places: …. Years: ….'"""
    return " ".join(f"{name.capitalize()}: {words}." for name, words in in_words(choice).items())


def stem(choice: Choice, version: str) -> str:
    """What a file of the choice is called, without its ending: 'figures-kent-2021-to-2025-v2026.1'."""
    kinds = {"theme": choice.themes, "measure": choice.measures, "place": choice.areas}
    parts = [_briefly(each, kind) for kind, each in kinds.items()]
    between = _years(choice) if choice.first or choice.last else ""
    return "-".join(filter(None, ["figures", *parts, slugged(between), f"v{version}"]))


def _briefly(chosen: tuple[str, ...], kind: str) -> str:
    return "-".join(chosen) if len(chosen) <= MOST_NAMED else slugged(plural(len(chosen), kind))


def _years(choice: Choice) -> str:
    if choice.first and choice.first == choice.last:
        return choice.first
    if choice.first and choice.last:
        return f"{choice.first} to {choice.last}"
    return f"from {choice.first}" if choice.first else f"to {choice.last}" if choice.last else "every year"


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    """The values of one name, each once and without blanks."""
    found = [value] if isinstance(value, str) else value
    return tuple(dict.fromkeys(each.strip() for each in found if each.strip()))


def _unknown(kind: str, value: str, allowed: Iterable[str]) -> str:
    """What is wrong with a value, and what to write in its place."""
    what = {"from": "year", "to": "year"}.get(kind, kind)
    listed = list(allowed)
    near = get_close_matches(slugged(value) if what == "area" else value.lower(), listed, 3, 0.6)
    if what == "year":
        mend = f"Figures begin in years from {listed[0]} to {listed[-1]}."
    elif len(listed) <= 12:
        mend = f"There are: {listing(listed)}."
    else:
        there = links.data_table("areas") if what == "area" else f"{links.DICTIONARY}#measures"
        mend = f"Did you mean {' or '.join(near)}?" if near else f"They are listed at {there}."
    return f"There is no {what} called “{value[:SHOWN]}”. {mend}"


def _theme(slug: str) -> tuple[str, list[str]]:
    """The name of a theme and its measures."""
    return next(
        (name, [each.id for each in found]) for name, found in themes().items() if slugged(name) == slug
    )


@remembered()
def _places() -> dict[str, places.Place]:
    """England, the regions and every council, by slug."""
    england = places.places()[places.ENGLAND]
    return {england.slug: england, **places.regions(), **places.councils()}


def _slug(written: str) -> str:
    """A place as addresses have it, which may be written by its code or its name; what is no place as it is."""
    by_code = {place.code: slug for slug, place in _places().items()}
    slug = by_code.get(written.upper(), slugged(written))
    return slug if slug in _places() else written


@remembered(512)
def _within(slug: str) -> tuple[str, ...]:
    """The codes that a place stands for: of a region its own and those of its councils."""
    place = _places()[slug]
    inside = [each.code for each in places.councils().values() if each.region == place.code]
    return (place.code, *(inside if place.kind == "Region" else []))
