"""What nginx keeps, shows, asks again and writes down, in front of two stand-ins for replicas."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from bench.nginx import Front, found, in_front
from layouts import safety
from tests.stand_ins.replica import FRESH, Replica

pytestmark = pytest.mark.skipif(not found(), reason="needs nginx: on Debian, apt-get install nginx")

POSTCODE = "SW1A1AA"


@pytest.fixture(scope="module")
def replicas() -> Iterator[tuple[Replica, Replica]]:
    both = Replica("first"), Replica("second")
    yield both
    for each in both:
        each.shutdown()
        each.server_close()


@pytest.fixture(scope="module")
def nginx(replicas: tuple[Replica, Replica]) -> Iterator[Front]:
    with in_front([each.address for each in replicas]) as front:
        yield front


@pytest.fixture(autouse=True)
def well(replicas: tuple[Replica, Replica]) -> Iterator[None]:
    """Nobody is hurt, and nobody was asked anything yet."""
    yield
    for each in replicas:
        each.hurt = ""
        each.asked.clear()


def get(nginx: Front, path: str, coding: str = "br", **headers: str) -> requests.Response:
    named = {"Accept-Encoding": coding, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return requests.get(nginx.address + path, headers=named, timeout=30)


def asked(replica: Replica, path: str) -> int:
    return sum(each[1] == path for each in replica.asked)


def test_a_page_is_kept_once_for_each_coding_however_it_is_asked_for(
    nginx: Front, replicas: tuple[Replica, Replica]
) -> None:
    spelt = ("br", "gzip, deflate, br, zstd", "gzip,deflate,br", "gzip;q=1.0, br;q=0.5")
    assert {get(nginx, "/page", coding).text for coding in spelt} == {"first br"}
    others = ("gzip, deflate", "br;q=0, gzip", "GZIP")
    assert {get(nginx, "/page", coding).text for coding in others} == {"first gzip"}
    assert {get(nginx, "/page", coding).text for coding in ("identity", "brotli", "br;q=0.0")} == {
        "first None"
    }
    assert asked(replicas[0], "/page") == 3


def test_a_reader_who_holds_the_page_gets_no_body_and_the_headers(nginx: Front) -> None:
    get(nginx, "/held")
    again = get(nginx, "/held", If_None_Match='"abc"')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-Content-Type-Options"] == "nosniff"
    assert "Strict-Transport-Security" not in again.headers, "that is for where TLS ends"


@pytest.mark.parametrize("path", ["/api", "/api/", "/health/x", "//", "/~0a1b2c3d/_dash-layout"])
def test_nginx_leads_nowhere_by_itself(nginx: Front, path: str) -> None:
    """The dashboard leads from '/api/' to '/api': an nginx that leads back would keep a reader between the two."""
    assert requests.get(nginx.address + path, timeout=30, allow_redirects=False).status_code == 200


MARKED = "fbclid=IwAR0&utm_source=a.b&utm_medium=%20x"


@pytest.mark.parametrize("path", ["/area/kent", "/", "/area/kent@2025.1", "/~0a1b2c3d/area/kent"])
def test_marks_of_other_sites_behind_a_link_are_taken_off(
    nginx: Front, replicas: tuple[Replica, Replica], path: str
) -> None:
    """Each reader's differs: with them no page could be kept, and they tell of the reader."""
    answer = requests.get(f"{nginx.address}{path}?{MARKED}", timeout=30, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"], answer.headers["Cache-Control"]) == (
        302,
        path,
        "no-store",
    )
    assert not replicas[0].asked


