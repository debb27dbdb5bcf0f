"""The style sheets of the pages as one file: each alone would be a request before anything can be painted."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response

blueprint = Blueprint("sheet", __name__)

ASSETS = Path(__file__).resolve().parents[1] / "assets"
ADDRESS = "/assets/pages.css"


@cache
def whole() -> bytes:
    """All sheets of `assets`, in the order of their names."""
    return b"".join(path.read_bytes() for path in sorted(ASSETS.glob("*.css")))


@cache
def digest() -> str:
    """What changes with the sheets."""
    return hashlib.sha256(whole()).hexdigest()[:12]


def address() -> str:
    """Where they are, with their digest: so they may be kept for a year."""
    return f"{ADDRESS}?v={digest()}"


@blueprint.get(ADDRESS)
def serve() -> Response:
    """All of them."""
    return Response(whole(), mimetype="text/css")
