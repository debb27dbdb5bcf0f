"""Compressed files that are kept take no more than their room, whatever they are asked for under."""

import pytest

from layouts import compression


def test_the_longest_unasked_go_when_the_room_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "MOST", 30)
    kept = compression.Kept()
    for name in ("a;br", "b;br", "c;br"):
        kept.set(name, bytes(10))
    kept.get("a;br")
    kept.set("d;br", bytes(10))
    assert [kept.get(name) is not None for name in ("a;br", "b;br", "c;br", "d;br")] == [
        True,
        False,
        True,
        True,
    ]
    kept.set("d;br", bytes(20))
    kept.set("too large;br", bytes(31))
    kept.set("without a coding;", bytes(1))
    assert sum(map(len, kept.held.values())) == 30
    assert kept.get("too large;br") is kept.get("without a coding;") is None
