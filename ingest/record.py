"""What is known of the files in `data/raw`: where each came from, when, and what the publisher said of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ingest.files import Downloaded
from ingest.origin import Found
from ingest.store import read_state, write_bytes

NAME = ".fetched.json"


@dataclass(frozen=True)
class Entry:
    """A file as it was last fetched. `retrieved` is the day on which it was first seen with this hash.

    `newer` and `due` are what the publisher said when it was last asked, also when the file was not fetched;
    `note` is as of `Downloaded`.
    """

    address: str
    release: str
    published: str | None
    stamp: str
    sha256: str
    size: int
    retrieved: str
    newer: str | None = None
    due: str | None = None
    note: str = ""

    @property
    def day(self) -> str:
        """The day of publication, or where that is not known, the one on which it was retrieved."""
        return self.published or self.retrieved

    @classmethod
    def of(cls, found: Found, got: Downloaded, retrieved: str) -> Entry:
        """The entry of a file that was fetched."""
        return cls(
            got.address,
            found.release,
            found.published,
            found.stamp,
            got.sha256,
            got.size,
            retrieved,
            found.newer,
            found.due,
            got.note,
        )


def read(folder: Path) -> dict[str, Entry]:
    """File -> its entry; nothing for a folder that was not fetched."""
    path = folder / NAME
    entries = read_state(path, "remove it: every file is then fetched again") or {}
    known = {field.name for field in fields(Entry)}
    return {
        file: Entry(**{name: value for name, value in entry.items() if name in known})
        for file, entry in entries.items()
    }


def write(folder: Path, entries: dict[str, Entry]) -> None:
    """Write the entries, in one step."""
    content = {file: asdict(entry) for file, entry in entries.items()}
    write_bytes(folder / NAME, (json.dumps(content, sort_keys=True, indent=2) + "\n").encode())
