"""What a browser asks for at an address: the document, then what stands in it and what Dash's script asks."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from bench.views import body_of, router_of
from layouts import changes

BOUND = re.compile(r"/~([0-9a-f]{8})(/.*)")
PART = re.compile(r'\s(?:data-fragment|src)="(/~[^"]*)"')
CONFIG = re.compile(r'id="_dash-config"[^>]*>(.*?)</script>', re.DOTALL)
CALLBACK = "_dash-update-component"
YEAR = "2024"


@dataclass(frozen=True)
class Ask:
    """One request: its kind, its address, and what is sent with a POST, as JSON or as a form is."""

    kind: str
    address: str
    body: Any = None
    is_form: bool = False

    @property
    def name(self) -> str:
        """What the answer is known by, whatever figures it is bound to."""
        plain = BOUND.fullmatch(self.address)
        return f"{self.kind} {plain[2] if plain else self.address} {told(self.body)}".strip()


def told(body: Any) -> str:
    """What is sent, in short."""
    return "" if body is None else sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:12]


def digest(content: bytes) -> str:
    """What an answer is compared by: all of it."""
    return sha256(content).hexdigest()[:16]


def parts(text: str) -> list[Ask]:
    """What stands in a document and has an address of its own."""
    return [Ask("part", each) for each in dict.fromkeys(map(html.unescape, PART.findall(text)))]


def before(text: str) -> str:
    """What stands before all that Dash asks for in a document: '/~b9a62abe/'."""
    found = CONFIG.search(text)
    return str(json.loads(found[1])["requests_pathname_prefix"]) if found else "/"


def at_once(text: str) -> list[Ask]:
    """What Dash's script asks for in a document before it draws the page, but for the page."""
    return [Ask("dash", f"{before(text)}_dash-{name}") for name in ("layout", "dependencies")]


def drawn(text: str, callbacks: list[dict[str, Any]], address: str) -> list[Ask]:
    """That Dash's script asks for the page: as `assets/fetch.js` lets it ask, and as it would without."""
    return _both("page drawn", text, "page", address, body_of(router_of(callbacks), address))


def changed(text: str, callbacks: list[dict[str, Any]], address: str) -> list[Ask]:
    """That Dash's script asks for the chart of another year, in both ways; nothing for a page without."""
    if not urlsplit(address).path.startswith("/measure/"):
        return []
    other = f"{address}?year={YEAR}"
    follows = next(each for each in callbacks if "measure-address" in str(each["inputs"]))
    body = body_of(follows, address)
    body["inputs"] = [given | {"value": other} for given in follows["inputs"]]
    body["changedPropIds"] = ["measure-address.data"]
    return _both("chart changed", text, "chart", other, body)


def _both(kind: str, text: str, of: str, at: str, body: dict[str, Any]) -> list[Ask]:
    """How what is at an address is asked for in a document: by GET, and posted."""
    callback = before(text) + CALLBACK
    return [Ask(kind, f"{callback}?{changes.asked(of, at)}"), Ask(f"{kind}, posted", callback, body)]
