"""What a box for a place leads to. What was typed is used once and kept nowhere: not in the address, not in the log."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Found:
    """What a text leads to: an area, with the district it was asked by, or the code of a problem.

    `near` are names of councils that a mistyped one may have meant.
    """

    area_code: str = ""
    district: str = ""
    problem: str = ""
    near: tuple[str, ...] = ()


def find(typed: str) -> Found:
    """The place that a postcode or a name means."""
    text = typed.strip()[:LONGEST]
    if not text:
        return Found(problem="empty")
    if LIKE_A_POSTCODE.match(text) and not CODE.fullmatch(text):
        return _by_postcode(text)
    return _by_name(text)


def answer(typed: str) -> str:
    """The address of the council that a postcode or name leads to, or of the box with what is wrong."""
    found = find(typed)
    if found.problem:
        return problem(found.problem, found.near)
    return links.with_query(links.area(found.area_code), **{"from": found.district})


def problem(code: str, near: tuple[str, ...] = ()) -> str:
    """The box with a problem told; `near` are names of councils, never what was typed."""
    slugs = ",".join(areas.slug_of(name) for name in near)
    return links.with_query(links.HOME, problem=code, near=slugs)


def _by_postcode(text: str) -> Found:
    try:
        return Found(postcodes.area_for_postcode(text))
    except postcodes.OutsideEngland as outside:
        return Found(problem=OUTSIDE.get(outside.country, "crown"))
    except postcodes.BadPostcode:
        return Found(problem="postcode")
    except postcodes.UnknownPostcode:
        return Found(problem="unknown-postcode")


def _by_name(text: str) -> Found:
    try:
        place = areas.place(text)
    except areas.UnknownPlace as unknown:
        return Found(problem="council", near=unknown.suggestions)
    asked = areas.names()[0].get(areas.plain(text), "")
    district = asked if place.notice and asked in areas.areas().index else ""
    return Found(place.area_code, district)
