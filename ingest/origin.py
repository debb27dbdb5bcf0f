"""Where a release's file comes from. A release declares its origin; the kinds are beside their publishers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.files import Downloaded
from ingest.http import Client


@dataclass(frozen=True)
class Found:
    """What a publisher has now for an origin.

    `release` and `published` (an ISO day) are the publisher's. `size` is in bytes, where announced. `stamp` changes
    whenever the file does, such as the id of a version of a release: a file that was fetched under the same stamp is
    not asked for again. `newer` is the publisher's newest release where it is another one than this, and
    `due` when the next is expected, in the publisher's words.
    """

    address: str
    release: str
    published: str | None = None
    size: int | None = None
    stamp: str = ""
    newer: str | None = None
    due: str | None = None


class Origin(Protocol):
    """A way to find a file and to fetch it; both raise `Refused`."""

    def found(self, client: Client) -> Found:
        """What the publisher has now; raises Refused when nothing there is what was declared."""
        ...

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Put the file in its place, whole and checked, or leave what was there."""
        ...


@dataclass(frozen=True)
class Address:
    """A file whose address stays, as in a public repository. `sha256` where it may never be another file."""

    address: str
    release: str
    published: str | None = None
    sha256: str = ""
    due: str | None = None

    def found(self, client: Client) -> Found:
        """The address as declared: whether it still holds is seen when it is fetched."""
        return Found(self.address, self.release, self.published, stamp=self.sha256, due=self.due)

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """A plain download."""
        return client.download(found.address, to, sha256=self.sha256, size=found.size)
