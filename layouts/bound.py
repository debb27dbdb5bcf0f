"""Addresses bound to the figures of the page that asks: `/~b9a62abe/table/...` is answered from those or not at all.

A cache may answer with a page of yesterday while the site has newer data. All that such a page asks for, parts of
itself, pictures and changes of its chart, bears the digest of its own figures. Where they have been replaced the
answer is 404 and names the digest of those that are read now; `assets/fetch.js` then loads the page with these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from layouts import frozen, safety
from metrics import tables, versions
from metrics.memory import remembered

ADDRESS = re.compile(r"/~([0-9a-f]{8})(/(?!api/v1|health|ready).*)", re.DOTALL)
"""What programs ask for is no part of a page: at such an address there is nothing, and no cache keeps it."""
HEADER = "Figures"
"""The name under which every answer bears the digest of the figures it was made from."""
REPLACED = "send.replaced"
WORDS = "This is a part of a page whose figures have been replaced by newer ones."


class Bound:
    """A WSGI application that answers at a bound address as at the plain one, while the figures are the same."""

    def __init__(self, site: frozen.Site) -> None:
        self.site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        found = ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        if not found:
            return self.site(environ, start_response)
        is_same = found[1] == _digest_at(found[2])
        told = {"PATH_INFO": found[2]} if is_same else {REPLACED: found[2]}
        return self.site(environ | told, start_response)


def bind(server: Flask) -> None:
    """Make the server answer to bound addresses; registered last, so that nothing behind it knows of them."""
    server.wsgi_app = Bound(server.wsgi_app)  # type: ignore[method-assign]

    @server.before_request
    def refuse() -> ResponseReturnValue | None:
        if REPLACED not in request.environ:
            return None
        return safety.page(404, WORDS, (_plain(request.environ[REPLACED]), "See it with the newest")), 404

    @server.after_request
    def name(response: Response) -> Response:
        response.headers[HEADER] = digest()
        if REPLACED in request.environ:
            response.headers["Cache-Control"] = "no-store"
        return response


def bound(address: str) -> str:
    """An address within the site, good for the figures that are read now and for no others."""
    return f"/~{digest()}{address}"


@remembered()
def digest() -> str:
    """Eight characters for all that the figures of the version that is read are worked out from."""
    return sha256(tables.fingerprint()).hexdigest()[:8]


def _plain(path: str) -> str:
    """The address without what it is bound to, as a link that cannot lead to another site."""
    query = request.query_string.decode("utf-8", "replace")
    return quote("/" + path.lstrip("/\\"), safe="/@") + (f"?{query}" if query else "")


def _digest_at(path: str) -> str:
    """The digest of the figures with which a plain address is answered; of the newest where its version is unknown."""
    version = frozen.split(path)[1]
    try:
        with versions.use(version if version not in ("", frozen.NEWEST) else versions.newest().name):
            return digest()
    except versions.UnknownVersion:
        return digest()
