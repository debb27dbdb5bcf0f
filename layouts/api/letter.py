"""The letter to an MP as a text file, as it stands before a reader changes it."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from layouts.briefing import content, letters

blueprint = Blueprint("letter", __name__)


@blueprint.get("/campaign/<slug>.txt")
def serve(slug: str) -> Response:
    """The file; 404 for a place without one."""
    place = content.asked(slug)
    if place is None or not letters.has_them(place):
        abort(404)
    headers = {"Content-Disposition": f'attachment; filename="letter_to_mp_{slug}.txt"'}
    return Response(letters.letter(place), mimetype="text/plain", headers=headers)
