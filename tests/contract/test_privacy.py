"""What a reader types is in no log, count or address: asked of the server as it is run, with everything switched on."""

import json
import logging
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
import requests

from app import server
from bench.serve import PATIENCE, Server, free_port, served
from layouts import journal, safety, traffic

POSTCODE = "SW1A 1AA"
SPELLINGS = ("SW1A 1AA", "SW1A1AA", "SW1A%201AA", "sw1a+1aa")
HEADERS = ("User-Agent", "Referer", "Cookie", "X-Forwarded-For", "If-None-Match", "Accept-Language", "Origin")


@dataclass
class Run:
    """A running server, what was told back of addresses, and its counts."""

    server: Server
    counts: str
    locations: list[str]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    port = str(free_port())
    loud = {"LOG_REQUESTS": "1", "METRICS_PORT": port, "FLASK_DEBUG": "1", "DASH_DEBUG": "1"}
    with served("app:server", workers=1, **loud) as site:
        answers = [
            requests.request(timeout=PATIENCE, allow_redirects=False, **each) for each in asked(site.address)
        ]
        for line in (f"GET /area/{POSTCODE} HTTP/1.1", f"{SPELLINGS[1]} / HTTP/1.1", f"GET / {SPELLINGS[1]}"):
            raw(site.address, f"{line}\r\nHost: {SPELLINGS[1]}\r\n\r\n")
        requests.get(f"{site.address}/accessibility", timeout=PATIENCE)
        counts = requests.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE).text
        yield Run(site, counts, [answer.headers.get("Location", "") for answer in answers])


def asked(site: str) -> Iterator[dict[str, object]]:
    """Requests with a postcode wherever one can stand."""
    for text in SPELLINGS:
        yield {"method": "POST", "url": f"{site}/find", "data": {"place": text}}
        yield {"method": "POST", "url": f"{site}/compare/places", "data": {"a": text, "b": "Kent"}}
        yield {"method": "POST", "url": f"{site}/api/v1/postcode", "json": {"postcode": text}}
        yield {"method": "POST", "url": f"{site}{safety.CALLBACK}", "json": {"output": text, "inputs": []}}
        for path in ("/accessibility", f"/area/{text}"):
            yield {"method": "GET", "url": f"{site}{safety.CALLBACK}?of=page&at={path}%3Fplace%3D{text}"}
        for path in ("", "/area", "/measure", "/data", "/api/v1/postcode", "/embed", "/@2025.1", "/nothing"):
            yield {"method": "GET", "url": f"{site}{path}/{text}"}
        for path in ("/", "/accessibility", "/api/v1/areas", "/accessibility@2025.1"):
            yield {"method": "GET", "url": f"{site}{path}?place={text}&{text}=1"}
        yield {"method": re.sub(r"\W", "", text), "url": f"{site}/accessibility"}
    yield {"method": "GET", "url": f"{site}/accessibility", "headers": dict.fromkeys(HEADERS, POSTCODE)}


def raw(site: str, sent: str) -> bytes:
    where = urlsplit(site)
    with socket.create_connection((where.hostname, where.port), timeout=PATIENCE) as connection:
        connection.sendall(sent.encode())
        return connection.recv(1000)


def repeats(text: str) -> bool:
    return "sw1a1aa" in re.sub(r"%20|[\s+]", "", text).lower()


def test_a_postcode_reaches_no_log_count_or_address(run: Run) -> None:
    assert not repeats(run.server.said())
    assert not repeats(run.counts)
    assert not [each for each in run.locations if repeats(each)]
    assert repeats("/area/SW1A%201AA")
    assert repeats("sw1a+1aa")


def test_every_request_is_a_line_without_who_asked(run: Run) -> None:
    lines = [json.loads(line) for line in run.server.said().splitlines() if line.startswith("{")]
    noted = [line for line in lines if line["said"] == "request"]
    assert len(noted) > len(SPELLINGS) * 16
    assert {frozenset(line) for line in noted} == {
        frozenset(
            ("time", "level", "logger", "said", "method", "route", "path", "status", "milliseconds", "held")
        )
    }
    assert {line["method"] for line in noted} == {"GET", "POST", traffic.OTHER}
    assert {"/area/<slug>", "/find", "/api/v1/<path:rest>", "/", traffic.OTHER} <= {
        line["route"] for line in noted
    }
    assert {line["path"] for line in noted} == {"", "/", "/accessibility"}
    assert "127.0.0.1" not in "".join(map(json.dumps, lines))
    assert "Invalid request from ip" in {line["said"] for line in lines}


