"""Whom to tell of a flaw in the site, where those look first who find one (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response, abort

from layouts import cite, links

blueprint = Blueprint("security_txt", __name__)

ADDRESS = "/.well-known/security.txt"
VALID = timedelta(days=180)
"""For how long the text may be believed; the standard wants less than a year."""


@blueprint.get(ADDRESS)
def serve() -> Response:
    """The contact of whoever runs the site; 404 where none is set."""
    contact = cite.contact() or abort(404)
    until = datetime.combine(datetime.now(UTC).date() + VALID, time(), UTC)
    lines = [f"Contact: {contact}", f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: en"]
    lines += (
        [f"Canonical: {cite.where(ADDRESS)}", f"Policy: {cite.where(links.ABOUT)}"] if cite.site() else []
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
