"""Complaints and appeals on the page of one council, with the ways to its decisions and to others beside it."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import decisions, links, words
from layouts.format import is_missing
from layouts.parts import notes, refusals
from layouts.parts.cards import standing
from layouts.places import Place
from metrics import complaints, registry, tables

ANCHOR = "complaints-and-appeals"
UPHELD = "ombudsman_upheld_rate"


def ways(place: Place) -> html.P | None:
    """Near the top of a council's page: its decisions to read, and the page that compares."""
    if not place.is_authority:
        return None
    compare = html.A("compare complaints and appeals", href=links.complaints(council=place.slug))
    return html.P(["When families disagree: ", *_to_read(place), compare, "."], className="ways-on")


def _to_read(place: Place) -> list[Any]:
    if not decisions.has_any(place.code):
        return []
    href = links.complaints(links.DECISIONS, council=place.slug, about=place.slug)
    return [html.A(f"read decisions of the Ombudsman about {place.name}", href=href), ", or "]


def section(place: Place) -> html.Section | None:
    """What happens in a council when a family disagrees, in sentences."""
    told = [each for each in (refusals.spoken(place.code), _complaints(place)) if each]
    if not place.is_authority or not told:
        return None
    return html.Section(
        [html.H2("Complaints and appeals", id=ANCHOR), *map(html.P, told), ways(place), _credit(place)],
        className="disagreements",
    )


def _credit(place: Place) -> html.P | None:
    """Whose the figure of complaints is and on what terms, where there is one."""
    if not _complaints(place):
        return None
    found = standing(UPHELD, place.code)
    assert found is not None
    return notes.source(registry.metric(UPHELD), filter(None, [(found.figure or found.newest).release]))


def _complaints(place: Place) -> str:
    """How many complaints were upheld, of all services, beside the average of councils of its type."""
    found = standing(UPHELD, place.code)
    if found is None or not tables.is_loaded(complaints.COUNCILS):
        return ""
    row, metric = found.newest if found.is_few else found.figure, registry.metric(UPHELD)
    if row is None:
        return f"Complaints to the Ombudsman: {words.reason(found.newest)}"
    share = "" if found.is_few else f" ({words.value(row, metric)})"
    average = complaints.average(UPHELD, place.code, row.period)
    beside = "" if is_missing(average) else f"; the average of councils of its type was {average:g}%"
    return (
        f"In {row.period} the Ombudsman investigated {row.denominator:,.0f} complaints about {place.name}, about all "
        f"its services and not about special educational needs alone, and upheld {row.numerator:,.0f} "
        f"of them{share}{beside}."
    )
