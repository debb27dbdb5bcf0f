"""What every kind of answer tells the browser about what it may do: one table of kinds and headers."""

from collections.abc import Callable

import dash
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import server
from bench.views import body_of, router_of
from layouts import safety

PAGE, EMBED = "/accessibility", "/embed/measure/ehc_plans_in_20_weeks"
API = "/api/v1/versions"
OWN, OPEN = "same-origin", "cross-origin"
NOBODY, ANYBODY = "'none'", "*"

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
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "form-action": ["'self'"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "manifest-src": ["'self'"],
}
"""The whole policy but for scripts and frames; styles stand inline because Plotly and React write them."""
NEVER = ("Server", "X-Powered-By", "Set-Cookie", "Strict-Transport-Security")
"""HSTS belongs to where TLS ends: this server speaks plain HTTP to whatever stands before it."""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_bears_every_header(client: FlaskClient, kind: str) -> None:
    ask, status, read_by, framed_by = KINDS[kind]
    answer = ask(client)
    assert answer.status_code == status
    assert {name: answer.headers.getlist(name) for name in ALWAYS} == {n: [v] for n, v in ALWAYS.items()}
    assert answer.headers.getlist("Cross-Origin-Resource-Policy") == [read_by]
    assert not [name for name in NEVER if name in answer.headers]
    said = policy(answer)
    scripts = said.pop("script-src")
    assert said.pop("frame-ancestors") == [framed_by]
    assert said == POLICY
    assert scripts[0] == "'self'"
    assert all(each.startswith("'sha256-") for each in scripts[1:])


def policy(answer: TestResponse) -> dict[str, list[str]]:
    (whole,) = answer.headers.getlist("Content-Security-Policy")
    rules = [rule.split() for rule in whole.split(";")]
    assert len({rule[0] for rule in rules}) == len(rules)
    return {rule[0]: rule[1:] for rule in rules}


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
