"""What the measurements count."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from bench.__main__ import Kind
from bench.beside_datasette import _line, asking, same_rows
from bench.load import once, times
from bench.views import documents, follows, posted, turned
from bench.weight import weight
from metrics import values

PAGE = b"""<html><head><link rel="stylesheet" href="/a.css"><link rel="canonical" href="/elsewhere">
<script src="/a.js"></script></head>
<body data-script="/_dash-x"><img src="data:,x"><a href="/not-loaded">x</a></body></html>"""
ANSWERS = {
    "/": PAGE,
    "/a.css": b"c" * 10,
    "/a.js": b"j" * 200,
    "/_dash-layout": b"{}",
    "/_dash-dependencies": b"""[
        {"output": "other.a", "state": [], "inputs": [{"id": "measure-address", "property": "data"}]},
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


@pytest.mark.parametrize(("ask", "kind"), [(turned, "page"), (follows, "chart")])
def test_a_change_of_address_is_asked_for_as_the_dashboard_asks(
    stand_in: str, monkeypatch: pytest.MonkeyPatch, ask: Kind, kind: str
) -> None:
    address = f"/_dash-update-component?of={kind}&at=/measure/x%3Fyear%3D2024"
    monkeypatch.setitem(ANSWERS, address, b"{}")
    assert times(ask(stand_in, ["/measure/x?year=2024"]), clients=1, seconds=0.01).answers


def test_a_change_of_address_is_asked_of_others_as_dash_asks(stand_in: str) -> None:
    StandIn.posted.clear()
    times(posted(stand_in, ("/measure/x?year=2024",)), clients=1, seconds=0.01)
    body = json.loads(StandIn.posted[0])
    assert body["outputs"] == [{"id": "page", "property": "children"}, {"id": "store", "property": "data"}]
    assert [given["value"] for given in body["inputs"]] == ["/measure/x", "?year=2024"]


def test_an_error_is_not_timed_as_an_answer(stand_in: str) -> None:
    with pytest.raises(OSError, match="404"):
        times(documents(stand_in, ("/missing",)), clients=1, seconds=0.01)


def test_the_ratio_is_that_of_the_medians(stand_in: str) -> None:
    asks = [asking(stand_in, [path]) for path in ("/a.css", "/a.js")]
    told = _line(asks, (1.0, 2.0), 1, 0.05)
    assert told["ratio"] == told["API"]["median_ms"] / told["datasette"]["median_ms"]
    assert (told["API"]["slowest_first_ms"], told["clients"]) == (1.0, 1)


def test_other_rows_are_not_compared(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict.fromkeys(values.COLUMNS, 1)
    one, other = ({"rows": [row | {"value": value}]} for value in (1, 2))
    monkeypatch.setitem(ANSWERS, "/one", json.dumps(one).encode())
    monkeypatch.setitem(ANSWERS, "/other", json.dumps(other).encode())
    same_rows(f"{stand_in}/one", f"{stand_in}/one")
    with pytest.raises(ValueError, match="not the same"):
        same_rows(f"{stand_in}/one", f"{stand_in}/other")


def test_addresses_that_are_asked_for_once_are_each_asked_for_once(stand_in: str) -> None:
    StandIn.posted.clear()
    asks = [posted(stand_in, [f"/measure/x?year={year}"]) for year in (2023, 2024, 2025)]
    found = once(asks, clients=2)
    told = [json.loads(each)["inputs"][1]["value"] for each in StandIn.posted]
    assert sorted(told) == ["?year=2023", "?year=2024", "?year=2025"]
    assert (found.answers, found.mb_per_second > 0) == (3, True)


def test_a_page_without_dash_is_not_charged_for_its_questions(
    stand_in: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "/", b"<p>plain</p>")
    assert set(weight(stand_in, "/").bytes_by_address) == {"/"}
