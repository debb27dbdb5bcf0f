"""The releases of a table: where each was published, when where that is known, and when its files were fetched."""

from __future__ import annotations

from dataclasses import dataclass

from metrics import tables
from metrics.memory import remembered


@dataclass(frozen=True)
class Source:
    """One release of a table.

    `published` is the ISO day that the publisher gives, '' where none is known; `fetched` the ISO day on which its
    newest file was fetched; `address` the page of the release.
    """

    published: str
    fetched: str
    address: str

    @property
    def known(self) -> str:
        """The day, ISO, from which on what the release says could be told."""
        return self.published or self.fetched


@remembered(512)
def of_table(dataset: str, release: str) -> Source:
    """The source of one release of a table."""
    files = [each for each in tables.describe(dataset)["sources"] if each["release"] == release]
    last = max(files, key=lambda each: each["retrieved"])
    return Source(last["published"] or "", last["retrieved"], last["address"])
