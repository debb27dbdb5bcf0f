"""The boundaries of councils as GeoJSON, under a name that holds their content's hash, so that they keep for ever."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, Response, abort, request

from layouts.lasting import FOR_EVER
from metrics import periods, tables
from metrics.memory import remembered

blueprint = Blueprint("boundaries", __name__)


def address(period: str) -> str:
    """Where the boundaries are that were in force when a period's figures were collected."""
    first = _first(period)
    return f"/boundaries/{first}-{_content(first)[0]}.json"


def shapes(period: str) -> list[dict[str, Any]]:
    """The same boundaries as GeoJSON features. Do not change them."""
    return list(tables.boundaries(_first(period))["features"])


def _first(period: str) -> str:
    """The first year of the boundaries of a period."""
    year = periods.collected(period)[:4]
    valid = [first for first in tables.boundary_years() if first <= year]
    return valid[-1] if valid else tables.boundary_years()[0]


@blueprint.get("/boundaries/<name>.json")
def serve(name: str) -> Response:
    """One set of boundaries; a name with another hash is not there."""
    first, _, version = name.partition("-")
    if first not in tables.boundary_years() or _content(first)[0] != version:
        abort(404)
    response = Response(_content(first)[1], mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache" if request.query_string else FOR_EVER
    return response


@remembered(8)
def _content(first: str) -> tuple[str, bytes]:
    content = tables.boundaries_text(first)
    return hashlib.sha256(content).hexdigest()[:12], content
