"""What caches between here and the reader may keep: each path of this site in one spelling.

`/about`, `//about`, `/%61bout` and `/about?` are one page to whoever answers, and four to a cache, in which somebody
could fill the place of all pages with one of them. So an answer may be kept only where the address was asked for as
this site writes it; under any other it is answered, and to be asked for anew each time. Files that say nothing of
themselves may be kept as long as pages, if their query has only words of this site.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask

from layouts import vocabulary
from layouts.answers import NOT_KEPT, Headers
from layouts.lasting import FRESH

AGAIN = ("Cache-Control", "no-cache")
LASTS = ("cache-control", "cdn-cache-control")


class Spelt:
    """A WSGI application that passes every request on, and tells of each answer how long it may be kept."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        asked = f"{path}?{query}" if query else path
        is_ours = environ.get("RAW_URI", asked) == asked and "//" not in path
        is_open = environ["REQUEST_METHOD"] in ("GET", "HEAD") and not path.startswith(NOT_KEPT)

        def begin(status: str, headers: Headers, *error: Any) -> Any:
            told = {name.lower(): value for name, value in headers}
            if not is_ours and "no-store" not in told.get("cache-control", ""):
                headers = [*(each for each in headers if each[0].lower() not in LASTS), AGAIN]
            elif "cache-control" not in told:
                may_last = is_open and status.startswith("200") and vocabulary.knows(query)
                headers = [*headers, *(FRESH if may_last else [AGAIN])]
            return start_response(status, headers, *error)

        return self.site(environ, begin)


def spell(server: Flask) -> None:
    """Tell of every answer how long it may be kept; registered where addresses still are as they were asked for."""
    server.wsgi_app = Spelt(server.wsgi_app)  # type: ignore[method-assign]
