"""What protects readers and the server: headers on every answer, and plain words for every error."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, g, request
from flask.typing import ResponseReturnValue

from layouts import problems, stylesheet
from layouts.exhibit import EMBED
from layouts.parts import early
from layouts.parts.shell import NAME

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer bears. Strict-Transport-Security is not among them: where TLS ends, before this server, it is known
whether a name is served by TLS alone."""
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {ancestors}; object-src 'none'"
)
"""Plotly writes style attributes, so styles may stand inline; scripts may not, except Dash's own by their hash."""

FRAMED = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""What differs for a chart alone: any page may frame it. Nothing else of the site may be framed by anybody."""

WORDS = {
    400: ("That could not be understood", "Please go to the first page and try from there."),
    404: ("There is no page at this address", "It may have been mistyped, or cut short where it was copied."),
    405: ("This address cannot be used in that way", "Please go to the first page and try from there."),
    413: ("That was too much text", "Please go to the first page and try again."),
    503: ("Many large files are being made", "This one will be, too, if you ask again in a few seconds."),
    500: ("Something went wrong on our side", "This page could not be made. Please try again in a minute."),
}
TOOLS = "/_reload-hash"
CALLBACK = "/_dash-update-component"
MOST_BYTES = 64 * 1024
"""Of what a reader may send."""

log = logging.getLogger(__name__)


def guard(app: Dash, server: Flask) -> None:
    """Put the headers and the error pages in place, after every callback is known."""

    @server.before_request
    def without_tools() -> None:
        """Dash answers at an address of its tools for developers, also where they are off."""
        if request.path == TOOLS:
            abort(404)

    @server.after_request
    def with_headers(response: Response) -> Response:
        may_frame = request.path.startswith(f"{EMBED}/") and response.status_code == 200
        for name, value in (HEADERS | (FRAMED if may_frame else {})).items():
            response.headers.setdefault(name, value)
        hashes = "" if may_frame else " ".join([*app.csp_hashes(), *early.HASHES])
        policy = POLICY.format(hashes=hashes, ancestors="*" if may_frame else "'none'")
        response.headers.setdefault("Content-Security-Policy", policy)
        if g.get("failed") or response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
        if response.mimetype in ("text/html", "application/json") and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        return response

    @server.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        status = 404 if isinstance(error, DependencyException) else getattr(error, "code", 500)
        if problems.is_ours(request.path):
            return _problem(status, error)
        if status < 500:
            return page(status), status
        if request.path == CALLBACK:
            log.info("a malformed request was refused: %s", type(error).__name__)
            return "The request was not understood.", 400
        log.error("an address failed", exc_info=error)
        return page(500), 500


def _problem(status: int, error: Exception) -> Response:
    """What a program is told of an error, and a line in the log where it is ours."""
    if status >= 500:
        log.error("an address of the API failed", exc_info=error)
    methods = getattr(error, "valid_methods", None)
    return problems.of_status(status, {"Allow": problems.allowed(methods)} if methods else None)


def length(environ: Mapping[str, Any]) -> int:
    """The bytes of the body of a request as it says them; 0 where it says nothing that is a number."""
    said = environ.get("CONTENT_LENGTH") or ""
    return int(said) if re.fullmatch(r"[0-9]{1,15}", said) else 0


def whole(environ: dict[str, Any]) -> dict[str, Any]:
    """A request whose body comes in chunks as one with a length: whoever reads it need not know how it came.

    No more is read than is enough to refuse it. A server that cannot tell where the chunks end hands on none.
    """
    if not (environ.get("HTTP_TRANSFER_ENCODING") and environ.get("wsgi.input_terminated")):
        return environ
    body = environ["wsgi.input"].read(MOST_BYTES + 1)
    rest = {name: value for name, value in environ.items() if name != "HTTP_TRANSFER_ENCODING"}
    return rest | {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def page(status: int, said: str = "", *ways: tuple[str, str]) -> str:
    """A whole page in plain words that needs nothing else to work; `ways` are addresses with their words."""
    heading, usual = WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])
    leads = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in ways)
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(heading)} - {NAME}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{stylesheet.css()}body{{font:1.125rem/1.5 var(--font);color:var(--ink);background:var(--page);"
        "max-width:36rem;margin:4rem auto;padding:0 1rem}a{color:var(--link)}</style></head>"
        f"<body><main><h1>{heading}</h1><p>{escape(said or usual)}</p>{leads and f'<ul>{leads}</ul>'}"
        '<p><a href="/">Go to the first page</a></p></main></body>'
        "</html>"
    )
