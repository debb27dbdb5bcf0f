"""One request as data, and how to put a text into it where it names something."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """One request: `path` is as it goes over the wire, `steps` are the parts of it that name something."""

    name: str
    path: str
    method: str = "GET"
    steps: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    said: Any = None
    kind: str = JSON
    raw: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    chunked: bool = False
    asks: tuple[str, ...] = ("area",)

    @property
    def body(self) -> bytes:
        """What is sent after the headers."""
        if self.raw is not None:
            return self.raw
        if self.said is None:
            return b""
        if self.kind == FORM:
            return urlencode(self.said, errors="surrogatepass").encode()
        return json.dumps(self.said).encode()

    @property
    def target(self) -> str:
        """Path and query as they stand in the first line of the request."""
        query = urlencode(self.query, errors="surrogatepass")
        return f"{self.path}?{query}" if query else self.path


def put(chance: Random, good: Request, *texts: str) -> Request:
    """One of some texts put where the request names something: in its path, its query or its body."""
    text = chance.choice(texts)
    places = ["query"] + ["path"] * bool(good.steps) * 2 + ["body"] * (good.said is not None) * 3
    place = chance.choice(places)
    if place == "path":
        step = quote(chance.choice(good.steps))
        return replace(good, path=good.path.replace(step, quote(text, errors="surrogatepass"), 1))
    if place == "query":
        return replace(good, query=(*good.query, (chance.choice(good.asks), text)))
    return replace(good, said=instead(chance, good.said, text))


def instead(chance: Random, part: Any, text: Any) -> Any:
    """JSON with one of its leaves exchanged."""
    if isinstance(part, dict) and part:
        name = chance.choice(sorted(part))
        return {**part, name: instead(chance, part[name], text)}
    if isinstance(part, list) and part:
        at = chance.randrange(len(part))
        return [*part[:at], instead(chance, part[at], text), *part[at + 1 :]]
    return text
