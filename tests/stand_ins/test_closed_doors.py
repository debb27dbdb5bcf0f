"""A host that checks for robots, forbids, asks for patience or leads elsewhere is believed at once, by every thread."""

import errno
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import http
from ingest.http import Client, Refused
from tests.stand_ins import server
from tests.stand_ins.publisher import CONTENT, FILE, SITE, fill, refusal
from tests.stand_ins.server import Asked, Reply, StandIn

LIST = f"{SITE}/list.json"


@pytest.fixture(autouse=True)
def filled(host: StandIn) -> None:
    fill(host)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that are asked for; none is made."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def check(code: int) -> server.Fault:
    """A check for robots, with the status that such pages have."""
    return lambda reply: replace(server.captcha(reply), status=code)


@pytest.mark.parametrize("code", [403, 429, 503])
def test_a_check_for_robots_is_seen_whatever_its_status(
    client: Client, host: StandIn, tmp_path: Path, code: int
) -> None:
    host.misbehave("/plans.csv", check(code), lasting=True)
    assert "check for robots instead of what was asked: it is not evaded" in refusal(
        client, tmp_path / "plans.csv"
    )
    for _ in range(3):
        refusal(client, tmp_path / "list.json", LIST)
    assert host.count() == 1


@pytest.mark.parametrize("code", [200, 403, 503])
def test_a_check_for_robots_in_place_of_robots_txt_is_seen(
    client: Client, host: StandIn, tmp_path: Path, code: int
) -> None:
    host.misbehave("/robots.txt", check(code), lasting=True)
    assert "robots.txt answered with a check for robots" in refusal(client, tmp_path / "plans.csv")
    assert (host.count(), host.count("/robots.txt")) == (0, 1)


@pytest.mark.parametrize("code", [401, 403, 451])
def test_a_closed_door_closes_the_host_but_an_api_speaks_of_one_thing(
    client: Client, host: StandIn, tmp_path: Path, code: int
) -> None:
    host.misbehave("/thing.json", lambda reply: Reply(b'{"status": 403}', "application/json", code))
    with pytest.raises(Refused, match=f"answered {code}"):
        client.json(f"{SITE}/thing.json")
    assert client.json(LIST)
    host.misbehave("/plans.csv", server.status(code))
    assert f"answered {code}, it is not open to us: ask the publisher" in refusal(
        client, tmp_path / "plans.csv"
    )
    asked = len(host.asked)
    refusal(client, tmp_path / "list.json", LIST)
    assert len(host.asked) == asked


