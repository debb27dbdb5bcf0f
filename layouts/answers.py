"""Whole answers, kept as they were sent: what was made for one reader is not made again for the next.

What an address answers with depends on the address, the version of the data, the day (citations name it) and who
publishes the site; under all of these together it is kept, compressed as it was asked for. Only pages and parts of
pages are kept, never what a reader typed and never an answer that went wrong. An address that says anything but words
of this site (`layouts.vocabulary`) is answered and not kept, and addresses with a query have a room of their own:
nobody can push the pages out by asking for rubbish.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from threading import Lock
from typing import Any

from flask import Flask
from werkzeug.http import parse_etags
from werkzeug.wsgi import ClosingIterator

from layouts import changes, cite, frozen, safety, vocabulary
from layouts.lasting import FRESH
from metrics import versions
from metrics.memory import remembered, under

MEGABYTE = 1024 * 1024
ROOMS = {"pages": 8 * MEGABYTE, "views": 4 * MEGABYTE, "changes": 6 * MEGABYTE}
"""The most bytes of addresses alone, of addresses with a query, and of what Dash asks for inside a page."""
LARGEST = MEGABYTE
"""The most bytes of one answer that is kept."""
OVERHEAD = 4096
"""Bytes that the headers of an answer and its key take."""
MIMETYPES = ("text/html", "image/svg+xml", "application/json")
DASH = ("/_dash-layout", "/_dash-dependencies")
NOT_KEPT = ("/assets/", "/_dash-", "/_favicon", "/boundaries/", "/health", "/ready", "/api/", "/find")
"""What is kept elsewhere or belongs to one reader."""
FILES = (".csv", ".parquet", ".xlsx", ".pdf", ".csv-metadata.json")
"""Endings of files, which are made while they are sent and say themselves whether they changed."""
CODINGS = ("br", "zstd", "gzip")
NEVER = re.compile(r"q=0(\.0*)?")
ASKED_OF_US = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
"""What a reader who holds an older copy says; an answer to keep is made without."""
OF_A_BODY = ("content-type", "content-length", "content-encoding", "content-disposition")
"""Headers that an answer without a body does not have."""
AT_ONCE = 256
"""Answers that can be made at once; two addresses that share a place, which is rare, wait for each other."""

NOTES = "send.notes"
"""Where it is noted whether an answer was held already, for whoever counts (`layouts.traffic`)."""

Headers = list[tuple[str, str]]
Site = Any


@dataclass(frozen=True)
class Answer:
    """What was sent: status line, headers, compressed body."""

    status: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        return next((value for each, value in self.headers if each.lower() == name), "")


class Room:
    """Answers up to so many bytes; those not asked for the longest make way."""

    def __init__(self, most: int) -> None:
        self.most, self.bytes = most, 0
        self._held: OrderedDict[Any, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any) -> Answer | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Any, answer: Answer) -> None:
        with self._lock:
            gone = self._held.pop(key, None)
            self._held[key] = answer
            self.bytes += _size(answer) - (_size(gone) if gone else 0)
            while self.bytes > self.most:
                self.bytes -= _size(self._held.popitem(last=False)[1])


class Answers:
    """A WSGI application that answers from what it keeps, or else asks the site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._one_at_once = [Lock() for _ in range(AT_ONCE)]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ = safety.whole(environ)
        key = _key(environ)
        if key is None:
            return self.site(environ, start_response)
        method, holds = environ["REQUEST_METHOD"], environ.get("HTTP_IF_NONE_MATCH", "")
        room = rooms()[key[0]]
        held = room.get(key)
        environ.get(NOTES, {})["held"] = held is not None
        found = held or self._kept(room, key, environ, start_response)
        if not isinstance(found, Answer):
            return _silent(found) if method == "HEAD" else found
        sent = _send(found, holds, start_response)
        return [] if method == "HEAD" else sent

    def _kept(
        self, room: Room, key: tuple[Any, ...], environ: dict[str, Any], start_response: Any
    ) -> Answer | Iterable[bytes]:
        """What the site answers, kept where it may be; others who ask for the same meanwhile wait for it."""
        method = environ["REQUEST_METHOD"]
        plain = {name: value for name, value in environ.items() if name not in ASKED_OF_US}
        plain |= {"HTTP_ACCEPT_ENCODING": key[-1], "REQUEST_METHOD": method.replace("HEAD", "GET")}
        with self._one_at_once[hash(key) % AT_ONCE]:
            if found := room.get(key):
                return found
            made = self._make(plain, start_response)
            if not isinstance(made, Answer):
                return made
            is_posted = method == "POST" and changes.GOT not in environ
            found = made if is_posted else _validated(made)
            if _may_be_kept(found):
                room.put(key, found)
            return found

    def _make(self, environ: dict[str, Any], start_response: Any) -> Answer | Iterable[bytes]:
        """The site's answer; one of a kind that is not kept goes straight on to the reader."""
        told: list[tuple[str, Headers]] = []
        parts = self.site(environ, lambda status, headers, error=None: told.append((status, headers)))
        rest = iter(parts)
        first = [part for part in [next(rest, None)] if part is not None]
        passed = ClosingIterator(chain(first, rest), getattr(parts, "close", None))
        answer = Answer(*told[-1], b"")
        if answer.status.startswith("200") and answer.header("content-type").split(";")[0] in MIMETYPES:
            with closing(passed):
                return replace(answer, body=b"".join(passed))
        start_response(answer.status, answer.headers)
        return passed


