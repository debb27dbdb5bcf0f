"""Whoever finds a flaw is told whom to write to, at the address that the standard names."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app import server

ADDRESS = "/.well-known/security.txt"


def fields() -> dict[str, str]:
    answer = server.test_client().get(ADDRESS)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return dict(line.split(": ", 1) for line in answer.text.splitlines())


def test_the_contact_stands_there_for_less_than_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_CONTACT", "flaws@example.org")
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    said = fields()
    assert (said["Contact"], set(said)) == (
        "mailto:flaws@example.org",
        {"Contact", "Expires", "Preferred-Languages"},
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said["Expires"])
    left = datetime.fromisoformat(said["Expires"]) - datetime.now(UTC)
    assert timedelta(days=90) < left < timedelta(days=365)


def test_a_public_site_names_its_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_CONTACT", "https://send.example.org/flaws")
    monkeypatch.setenv("PUBLIC_URL", "https://send.example.org")
    said = fields()
    assert said["Contact"] == "https://send.example.org/flaws"
    assert (said["Canonical"], said["Policy"]) == (
        f"https://send.example.org{ADDRESS}",
        "https://send.example.org/about",
    )


def test_without_a_contact_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLISHER_CONTACT", raising=False)
    assert server.test_client().get(ADDRESS).status_code == 404