def test_robots_txt_with_a_mark_of_its_encoding_is_kept(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    host.put("/robots.txt", b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "text/plain")
    assert "robots.txt: ask the publisher" in refusal(client, tmp_path / "plans.csv")
    assert host.count() == 0


def test_the_wait_that_a_host_asks_for_holds_for_all_its_addresses(
    client: Client, host: StandIn, slept: list[float]
) -> None:
    host.misbehave("/list.json", server.status(429, Retry_After="7"))
    assert client.json(LIST)
    slept.clear()
    client.page(f"{SITE}/page")
    assert slept == pytest.approx([7], abs=1)


def test_the_wait_that_is_asked_for_by_robots_txt_is_kept(
    client: Client, host: StandIn, tmp_path: Path, slept: list[float]
) -> None:
    host.misbehave("/robots.txt", server.status(429, Retry_After="7"))
    client.download(FILE, tmp_path / "plans.csv")
    assert max(slept) == pytest.approx(7, abs=1)
    host.misbehave("/robots.txt", server.status(429, Retry_After="9999"))
    other = Client(tmp_path / "other", stand_ins={"publisher.example": host.address})
    assert "robots.txt answered 429 and asks to wait 167 minutes" in refusal(
        other, tmp_path / "list.json", LIST
    )


@pytest.mark.parametrize("header", ["²", "1e3", "soon", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_wait_that_is_no_number_is_no_wait(client: Client, host: StandIn, header: str) -> None:
    host.misbehave("/list.json", lambda reply: Reply(b"", status=503, headers={"Retry-After": header}))
    assert client.json(LIST)


def test_a_wait_of_more_digits_than_a_number_has_is_told(client: Client, host: StandIn) -> None:
    host.misbehave("/list.json", server.status(503, Retry_After="9" * 400))
    with pytest.raises(Refused, match="asks to wait a day or more"):
        client.json(LIST)


@pytest.mark.parametrize(("asked", "kept", "said"), [("5", 5, "for 5 seconds"), ("86400", 60, "we wait 60")])
def test_the_delay_of_robots_txt_is_kept_within_reason_and_told(
    host: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    slept: list[float],
    asked: str,
    kept: int,
    said: str,
) -> None:
    monkeypatch.delenv("SEND_REQUESTS_A_SECOND")
    host.put("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n", "text/plain")
    told: list[str] = []
    client = Client(tmp_path, stand_ins={"publisher.example": host.address}, say=told.append)
    client.json(LIST)
    slept.clear()
    client.json(LIST)
    assert slept == pytest.approx([kept + 1], abs=1)
    assert len(told) == 1
    assert "publisher.example asks in its robots.txt" in told[0]
    assert said in told[0]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://publisher.example/plans.csv", "not encrypted"),
        ("https://other.example2/x", "not this publisher's"),
    ],
)
def test_a_way_out_of_encryption_or_to_another_publisher_is_not_taken(
    client: Client, host: StandIn, tmp_path: Path, to: str, said: str
) -> None:
    host.misbehave("/old.csv", server.redirect(to))
    told = refusal(client, tmp_path / "old.csv", f"{SITE}/old.csv")
    assert said in told
    assert "correct the address in its dataset" in told
    assert host.count() == 1


def test_json_with_a_mark_is_read_and_an_unknown_character_set_told(client: Client, host: StandIn) -> None:
    host.misbehave("/list.json", server.other(b'\xef\xbb\xbf{"releases": []}'))
    assert client.json(LIST) == {"releases": []}
    host.misbehave(
        "/list.json", lambda reply: replace(reply, kind="application/json; charset=bogus", body=b"{ }")
    )
    with pytest.raises(Refused, match="the character set 'bogus', which is none: open it"):
        client.json(LIST)


@pytest.mark.parametrize("content", [b"", b"no gzip", b'{"a'])
def test_what_was_kept_and_cannot_be_read_is_as_if_it_were_not(
    client: Client, host: StandIn, tmp_path: Path, content: bytes
) -> None:
    client.json(LIST)
    client.download(FILE, tmp_path / "plans.csv")
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(kept) > 2
    for path in kept:
        path.write_bytes(content)
    assert client.json(LIST) == {"releases": ["2025"]}
    assert client.download(FILE, tmp_path / "plans.csv").size == len(CONTENT)


def test_a_full_disk_is_told_with_what_was_fetched(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = refusal(client, tmp_path / "plans.csv")
    assert "No space left on device): make room on the disk" in said


def test_a_machine_without_a_network_is_told_so(tmp_path: Path) -> None:
    nobody = Client(tmp_path / "cache", stand_ins={"publisher.example": "http://127.0.0.1:9"})
    said = refusal(nobody, tmp_path / "plans.csv")
    assert "no connection: nothing answers there, or this machine may have no network" in said
    assert len(said) < 300


def test_proxies_are_taken_from_the_environment(
    host: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    monkeypatch.delenv("SEND_REQUESTS_A_SECOND")
    monkeypatch.setenv("HTTP_PROXY", host.address)
    monkeypatch.setenv("NO_PROXY", "")
    assert Client(tmp_path, stand_ins={}).json("http://publisher.invalid/list.json") == {"releases": ["2025"]}
    assert {asked.host for asked in host.asked} == {"publisher.invalid"}


def test_a_host_is_sent_two_requests_at_a_time(client: Client, host: StandIn) -> None:
    lock, now, most = threading.Lock(), 0, 0

    def answer(asked: Asked) -> Reply:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        threading.Event().wait(0.05)
        with lock:
            now -= 1
        return Reply(b"{}", "application/json")

    client.json(LIST)
    host.answers.append(answer)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: client.json(f"{SITE}/{number}"), range(8)))
    assert most == 2


def test_between_tries_there_is_a_pause_that_grows(
    client: Client, host: StandIn, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.uniform", lambda low, high: high)
    monkeypatch.setattr(http, "LONGEST_WAIT", 0.05)
    host.misbehave("/list.json", *[server.status(503)] * 4)
    client.json(LIST)
    assert slept == pytest.approx([0.01, 0.02, 0.04, 0.05])
