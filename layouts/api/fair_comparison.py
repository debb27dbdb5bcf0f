"""The fair comparison of one council, as a part of its page."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from layouts.parts.fair_comparison import ADDRESS, written
from layouts.places import by_slug

blueprint = Blueprint("fair_comparison", __name__)


@blueprint.get(f"{ADDRESS}/<slug>")
def serve(slug: str) -> Response:
    """The section as HTML; 404 for a place that is no council."""
    place = by_slug(slug)
    if place is None or not place.is_authority:
        abort(404)
    return Response(written(place.code), mimetype="text/html")
