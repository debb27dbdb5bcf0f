"""What the measurements count."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from bench.load import times
from bench.views import changes, documents
from bench.weight import weight

PAGE = b"""<html><head><link rel="stylesheet" href="/a.css"><link rel="canonical" href="/elsewhere">
<script src="/a.js"></script></head><body><img src="data:,x"><a href="/not-loaded">x</a></body></html>"""
ANSWERS = {
    "/": PAGE,
    "/a.css": b"c" * 10,
    "/a.js": b"j" * 200,
    "/_dash-layout": b"{}",
    "/_dash-dependencies": b"""[
        {"output": "other.a", "state": [], "inputs": [{"id": "x", "property": "value"}]},
        {"output": "..page.children...store.data..", "state": [],
         "inputs": [{"id": "place", "property": "pathname"}, {"id": "place", "property": "search"}]}]""",
}


class StandIn(BaseHTTPRequestHandler):
    """Answers as a Dash server would, and keeps what is posted."""

    posted: ClassVar[list[bytes]] = []

    def do_GET(self) -> None:
        self._answer(ANSWERS.get(self.path))

    def do_POST(self) -> None:
        self.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(b"{}")

    def _answer(self, content: bytes | None) -> None:
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def stand_in() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_weight_counts_what_a_browser_loads_and_nothing_else(stand_in: str) -> None:
    counted = weight(stand_in, "/").bytes_by_address
    assert counted == {path: len(content) for path, content in ANSWERS.items()}


def test_a_change_of_address_is_asked_for_as_the_browser_asks(stand_in: str) -> None:
    StandIn.posted.clear()
    times(changes(stand_in, ("/measure/x?year=2024",)), clients=1, seconds=0.01)
    body = json.loads(StandIn.posted[0])
    assert body["outputs"] == [{"id": "page", "property": "children"}, {"id": "store", "property": "data"}]
    assert [given["value"] for given in body["inputs"]] == ["/measure/x", "?year=2024"]


def test_an_error_is_not_timed_as_an_answer(stand_in: str) -> None:
    with pytest.raises(OSError, match="404"):
        times(documents(stand_in, ("/missing",)), clients=1, seconds=0.01)
