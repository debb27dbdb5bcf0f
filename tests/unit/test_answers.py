"""Whole answers are kept for whom they are true, and only for them."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import dash
import pytest
from werkzeug.test import Client

from app import server
from bench.views import body_of, router_of
from layouts import answers, changes, safety
from metrics import versions

PAGE = "/measure/ehc_plans_in_20_weeks"
POSTCODE = "SW1A 1AA"
ROUTER = router_of(server.test_client().get("/_dash-dependencies").json)
PATHNAME = '"_pages_location.pathname", "_pages_location.search"'
"""What the page says has changed, which belongs to the key."""


class Counted:
    """A site that answers with the address, and counts how often it is asked."""

    def __init__(self, status: str = "200 OK", **headers: str) -> None:
        self.asked: list[str] = []
        self.bodies: list[str] = []
        self.status, self.headers = status, {"Content_Type": "text/html"} | headers

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        address = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        self.asked.append(address)
        self.bodies.append(environ["wsgi.input"].read().decode())
        start_response(self.status, [(name.replace("_", "-"), value) for name, value in self.headers.items()])
        return [f"{environ['REQUEST_METHOD']} {address} in {environ.get('HTTP_ACCEPT_ENCODING')}".encode()]


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = {name: answers.Room(most) for name, most in answers.ROOMS.items()}
    monkeypatch.setattr(answers, "rooms", lambda: empty)


@pytest.fixture
def site() -> Counted:
    return Counted()


@pytest.fixture
def client(site: Counted) -> Client:
    return Client(answers.Answers(site))


def test_an_address_is_made_once(client: Client, site: Counted) -> None:
    first, second = client.get(PAGE), client.get(PAGE)
    assert (first.data, first.status, list(first.headers)) == (
        second.data,
        second.status,
        list(second.headers),
    )
    assert len(site.asked) == 1


def test_who_asks_for_what_is_being_made_waits_for_it() -> None:
    both = Barrier(2)

    class Slow(Counted):
        def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
            with suppress(BrokenBarrierError):
                both.wait(timeout=0.5)  # only a second reader who does not wait would end this sooner
            return super().__call__(environ, start_response)

    site = Slow()
    client = answers.Answers(site)
    with ThreadPoolExecutor(3) as readers:
        told = list(readers.map(lambda _: Client(client).get(PAGE).data, range(3)))
    assert (len(site.asked), len(set(told))) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [f"{PAGE}@2025.1", f"{PAGE}?year=2024", "/measure/ehc_requests_refused", f"{PAGE}?year=2024&area=kent"],
)
def test_no_address_or_version_gets_the_answer_of_another(client: Client, other: str) -> None:
    assert client.get(PAGE).data != client.get(other).data
    assert client.get(other).data == client.get(other).data


@pytest.mark.parametrize("what", ["PUBLIC_URL", "PUBLISHER_NAME"])
def test_another_publisher_is_another_answer(
    client: Client, site: Counted, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(PAGE)
    monkeypatch.setenv(what, "https://send.example.org")
    client.get(PAGE)
    assert len(site.asked) == 2


def test_other_data_is_another_answer(client: Client, site: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get(PAGE)
    monkeypatch.setattr(versions, "newest", lambda: versions.Version("2027.1+0000", "", ""))
    client.get(PAGE)
    assert len(site.asked) == 2


def test_each_reader_gets_a_compression_that_they_take(client: Client) -> None:
    takes = ["br, gzip", "gzip;q=0.5", "br;q=0, gzip", "", "identity"]
    said = [client.get(PAGE, headers={"Accept-Encoding": each}).text.rpartition(" in ")[2] for each in takes]
    assert said == ["br", "gzip", "gzip", "", ""]


@pytest.mark.parametrize(
    "query",
    [
        "?area=sw1a1aa",
        "?x=1",
        "?year=2024&year=2025",
        "?year=20244",
        "?year=202%34",
        "?year=2024&",
        "?area",
        "?words=private",
        "?area=kent&" + "region=&" * 99,
    ],
)
def test_what_is_no_word_of_this_site_is_answered_and_not_kept(
    client: Client, site: Counted, query: str
) -> None:
    assert [client.get(PAGE + query).status_code for _ in range(2)] == [200, 200]
    assert len(site.asked) == 2
    assert not any(room.bytes for room in answers.rooms().values())


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 NOT FOUND", {}),
        ("500 INTERNAL SERVER ERROR", {}),
        ("200 OK", {"Cache_Control": "no-store"}),
        ("200 OK", {"Set_Cookie": "a=b"}),
        ("200 OK", {"Content_Type": "text/csv"}),
    ],
)
def test_errors_files_and_private_answers_are_not_kept(status: str, headers: dict[str, str]) -> None:
    site = Counted(status, **headers)
    client = Client(answers.Answers(site))
    assert client.get(PAGE).status == client.get(PAGE).status == status
    assert len(site.asked) == 2


def test_whoever_holds_the_answer_is_told_that_it_is_the_same(client: Client) -> None:
    tag = client.get(PAGE).headers["ETag"]
    again = client.get(PAGE, headers={"If-None-Match": f'"other",W/{tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    other = client.get(f"{PAGE}?year=2024", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.data


def test_what_is_typed_is_never_kept(client: Client, site: Counted) -> None:
    for _ in range(2):
        client.post("/find", data={"place": POSTCODE})
        client.post(safety.CALLBACK, json=change(f"/area/{POSTCODE}"))
        client.post(safety.CALLBACK, json=change("/", f"?area={POSTCODE}"))
        client.post(safety.CALLBACK, data=b"{" + POSTCODE.encode())
    assert len(site.asked) == 8
    assert not any(room.bytes for room in answers.rooms().values())


def test_a_change_is_kept_by_its_address_and_version(client: Client, site: Counted) -> None:
    kent = change("/area/kent")
    for _ in range(2):
        client.post(safety.CALLBACK, json=kent)
    client.post(f"/@2025.1{safety.CALLBACK}", json=kent)
    client.post(safety.CALLBACK, json=change("/area/leeds"))
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    "beside",
    [
        {"junk": POSTCODE},
        {"outputs": [{"id": POSTCODE, "property": "children"}]},
        {"state": [{"id": POSTCODE, "property": "data", "value": POSTCODE}]},
        {"changedPropIds": [POSTCODE]},
        {"inputs": [*ROUTER["inputs"], {"id": POSTCODE, "property": "data", "value": POSTCODE}]},
    ],
    ids=lambda beside: next(iter(beside)),
)
def test_what_is_put_in_beside_a_change_is_neither_worked_with_nor_kept(
    client: Client, site: Counted, beside: dict[str, Any]
) -> None:
    said = change("/area/kent")
    said |= beside | ({"inputs": [*said["inputs"], *beside["inputs"][2:]]} if "inputs" in beside else {})
    client.post(safety.CALLBACK, json=change("/area/kent") | {"changedPropIds": []})
    client.post(safety.CALLBACK, json=said)
    assert len({body.replace(PATHNAME, "") for body in site.bodies}) == 1
    assert POSTCODE not in "".join(site.bodies)


@pytest.mark.parametrize("known", [{"output": "no-such.children"}, {"inputs": []}, {"output": ["a"]}])
def test_what_no_page_would_say_is_passed_on_and_not_kept(
    client: Client, site: Counted, known: dict[str, Any]
) -> None:
    said = change("/area/kent") | known
    for _ in range(2):
        client.post(safety.CALLBACK, json=said)
    assert [json.loads(body) for body in site.bodies] == [said, said]
    assert not any(room.bytes for room in answers.rooms().values())


def change(path: str, search: str = "") -> dict[str, Any]:
    return body_of(ROUTER, f"{path}{search}")


def test_headers_alone_are_those_of_the_whole(client: Client, site: Counted) -> None:
    alone, whole = client.head(PAGE), client.get(PAGE)
    assert (alone.data, list(alone.headers)) == (b"", list(whole.headers))
    assert client.head(PAGE).data == b""
    assert len(site.asked) == 1


@pytest.mark.parametrize("told", [b"[" * 30_000, b'{"inputs":' * 9_000, b'{"inputs":' * 300])
def test_what_is_nested_deeply_is_refused_in_the_usual_way(told: bytes) -> None:
    refused = server.test_client().post(safety.CALLBACK, data=told, content_type="application/json")
    assert refused.status_code in (400, 413)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip", "identity"])
def test_every_replica_gives_the_same_bytes(coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    for second in (1, 2_000_000_000):
        with monkeypatch.context() as then:
            then.setattr("time.time", lambda second=second: second)
            then.setattr(answers, "rooms", lambda: {name: answers.Room(0) for name in answers.ROOMS})
            site = Client(answers.Answers(server.wsgi_app.site))
            given.append(site.get("/accessibility", headers={"Accept-Encoding": coding}))
    assert given[0].data == given[1].data
    assert given[0].headers["ETag"] == given[1].headers["ETag"]


def test_a_room_holds_no_more_bytes_than_it_may() -> None:
    room = answers.Room(50_000)
    for number in range(100):
        room.put(number, answers.Answer("200 OK", [], b"x" * 1000))
    assert room.bytes <= 50_000
    assert room.get(99) is not None
    assert room.get(0) is None
    held = [number for number in range(100) if room.get(number)]
    assert sum(1000 + answers.OVERHEAD for _ in held) == room.bytes


def test_the_site_keeps_its_pages_and_a_failed_one_never(monkeypatch: pytest.MonkeyPatch) -> None:
    client = server.test_client()
    newest, older = client.get("/leads"), client.get("/leads@2025.1")
    assert newest.data != older.data
    assert newest.headers["ETag"] != older.headers["ETag"]
    assert client.get("/leads", headers={"If-None-Match": newest.headers["ETag"]}).status_code == 304
    page = next(each for each in dash.page_registry.values() if each["path"] == "/gaps")
    with monkeypatch.context() as broken:
        broken.setitem(page, "layout", lambda **_: 1 / 0)
        by_get = f"{safety.CALLBACK}?{changes.asked('page', '/gaps')}"
        for failed in (client.post(safety.CALLBACK, json=change("/gaps")), client.get(by_get)):
            assert "Something went wrong" in failed.text
            assert failed.headers["Cache-Control"] == "no-store"
    assert "Something went wrong" not in client.post(safety.CALLBACK, json=change("/gaps")).text
    assert "Something went wrong" not in client.get(by_get).text


def test_only_caches_in_front_may_show_an_older_copy_while_they_ask() -> None:
    """A browser that is told so shows its reader old figures, beside parts of the page that are new."""
    client = server.test_client()
    answer = client.get("/about")
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert "stale-while-revalidate" in answer.headers["CDN-Cache-Control"]
    for address in ("/api/v1/areas.json", "/data/figures.csv?area=kent&theme=reviews", "/_dash-layout"):
        assert "stale" not in client.get(address).headers.get("Cache-Control", ""), address
