"""A page and all that it asks for are of the same figures, whatever a cache on the way has kept."""

import html
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import server
from bench.views import body_of, router_of
from layouts import bound, changes, frozen, lasting, safety

PART = re.compile(r'\s(?:data-fragment|data-of|data-chart|src)="(/~[^"]*)"')
OTHER = "00000000"
PAGES = ["/gaps", "/gaps@2025.1", "/lottery/borders"]


@pytest.fixture
def client() -> FlaskClient:
    return server.test_client()


def opened(client: FlaskClient, address: str) -> tuple[list[str], str]:
    """The bound addresses of the parts of a page, and what stands before all that Dash asks in it."""
    text = client.get(address, buffered=True).text
    config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', text)[1])
    parts = dict.fromkeys(html.unescape(each) for each in PART.findall(text))
    return [each for each in parts if "/cite" not in each and "/version" not in each], config[
        "requests_pathname_prefix"
    ]


def plain(address: str) -> str:
    return bound.ADDRESS.fullmatch(address)[2]


@pytest.mark.parametrize("page", PAGES)
def test_a_part_is_answered_as_at_its_plain_address_while_the_figures_are_the_same(
    client: FlaskClient, page: str
) -> None:
    parts, _ = opened(client, page)
    assert parts
    for each in parts:
        answer = client.get(each, buffered=True)
        assert answer.status_code == 200, each
        assert answer.data == client.get(plain(each), buffered=True).data
        assert answer.headers["Cache-Control"] == dict(lasting.FRESH)["Cache-Control"]
        assert f"/~{answer.headers[bound.HEADER]}/" in each


@pytest.mark.parametrize("page", PAGES)
def test_nothing_that_an_older_page_asks_for_is_answered_from_newer_figures(
    client: FlaskClient, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, dash = opened(client, page)
    router = router_of(client.get("/_dash-dependencies").json)
    version = page.rpartition("@")[2] if "@" in page else ""
    body: Any = body_of(router, frozen.split(page)[0])
    by_get = f"{dash}{safety.CALLBACK[1:]}?{changes.asked('page', page)}"
    assert client.post(f"{dash}{safety.CALLBACK[1:]}", json=body, buffered=True).status_code == 200
    assert client.get(by_get, buffered=True).headers["Cache-Control"] == dict(lasting.FRESH)["Cache-Control"]
    monkeypatch.setattr(bound, "digest", lambda: OTHER)
    asked = [
        *(client.get(each, buffered=True) for each in parts),
        client.get(f"{dash}_dash-layout", buffered=True),
        client.post(f"{dash}{safety.CALLBACK[1:]}", json=body, buffered=True),
        client.get(by_get, buffered=True),
    ]
    for answer in asked:
        assert answer.status_code == 404, answer.request.path
        assert "replaced by newer ones" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers[bound.HEADER] == OTHER
    again = client.get(page, buffered=True)
    assert again.status_code == 200
    assert client.get(f"/~{OTHER}{page}", buffered=True).data == again.data
    assert not version or f"@{version}" in parts[0]


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        ("/gaps-table", "/gaps-table"),
        ("/table/x?a=b&c=d", "/table/x?a=b&amp;c=d"),
        ("//example.org/", "/example.org/"),
        ("/%5Cexample.org/", "/example.org/"),
        ("/%22onclick=%22", "/%22onclick%3D%22"),
    ],
)
def test_who_follows_a_part_of_an_older_page_is_led_to_the_newest_on_this_site(
    client: FlaskClient, asked: str, way: str
) -> None:
    answer = client.get(f"/~{OTHER}{asked}")
    assert re.findall('<li><a href="([^"]*)"', answer.text) == [way]


@pytest.mark.parametrize("address", ["/~0/gaps", "/~zzzzzzzz/gaps", "/~00000000", f"/~{OTHER}//example.org/"])
def test_what_only_looks_like_a_bound_address_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_unknown_version_is_told_as_such(client: FlaskClient) -> None:
    answer = client.get(f"/~{bound.digest()}/gaps@1999.9")
    assert answer.status_code == 404
    assert "keeps no version 1999.9" in answer.text


def test_each_version_has_figures_of_its_own(client: FlaskClient) -> None:
    named = {client.get(each, buffered=True).headers[bound.HEADER] for each in ("/gaps", "/gaps@2025.1")}
    assert len(named) == 2


@pytest.mark.parametrize("address", ["/api/v1/versions", "/health", "/ready"])
def test_what_programs_ask_for_is_nowhere_but_at_its_own_address(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200
    assert client.get(bound.bound(address)).status_code == 404
