"""What Dash's script says of a change of address inside a page, brought into one spelling.

A request may bear anything beside what a callback reads. In one spelling, requests that mean the same are one answer,
and nothing that was only put in beside is worked with or kept.

Dash knows such requests only as POST, whose answers no cache keeps. `assets/fetch.js` makes GET of them, at an address
that says what is asked for: `/_dash-update-component?of=page&at=/area/kent`. Here they become what Dash knows.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any, NoReturn
from urllib.parse import parse_qsl, quote

import dash
from flask import Flask, abort

from layouts import frozen, ids, safety

KINDS = {
    "page": ("_pages_location.pathname", "_pages_location.search"),
    "chart": (f"{ids.ADDRESS}.data",),
}
"""What there is at an address, and what of a page tells that address; `assets/fetch.js` has the same list."""
UNQUOTED = "/!'()*"
"""What stands as it is in an address within an address, besides letters, numbers and `-._~`."""
GOT = "send.got"
"""Where it is noted that what Dash takes for a POST was asked for by GET: its answer may be kept by caches."""
LONGEST = 4096
"""The most bytes of what is looked at; the longest that a page says is shorter."""


class Got:
    """A WSGI application that lets Dash answer a GET at its address for changes as the POST that says the same."""

    def __init__(self, site: frozen.Site) -> None:
        self.site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], frozen.split(environ.get("PATH_INFO", ""))[0]
        is_get = method in ("GET", "HEAD") and path == safety.CALLBACK
        told = posted(environ.get("QUERY_STRING", "")) if is_get else b""
        if not told:
            return self.site(environ, start_response)
        body = {"wsgi.input": io.BytesIO(told), "CONTENT_LENGTH": str(len(told))}
        form = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/json", "QUERY_STRING": ""}
        parts = self.site(environ | form | body | {GOT: True}, start_response)
        return _unread(parts) if method == "HEAD" else parts


def by_get(server: Flask) -> None:
    """Make the server answer a change by GET; registered after what keeps answers, so that it stands before."""
    server.wsgi_app = Got(server.wsgi_app)  # type: ignore[method-assign]

    @server.get(safety.CALLBACK)
    def refuse() -> NoReturn:
        """What has not become a POST says nothing that a page would."""
        abort(400)


def posted(query: str) -> bytes:
    """What a page would post for that which the query of a GET asks for; b'' for a query that no page sends."""
    said = parse_qsl(query, keep_blank_values=True) if len(query) < LONGEST else []
    if [name for name, _ in said] != ["of", "at"]:
        return b""
    kind, at = (value for _, value in said)
    output = _answering(KINDS.get(kind, ()))
    if not output or not at.startswith("/") or query != asked(kind, at):
        return b""
    path, mark, search = at.partition("?")
    told = {"pathname": path, "search": mark + search, "data": at}
    inputs = [
        each | {"value": told[each["property"]]} for each in dash.get_app().callback_map[output]["inputs"]
    ]
    return json.dumps(_body(output, inputs, set(KINDS[kind]))).encode()


def asked(kind: str, at: str) -> str:
    """The query by which a page asks for what is at an address, in its one spelling."""
    return f"of={kind}&at={quote(at, safe=UNQUOTED)}"


def spelt(told: bytes) -> tuple[bytes, str]:
    """The body as one of our pages would send it, and the address that it tells; nothing of any other body."""
    if len(told) >= LONGEST:
        return b"", ""
    try:
        given = json.loads(told)
        output, known = given["output"], dash.get_app().callback_map
        values = {(each["id"], each["property"]): each["value"] for each in given["inputs"]}
        inputs = [each | {"value": values[each["id"], each["property"]]} for each in known[output]["inputs"]]
        changed = set(given.get("changedPropIds", ()))
        address = "".join(each["value"] or "" for each in inputs)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return b"", ""
    return json.dumps(_body(output, inputs, changed)).encode(), address


def is_sound(told: Any) -> bool:
    """Whether what is told as an address has the form of one, as it has from any browser."""
    try:
        values = [(each["property"], each["value"]) for each in told["inputs"]]
    except (TypeError, KeyError):
        return False
    are = {
        "pathname": lambda value: isinstance(value, str) and value.startswith("/"),
        "search": lambda value: value is None or isinstance(value, str),
    }
    return all(are[of](value) for of, value in values if of in are)


def _answering(names: tuple[str, ...]) -> str:
    """The output of the callback that has just these inputs; '' for none."""
    known = dash.get_app().callback_map.items()
    return next((output for output, each in known if names and _names(each["inputs"]) == names), "")


def _names(inputs: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(f"{each['id']}.{each['property']}" for each in inputs)


def _body(output: str, inputs: list[dict[str, Any]], changed: set[str]) -> dict[str, Any]:
    """What the script sends for a callback; those of pages read no state."""
    parts = [part.rpartition(".") for part in output.strip(".").split("...")]
    outputs = [{"id": name, "property": of} for name, _, of in parts]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "changedPropIds": [name for name in _names(inputs) if name in changed],
    }


def _unread(parts: Iterable[bytes]) -> Iterable[bytes]:
    """Nothing of an answer whose headers alone were asked for, once all of it is made."""
    for _ in parts:
        pass
    getattr(parts, "close", lambda: None)()
    return []
