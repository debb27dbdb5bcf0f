"""What a reader of complaints and appeals looks at: councils, a measure of all councils, decisions to read.

Everything in an address is checked against what there is. Anything else becomes the default, with a plain message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from layouts import decisions, links, places
from layouts.places import Place
from metrics import compute, registry
from metrics.memory import remembered
from metrics.metric import Metric

THEME = "Disagreements"
MEASURE = "tribunal_appeals_per_1000_plans"
"""The measure that is drawn where none is asked for."""
VIEWS = {"chance": "Who stands out", "map": "Map"}
MOST_COUNCILS = 4
LONGEST_SEARCH = 80


@dataclass(frozen=True)
class Choices:
    """A checked state. Councils are codes; '' is no choice; `problems` are messages for the reader."""

    councils: tuple[str, ...] = ()
    measure: str = ""
    view: str = "chance"
    about: str = ""
    category: str = ""
    outcome: str = ""
    year: str = ""
    words: str = ""
    page: int = 1
    problems: tuple[str, ...] = ()

    @property
    def places(self) -> list[Place]:
        return [places.places()[code] for code in self.councils]

    @property
    def decisions(self) -> tuple[Any, ...]:
        """All decisions that fit, the newest first."""
        return decisions.found(self.about, self.category, self.outcome, self.year, self.words)

    @property
    def asks_for_decisions(self) -> bool:
        """Whether the reader asked for some decisions, or for a later page of them."""
        return bool(self.about or self.category or self.outcome or self.year or self.words or self.page > 1)

    def state(self, **changes: str | tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
        """The query of the address of this view, defaults left out."""
        known = decisions.known()
        slugs = {name: {value: slug for slug, value in known[name].items()} for name in known}
        held: dict[str, str | tuple[str, ...]] = {
            "council": tuple(place.slug for place in self.places),
            "measure": "" if self.measure == default_measure() else self.measure,
            "view": "" if self.view == next(iter(VIEWS)) else self.view,
            "about": slugs["about"].get(self.about, ""),
            "category": slugs["category"].get(self.category, ""),
            "outcome": slugs["outcome"].get(self.outcome, ""),
            "year": self.year,
            "words": self.words,
            "page": "" if self.page == 1 else str(self.page),
        }
        return held | changes

    def address(self, part: str = "", **changes: str | tuple[str, ...]) -> str:
        """The address of this view, or of one that differs from it."""
        return links.complaints(part, **self.state(**changes))


def choose(query: Mapping[str, object]) -> Choices:
    """The state that an address asks for."""
    problems: list[str] = []

    def one(name: str, allowed: Mapping[str, str], default: str, what: str) -> str:
        asked = query.get(name) or ""
        if not isinstance(asked, str) or (asked and asked not in allowed):
            problems.append(f"The address asked for {what} that is not there, so it was left out.")
            return default
        return allowed[asked] if asked else default

    known = decisions.known()
    return Choices(
        councils=_councils(query.get("council"), problems),
        measure=_measure(query.get("measure"), one, problems),
        view=one("view", {each: each for each in VIEWS}, next(iter(VIEWS)), "a view"),
        about=one("about", known["about"], "", "decisions about a council"),
        category=one("category", known["category"], "", "a kind of decision"),
        outcome=one("outcome", known["outcome"], "", "an outcome"),
        year=one("year", known["year"], "", "a year of decisions"),
        words=_text(query.get("words"))[:LONGEST_SEARCH],
        page=_page(query.get("page"), problems),
        problems=tuple(problems),
    )


@remembered()
def measures() -> tuple[Metric, ...]:
    """The measures of disagreements in which councils can be set side by side now."""
    mine = [
        each for each in registry.all_metrics().values() if each.theme == THEME and each.compares_councils
    ]
    return tuple(each for each in mine if not compute.waiting_for(each.id) and _is_ranked(each))


def _is_ranked(metric: Metric) -> bool:
    rows = compute.values(metric.id)
    return bool(len(rows) and rows[rows["period"] == compute.periods_of(metric.id)[-1]]["ranked"].any())


def default_measure() -> str:
    """The measure that is drawn first; '' where none can be."""
    ids = [each.id for each in measures()]
    return MEASURE if MEASURE in ids else next(iter(ids), "")


def _councils(asked: object, problems: list[str]) -> tuple[str, ...]:
    """Up to four councils, each once."""
    known = places.councils()
    listed = [each for each in (asked if isinstance(asked, list) else [asked]) if each]
    slugs = [each for each in listed if isinstance(each, str) and each in known]
    if len(slugs) < len(listed):
        problems.append("The address asked for a council that is not there, so it was left out.")
    found = tuple(dict.fromkeys(known[slug].code for slug in slugs))
    if len(found) > MOST_COUNCILS:
        problems.append(f"At most {MOST_COUNCILS} councils are shown side by side: these are the first.")
    return found[:MOST_COUNCILS]


def _measure(
    asked: object, one: Callable[[str, Mapping[str, str], str, str], str], problems: list[str]
) -> str:
    """A measure in which councils can be set side by side; one that exists and is not of these is named."""
    offered = {each.id: each.id for each in measures()}
    if isinstance(asked, str) and asked not in offered and asked in registry.all_metrics():
        title = registry.metric(asked).title
        problems.append(
            f"Councils cannot be set side by side here in {title!r}, so another measure is shown."
        )
        return default_measure()
    return one("measure", offered, default_measure(), "a measure")


def _text(asked: object) -> str:
    """What a reader typed, in one line and without what no keyboard types."""
    return (
        " ".join("".join(filter(str.isprintable, " ".join(asked.split()))).split())
        if isinstance(asked, str)
        else ""
    )


def _page(asked: object, problems: list[str]) -> int:
    """A page number; anything else is the first page, with a message."""
    if isinstance(asked, str) and re.fullmatch("[0-9]{1,4}", asked):
        return max(1, int(asked))
    if asked:
        problems.append("The address asked for a page of decisions that is not there: this is the first.")
    return 1
