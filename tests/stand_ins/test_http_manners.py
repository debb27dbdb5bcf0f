"""The client keeps robots.txt and its pace, says who asks, and asks nobody for what it knows."""

from pathlib import Path

import pytest

from ingest import http
from ingest.http import Client, Refused
from tests.stand_ins import server
from tests.stand_ins.publisher import SITE, fill, refusal
from tests.stand_ins.server import StandIn


@pytest.fixture(autouse=True)
def filled(host: StandIn) -> None:
    fill(host)


def test_robots_txt_is_kept(client: Client, host: StandIn, tmp_path: Path) -> None:
    host.put("/robots.txt", "User-agent: *\nDisallow: /*.csv$\n", "text/plain")
    said = refusal(client, tmp_path / "plans.csv")
    assert "robots.txt: ask the publisher, or save the file by hand" in said
    host.misbehave("/old.csv2", server.redirect("/plans.csv"))
    refusal(client, tmp_path / "plans.csv", f"{SITE}/old.csv2")
    assert host.count("/plans.csv") == 0
    assert client.json(f"{SITE}/list.json")
    assert host.count("/robots.txt") == 1


def test_while_robots_txt_cannot_be_read_nothing_is_asked(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    host.misbehave("/robots.txt", server.status(503), lasting=True)
    assert "robots.txt answered 503" in refusal(client, tmp_path / "plans.csv")
    assert host.count() == 0


def test_a_host_is_asked_no_faster_than_agreed(
    host: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEND_REQUESTS_A_SECOND")
    slept: list[float] = []
    monkeypatch.setattr("ingest.transport.time.sleep", slept.append)
    client = Client(tmp_path, per_second=0.25, stand_ins={"publisher.example": host.address})
    for _ in range(2):
        client.json(f"{SITE}/list.json")
    assert slept == pytest.approx([4, 8], abs=0.5)


def test_the_publisher_is_told_who_asks(
    host: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEND_CONTACT", "someone@example.org")
    Client(tmp_path, stand_ins={"publisher.example": host.address}).json(f"{SITE}/list.json")
    assert {asked.headers["User-Agent"] for asked in host.asked} == {http.agent("someone@example.org")}
    assert "someone@example.org" in http.agent("someone@example.org")
    assert {asked.host for asked in host.asked} == {"publisher.example"}


def test_an_answer_is_kept_for_when_it_is_unchanged_and_for_offline(
    client: Client, host: StandIn, tmp_path: Path
) -> None:
    first = client.json(f"{SITE}/list.json", {"page": 1})
    assert client.json(f"{SITE}/list.json", {"page": 1}) == first
    assert host.sent["/list.json", 304] == 1
    offline = Client(tmp_path / "cache", offline=True, stand_ins={"publisher.example": host.address})
    assert offline.json(f"{SITE}/list.json", {"page": 1}) == first
    with pytest.raises(Refused, match="was never fetched and this run is offline"):
        offline.json(f"{SITE}/list.json", {"page": 2})
    assert "offline: run again without --offline" in refusal(offline, tmp_path / "plans.csv")
    assert not offline.requests


def test_a_question_that_is_wrong_is_told_with_the_answer(client: Client, host: StandIn) -> None:
    host.answers.append(
        lambda asked: (
            server.Reply(asked.body, "application/json", 400 if b"bad" in asked.body else 200)
            if asked.method == "POST"
            else None
        )
    )
    assert client.posted(f"{SITE}/query", {"page": 1}) == {"page": 1}
    with pytest.raises(Refused, match="answered 400") as refused:
        client.posted(f"{SITE}/query", {"bad": 1})
    assert (refused.value.status, refused.value.problem) == (400, {"bad": 1})


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SEND_REQUESTS_A_SECOND", "fast", "is not a number"),
        ("SEND_REQUESTS_A_SECOND", "0", "give a number above 0"),
        ("SEND_REQUESTS_A_SECOND", "nan", "give a number above 0"),
        ("SEND_REQUESTS_A_SECOND", "inf", "give a number above 0"),
        ("SEND_REQUESTS_A_SECOND", "5", "at most 1"),
        ("SEND_STAND_INS", "www.gov.uk", "write host=http"),
    ],
)
def test_a_wrong_setting_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValueError, match=said):
        Client(tmp_path)