@pytest.mark.parametrize(
    "address",
    [
        f"/a?year=2024&{MARKED}",
        f"/a?{MARKED}&year=2024",
        f"//evil.example/?{MARKED}",
        f"/%0d%0aSet-Cookie:x?{MARKED}",
        f"/a%2fb?{MARKED}",
        "/a?xfbclid=1",
        "/a?fbclid",
        "/a?",
    ],
)
def test_nothing_else_is_taken_off_or_led_elsewhere(
    nginx: Front, replicas: tuple[Replica, Replica], address: str
) -> None:
    answer = requests.get(nginx.address + address, timeout=30, allow_redirects=False)
    assert (answer.status_code, "Location" in answer.headers) == (200, False)
    assert len(replicas[0].asked) == 1


@pytest.mark.parametrize("path", ["/own", "/cookie", "/api/v1/values", "/api/v1/values.csv", "/ready"])
def test_what_differs_from_reader_to_reader_is_not_kept(
    nginx: Front, replicas: tuple[Replica, Replica], path: str
) -> None:
    for _ in range(2):
        assert get(nginx, path).text == "first br"
    assert asked(replicas[0], path) == 2


def test_a_page_that_many_open_at_once_is_made_for_few_of_them(
    nginx: Front, replicas: tuple[Replica, Replica]
) -> None:
    """For one, unless that takes longer than others wait."""
    with ThreadPoolExecutor(16) as pool:
        texts = set(pool.map(lambda _: get(nginx, "/slow").text, range(16)))
    assert texts == {"first br"}
    assert 1 <= asked(replicas[0], "/slow") < 8


def test_readers_of_what_is_not_kept_do_not_wait_for_each_other(nginx: Front) -> None:
    """nginx hands out such an answer to one after the other, unless it is told how long they wait at most."""
    with ThreadPoolExecutor(12) as pool:
        seconds = list(pool.map(lambda _: get(nginx, "/slow-own").elapsed.total_seconds(), range(12)))
    assert max(seconds) < 3


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/room", "pages"),
        ("/room?year=2024", "views"),
        ("/~1a2b3c4d/_dash-update-component?of=page&at=/area/kent", "pages"),
        ("/~1a2b3c4d/_dash-update-component?of=page&at=/area/kent%3Fyear%3D2024", "views"),
        ("/~1a2b3c4d/_dash-update-component?of=chart&at=/measure/a", "views"),
        ("/room.csv", "files"),
        ("/briefing/room.pdf", "files"),
        ("/room.csv@2025.1", "files"),
        ("/room.csv?year=2024", ""),
        ("/assets/room.js?v=1", "scripts"),
        ("/_dash-component-suites/dash/room.js", "scripts"),
        ("/boundaries/room.json", "scripts"),
    ],
)
def test_each_kind_of_answer_has_a_room_of_its_own(nginx: Front, path: str, room: str) -> None:
    """Else somebody could fill the place of pages with something of which there are endlessly many."""
    before = kept(nginx)
    get(nginx, path)
    assert [each for each in ROOMS for _ in range(kept(nginx)[each] - before[each])] == [room] * bool(room)


ROOMS = ("pages", "views", "files", "scripts")


def kept(nginx: Front) -> dict[str, int]:
    """How many answers are in each room."""
    return {room: sum(path.is_file() for path in (nginx.kept / room).rglob("*")) for room in ROOMS}


def test_what_takes_seconds_is_made_for_few_of_one_address_at_a_time_and_others_are_told(
    nginx: Front,
) -> None:
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda at: get(nginx, f"/slow-{at}.pdf"), range(12)))
    assert [each.status_code for each in answers].count(200) >= 4
    (refused, *_) = [each for each in answers if each.status_code != 200]
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert "try again in a minute" in refused.text
    assert_own_headers(refused)


def assert_own_headers(answer: requests.Response) -> None:
    """Of what nginx answers by itself."""
    own = {name: value for name, value in answer.headers.items() if name in safety.HEADERS}
    assert own == safety.HEADERS | {"Referrer-Policy": "no-referrer"}
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_the_app_says_is_said_once(nginx: Front) -> None:
    """From the app, and from what was kept."""
    for _ in range(2):
        told = get(nginx, "/said-once").headers
        assert (told["Cache-Control"], told["X-Content-Type-Options"]) == (FRESH.format(60), "nosniff")


