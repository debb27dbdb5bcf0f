"""The last lines of a briefing: where it is on the web, of which data, and who publishes it."""

from __future__ import annotations

from layouts import cite, frozen, links
from layouts.places import Place
from metrics import versions


def lines(place: Place) -> tuple[str, ...]:
    """The address that keeps these figures, then version, date and publisher."""
    version = versions.current()
    return (
        f"The accessible version of this page, with a way to each figure: {address(links.briefing(place.code))}.",
        f"Data version {version.id}: {version.label}. Published by {cite.publisher()}.",
    )


def address(path: str) -> str:
    """Where a page with these very figures stays; of a copy without a public address its path."""
    pinned = frozen.pinned(path, versions.current().name)
    found = cite.where(pinned)
    return f"{pinned} ({cite.LOCAL})" if found == cite.LOCAL else found
