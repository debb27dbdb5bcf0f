"""Every national figure on complaints, each with its definition, as a part of a page that is fetched when opened."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from layouts.first_view import render
from layouts.parts import national
from metrics import complaints, tables
from metrics.memory import remembered

blueprint = Blueprint("national", __name__)

ADDRESS = "/complaints/england"


@remembered()
def written() -> str:
    """The figures as HTML."""
    return render(national.everything())


@blueprint.get(ADDRESS)
def serve() -> Response:
    """The figures; 404 where their table is not loaded."""
    if not tables.is_loaded(complaints.NATIONAL):
        abort(404)
    return Response(written(), mimetype="text/html")
