"""A small server that stands in for a publisher's host: it serves what a test gives it, and misbehaves on demand."""

import hashlib
import socket
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

MODIFIED = "Thu, 26 Jun 2025 08:30:00 GMT"


@dataclass(frozen=True)
class Asked:
    """A request as it came; `query` holds the parameters, each with all its values."""

    method: str
    host: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """An answer: after `cut` bytes of it the connection breaks, and `pause` seconds pass between its halves."""

    body: bytes = b""
    kind: str = "application/octet-stream"
    status: int = 200
    headers: Mapping[str, str | None] = field(default_factory=dict)
    cut: int | None = None
    pause: float = 0.0
    has_validators: bool = True


Fault = Callable[[Reply], Reply]
Answer = Callable[[Asked], Reply | None]


def page(text: str, status: int = 200) -> Reply:
    """An HTML page."""
    return Reply(text.encode(), "text/html; charset=utf-8", status)


def cut(at: int) -> Fault:
    """The connection breaks after so many bytes of the body."""
    return lambda reply: replace(reply, cut=at)


def slow(seconds: float) -> Fault:
    """The host falls silent in the middle."""
    return lambda reply: replace(reply, pause=seconds)


def status(code: int, **headers: str) -> Fault:
    """An error without a word; `Retry_After="1"` becomes a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: Reply(b"", "text/plain", code, named)


def captcha(reply: Reply) -> Reply:
    """A check for robots with status 200."""
    return page(
        "<!doctype html><html><head><title>Just a moment...</title></head><body>Are you a robot?</body></html>"
    )


def empty_shell(reply: Reply) -> Reply:
    """A page without content, as a site sends whose content a script would fetch."""
    return page(
        "<!doctype html><html><head><title>Site</title></head><body><div id='app'></div></body></html>"
    )


def other(content: bytes) -> Fault:
    """Other bytes than before."""
    return lambda reply: replace(reply, body=content)


def redirect(to: str) -> Fault:
    """Somewhere else."""
    return lambda reply: Reply(b"", "text/plain", 302, {"Location": to})


class StandIn:
    """A host on this machine. `answers` are asked in turn until one replies; else the path's own reply, else 404."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.answers: list[Answer] = []
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.lasting: dict[str, Fault] = {}
        self.asked: list[Asked] = []
        self.sent: Counter[tuple[str, int]] = Counter()
        self.address = ""
        self._lock = threading.Lock()

    def put(self, path: str, content: bytes | str, kind: str = "application/octet-stream") -> None:
        """Serve this at a path, whatever its query."""
        self.replies[path] = Reply(content.encode() if isinstance(content, str) else content, kind)

    def misbehave(self, path: str, *faults: Fault, lasting: bool = False) -> None:
        """One fault for each of the next requests for a path, or one for all of them."""
        if lasting:
            (self.lasting[path],) = faults
        else:
            self.faults[path].extend(faults)

    def count(self, path: str = "", method: str = "") -> int:
        """How often a path was asked for (robots.txt apart when no path is given)."""
        return sum(
            (asked.path == path if path else asked.path != "/robots.txt") and method in ("", asked.method)
            for asked in self.asked
        )

    def reply(self, asked: Asked) -> Reply:
        """What this host answers, with the fault whose turn it is."""
        with self._lock:
            self.asked.append(asked)
            fault = (
                self.faults[asked.path].popleft() if self.faults[asked.path] else self.lasting.get(asked.path)
            )
        given = next(
            (found for answer in self.answers if (found := answer(asked))), self.replies.get(asked.path)
        )
        given = given or Reply(b"not here", "text/plain", 404)
        reply = conditional(fault(given) if fault else given, asked.headers)
        with self._lock:
            self.sent[asked.path, reply.status] += 1
        return reply


def conditional(reply: Reply, headers: dict[str, str]) -> Reply:
    """The reply with its validators, shortened to what was asked for: nothing if unchanged, or the rest of it."""
    if reply.status != 200 or not reply.has_validators:
        return reply
    etag = f'"{hashlib.md5(reply.body).hexdigest()}"'
    about = {**reply.headers, "ETag": etag, "Last-Modified": MODIFIED}
    if headers.get("If-None-Match") == etag:
        return Reply(b"", reply.kind, 304, about)
    if "Range" in headers and headers.get("If-Range") == etag:
        start, size = int(headers["Range"].removeprefix("bytes=").rstrip("-")), len(reply.body)
        if start >= size:
            return Reply(b"", reply.kind, 416, about)
        about["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        return replace(reply, status=206, body=reply.body[start:], headers=about)
    return replace(reply, headers=about)


def handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    """What speaks HTTP for a stand-in."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            at = urlsplit(self.path)
            host, given = self.headers["Host"], dict(self.headers.items())
            reply = stand_in.reply(Asked(self.command, host, at.path, parse_qs(at.query), given, body))
            self.send_response(reply.status)
            about = {"Content-Type": reply.kind, "Content-Length": str(len(reply.body)), **reply.headers}
            for name, value in about.items():
                if value is not None:
                    self.send_header(name, value)
            self.end_headers()
            self.send_body(reply)

        def send_body(self, reply: Reply) -> None:
            halves = [reply.body[: len(reply.body) // 2], reply.body[len(reply.body) // 2 :]]
            self.wfile.write(halves[0] if reply.cut is None else reply.body[: reply.cut])
            if reply.cut is not None:
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            if reply.pause:
                time.sleep(reply.pause)
            self.wfile.write(halves[1])

        do_GET = do_POST = do_HEAD = respond  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a test asks the stand-in."""

    return Handler


class Quiet(ThreadingHTTPServer):
    """A server that does not print when a client has gone away."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is part of the tests."""


@contextmanager
def serving(stand_in: StandIn) -> Iterator[StandIn]:
    """The stand-in at its `address`, on a free port, for as long as the context lasts."""
    server = Quiet(("127.0.0.1", 0), handler(stand_in))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    stand_in.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