def keep(server: Flask) -> None:
    """Keep what the server answers with; registered last, so that it stands before all else."""
    server.wsgi_app = Answers(server.wsgi_app)  # type: ignore[method-assign]


def rooms() -> dict[str, Room]:
    """What is kept, of all versions together."""
    with under(""):
        return _rooms()


@remembered()
def _rooms() -> dict[str, Room]:
    return {name: Room(most) for name, most in ROOMS.items()}


def _key(environ: dict[str, Any]) -> tuple[Any, ...] | None:
    """Under what the answer to a request is kept, first the room and last the coding; None for one that is not."""
    address = environ.get("PATH_INFO", "")
    path, version = frozen.split(address)
    query, told = environ.get("QUERY_STRING", ""), b""
    if environ["REQUEST_METHOD"] == "POST" and path == safety.CALLBACK:
        told = _told(environ, version)
        is_known, room = not query and bool(told), "changes"
    else:
        is_open = path in DASH or not (path.startswith(NOT_KEPT) or path.endswith(FILES))
        is_known = environ["REQUEST_METHOD"] in ("GET", "HEAD") and is_open and vocabulary.knows(query)
        room = "views" if query else "pages"
    stamp = _stamp(version) if is_known else None
    if stamp is None:
        return None
    digest = hashlib.sha256(told).digest()
    is_got = changes.GOT in environ
    return room, stamp, address, query, digest, is_got, _coding(environ.get("HTTP_ACCEPT_ENCODING", ""))


def _stamp(version: str) -> tuple[str, ...] | None:
    """Besides the address, all that an answer depends on: the data, the day, the publisher; None for no such data."""
    try:
        newest = versions.newest()
        data = newest if version in ("", frozen.NEWEST) else versions.named(version)
    except versions.UnknownVersion:
        return None
    return newest.id, data.id, f"{datetime.now(UTC):%Y-%m-%d}", cite.publisher(), cite.site()


def _told(environ: dict[str, Any], version: str) -> bytes:
    """What Dash's script tells of a change to a page's address, in words of this site; b'' for anything else.

    Whoever answers reads it anew, in one spelling; what is anything else they read as it was sent, but no more of it
    than is enough to refuse it.
    """
    sent = environ["wsgi.input"].read(min(safety.length(environ), safety.MOST_BYTES + 1))
    told, address = changes.spelt(sent)
    whole, _, query = address.partition("?")
    path, asked = frozen.split(whole)
    if not (vocabulary.opens(path) and asked in ("", version) and vocabulary.knows(query)):
        told = b""
    environ |= {"wsgi.input": io.BytesIO(told or sent), "CONTENT_LENGTH": str(len(told or sent))}
    return told


def _coding(accepted: str) -> str:
    """The compression that an answer gets: the first of ours that the reader takes; '' for none."""
    weighed = {
        name.strip(): weight for name, _, weight in (each.partition(";") for each in accepted.split(","))
    }
    taken = (
        name for name in CODINGS if name in weighed and not NEVER.fullmatch(weighed[name].replace(" ", ""))
    )
    return next(taken, "")


def _may_be_kept(answer: Answer) -> bool:
    told = answer.header("cache-control")
    is_private = "no-store" in told or "private" in told or answer.header("set-cookie")
    return len(answer.body) <= LARGEST and not is_private


def _validated(answer: Answer) -> Answer:
    """An answer with a tag that changes whenever it does, and leave to keep it as long as it is asked about."""
    if answer.header("cache-control") not in ("", "no-cache"):
        return answer
    own = ("etag", "cache-control", "cdn-cache-control", "date")
    headers = [(name, value) for name, value in answer.headers if name.lower() not in own]
    body = _undated(answer)
    tag = hashlib.sha256(body).hexdigest()[:20]
    return replace(answer, body=body, headers=[*headers, ("ETag", f'"{tag}"'), *FRESH])


def _undated(answer: Answer) -> bytes:
    """The body without the second of its compression, which gzip writes into it: the same on every machine."""
    is_dated = answer.header("content-encoding") == "gzip"
    return answer.body[:4] + bytes(4) + answer.body[8:] if is_dated else answer.body


def _send(answer: Answer, holds: str, start_response: Any) -> Iterable[bytes]:
    """The answer, or word that the reader's copy is still the same."""
    tag = answer.header("etag").strip('"')
    if tag and parse_etags(holds).contains_weak(tag):
        kept = [(name, value) for name, value in answer.headers if name.lower() not in OF_A_BODY]
        start_response("304 Not Modified", kept)
        return []
    start_response(answer.status, list(answer.headers))
    return [answer.body]


def _silent(parts: Iterable[bytes]) -> Iterable[bytes]:
    """Nothing of an answer whose headers alone were asked for."""
    getattr(parts, "close", lambda: None)()
    return []


def _size(answer: Answer) -> int:
    """Bytes of an answer with what stands around it."""
    return len(answer.body) + OVERHEAD
