"""How to cite an address: as a part of its page, as BibTeX, as RIS; and of which version its figures are."""

from __future__ import annotations

from contextlib import nullcontext
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, request

from layouts import cite, frozen, links
from layouts.document import opened
from layouts.first_view import render
from layouts.parts import citation
from metrics import versions

blueprint = Blueprint("cite", __name__)

WRITTEN = {
    "bib": (cite.bibtex, "application/x-bibtex"),
    "ris": (cite.ris, "application/x-research-info-systems"),
}


@blueprint.get(citation.CITE)
def serve() -> Response:
    """Both citations as HTML; 404 for an address that is no page."""
    address, version = _asked()
    with versions.use(version) if version else nullcontext():
        return Response(render(citation.citation(address, _title(address))), mimetype="text/html")


@blueprint.get(f"{citation.CITE}.<ending>")
def file(ending: str) -> Response:
    """A file for reference managers; 404 for another ending."""
    if ending not in WRITTEN:
        abort(404)
    address, version = _asked()
    with versions.use(version) if version else nullcontext():
        write, kind = WRITTEN[ending]
        text = write(address, citation.plain(_title(address)))
        named = f'attachment; filename="{cite.file_name(address, ending)}"'
    return Response(text, content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": named})


@blueprint.get(citation.NOTICE)
def notice() -> Response:
    """Which version the figures at an address are of, as HTML; 404 for an address without one."""
    address, version = _asked()
    if not version:
        abort(404)
    with versions.use(version):
        return Response(render(citation.which(address)), mimetype="text/html")


def _asked() -> tuple[str, str]:
    """The address that is asked about without its version, and that version, '' for none."""
    try:
        parts = urlsplit(request.args.get("of", ""))
    except ValueError:
        abort(404)
    path, version = frozen.split(parts.path)
    if parts.netloc or not path.startswith("/"):
        abort(404)
    try:
        named = versions.named(version).name if version else frozen.here()
    except versions.UnknownVersion:
        abort(404)
    return links.without_problem(f"{path}?{parts.query}" if parts.query else path), named


def _title(address: str) -> str:
    """What the page at an address is called in its tab; 404 where there is none."""
    path, _, query = address.partition("?")
    view = opened(path, f"?{query}" if query else "")
    if not view.found:
        abort(404)
    return view.title
