"""What the search box leads to. What was typed is used once and kept nowhere: not in the address, not in the log."""

from __future__ import annotations

import re

from layouts import links
from metrics import areas, postcodes

LIKE_A_POSTCODE = re.compile(r"\s*[A-Za-z]{1,2}\s?\d")
CODE = re.compile(r"\s*[EeWwSsNn]\d{8}\s*")
LONGEST = 80
OUTSIDE = {
    "Scotland": "scotland",
    "Wales": "wales",
    "Northern Ireland": "northern-ireland",
}


def answer(typed: str) -> str:
    """The address of the council that a postcode or name leads to, or of the box with what is wrong."""
    text = typed.strip()[:LONGEST]
    if not text:
        return problem("empty")
    if LIKE_A_POSTCODE.match(text) and not CODE.fullmatch(text):
        return _by_postcode(text)
    return _by_name(text)


def problem(code: str, near: tuple[str, ...] = ()) -> str:
    """The box with a problem told; `near` are names of councils, never what was typed."""
    slugs = ",".join(areas.slug_of(name) for name in near)
    return links.with_query(links.HOME, problem=code, near=slugs)


def _by_postcode(text: str) -> str:
    try:
        return links.area(postcodes.area_for_postcode(text))
    except postcodes.OutsideEngland as outside:
        return problem(OUTSIDE.get(outside.country, "crown"))
    except postcodes.BadPostcode:
        return problem("postcode")
    except postcodes.UnknownPostcode:
        return problem("unknown-postcode")


def _by_name(text: str) -> str:
    try:
        place = areas.place(text)
    except areas.UnknownPlace as unknown:
        return problem("council", unknown.suggestions)
    asked = areas.names()[0].get(areas.plain(text), "")
    district = asked if place.notice and asked in areas.areas().index else ""
    return links.with_query(links.area(place.area_code), **{"from": district})
