"""What is noted of each request where whoever runs the site asks for it: a line in the log, numbers for Prometheus.

`LOG_REQUESTS=1` in the environment writes a line for each; `METRICS_PORT=9100` counts them, and tells the counts at a
port of their own, on this machine alone. Neither is there unless it is set. A request is known by the address as the
code has it, '/area/<slug>', and by its path where that has only words of this site.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable, Iterator
from typing import Any

from dash._pages import _path_to_page
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from layouts import bound, frozen, journal, vocabulary
from layouts.answers import NOTES

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"}
OTHER = "other"
PAGES = ("/", "/<path:path>")
"""The addresses of Dash, behind which all pages are."""

log = logging.getLogger(__name__)


class WrongSetting(ValueError):
    """`METRICS_PORT` is no port."""


def port() -> str:
    """The port at which counts are told, another than that of the pages; '' for none. Raises WrongSetting."""
    given = os.environ.get("METRICS_PORT", "").strip()
    is_port = given.isdecimal() and 0 < int(given) < 65536 and given != os.environ.get("PORT", "8050").strip()
    if given and not is_port:
        raise WrongSetting(f"METRICS_PORT is {given!r}: write the number of a free port, such as 9100")
    return given


class Noted:
    """A WSGI application that passes every request on and notes what became of it."""

    def __init__(self, site: Any, server: Flask) -> None:
        self.site, self.server = site, server
        self.counts: Any = None
        if port():
            from layouts import counts  # costs memory, and reads where to count as it is imported

            self.counts = counts

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self.counts and environ.get("SERVER_PORT") == port():
            return self.counts.told(environ, start_response)
        return self._noted(environ, start_response)

    def _noted(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        """The answer; the note is made when its last byte is gone."""
        started, statuses = time.perf_counter(), ["500"]

        def begin(status: str, headers: Any, *error: Any) -> Any:
            statuses.append(status[:3])
            return start_response(status, headers, *error)

        asked, notes = (environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]), dict[str, bool]()
        try:
            parts = self.site(environ | {NOTES: notes}, begin)
            try:
                yield from parts
            finally:
                getattr(parts, "close", lambda: None)()
        finally:
            took = time.perf_counter() - started
            self._note(*asked, int(statuses[-1]), took, notes.get("held", False))

    def _note(self, path: str, method: str, status: int, took: float, held: bool) -> None:
        known, method = route(self.server, path, method), method if method in METHODS else OTHER
        if self.counts:
            self.counts.count(method, known, status, took, held)
        if journal.has_requests():
            fields = {"method": method, "route": known, "path": named(path), "status": status}
            fields |= {"milliseconds": round(took * 1000, 1), "held": held}
            log.info("request", extra={"fields": fields})


def note(server: Flask) -> None:
    """Note every request if that is wanted; registered last, so that it sees what any other part answers."""
    if journal.has_requests() or port():
        server.wsgi_app = Noted(server.wsgi_app, server)  # type: ignore[method-assign]


def route(server: Flask, path: str, method: str) -> str:
    """The address of a path as the code has it; OTHER where there is none for it."""
    plain = _plain(path)
    try:
        rule, _ = server.url_map.bind("").match(plain, method, return_rule=True)
    except (HTTPException, RequestRedirect):
        return OTHER
    if rule.rule not in PAGES:
        return str(rule.rule)
    page, _ = _path_to_page(plain.strip("/"))
    return str(page.get("path_template") or page["path"]) if page else OTHER


def named(path: str) -> str:
    """A path that has only words of this site, without the version of its figures; '' for any other."""
    plain = _plain(path)
    return plain if vocabulary.names(plain) else ""


def _plain(path: str) -> str:
    """A path without what says which figures it is answered from."""
    found = bound.ADDRESS.fullmatch(path)
    return frozen.split(found[2] if found else path)[0]
