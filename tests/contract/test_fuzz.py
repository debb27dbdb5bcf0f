"""Rubbish of every class, to every address and callback, is refused in plain words; `make fuzz` sends more of it."""

import io
import re
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

from app import app, server
from bench import fuzz, headers, targets
from bench.fuzz import Answered, Found
from bench.request import Request
from bench.rubbish import CLASSES, MARK, misplaced
from layouts import changes, safety

EVERY = targets.every(server, app)
DEAR = re.compile(r"GET /(journey|leads|campaign|sentences|area|briefing|revisions|api/v1/dictionary)\b")
"""What takes seconds when nothing is remembered yet."""
FEW = [
    good
    for at, good in enumerate(EVERY)
    if good.name.startswith("callback") or (at % 3 == 1 and not DEAR.match(good.name))
]
SMALL = Request("GET /", "/")
SAFE = {
    **{name.lower(): value for name, value in headers.ALWAYS.items()},
    "cross-origin-resource-policy": headers.OWN,
    "content-security-policy": "; ".join(
        f"{name} {' '.join(said)}"
        for name, said in {
            **headers.POLICY,
            "script-src": ["'self'"],
            "frame-ancestors": [headers.NOBODY],
        }.items()
    ),
}
NO_SNIFFING = {name: value for name, value in SAFE.items() if name != "x-content-type-options"}
OPEN = SAFE | {"cross-origin-resource-policy": headers.OPEN}
MISPLACED, SPELT = Request("GET /area/<slug>", "/area/SW1A%201AA"), Request("", "/assets/site.vSW1A1AA.js")


def through_wsgi(site: Any) -> fuzz.Send:
    """Asks as gunicorn does, without a network between."""

    def send(request: Request) -> Answered:
        path, _, query = request.target.partition("?")
        body, told = request.body, []
        environ = {
            "REQUEST_METHOD": request.method, "SCRIPT_NAME": "", "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
            "wsgi.errors": io.StringIO(),
            "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "CONTENT_TYPE": request.kind if body else "",
        }  # fmt: skip
        environ |= (
            {"HTTP_TRANSFER_ENCODING": "chunked"} if request.chunked else {"CONTENT_LENGTH": str(len(body))}
        )
        environ |= {
            f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()
        }
        parts = site(environ, lambda status, headers, error=None: told.append((status, headers)))
        try:
            whole = b"".join(part for part, _ in zip(parts, range(50), strict=False))
        finally:
            getattr(parts, "close", lambda: None)()
        status, headers = told[-1]
        return Answered(int(status[:3]), {name.lower(): value for name, value in headers}, whole)

    return send


def test_rubbish_of_every_class_is_no_error_of_ours() -> None:
    """Every class to each callback, and by turns to some of the addresses."""
    found, names = Found(), list(CLASSES)
    for at, good in enumerate(FEW):
        is_callback = good.name.startswith("callback")
        fuzz.rounds(
            [good], through_wsgi(server), at, found, names if is_callback else names[at % len(names) :][:1]
        )
    assert found.wrong == {}
    assert {name for name, _ in found.sent} == set(CLASSES)
    assert {name for _, name in found.sent} == {good.name for good in FEW}


def test_every_address_and_callback_is_aimed_at() -> None:
    aimed = {good.name for good in EVERY}
    rules = {rule.rule for rule in server.url_map.iter_rules()} - {"/", "/<path:path>", targets.CALLBACK}
    assert {name.partition(" ")[2] for name in aimed} >= rules
    callbacks = [name for name in aimed if name.startswith("callback")]
    assert len(callbacks) == len(app.callback_map) + len(changes.KINDS)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_of_rubbish_is_the_same_for_the_same_chance_and_no_good_request(name: str) -> None:
    for good in FEW:
        made = [CLASSES[name](Random(seed), good) for seed in (1, 1, *range(2, 12))]
        assert made[0] == made[1]
        assert len({fuzz.wire(each) for each in made} - {fuzz.wire(good)}), good.name


