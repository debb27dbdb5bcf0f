"""What is told of a change of address inside a page is an address, or it is refused."""

import io
import json
import logging
from typing import Any

import pytest

from app import server
from bench.views import body_of, router_of
from layouts import changes, safety

CLIENT = server.test_client()
ROUTER = router_of(CLIENT.get("/_dash-dependencies").json)
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
