"""What is told of a change of address inside a page is an address, or it is refused."""

import io
import json
import logging
from typing import Any

import pytest

from app import server
from bench.views import body_of, chart_of, router_of
from layouts import answers, changes, lasting, safety

CLIENT = server.test_client()
CALLBACKS = CLIENT.get("/_dash-dependencies").json
ROUTER = router_of(CALLBACKS)
KINDS = {"page": ROUTER, "chart": chart_of(CALLBACKS)}
ON_TIME = "/measure/ehc_plans_in_20_weeks"
NO_TEXT = (5, 1.5, True, [[1]], {"a": 1}, ["/"])


@pytest.mark.parametrize(
    ("at", "value"),
    [
        *((0, value) for value in (*NO_TEXT, None, [], {}, "", "area", "../../etc/passwd", "\ud800")),
        *((1, value) for value in NO_TEXT),
    ],
)
def test_what_is_no_address_is_refused_and_no_error_of_ours(
    at: int, value: Any, caplog: pytest.LogCaptureFixture
) -> None:
    body = body_of(ROUTER, "/measure/ehc_plans_in_20_weeks")
    body["inputs"][at]["value"] = value
    refused = CLIENT.post(safety.CALLBACK, json=body)
    assert refused.status_code == 400
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


@pytest.mark.parametrize("path", ["/nothing", "/area%2Fkent", "/\ud800", "/%00"])
def test_an_address_that_is_not_there_is_told_in_the_page(path: str) -> None:
    answer = CLIENT.post(safety.CALLBACK, json=body_of(ROUTER, path))
    assert (answer.status_code, "no page" in answer.text) == (200, True)


def test_one_spelling_of_a_change_is_what_a_page_says() -> None:
    body = body_of(ROUTER, "/gaps?area=kent")
    del body["state"]
    told, address = changes.spelt(json.dumps(body).encode())
    assert json.loads(told) == body
    assert address == "/gaps?area=kent"


@pytest.mark.parametrize(
    "told", [b"", b"[]", b"{", b'{"inputs": 1}', b'{"output": "x", "inputs": []}', b" " * 5000]
)
def test_what_no_page_says_has_no_spelling(told: bytes) -> None:
    assert changes.spelt(told) == (b"", "")


@pytest.mark.parametrize("address", [safety.CALLBACK, f"/@2025.1{safety.CALLBACK}"])
def test_a_change_sent_in_chunks_is_answered_as_any_other(address: str) -> None:
    """As gunicorn hands them on: without a length, in a stream that ends by itself."""
    body = json.dumps(body_of(ROUTER, "/accessibility")).encode()
    chunked = {
        "wsgi.input_terminated": True,
        "wsgi.input": io.BytesIO(body),
        "HTTP_TRANSFER_ENCODING": "chunked",
    }
    whole = CLIENT.post(address, data=body, content_type="application/json")
    parts = CLIENT.post(address, content_type="application/json", environ_overrides=chunked)
    assert (parts.status_code, parts.data) == (200, whole.data)


@pytest.mark.parametrize(
    "address", [safety.CALLBACK, f"/@2025.1{safety.CALLBACK}", "/find", "/api/v1/postcode"]
)
@pytest.mark.parametrize("way", ["length", "chunks"])
def test_too_much_is_refused_however_it_is_sent(address: str, way: str) -> None:
    body = io.BytesIO(b'"' + b"x" * safety.MOST_BYTES + b'"')
    sent = {"wsgi.input_terminated": True, "wsgi.input": body}
    sent |= (
        {"HTTP_TRANSFER_ENCODING": "chunked"}
        if way == "chunks"
        else {"CONTENT_LENGTH": str(body.getbuffer().nbytes)}
    )
    kind = "application/x-www-form-urlencoded" if address == "/find" else "application/json"
    refused = CLIENT.post(address, content_type=kind, environ_overrides=sent)
    assert refused.status_code == 413


