"""The picture of a comparison for social media, as SVG; `assets/keep.js` makes a PNG of it in the browser."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, request

from layouts import cite, claims, frozen, links, words
from layouts.charts import card
from layouts.comparison import LEAD, Line, choose, line
from layouts.format import capital
from layouts.parts import notes
from layouts.parts.chance import beside_words, counted, is_few
from layouts.parts.shell import NAME
from metrics import caveats, registry, versions
from metrics.memory import remembered
from metrics.pairs import Place

blueprint = Blueprint("card", __name__)

ADDRESS = "/card/compare.svg"
LONGEST = 130
"""Characters of an address that fit in the picture; of a longer one the page alone is named."""


def address(codes: tuple[str, ...], metric_id: str = "") -> str:
    """Where the picture of a comparison is; of plans on time unless another measure is named."""
    return links.compare(codes, measure=metric_id).replace(links.COMPARE, ADDRESS, 1)


@blueprint.get(ADDRESS)
def serve() -> Response:
    """The picture; 404 for fewer than two councils, or for a measure that cannot be set side by side."""
    codes, metric_id = choose(request.args).codes, request.args.get("measure", LEAD)
    if len(codes) < 2 or metric_id not in registry.all_metrics():
        abort(404)
    drawn = drawing(metric_id, codes)
    if not drawn:
        abort(404)
    return Response(drawn, mimetype="image/svg+xml")


@remembered(64)
def drawing(metric_id: str, codes: tuple[str, ...]) -> str:
    """The picture as SVG; '' where the measure has no row for the councils, or is a count."""
    found = line(metric_id, codes)
    if found is None or found.is_count:
        return ""
    used = [place.release for place in found.places if place.release]
    source = f"{notes.source_in_words(found.metric, used)} {notes.fetched(found.metric, used)}"
    noted = any(caveats.of_one_place(each.caveats) for each in found.cited)
    name = f"{NAME}, with notes on these figures" if noted else NAME
    own = versions.current().name
    said = f"Data version {versions.current().id}. {name}"
    where = f"{said}: {cite.where(frozen.pinned(links.compare(codes), own))}"
    where = where if len(where) <= LONGEST else f"{said}: {cite.where(frozen.pinned(links.COMPARE, own))}"
    return card.draw(
        panels(found), heading(found), under(found), gaps(found), [source, where], said_in_words(found)
    )


def said_in_words(found: Line) -> str:
    """What a picture says to those who do not see it."""
    return " ".join(map(claims.briefly, claims.beside(found)))


def heading(found: Line) -> str:
    """The measure and the councils as a question."""
    names = " or ".join(place.area_name for place in found.places)
    return f"{found.metric.title}: {names}?" if len(found.places) == 2 else found.metric.title


def under(found: Line) -> str:
    """The period, and what a dot is."""
    dots = "One dot is one in a hundred. Same law, different council." if found.is_chance else ""
    return f"{found.period}. {dots}".strip()


def gaps(found: Line) -> list[str]:
    """Each council beside the first, in words."""
    return [pair.gap for pair in found.pairs if pair.gap]


def panels(found: Line) -> list[dict[str, Any]]:
    """What a picture shows of each council."""
    return [_panel(found, place) for place in found.places]


def _panel(found: Line, place: Place) -> dict[str, Any]:
    """What the picture shows of one council; a gap keeps its reason."""
    if not place.figure:
        return {"name": place.area_name, "often": "no figure", "filled": None, "lines": [place.reason]}
    if is_few(place):
        few = counted(found.metric, place)
        why = f"{capital(words.too_few(found.metric))}."
        return {"name": place.area_name, "often": few, "filled": None, "lines": [why]}
    lines = [
        f"{counted(found.metric, place)}: {place.figure}" if counted(found.metric, place) else place.figure
    ]
    return {
        "name": place.area_name,
        "often": place.frequency or place.figure,
        "filled": place.icons,
        "lines": [*lines, *filter(None, [beside_words(found.metric, place)])],
    }
