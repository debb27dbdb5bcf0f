"""The words of a briefing, the same for the page and for the PDF, with as many notes as the sheet has room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layouts import figures, ways
from layouts.briefing import choice, missing, questions
from layouts.briefing.sheet import Briefing, Told
from layouts.format import listing
from layouts.places import ENGLAND, Place, by_slug, described, places
from metrics import areas, caveats, registry, tables
from metrics.claim import Claim
from metrics.memory import remembered

Note = tuple[str, str]
"""What a note is about, which may be '', and its words."""
MORE_CARE = "Other notes stand with each figure on the pages of the measures."
WHY = "too few cases, figures that are missing, or figures in doubt"
TOO_LITTLE = f"No sentence on other measures may safely be said: {WHY}."
NONE = f"No sentence may safely be said: {WHY}."


def has_one(place: Place) -> bool:
    """Whether there is a briefing: for each council, past or present, and for England."""
    return place.is_authority or place.code == ENGLAND


def asked(slug: object) -> Place | None:
    """The place with a briefing that an address names; None for anything else."""
    place = by_slug(slug)
    return place if place and has_one(place) else None


@remembered(16)
def of(area_code: str) -> Briefing:
    """The briefing of a council or of England."""
    place, claims = places()[area_code], choice.claims(area_code)
    national = area_code == ENGLAND
    measures = tuple(each.metric for each in claims)
    lacking = missing.of_england(measures) if national else missing.of_council(place)
    asked = questions.NATIONAL if national else questions.of_council(place, measures)
    bare = Briefing(
        place=place,
        title=f"Special educational needs in {place.spoken}: a one-page briefing",
        about=_about(place),
        told=tuple(map(_told, claims)),
        less="" if len(claims) == choice.MOST else TOO_LITTLE if claims else NONE,
        missing=lacking,
        ask=_ask(place),
        questions=asked,
        ways=ways.STEPS,
        care=(),
        sources=_sources(claims),
    )
    return _noted(bare, claims)


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


def _told(claim: Claim) -> Told:
    metric = registry.metric(claim.metric)
    drawing, alternative = _picture(claim)
    return Told(metric.title, choice.said(claim), claim.metric, drawing, alternative)


def _picture(claim: Claim) -> tuple[str, str]:
    """The council over time for a change, else among all councils."""
    metric, code = registry.metric(claim.metric), claim.areas[0]
    if claim.kind == "change" or not metric.compares_councils:
        return figures.small_trend(claim.metric, code)
    return figures.small_strip(claim.metric, claim.period, code)


def _noted(bare: Briefing, claims: tuple[Claim, ...]) -> Briefing:
    """With its notes: those that its sentences would carry, then each other one for which the sheet has room."""
    # The library that writes a PDF knows what fits on its page; it is loaded when the first briefing is made.
    from layouts.briefing import pdf

    found = caveats.told((figure for each in claims for figure in each.cited), briefly=True)
    found.sort(key=lambda note: (not note[0].startswith(bare.place.name), not note[0]))
    carried = {text for each in claims for text in each.briefly}
    kept = [note for note in found if note[1] in carried]
    while kept and not pdf.fits(_with(bare, claims, kept, found)):
        kept.pop()
    for note in found:
        if note not in kept and pdf.fits(_with(bare, claims, [*kept, note], found)):
            kept.append(note)
    return _with(bare, claims, kept, found)


def _with(bare: Briefing, claims: Sequence[Claim], kept: Sequence[Note], found: Sequence[Note]) -> Briefing:
    """With notes, those on the same figures together; a sentence whose notes are all there does not say them."""
    texts = [text for _, text in kept]
    told = (
        replace(each, text=choice.said(claim, texts)) for each, claim in zip(bare.told, claims, strict=True)
    )
    grouped: dict[str, list[str]] = {}
    for about, text in [*kept, *([("", MORE_CARE)] if len(kept) < len(found) else [])]:
        grouped.setdefault(about, []).append(text)
    care = tuple((about, " ".join(mine)) for about, mine in grouped.items())
    return replace(bare, told=tuple(told), care=care)


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