@pytest.mark.parametrize(
    ("kind", "at", "version"),
    [
        ("page", "/accessibility", ""),
        ("page", "/accessibility", "/@2025.1"),
        ("page", "/area/kent", ""),
        ("page", "/compare?a=bristol&b=leeds", ""),
        ("page", f"{ON_TIME}?view=map&area=kent", ""),
        ("page", ON_TIME, "/@2025.1"),
        ("page", "/nothing?x=1", "/@2026.1"),
        ("chart", ON_TIME, ""),
        ("chart", f"{ON_TIME}?year=2023&area=kent", "/@2025.1"),
        ("chart", "/measure/nothing", ""),
    ],
)
def test_get_and_post_of_the_same_give_the_same_bytes(kind: str, at: str, version: str) -> None:
    path, mark, query = at.partition("?")
    here = f"{path}{version[1:]}{mark}{query}"
    posted = CLIENT.post(f"{version}{safety.CALLBACK}", json=body_of(KINDS[kind], here))
    got = CLIENT.get(f"{version}{safety.CALLBACK}?{changes.asked(kind, here)}")
    assert (got.status, got.data, got.mimetype) == (posted.status, posted.data, posted.mimetype)
    headers = CLIENT.head(f"{version}{safety.CALLBACK}?{changes.asked(kind, here)}")
    assert (headers.status, headers.data) == (got.status, b"")
    assert headers.headers.get("ETag") == got.headers.get("ETag")


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_got_a_change_keeps_it_as_long_as_it_is_the_same(kind: str) -> None:
    address = f"{safety.CALLBACK}?{changes.asked(kind, f'{ON_TIME}?year=2024')}"
    got = CLIENT.get(address)
    assert [(name, got.headers[name]) for name, _ in lasting.FRESH] == lasting.FRESH
    again = CLIENT.get(address, headers={"If-None-Match": got.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "of=page",
        "at=/area/kent",
        "of=page&at=",
        "of=page&at=area",
        "of=page&at=https%3A//elsewhere.example",
        "of=nothing&at=/area/kent",
        "of=_pages_location&at=/area/kent",
        "at=/area/kent&of=page",
        "of=page&at=/area/kent&x=1",
        "of=page&at=/area/kent&at=/area/leeds",
        "of=page&at=%2Farea%2Fkent",
        "of=page&at=/area/k%65nt",
        "of=page&at=/gaps?area=kent",
        "of=page&at=/%ff",
        "of=page&at=/" + "x" * 5000,
    ],
)
def test_a_query_that_no_page_sends_is_refused(query: str, caplog: pytest.LogCaptureFixture) -> None:
    for refused in (CLIENT.get(f"{safety.CALLBACK}?{query}"), CLIENT.head(f"{safety.CALLBACK}?{query}")):
        assert (refused.status_code, refused.headers["Cache-Control"]) == (400, "no-cache")
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> dict[str, answers.Room]:
    """What is kept from now on: nothing yet."""
    empty = {name: answers.Room(most) for name, most in answers.ROOMS.items()}
    monkeypatch.setattr(answers, "rooms", lambda: empty)
    return empty


def test_a_change_by_get_is_kept_once_and_apart_from_one_that_is_posted(
    rooms: dict[str, answers.Room],
) -> None:
    at, kept = f"{safety.CALLBACK}?{changes.asked('page', '/accessibility')}", []
    for ask in (CLIENT.get, CLIENT.get, CLIENT.head):
        assert "ETag" in ask(at).headers
        kept.append(rooms["changes"].bytes)
    assert kept[0]
    assert len(set(kept)) == 1
    assert "ETag" not in CLIENT.post(safety.CALLBACK, json=body_of(ROUTER, "/accessibility")).headers
    assert "ETag" in CLIENT.get(f"/@2025.1{at}").headers
    assert rooms["changes"].bytes > 2 * kept[0]


@pytest.mark.parametrize(
    "at",
    [
        "/area/SW1A%201AA",
        "/?area=SW1A1AA",
        "/accessibility?utm_source=news",
        "/accessibility@2025.1",
        "/accessibility@SW1A1AA",
        "/kent/leeds/kent",
        "//accessibility",
        "/accessibility/",
    ],
)
def test_an_address_of_which_there_is_no_end_is_answered_and_not_kept(
    rooms: dict[str, answers.Room], at: str
) -> None:
    got = CLIENT.get(f"{safety.CALLBACK}?{changes.asked('page', at)}")
    assert (got.status_code, got.headers["Cache-Control"], "ETag" in got.headers) == (200, "no-cache", False)
    assert not any(room.bytes for room in rooms.values())
