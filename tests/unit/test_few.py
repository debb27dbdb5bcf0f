"""Heavy answers are made for few at once, and every way in which one ends gives its place back."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import few

WHOLE, API, PAPER = "/data/caveats.csv", "/api/v1/versions.csv", "/briefing/kent.pdf"


@pytest.fixture
def client() -> FlaskClient:
    return server.test_client()


@pytest.fixture
def taken() -> Iterator[None]:
    """All places are taken."""
    assert all(few.free.acquire(blocking=False) for _ in range(few.AT_ONCE))
    yield
    for _ in range(few.AT_ONCE):
        few.free.release()


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("address", [WHOLE, f"{WHOLE}@2025.1", API, PAPER, "/data/figures.xlsx?area=kent"])
def test_who_finds_no_place_is_told_to_come_again(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert int(answer.headers["Retry-After"]) > 0
    assert "Many large files are being made" in answer.text
    assert ("title" in (answer.get_json(silent=True) or {})) == (address == API)


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("address", ["/accessibility", "/api/v1/versions", "/data/caveats.csv-metadata.json"])
def test_all_else_is_answered_meanwhile(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [WHOLE, f"{WHOLE}@2025.1", API, PAPER])
def test_a_place_is_held_to_the_last_byte_and_given_back_when_a_reader_leaves(
    client: FlaskClient, address: str
) -> None:
    """Also by one who leaves before the first."""
    held = [client.get(address, headers={"Accept-Encoding": coding}) for coding in ("br", "identity")]
    assert [each.status_code for each in held] == [200] * few.AT_ONCE
    assert client.get(address).status_code == 503
    next(iter(held[1].response))
    for each in reversed(held):  # as each remembers what was read before it
        each.close()
    assert client.get(address, buffered=True).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "address", [WHOLE, PAPER, "/data/nothing.csv", "/briefing/nowhere.pdf", f"{WHOLE}?x=1"]
)
def test_every_end_gives_the_place_back(client: FlaskClient, method: str, address: str) -> None:
    statuses = {
        client.open(address, method=method, buffered=True).status_code for _ in range(few.AT_ONCE + 1)
    }
    assert statuses <= {200, 400, 404}
    assert len(statuses) == 1
