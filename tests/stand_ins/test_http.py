"""Every way in which a host may fail us ends in the file, or in a refusal that names host, dataset and mend."""

import hashlib
import re
from pathlib import Path

import pytest

from ingest import http
from ingest.http import Client, Refused
from tests.stand_ins import server
from tests.stand_ins.publisher import CONTENT, FILE, SITE, fill, refusal
from tests.stand_ins.server import StandIn


@pytest.fixture(autouse=True)
def filled(host: StandIn) -> None:
    fill(host)


def test_a_file_arrives_whole_and_is_not_sent_again(client: Client, host: StandIn, tmp_path: Path) -> None:
    to = tmp_path / "raw" / "plans.csv"
    first = client.download(FILE, to)
    assert to.read_bytes() == CONTENT
    assert first.changed
    assert first.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (first.address, first.size) == (FILE, len(CONTENT))
    again = client.download(FILE, to)
    assert not again.changed
    assert client.requests["GET", "publisher.example", 304] == 1
    assert [asked.path for asked in host.asked] == ["/robots.txt", "/plans.csv", "/plans.csv"]


def test_a_file_that_was_changed_or_lost_here_is_fetched_anew(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    to = tmp_path / "plans.csv"
    client.download(FILE, to)
    to.write_bytes(b"spoilt")
    assert client.download(FILE, to).changed
    assert to.read_bytes() == CONTENT
    to.unlink()
    client.download(FILE, to)
    assert to.read_bytes() == CONTENT
    assert host.sent["/plans.csv", 200] == 3


def test_a_cut_file_goes_on_where_it_stopped(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.misbehave("/plans.csv", server.cut(100_000), server.cut(70_000))
    client.download(FILE, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == CONTENT
    ranges = [asked.headers.get("Range", "") for asked in host.asked if asked.path == "/plans.csv"]
    assert ranges[0] == ""
    starts = [int(re.fullmatch(r"bytes=(\d+)-", each)[1]) for each in ranges[1:]]  # type: ignore[index]
    assert starts == sorted(starts)
    assert starts[0] > 0
    assert host.sent["/plans.csv", 206] == 2


def test_a_run_goes_on_with_what_an_earlier_one_left(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.misbehave("/plans.csv", server.cut(100_000), *[server.status(503)] * 4)
    refusal(client, tmp_path / "plans.csv")
    Client(tmp_path / "cache", stand_ins={"publisher.example": host.address}).download(
        FILE, tmp_path / "plans.csv"
    )
    assert (tmp_path / "plans.csv").read_bytes() == CONTENT
    assert host.sent["/plans.csv", 206] == 1


def test_a_file_replaced_while_it_was_cut_is_begun_anew(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    newer = CONTENT.replace(b"12", b"34")
    host.misbehave("/plans.csv", server.cut(100_000), server.other(newer))
    client.download(FILE, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == newer


def test_a_cut_file_of_a_host_without_validators_is_begun_anew(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    host.replies["/plans.csv"] = server.Reply(CONTENT, "text/csv", has_validators=False)
    host.misbehave("/plans.csv", server.cut(100_000))
    client.download(FILE, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == CONTENT
    assert host.sent["/plans.csv", 200] == 2


def test_silence_is_waited_for_and_then_asked_again(
    client: Client, host: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "TIMEOUTS", (1, 0.2))
    host.misbehave("/plans.csv", server.slow(0.05), server.slow(0.6))
    client.download(FILE, tmp_path / "slow.csv")
    assert host.count("/plans.csv") == 1
    client.download(FILE, tmp_path / "silent.csv")
    assert host.count("/plans.csv") == 3
    assert (tmp_path / "silent.csv").read_bytes() == (tmp_path / "slow.csv").read_bytes() == CONTENT


@pytest.mark.parametrize(
    "faults",
    [
        [server.status(429)],
        [server.status(429, Retry_After="0"), server.status(503)],
        [server.status(500), server.status(502), server.status(503), server.status(504)],
    ],
    ids=["429", "429 and 503", "four errors"],
)
def test_a_busy_host_is_asked_again(
    client: Client, host: StandIn, tmp_path: Path, faults: list[server.Fault]
) -> None:
    host.misbehave("/plans.csv", *faults)
    client.download(FILE, tmp_path / "plans.csv")
    assert (tmp_path / "plans.csv").read_bytes() == CONTENT
    assert host.count("/plans.csv") == len(faults) + 1


def test_the_wait_that_a_host_asks_for_is_kept(
    client: Client, host: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waits.append)
    host.misbehave("/list.json", server.status(429, Retry_After="7"), server.status(503))
    assert client.json(f"{SITE}/list.json") == {"releases": ["2025"]}
    assert 7 in waits
    assert all(seconds <= 7 for seconds in waits)
    host.misbehave("/list.json", server.status(429, Retry_After="Wed, 21 Oct 2065 07:28:00 GMT"))
    with pytest.raises(
        Refused, match=r"publisher\.example: .*asks to wait a day or more: run again after that"
    ):
        client.json(f"{SITE}/list.json")


def test_a_host_that_stays_busy_is_left_alone(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.misbehave("/plans.csv", server.status(429), lasting=True)
    assert "answered 429, 5 times in a row: run again later" in refusal(client, tmp_path / "plans.csv")
    asked = len(host.asked)
    refusal(client, tmp_path / "other.csv", f"{SITE}/list.json")
    assert len(host.asked) == asked


def test_errors_without_end_are_refused(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.misbehave("/plans.csv", server.status(503), lasting=True)
    assert "answered 503, 5 times in a row: run again later" in refusal(client, tmp_path / "plans.csv")
    assert client.json(f"{SITE}/list.json"), "other addresses of the host are still asked"


def test_a_host_that_cannot_be_reached_is_tried_for_one_file_only(tmp_path: Path) -> None:
    nobody = Client(tmp_path / "cache", stand_ins={"publisher.example": "http://127.0.0.1:9"})
    assert "5 times in a row" in refusal(nobody, tmp_path / "plans.csv")
    refusal(nobody, tmp_path / "other.csv")
    assert not nobody.requests


@pytest.mark.parametrize("name", ["plans.csv", "plans.zip"])
def test_a_check_for_robots_is_refused_and_the_host_left_alone(
    client: Client, host: StandIn, tmp_path: Path, name: str
) -> None:
    host.put(f"/{name}", CONTENT)
    host.misbehave(f"/{name}", server.captcha)
    said = refusal(client, tmp_path / name, f"{SITE}/{name}")
    assert "check for robots" in said
    assert "save the file by hand into data/raw" in said
    refusal(client, tmp_path / "list.json", f"{SITE}/list.json")
    assert host.count() == 1


def test_a_check_for_robots_is_no_page_and_no_json(host: StandIn, tmp_path: Path) -> None:
    for number, (ask, path) in enumerate([(Client.page, "/page"), (Client.json, "/list.json")]):
        client = Client(tmp_path / str(number), stand_ins={"publisher.example": host.address})
        host.misbehave(path, server.captcha)
        with pytest.raises(Refused, match=r"publisher\.example: .*check for robots.*not evaded"):
            ask(client, SITE + path)


def test_a_page_instead_of_a_file_or_json_is_refused(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.misbehave("/plans.csv", server.empty_shell)
    assert "a page instead of a file: open it in a browser" in refusal(client, tmp_path / "plans.csv")
    shell = server.empty_shell(server.Reply()).body
    host.misbehave("/plans.csv", server.other(shell))
    assert "sent a page instead of a file" in refusal(client, tmp_path / "plans.csv"), (
        "also when called text/csv"
    )
    host.misbehave("/list.json", server.empty_shell)
    with pytest.raises(Refused, match=r"not JSON \(text/html.*open it in a browser"):
        client.json(f"{SITE}/list.json")
    assert client.json(f"{SITE}/list.json") == {"releases": ["2025"]}, "what was refused is not kept"


def test_an_empty_page_is_refused_and_a_missing_one_told(client: Client, host: StandIn) -> None:
    assert "every local area" in client.page(f"{SITE}/page").text
    host.misbehave("/page", server.empty_shell)
    with pytest.raises(Refused, match="an empty page: run again later"):
        client.page(f"{SITE}/page")
    assert client.page(f"{SITE}/nothing").status == 404
    host.misbehave("/page", server.status(410))
    assert client.page(f"{SITE}/page").status == 410


def test_an_empty_file_is_refused(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.misbehave("/plans.csv", server.other(b""))
    assert "an empty file" in refusal(client, tmp_path / "plans.csv")


def test_a_file_of_another_hash_or_size_is_refused(client: Client, tmp_path: Path) -> None:
    to = tmp_path / "plans.csv"
    expected = hashlib.sha256(b"what was published").hexdigest()
    assert f"where {expected} was announced" in refusal(client, to, sha256=expected)
    assert "bytes where 12 were announced: the publisher may have replaced it" in refusal(client, to, size=12)
    assert client.download(FILE, to, sha256=hashlib.sha256(CONTENT).hexdigest(), size=len(CONTENT)).changed


def test_a_refused_file_leaves_the_one_that_is_held(client: Client, host: StandIn, tmp_path: Path) -> None:
    to = tmp_path / "plans.csv"
    client.download(FILE, to)
    for fault in (server.captcha, server.other(b""), server.status(404)):
        host.misbehave("/plans.csv", fault)
        with pytest.raises(Refused):
            Client(tmp_path / "c", stand_ins={"publisher.example": host.address}).download(FILE, to)
        assert to.read_bytes() == CONTENT


def test_a_moved_file_is_followed_and_a_vanished_one_refused(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    host.misbehave("/old.csv", server.redirect("/plans.csv"))
    assert client.download(f"{SITE}/old.csv", tmp_path / "plans.csv").address == FILE
    said = refusal(client, tmp_path / "gone.csv", f"{SITE}/gone.csv")
    assert "answered 404, nothing is there now" in said
    assert "correct its dataset" in said
    assert host.count("/gone.csv") == 1
    host.misbehave("/round", server.redirect("/round"), lasting=True)
    assert "correct the address in its dataset" in refusal(client, tmp_path / "round.csv", f"{SITE}/round")


def test_a_closed_door_is_not_tried_twice(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.misbehave("/plans.csv", server.status(403))
    assert "answered 403, it is not open to us: ask the publisher" in refusal(client, tmp_path / "plans.csv")
    assert host.count("/plans.csv") == 1
