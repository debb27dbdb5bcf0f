"""What stands in a briefing, the same words for the page and for the PDF."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from layouts import figures, ways
from layouts.briefing import choice, fit, missing, questions
from layouts.format import listing
from layouts.places import ENGLAND, Place, described, places
from metrics import areas, caveats, registry, tables
from metrics.claim import Claim
from metrics.memory import remembered

COMPLAIN, LACKING, CARE = "How to complain, and to whom", "What has no figure", "Read with care"
"""Headings."""
MORE_CARE = "Notes that do not fit here stand with each figure on the pages of the measures."
WHY = "too few cases, figures that are missing, or figures in doubt"
TOO_LITTLE = f"No sentence on other measures may safely be said: {WHY}."
NONE = f"No sentence may safely be said: {WHY}."


@dataclass(frozen=True)
class Told:
    """A sentence under its measure's title, with a small drawing as SVG and the drawing in words."""

    title: str
    text: str
    metric: str
    drawing: str
    alternative: str


@dataclass(frozen=True)
class Briefing:
    """The words of a page. `care` and `ways` are pairs of a lead, which may be '', and a text."""

    place: Place
    title: str
    about: tuple[str, ...]
    told: tuple[Told, ...]
    less: str
    missing: tuple[str, ...]
    ask: str
    questions: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    care: tuple[tuple[str, str], ...]
    sources: str


def has_one(place: Place | None) -> bool:
    """Whether there is a briefing: for each council, past or present, and for England."""
    return place is not None and (place.is_authority or place.code == ENGLAND)


@remembered(64)
def of(area_code: str) -> Briefing:
    """The briefing of a council or of England."""
    place, claims = places()[area_code], choice.claims(area_code)
    national = area_code == ENGLAND
    measures = tuple(each.metric for each in claims)
    lacking = missing.of_england(measures) if national else missing.of_council(place)
    asked = questions.NATIONAL if national else questions.of_council(place, measures)
    columns = (asked, [f"{lead}: {text}" for lead, text in ways.STEPS])
    sentences = [(registry.metric(each.metric).title, choice.said(each)) for each in claims]
    title, about = f"Special educational needs in {place.spoken}: a one-page briefing", _about(place)
    care = _care(place, claims, fit.room(title, " ".join(about), sentences, columns, lacking))
    return Briefing(
        place=place,
        title=title,
        about=about,
        told=tuple(_told(each, [text for _, text in care]) for each in claims),
        less="" if len(claims) == choice.MOST else TOO_LITTLE if claims else NONE,
        missing=lacking,
        ask=_ask(place),
        questions=asked,
        ways=ways.STEPS,
        care=care,
        sources=_sources(claims),
    )


def _about(place: Place) -> tuple[str, ...]:
    """What the council is, and what became of it where it is gone."""
    if not place.is_authority:
        return ("All councils together.",)
    return tuple(filter(None, [described(place), areas.notice(place.code), choice.RULE]))


def _ask(place: Place) -> str:
    """Whom to ask: for a council that is gone, those that came after it."""
    if not place.is_authority:
        return "Questions to ask a minister or your MP"
    after = f"Questions to ask the new council{'s' * (len(place.successors) > 1)}"
    return after if place.end else "Questions to ask at a council meeting"


def _told(claim: Claim, told: Collection[str]) -> Told:
    metric = registry.metric(claim.metric)
    drawing, alternative = _picture(claim)
    return Told(metric.title, choice.said(claim, told), claim.metric, drawing, alternative)


def _picture(claim: Claim) -> tuple[str, str]:
    """The council over time for a change, else among all councils."""
    metric, code = registry.metric(claim.metric), claim.areas[0]
    if claim.kind == "change" or not metric.compares_councils:
        return figures.small_trend(claim.metric, code)
    return figures.small_strip(claim.metric, claim.period, code)


def _care(place: Place, claims: tuple[Claim, ...], most: int) -> tuple[tuple[str, str], ...]:
    """The notes on the figures told, as many as fit in so many lines: of the place, of others, then of everyone."""
    found = caveats.told(figure for each in claims for figure in each.cited)
    found.sort(key=lambda note: (not note[0].startswith(place.name), not note[0]))
    kept = len(fit.in_lines([f"{about}: {text}" for about, text in found], most))
    return tuple(found[:kept]) + ((("", MORE_CARE),) if kept < len(found) else ())


def _sources(claims: tuple[Claim, ...]) -> str:
    """Each publication once with its releases, after each licence those that are under it."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in (row for claim in claims for row in claim.rows):
        licence = tables.describe(row.dataset)["licence"]
        found.setdefault(licence, {}).setdefault(row.publication, set()).add(row.release)
    told = [
        f"{'; '.join(f'{name}, {_releases(given)}' for name, given in mine.items())} ({licence})"
        for licence, mine in found.items()
    ]
    return f"Sources: {'. '.join(told)}." if told else ""


def _releases(given: set[str]) -> str:
    """'2025 and 2026 releases'."""
    return f"{listing(sorted(given))} release{'s' * (len(given) > 1)}"