@pytest.mark.parametrize(
    ("answered", "fault"),
    [
        (Answered(500, SAFE, b""), "status 500"),
        (Answered(200, SAFE, b"This page could not be made."), "words of an error of ours"),
        (Answered(400, SAFE, b"Traceback (most recent call last)"), "a trace or a version"),
        (Answered(200, SAFE | {"content-type": "text/html"}, MARK.encode()), "a script told back"),
        (Answered(0, {}, b""), "no answer"),
        (Answered(404, SAFE, b'<a href="/\\elsewhere.example/x">'), "a way elsewhere"),
        (Answered(302, SAFE | {"location": "//elsewhere.example"}, b""), "a way elsewhere"),
        (Answered(302, SAFE | {"location": "/elsewhere.example"}, b""), ""),
        (Answered(200, NO_SNIFFING, b""), "header X-Content-Type-Options"),
        (Answered(200, OPEN, b""), "header Cross-Origin-Resource-Policy"),
        (Answered(200, SAFE | {"content-security-policy": ""}, b""), "header Content-Security-Policy"),
        (Answered(404, SAFE | {"server": "x"}, b""), "header Server"),
        (Answered(400, {}, b"<html><head><title>Bad Request</title>"), ""),
        (Answered(400, {"server": "x"}, b"<html><head><title>Bad Request</title>"), "header Server"),
        (Answered(200, SAFE | {"content-type": "application/json"}, MARK.encode()), ""),
    ],
)
def test_what_is_wrong_with_an_answer_is_seen(answered: Answered, fault: str) -> None:
    assert fuzz.faults(SMALL, answered) == [fault] * bool(fault)


def test_no_answer_is_right_to_more_than_may_be_sent() -> None:
    much = replace(SMALL, raw=b"x" * (safety.MOST_BYTES + 1))
    assert fuzz.faults(much, Answered(0, {}, b"")) == []


def test_programs_may_read_the_api_and_frame_a_chart_alone() -> None:
    api, embed = Request("", "/api/v1/areas"), Request("", "/embed/measure/x")
    policy = SAFE["content-security-policy"].replace("frame-ancestors 'none'", "frame-ancestors *")
    framed = OPEN | {"content-security-policy": policy}
    assert fuzz.faults(api, Answered(200, OPEN, b"")) == []
    assert fuzz.faults(embed, Answered(200, framed, b"")) == []
    assert fuzz.faults(embed, Answered(404, framed, b"")) != []
    assert fuzz.faults(api, Answered(200, framed, b"")) != []


@pytest.mark.parametrize(
    ("request_", "status", "told", "is_wrong"),
    [
        (MISPLACED, 200, "", True),
        (MISPLACED, 206, "no-store", True),
        (MISPLACED, 304, "", True),
        (MISPLACED, 404, "", False),
        (MISPLACED, 301, "", False),
        (SPELT, 200, "public, max-age=31536000", True),
        (SPELT, 200, "no-cache", False),
        (SMALL, 200, "", False),
    ],
)
def test_an_answer_to_a_postcode_in_an_address_is_seen(
    request_: Request, status: int, told: str, is_wrong: bool
) -> None:
    answered = Answered(status, SAFE | {"cache-control": told}, b"")
    fault = "an answer to a postcode in an address"
    assert fuzz.faults(request_, answered) == [fault] * is_wrong


def test_a_postcode_stands_in_the_place_of_each_name() -> None:
    good = Request("", "/figure/plans/kent.csv", steps=("plans", "kent.csv"))
    assert [each.path for each in misplaced(good) if "%20" in each.path] == [
        "/figure/plans/kent.csv/SW1A%201AA",
        "/figure/SW1A%201AA/kent.csv",
        "/figure/plans/SW1A%201AA",
        "/figure/plans/kent.vSW1A%201AAm1.csv",
    ]


def test_no_address_with_a_postcode_in_it_is_answered() -> None:
    found = Found()
    fuzz.postcodes([good for good in EVERY if good.method == "GET"], through_wsgi(server), found)
    assert found.wrong == {}
    assert {name for _, name in found.sent} >= {good.name for good in EVERY if good.steps}


@pytest.mark.parametrize(
    ("memory", "said"),
    [
        ([200.0, 210.0, 200.0 + fuzz.MOST_GROWTH], ""),
        ([200.0, 150.0, 201.0 + fuzz.MOST_GROWTH], "grew by"),
        ([200.0], "cannot be read"),
        ([None, None], "cannot be read"),
        ([200.0, None], "cannot be read"),
    ],
)
def test_growth_is_from_before_the_first_round_to_after_the_last(
    memory: list[float | None], said: str
) -> None:
    told = fuzz.growth(memory)
    assert said in told
    assert bool(told) == bool(said)


def test_an_error_in_the_log_is_seen() -> None:
    lines = [
        '{"level": "warning", "said": "Invalid request"}',
        '{"level": "error", "said": "a page failed"}',
        "Traceback",
    ]
    assert fuzz.errors("\n".join(lines)) == lines[1:]
