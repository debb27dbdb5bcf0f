"""What every kind of answer tells the browser about what it may do: one table of kinds and headers."""

from collections.abc import Callable

import dash
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import server
from bench import headers
from bench.headers import ANYBODY, NOBODY, OPEN, OWN
from bench.views import body_of, router_of
from layouts import safety

PAGE, EMBED = "/accessibility", "/embed/measure/ehc_plans_in_20_weeks"
API = "/api/v1/versions"

Ask = Callable[[FlaskClient], TestResponse]


def of(address: str, method: str = "GET", **sent: object) -> Ask:
    return lambda client: client.open(address, method=method, **sent)


def change(client: FlaskClient) -> TestResponse:
    router = router_of(client.get("/_dash-dependencies").json)
    return client.post(safety.CALLBACK, json=body_of(router, PAGE))


def known(client: FlaskClient) -> TestResponse:
    return client.get(PAGE, headers={"If-None-Match": client.get(PAGE).headers["ETag"]})


def failed(client: FlaskClient) -> TestResponse:
    page = next(each for each in dash.page_registry.values() if each["path"] == "/methods")
    whole, page["layout"] = page["layout"], lambda **_: 1 / 0
    try:
        return client.get("/methods?in=words-that-no-answer-is-kept-under")
    finally:
        page["layout"] = whole


KINDS: dict[str, tuple[Ask, int, str, str]] = {
    "page": (of(PAGE), 200, OWN, NOBODY),
    "page of a version": (of(f"{PAGE}@2025.1"), 200, OWN, NOBODY),
    "page that the reader holds": (known, 304, OWN, NOBODY),
    "headers of a page": (of(PAGE, "HEAD"), 200, OWN, NOBODY),
    "methods of a page": (of(PAGE, "OPTIONS"), 200, OWN, NOBODY),
    "no page": (of("/nothing-here"), 404, OWN, NOBODY),
    "no version": (of(f"{PAGE}@1066"), 404, OWN, NOBODY),
    "wrong method": (of(PAGE, "DELETE"), 405, OWN, NOBODY),
    "page that fails": (failed, 500, OWN, NOBODY),
    "redirect to a page": (of("/measures"), 301, OWN, NOBODY),
    "redirect to the newest": (of(f"{PAGE}@newest"), 302, OWN, NOBODY),
    "what was typed": (of("/find", "POST", data={"place": "Kent"}), 303, OWN, NOBODY),
    "too much": (of("/find", "POST", data={"place": "x" * 99_999}), 413, OWN, NOBODY),
    "change": (change, 200, OWN, NOBODY),
    "change by GET": (of(f"{safety.CALLBACK}?of=page&at={PAGE}"), 200, OWN, NOBODY),
    "headers of a change": (of(f"{safety.CALLBACK}?of=page&at={PAGE}", "HEAD"), 200, OWN, NOBODY),
    "change by GET refused": (of(f"{safety.CALLBACK}?of=nothing&at={PAGE}"), 400, OWN, NOBODY),
    "change refused": (of(safety.CALLBACK, "POST", json=[]), 400, OWN, NOBODY),
    "change in another form": (of(safety.CALLBACK, "POST", data="{"), 415, OWN, NOBODY),
    "layout": (of("/_dash-layout"), 200, OWN, NOBODY),
    "fragment": (of("/border-table"), 200, OWN, NOBODY),
    "script": (of("/assets/site.js"), 200, OWN, NOBODY),
    "no script": (of("/_dash-component-suites/dash/nothing.js"), 404, OWN, NOBODY),
    "picture": (of("/picture/borders.svg"), 200, OWN, NOBODY),
    "file": (of("/data/caveats.csv"), 200, OWN, NOBODY),
    "no file": (of("/data/nothing.csv"), 404, OWN, NOBODY),
    "feed": (of("/revisions.atom"), 200, OWN, NOBODY),
    "for search engines": (of("/robots.txt"), 200, OWN, NOBODY),
    "health": (of("/health"), 200, OWN, NOBODY),
    "chart alone": (of(EMBED), 200, OPEN, ANYBODY),
    "no chart": (of("/embed/nothing"), 404, OWN, NOBODY),
    "API": (of(API), 200, OPEN, NOBODY),
    "API as a file": (of(f"{API}.csv"), 200, OPEN, NOBODY),
    "methods of the API": (of(API, "OPTIONS"), 200, OPEN, NOBODY),
    "API refused": (of(f"{API}?x=1"), 400, OPEN, NOBODY),
    "nothing of the API": (of("/api/v1/nothing"), 404, OPEN, NOBODY),
    "API used wrongly": (of(API, "PUT"), 405, OPEN, NOBODY),
    "API with too much": (of("/api/v1/postcode", "POST", json="x" * 99_999), 413, OPEN, NOBODY),
}
"""Kind -> how to get it, its status, who may read it into a page of their own, who may frame it."""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_bears_every_header(client: FlaskClient, kind: str) -> None:
    ask, status, read_by, framed_by = KINDS[kind]
    answer = ask(client)
    assert answer.status_code == status
    whole = {name: "\n".join(answer.headers.getlist(name)) for name, _ in answer.headers}
    assert headers.wrong(whole, read_by, framed_by) == []


@pytest.mark.parametrize("name", [*headers.ALWAYS, *headers.NEVER, "Cross-Origin-Resource-Policy"])
def test_a_header_that_is_missing_or_strange_is_seen(client: FlaskClient, name: str) -> None:
    bears = dict(client.get(PAGE).headers)
    assert headers.wrong(bears | {name: "anything"}, OWN, NOBODY) == [name]
    if name in bears:
        assert headers.wrong({each: bears[each] for each in bears if each != name}, OWN, NOBODY) == [name]


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("script-src 'self'", "script-src *"),
        ("connect-src 'self'; ", ""),
        ("frame-ancestors 'none'", "frame-ancestors *"),
        ("object-src 'none'", "object-src 'none'; default-src *"),
        ("img-src 'self'", "img-src 'self' https:"),
    ],
)
def test_another_policy_is_seen(client: FlaskClient, what: str, instead: str) -> None:
    ours = client.get(PAGE).headers["Content-Security-Policy"]
    assert headers.policy(ours, NOBODY)
    assert what in ours
    assert not headers.policy(ours.replace(what, instead), NOBODY)


def test_only_the_api_may_be_read_by_pages_of_others(client: FlaskClient) -> None:
    allowed = {
        kind for kind, (ask, *_) in KINDS.items() if "Access-Control-Allow-Origin" in ask(client).headers
    }
    assert allowed == {kind for kind, (_, _, read_by, _) in KINDS.items() if read_by == OPEN} - {
        "chart alone"
    }


def test_an_error_tells_no_trace_and_is_not_kept(client: FlaskClient) -> None:
    answer = failed(client)
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [word for word in ("Traceback", "ZeroDivision", ".py", "1 / 0") if word in answer.text]


def test_debugging_is_off_and_what_belongs_to_it_is_not_there(client: FlaskClient) -> None:
    assert server.config["DEBUG"] is False
    assert client.get("/_reload-hash").status_code == 404
    assert client.get("/console").status_code == 404
    assert client.get("/?__debugger__=yes&cmd=resource&f=debugger.js").mimetype == "text/html"


def test_a_refusal_is_not_told_as_a_page_that_is_missing(client: FlaskClient) -> None:
    assert "no page" not in client.post(safety.CALLBACK, data="{").text
    assert "no page" in client.get("/embed/nothing").text
