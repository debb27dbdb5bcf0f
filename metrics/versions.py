"""The versions of the data: which there are, which one is read, and how to read another.

A version is called by its content: `2026.1+1a2b3c4d` is the release that `data/versions/versions.csv` names 2026.1,
and the first eight characters of the digest of its tidy and reference tables. It freezes the data, not the code: a
measure that is worked out in a better way is so for every version.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from metrics import layers, memory
from metrics.memory import remembered


class UnknownVersion(LookupError):
    """A version that is not kept; the message names those that are."""


@dataclass(frozen=True)
class Version:
    """A state of the data. `label` is the month up to which it holds what was published, `built` an ISO date."""

    id: str
    label: str
    built: str

    @property
    def name(self) -> str:
        """The release without the digest, as it stands in addresses: '2026.1'."""
        return self.id.partition("+")[0]


def current() -> Version:
    """The version that is read: the newest, unless this runs within `use`."""
    return _version(memory.ACTIVE.get())


def newest() -> Version:
    """The version of the data as they are."""
    with memory.under(""):
        return _version("")


def known() -> list[Version]:
    """Every version that is kept, the oldest first; the last is the newest."""
    found = []
    for row in layers.declared()[:-1]:
        with memory.under(row["version"]):
            found.append(_version(row["version"]))
    return [*found, newest()]


def named(text: str) -> Version:
    """The version that an address or a citation names, '2025.1' or '2025.1+1a2b3c4d'; raises UnknownVersion."""
    row = next((row for row in layers.declared() if row["version"] == text.partition("+")[0]), None)
    if row is None:
        there = " and ".join(each["version"] for each in layers.declared())
        raise UnknownVersion(f"there is no version {text!r} of the data; there are {there}")
    with memory.under(_folder(row["version"])):
        found = _version(_folder(row["version"]))
    if "+" in text and text != found.id:
        raise UnknownVersion(f"{text!r} is not kept: what is called {found.name} now is {found.id}")
    return found


@contextmanager
def use(version: str) -> Iterator[Version]:
    """Read another version within the block; raises UnknownVersion."""
    found = named(version)
    with memory.under(_folder(found.name)):
        yield found


def _folder(name: str) -> str:
    """A version as the memory knows it: '' is the newest."""
    return "" if name == layers.declared()[-1]["version"] else name


@remembered()
def _version(folder: str) -> Version:
    """The version that is read, whose name in memory is `folder`."""
    rows = layers.declared()
    row = next((row for row in rows if row["version"] == folder), rows[-1])
    name = row["version"] or "undeclared"
    return Version(f"{name}+{layers.content(layers.manifest().items())}", row["label"], row["built"])
