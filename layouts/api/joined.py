"""The style sheets of the pages as one file, and their scripts as one: each alone would be a request of its own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response

blueprint = Blueprint("joined", __name__)

ASSETS = Path(__file__).resolve().parents[1] / "assets"
SHEET, SCRIPT = "/assets/pages.css", "/assets/pages.js"
ALONE = ("0-plotly.min.js", "embed.js")
"""Plotly, which changes once a year, and what stands in pages of others."""


def address(of: str) -> str:
    """Where SHEET or SCRIPT is, with what changes with its content: so it may be kept for a year."""
    return f"{of}?v={_digest(of)}"


@blueprint.get(SHEET)
def sheet() -> Response:
    """All style sheets."""
    return Response(_whole(SHEET), mimetype="text/css")


@blueprint.get(SCRIPT)
def script() -> Response:
    """All scripts. One that fails as it runs is told to the browser's console, and the others go on."""
    return Response(_whole(SCRIPT), mimetype="text/javascript")


@cache
def _whole(of: str) -> bytes:
    """All files of one kind in `assets`, in the order of their names."""
    paths = sorted(ASSETS.glob(f"*{Path(of).suffix}"))
    alone = b"try{\n%s}catch(error){setTimeout(()=>{throw error})}\n" if of == SCRIPT else b"%s"
    return b"".join(alone % path.read_bytes() for path in paths if path.name not in ALONE)


@cache
def _digest(of: str) -> str:
    return hashlib.sha256(_whole(of)).hexdigest()[:12]
