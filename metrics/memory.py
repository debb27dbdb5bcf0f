"""What functions remember of the data, apart for each version of it.

A function of the data is kept by `remembered` and by nothing else: what it gave under one version is never given under
another. Versions other than the newest are looked at rarely, so only MOST_OLDER of them are remembered at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, TypeVar, cast

MOST_OLDER = 2
"""Versions other than the newest that are remembered; with one more, the one not asked for the longest is forgotten."""
ACTIVE: ContextVar[str] = ContextVar("version", default="")
"""The version that is read; '' is the newest, the data as they are."""

Work = TypeVar("Work", bound=Callable[..., Any])
_held: list[dict[str, Any]] = []
_older: dict[str, None] = {}
_lock = Lock()


def remembered(size: int | None = None) -> Callable[[Work], Work]:
    """Keep what a function gives: of each version its last `size` answers, or all. Shared: do not change them.

    `forget` drops them.
    """

    def keep(work: Work) -> Work:
        newest = lru_cache(maxsize=size)(work)
        kept = {"": newest}
        _held.append(kept)

        @wraps(work)
        def answer(*asked: Any, **named: Any) -> Any:
            version = ACTIVE.get()
            if not version:
                return newest(*asked, **named)
            found = kept.get(version) or kept.setdefault(version, lru_cache(maxsize=size)(work))
            return found(*asked, **named)

        return cast(Work, answer)

    return keep


@contextmanager
def under(version: str) -> Iterator[None]:
    """Read an older version, '' for the newest, within the block."""
    if version:
        _make_room(version)
    before = ACTIVE.set(version)
    try:
        yield
    finally:
        ACTIVE.reset(before)


def forget() -> None:
    """Drop all that is remembered, of every version."""
    for kept in _held:
        for found in kept.values():
            found.cache_clear()


def _make_room(version: str) -> None:
    """Note that a version is asked for, and forget the one not asked for the longest where there are too many."""
    with _lock:
        _older.pop(version, None)
        _older[version] = None
        gone = list(_older)[:-MOST_OLDER]
        for each in gone:
            del _older[each]
        for kept in _held if gone else ():
            for each in gone:
                kept.pop(each, None)