@pytest.mark.parametrize("hurt", ["cut", "503"])
def test_another_replica_answers_for_one_that_fails_also_what_is_posted(
    nginx: Front, replicas: tuple[Replica, Replica], hurt: str
) -> None:
    replicas[0].hurt = hurt
    assert get(nginx, f"/new-{hurt}").text == "second br"
    posted = requests.post(nginx.address + "/find", data={"place": POSTCODE}, timeout=30)
    assert posted.text.startswith("second")
    assert [each.asked[-1][3] for each in replicas] == [f"place={POSTCODE}".encode()] * 2


def test_pages_stay_when_no_replica_answers_and_plain_words_say_what_does_not(
    nginx: Front, replicas: tuple[Replica, Replica]
) -> None:
    get(nginx, "/stays")
    for each in replicas:
        each.hurt = "cut"
    end = time.monotonic() + 20
    while not asked(replicas[1], "/stays") and time.monotonic() < end:
        time.sleep(0.1)  # the page is fresh for a second, and then both are asked before the copy is shown
        assert get(nginx, "/stays").text == "first br"
    assert asked(replicas[1], "/stays") == 1
    away = get(nginx, "/never-opened")
    assert (away.status_code, away.headers["Retry-After"]) == (503, "60")
    assert "away for a moment" in away.text
    assert_own_headers(away)
    assert "nginx/" not in away.headers["Server"] + away.text


def test_the_log_has_neither_queries_nor_bodies_nor_readers_nor_paths_that_are_not_of_the_site(
    nginx: Front,
) -> None:
    get(nginx, f"/logged?postcode={POSTCODE}", User_Agent="Agent7", Referer=f"http://elsewhere/{POSTCODE}")
    get(nginx, f"/nowhere/{POSTCODE}")
    get(nginx, f"/_dash-component-suites/dash/x.v{POSTCODE}m1.js")
    requests.put(f"{nginx.address}/logged/{POSTCODE}", timeout=30)
    requests.post(nginx.address + "/find", data={"place": POSTCODE}, timeout=30)
    for line in written_down(nginx, WRITTEN):
        assert {"path", "status", "cache"} <= set(line)
    for held in (nginx.log, (nginx.folder / "errors").read_text()):
        assert not [each for each in (POSTCODE, "Agent7", "elsewhere", "127.0.0.1") if each in held]


WRITTEN = {
    ("GET", "/logged", 200),
    ("GET", "", 404),
    ("GET", "/_dash-component-suites/", 200),
    ("PUT", "", 200),
    ("POST", "/find", 200),
}


def written_down(nginx: Front, awaited: set[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """The lines of the log once these are among them: nginx writes after it has answered, each worker when it may."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        lines = [json.loads(line) for line in nginx.log.splitlines()]
        if awaited <= {(line["method"], line["path"], line["status"]) for line in lines}:
            return lines
        time.sleep(0.02)
    raise AssertionError(nginx.log)


def test_a_body_is_not_written_to_a_disk_and_has_an_end(
    nginx: Front, replicas: tuple[Replica, Replica]
) -> None:
    most = b"x" * 64 * 1024
    assert requests.post(nginx.address + "/find", data=most, timeout=30).status_code == 200
    refused = requests.post(nginx.address + "/find", data=most + b"x", timeout=30)
    assert refused.status_code == 413
    assert_own_headers(refused)
    assert [len(each[3]) for each in replicas[0].asked] == [len(most)]
    assert not [path for path in Path(nginx.folder / "bodies").rglob("*") if path.is_file()]


def test_a_reader_cannot_say_to_be_somebody_else(nginx: Front, replicas: tuple[Replica, Replica]) -> None:
    get(nginx, "/own", X_Forwarded_For="192.0.2.9")
    assert replicas[0].asked[-1][2]["X-Forwarded-For"] == "127.0.0.1"
