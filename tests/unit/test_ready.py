"""A replica is sent readers while it can answer them; and their addresses are counted, not that of nginx."""

from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from app import server
from layouts import proxies
from metrics import kept, memory, versions


@pytest.fixture
def client() -> FlaskClient:
    return server.test_client()


def test_it_is_ready_with_the_version_that_it_reads(client: FlaskClient) -> None:
    answer = client.get("/ready")
    assert (answer.status_code, answer.json) == (200, {"state": "ready", "version": versions.newest().id})
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_leaving_while_the_file_is_there(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "leaving"
    monkeypatch.setenv("DRAIN_FILE", str(file))
    assert client.get("/ready").status_code == 200
    file.touch()
    answer = client.get("/ready")
    assert (answer.status_code, answer.json) == (503, {"state": "leaving"})
    file.unlink()
    assert client.get("/ready").status_code == 200


def test_it_is_not_ready_without_data(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEND_DATA", str(tmp_path))
    memory.forget()
    try:
        answer = client.get("/ready")
        assert (answer.status_code, answer.json) == (503, {"state": "not ready"})
        assert client.get("/health").status_code == 200
    finally:
        monkeypatch.undo()
        memory.forget()
    assert client.get("/ready").status_code == 200


def test_it_is_not_ready_until_the_figures_are_worked_out(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without them a page waits for minutes while they are."""
    memory.forget()
    monkeypatch.setattr(kept, "is_sound", lambda: False)
    assert client.get("/ready").status_code == 503
    assert "metrics figures" in caplog.text
    monkeypatch.undo()
    assert client.get("/ready").status_code == 200


def address_seen(headers: dict[str, str]) -> str:
    """The address by which requests are counted, of a request that came from nginx at 127.0.0.1."""
    counted = Flask("counted")
    counted.add_url_rule("/", view_func=lambda: str(request.remote_addr))
    proxies.trust(counted)
    return counted.test_client().get("/", headers=headers).text


def test_the_reader_is_believed_to_be_who_nginx_says(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"X-Forwarded-For": "10.9.9.9, 192.0.2.7"}
    assert address_seen(told) == "127.0.0.1"
    monkeypatch.setenv("TRUSTED_PROXIES", "1")
    assert address_seen(told) == "192.0.2.7", "what the reader wrote there himself is not believed"
    monkeypatch.setenv("TRUSTED_PROXIES", "2")
    assert address_seen(told) == "10.9.9.9"


def test_a_number_of_proxies_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "yes")
    with pytest.raises(proxies.WrongNumber, match="'yes'"):
        proxies.number()
