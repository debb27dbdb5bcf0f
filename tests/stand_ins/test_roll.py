"""Newer data come under a site that is being read: no request fails, and nobody goes back to the older data.

nginx and gunicorn are real, the dashboard is a few lines, and systemd is `bench.systemctl`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from bench import systemctl
from bench.nginx import Front, found, in_front
from bench.serve import free_port
from deploy import roll, swap

pytestmark = pytest.mark.skipif(not found(), reason="needs nginx: on Debian, apt-get install nginx")

ROOT = Path(__file__).resolve().parents[2]
APP = """
import json, os, time
NAME = open(os.environ["SEND_DATA"] + "/name").read()

def server(environ, start_response):
    time.sleep(0.02)
    path = environ["PATH_INFO"]
    environ["wsgi.input"].read()
    kept = "public, s-maxage=600" if path == "/kept" else "no-store"
    start_response("200 OK", [("Cache-Control", kept)])
    return [json.dumps({"version": NAME}).encode() if path == "/ready" else NAME.encode()]
"""


def folder(path: Path, name: str) -> Path:
    """Data that are whole enough to be led to; without a name the stand-in for the dashboard does not start."""
    for part in ("tidy", "reference", "derived"):
        (path / part).mkdir(parents=True)
    (path / "derived" / "figures.parquet").touch()
    if name:
        (path / "name").write_text(name)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the guide puts into /srv/send, and a `systemctl` before all others."""
    code = tmp_path / "code"
    code.mkdir()
    (code / "app.py").write_text(APP)
    for each in ("deploy", "layouts", "metrics"):
        (code / each).symlink_to(ROOT / each)
    swap.lead(tmp_path / "data", folder(tmp_path / "one", "one"))
    monkeypatch.setenv("PATH", f"{systemctl.install(tmp_path)}:{os.environ['PATH']}")
    return tmp_path


@pytest.fixture
def units(home: Path) -> Iterator[list[str]]:
    both = [f"send@{free_port()}", f"send@{free_port()}"]
    for unit in both:
        roll.control("start", unit)
    yield both
    for unit in both:
        roll.control("stop", unit)


@pytest.fixture
def front(units: list[str]) -> Iterator[Front]:
    with in_front([f"127.0.0.1:{unit.partition('@')[2]}" for unit in units]) as front:
        yield front


class Readers:
    """Some who ask without end, one answer after the other; `seen` has what each was told, or what went wrong."""

    def __init__(self, front: Front, many: int = 4) -> None:
        self.front, self.ended = front, threading.Event()
        self.seen: list[list[str]] = [[] for _ in range(many)]
        self.threads = [threading.Thread(target=self._ask, args=(mine,)) for mine in self.seen]

    def _ask(self, mine: list[str]) -> None:
        with requests.Session() as session:
            while not self.ended.is_set():
                method = "POST" if len(mine) % 3 else "GET"
                try:
                    answer = session.request(method, self.front.address + "/own", data=b"x", timeout=60)
                    mine.append(answer.text if answer.ok else f"{method} {answer.status_code}")
                except requests.RequestException as error:
                    mine.append(f"{method} {error}")

    def __enter__(self) -> Readers:
        for each in self.threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        for each in self.threads:
            each.join()


def kept(front: Front) -> str:
    return requests.get(front.address + "/kept", timeout=60).text


def test_no_request_fails_and_nobody_goes_back(home: Path, units: list[str], front: Front) -> None:
    assert kept(front) == "one"
    with Readers(front) as readers:
        version = roll.replaced(home / "data", folder(home / "two", "two"), units, front.kept)
    assert version == kept(front) == "two"
    for mine in readers.seen:
        assert set(mine) <= {"one", "two"}, "an answer that failed"
        assert mine == sorted(mine), "older data after newer"
        assert mine[0] == "one"


def test_data_that_do_not_start_are_taken_back_and_nobody_notices(
    home: Path, units: list[str], front: Front
) -> None:
    assert kept(front) == "one"
    held = sorted(path for path in (front.kept).rglob("*") if path.is_file())
    with Readers(front) as readers, pytest.raises(roll.NotReady, match="did not start"):
        roll.replaced(home / "data", folder(home / "broken", ""), units, front.kept)
    assert held
    assert set(held) <= set((front.kept).rglob("*")), "nginx keeps what it had"
    assert (home / "data").resolve().name == "one"
    assert {each for mine in readers.seen for each in mine} == {"one"}


def test_one_replica_alone_is_covered_by_what_nginx_keeps(home: Path, units: list[str], front: Front) -> None:
    roll.control("stop", units[1])
    assert kept(front) == "one"
    assert roll.replaced(home / "data", folder(home / "two", "two"), units[:1], front.kept) == "two"
    assert kept(front) == "two"


def test_a_stand_by_that_rested_rests_again(units: list[str]) -> None:
    roll.control("stop", units[1])
    with roll.resting_again(units):
        roll.control("start", units[1])
        assert roll.is_ready(units[1])
    assert [roll.is_ready(unit) for unit in units] == [True, False]
