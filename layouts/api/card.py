"""The picture of a comparison for social media, as SVG; `assets/picture.js` makes a PNG of it in the browser."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, request

from layouts import claims, links, words
from layouts.charts import card
from layouts.comparison import LEAD, Line, choose, line
from layouts.format import capital
from layouts.parts import notes
from layouts.parts.chance import beside_words, counted, is_few
from layouts.parts.shell import NAME
from metrics import caveats, registry
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
    drawn = drawing(metric_id, codes, request.host)
    if not drawn:
        abort(404)
    return Response(drawn, mimetype="image/svg+xml")


@remembered(256)
def drawing(metric_id: str, codes: tuple[str, ...], host: str) -> str:
    """The picture as SVG; '' where the measure has no row for the councils, or is a count."""
    found = line(metric_id, codes)
    if found is None or found.is_count:
        return ""
    names = " or ".join(place.area_name for place in found.places)
    heading = f"{found.metric.title}: {names}?" if len(found.places) == 2 else found.metric.title
    under = f"{found.period}. " + (
        "One dot is one in a hundred. Same law, different council." if found.is_chance else ""
    )
    gaps = [pair.gap for pair in found.pairs if pair.gap]
    used = [place.release for place in found.places if place.release]
    source = f"{notes.source_in_words(found.metric, used)} {notes.fetched(found.metric, used)}"
    panels = [_panel(found, place) for place in found.places]
    noted = any(caveats.of_one_place(each.caveats) for each in found.cited)
    name = f"{NAME}, with notes on these figures" if noted else NAME
    where = f"{name}: {host}{links.compare(codes)}"
    where = where if len(where) <= LONGEST else f"{name}: {host}{links.COMPARE}"
    words = " ".join(map(claims.briefly, claims.beside(found)))
    return card.draw(panels, heading, under, gaps, [source, where], words)


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
