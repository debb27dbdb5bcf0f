"""What stands on a briefing's sheet, whether it is shown as a page or written as a PDF."""

from __future__ import annotations

from dataclasses import dataclass

from layouts.places import Place

COMPLAIN, LACKING, CARE = "How to complain, and to whom", "What has no figure", "Read with care"
"""Headings."""


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
