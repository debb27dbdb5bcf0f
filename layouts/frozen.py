"""Addresses that keep their figures: `/area/bristol@2025.1` answers with the data of version 2025.1.

The site itself knows nothing of such addresses. On the way in the version is taken off and read; on the way out every
link within the site gets it, so that whoever follows one stays in that version. `@newest` leads back to the newest.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import Flask, Response, has_request_context, redirect, request
from flask.typing import ResponseReturnValue

from layouts import links, problems, safety
from metrics import versions

SUFFIX, PREFIX = re.compile(r"(.*)@([^/@]*)"), re.compile(r"/@([^/@]+)(/_dash-.*)")
"""A version at the end of an address; before the addresses that Dash itself asks, which are given once for a page."""
SHARED = ("/assets/", "/boundaries/", "/_dash-", "/_favicon", "/health", "/ready", problems.ROOT)
"""What is the same for every version."""
ADDRESSES = ("href", "src", "action", "formaction", "data-fragment", "data-of", "data-chart")
"""What holds an address, of an element as of a component."""
LINK = re.compile(rf'(\s(?:xlink:)?(?:{"|".join(ADDRESSES)})=")(/(?!/)[^"]*)')
MARKUP, COMPONENTS = ("text/html", "image/svg+xml"), "application/json"
NEWEST = "newest"
SHOWN = 40
"""Characters of an unknown version that are told back."""
PINNED, ASKED, UNKNOWN = "send.version", "send.asked", "send.unknown_version"

Site = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Frozen:
    """A WSGI application that answers under the version that an address names."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path, asked = split(environ.get("PATH_INFO", ""))
        if not asked or asked == NEWEST:
            return self.site(environ, start_response)
        try:
            version = versions.named(asked)
        except versions.UnknownVersion:
            return self.site(environ | {UNKNOWN: asked}, start_response)
        within = environ | {"PATH_INFO": path, PINNED: version.name, ASKED: asked}
        if path == safety.CALLBACK:
            within |= _without_version(within, asked)
        return self._under(version.name, within, start_response)

    def _under(self, version: str, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        """The answer, the version being read until its last byte."""
        with versions.use(version):
            parts = self.site(environ, start_response)
            try:
                yield from parts
            finally:
                getattr(parts, "close", lambda: None)()


def freeze(server: Flask) -> None:
    """Make the server answer to addresses with a version; registered after the compression, so that it runs before."""
    server.wsgi_app = Frozen(server.wsgi_app)  # type: ignore[method-assign]

    @server.before_request
    def lead() -> ResponseReturnValue | None:
        path, asked = split(request.path)
        if UNKNOWN in request.environ:
            return safety.page(404, _unknown(request.environ[UNKNOWN]), *_ways(path)), 404
        is_short = request.environ.get(ASKED, "") == here()
        query = request.query_string.decode("utf-8", "replace")
        return (
            None
            if is_short and asked != NEWEST
            else redirect(links.within(path) + (f"?{query}" if query else ""))
        )

    @server.after_request
    def stay(response: Response) -> Response:
        version = here()
        if version and "Location" in response.headers:
            response.headers["Location"] = pinned(response.headers["Location"], version)
        if version and response.mimetype in (*MARKUP, COMPONENTS) and not response.direct_passthrough:
            write = _components if response.mimetype == COMPONENTS else _markup
            response.set_data(write(response.get_data(as_text=True), version))
        return response


def split(path: str) -> tuple[str, str]:
    """A path without its version, and the version as it is written there; '' for none.

    Dash's own scripts bear the sign in their names and have no version of the figures: `react@18.3.1.min.js`.
    """
    before = PREFIX.fullmatch(path)
    if before:
        return before[2], before[1]
    after = None if path.startswith(SHARED) else SUFFIX.fullmatch(path)
    return (after[1], after[2]) if after else (path, "")


def pinned(address: str, version: str) -> str:
    """An address within the site that keeps a version's figures; one that says a version already is left alone."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    if path.startswith(f"{problems.ROOT}/"):
        return address if "version=" in rest else f"{address}{'&' if '?' in rest else '?'}version={version}"
    is_page = path.startswith("/") and not path.startswith(SHARED) and "@" not in path
    return f"{path}@{version}{rest}" if is_page else address


def stays(address: str) -> str:
    """An address within the site as it stands in the answer to this one: with its version where that has one."""
    return pinned(address, here()) if here() else address


def here() -> str:
    """The version that the address asked for names: '2025.1'; '' where it names none."""
    return str(request.environ.get(PINNED, "")) if has_request_context() else ""


def _markup(text: str, version: str) -> str:
    """HTML or SVG whose links keep a version's figures."""
    return LINK.sub(lambda link: link[1] + pinned(link[2], version), text)


def _components(text: str, version: str) -> str:
    """The JSON of components whose links keep a version's figures."""

    def keep(found: dict[str, Any]) -> dict[str, Any]:
        addresses = {name: found[name] for name in ADDRESSES if isinstance(found.get(name), str)}
        return found | {name: pinned(address, version) for name, address in addresses.items()}

    return json.dumps(json.loads(text, object_hook=keep), separators=(",", ":"))


def _without_version(environ: dict[str, Any], version: str) -> dict[str, Any]:
    """What a page tells the server on a change: its own address without the version."""
    told = environ["wsgi.input"].read(safety.length(environ))
    plain = re.sub(rb'("/[^"?#]*)@' + re.escape(version).encode() + rb'(?=["?#])', rb"\1", told)
    return {"wsgi.input": io.BytesIO(plain), "CONTENT_LENGTH": str(len(plain))}


def _unknown(asked: str) -> str:
    return f"This copy keeps no version {asked[:SHOWN]} of its figures. Choose one of those it keeps:"


def _ways(path: str) -> list[tuple[str, str]]:
    """The same page under each version that is kept, the newest first."""
    plain = links.within(split(path)[0])
    return [
        (pinned(plain, each.name), f"Version {each.name}: {each.label}")
        for each in reversed(versions.known())
    ]