def test_counts_are_told_at_their_own_port_alone(run: Run) -> None:
    assert re.search(
        r'send_requests_total\{method="GET",route="/accessibility",status="200"\} [1-9]', run.counts
    )
    assert re.search(r'send_answers_total\{held="yes"\} [1-9]', run.counts)
    assert re.search(r"send_worker_bytes\{.*\} [1-9]", run.counts)
    for host in ("localhost", urlsplit(run.server.address).netloc):
        found = requests.get(f"{run.server.address}/metrics", headers={"Host": host}, timeout=PATIENCE)
        assert (found.status_code, "send_requests" in found.text) == (404, False)


def test_gunicorn_does_not_tell_its_name_and_nothing_debugs(run: Run) -> None:
    found = requests.get(f"{run.server.address}/_reload-hash", timeout=PATIENCE)
    assert (found.status_code, "Server" in found.headers) == (404, False)


def line_of(logger: str, text: object, *args: object, error: Exception | None = None) -> dict[str, object]:
    about = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, logging.ERROR, __file__, 1, str(text), args, about)
    return json.loads(journal.Line().format(record))


def test_of_an_error_its_kind_and_way_are_told_and_not_its_words() -> None:
    try:
        raise ValueError(POSTCODE)
    except ValueError as error:
        line = line_of("layouts.safety", "an address failed", error=error)
    assert (line["said"], line["error"]) == ("an address failed", "ValueError")
    assert re.fullmatch(r"tests/contract/test_privacy\.py:\d+ test_of_an_error\w+", line["way"][-1])
    assert not repeats(json.dumps(line))


@pytest.mark.parametrize(
    ("logger", "text", "args", "said"),
    [
        (
            "gunicorn.error",
            "Error handling request %s %s",
            ("GET", POSTCODE),
            "Error handling request ... ...",
        ),
        ("gunicorn.error", f"Invalid request from ip=127.0.0.1: '{POSTCODE}'", (), "Invalid request from ip"),
        ("gunicorn.error", "WORKER TIMEOUT (pid:%s)", (17,), "WORKER TIMEOUT (pid:17)"),
        ("gunicorn.error", "%(a)s took %5.2f s", ({"a": POSTCODE},), "... took ... s"),
        ("another", f"no such place {POSTCODE}", (), "... (tests/contract/test_privacy.py:1)"),
    ],
)
def test_a_message_is_told_without_what_was_filled_in(
    logger: str, text: str, args: tuple[object, ...], said: str
) -> None:
    assert line_of(logger, text, *args)["said"] == said


@pytest.mark.parametrize(
    ("path", "method", "route", "named"),
    [
        ("/area/kent", "GET", "/area/<slug>", "/area/kent"),
        ("/area/kent@2025.1", "GET", "/area/<slug>", "/area/kent"),
        (
            "/~b9a62abe/table/ehc_plans_in_20_weeks@2025.1",
            "GET",
            "/table/<metric_id>",
            "/table/ehc_plans_in_20_weeks",
        ),
        (f"/~b9a62abe/@2025.1{safety.CALLBACK}", "GET", safety.CALLBACK, ""),
        (f"/area/{POSTCODE}", "GET", "/area/<slug>", ""),
        (f"/{POSTCODE}", "GET", traffic.OTHER, ""),
        ("/find", "POST", "/find", ""),
        ("/find", "DELETE", traffic.OTHER, ""),
    ],
)
def test_an_address_is_known_as_the_code_has_it(path: str, method: str, route: str, named: str) -> None:
    assert traffic.route(server, path, method) == route
    assert traffic.named(path) == named


@pytest.mark.parametrize("given", ["here", "0", "99999", "8123"])
def test_a_wrong_port_is_told_before_the_start(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("METRICS_PORT", given)
    with pytest.raises(traffic.WrongSetting, match=f"METRICS_PORT is '{given}'"):
        traffic.port()
