"""Fetch the files of releases into `data/raw`, under the names that they have in a folder of published files.

What is there already is asked for only where the publisher may have another. One file that fails does not stop the
others.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import record
from ingest.answers import BY_HAND, Refused
from ingest.dataset import Dataset, Release
from ingest.files import digest
from ingest.http import Client
from ingest.origin import Found, Origin

AT_ONCE = 4
OF_ALL = ""
NEW, CHANGED, SAME, HELD = "new", "changed", "unchanged", "held"
ABSENT, FAILED, UNREAD, WOULD = "absent", "failed", "not kept", "would fetch"
OFFLINE = "is not in data/raw and this run is offline: run again without --offline"
NO_ADDRESS = f"no public address of it is known: {BY_HAND}"


@dataclass(frozen=True)
class Wanted:
    """A file that some datasets are made of, or none while it is only kept; `declared` are the releases of each."""

    file: str
    release: str
    origin: Origin | None
    declared: Mapping[str, frozenset[str]]

    @property
    def datasets(self) -> tuple[str, ...]:
        """The names of the datasets."""
        return tuple(self.declared)

    @property
    def about(self) -> str:
        """What it is, for messages."""
        return f"{', '.join(self.datasets) or self.file}, release {self.release}"

    @property
    def failed(self) -> str:
        """The state of such a file that cannot be fetched: no figure is missing for one that nothing is made of."""
        return FAILED if self.datasets else UNREAD


@dataclass(frozen=True)
class Outcome:
    """What came of a wanted file, and why; `size` in bytes where it is known, `note` as of `Downloaded`.

    `host` and `cause` are those of a refusal, without the address: files that failed alike are told together.
    """

    wanted: Wanted
    state: str
    why: str
    size: int | None = None
    newer: str | None = None
    note: str = ""
    host: str = ""
    cause: str = ""

    @property
    def behind(self) -> tuple[str, ...]:
        """The datasets that do not declare the publisher's newest release."""
        known = self.wanted.declared.items()
        return tuple(name for name, releases in known if self.newer and self.newer not in releases)


def wanted(datasets: Iterable[Dataset], unread: Iterable[Release] = ()) -> list[Wanted]:
    """The files of the datasets' releases, each once, and those that are kept without being read."""
    files: dict[str, Wanted] = {}
    for dataset in datasets:
        known = frozenset(release.release for release in dataset.releases)
        for release in dataset.releases:
            other = files.get(release.file)
            declared = {**(other.declared if other else {}), dataset.name: known}
            files[release.file] = Wanted(release.file, release.release, release.origin, declared)
    for release in unread:
        files.setdefault(release.file, Wanted(release.file, release.release, release.origin, {}))
    return list(files.values())


@dataclass
class Fetcher:
    """Fetches into `raw`. With `dry` it only says what it would do; `since` is the day from which on it looks again."""

    client: Client
    raw: Path
    today: str
    since: str = ""
    dry: bool = False

    def __post_init__(self) -> None:
        self.entries = record.read(self.raw)
        self._writing = threading.Lock()
        self.done = self.all = 0

    def fetch(self, files: list[Wanted]) -> list[Outcome]:
        """What came of each file, in their order."""
        self.done, self.all = 0, len(files)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                return list(pool.map(self.outcome, files))
            except KeyboardInterrupt:
                self.client.stop()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def outcome(self, file: Wanted) -> Outcome:
        """What came of one file, whatever happens."""
        try:
            with self.client.about(file.about):
                return self._outcome(file)
        except Refused as refusal:
            return Outcome(file, file.failed, str(refusal), host=refusal.host, cause=refusal.reason)
        except (ValueError, OSError) as problem:
            return Outcome(file, file.failed, str(problem))
        except Exception:
            return Outcome(
                file, FAILED, f"a fault in our own code, please report it:\n{traceback.format_exc()}"
            )
        finally:
            self._finished(file)

    def _finished(self, file: Wanted) -> None:
        """Count a file that is done with, whatever came of it."""
        with self._writing:
            self.done += 1
        self.client.progress(OF_ALL, self.done, self.all)

    def _outcome(self, file: Wanted) -> Outcome:
        path, entry = self.raw / file.file, self.entries.get(file.file)
        is_held = path.is_file()
        if file.origin is None:
            return Outcome(file, HELD, "put there by hand") if is_held else Outcome(file, ABSENT, NO_ADDRESS)
        if is_held and entry and self.since and entry.day < self.since:
            return Outcome(file, HELD, f"of {entry.day}, before {self.since}", entry.size, entry.newer)
        found = file.origin.found(self.client)
        newer = found.newer
        if is_held and entry and found.stamp and found.stamp == entry.stamp and digest(path) == entry.sha256:
            self._enter(file, replace(entry, newer=found.newer, due=found.due))
            why = f"the publisher has still that of {entry.published or found.release or entry.retrieved}"
            return Outcome(file, SAME, why, entry.size, newer, entry.note)
        if self.dry:
            why = "another version is published" if is_held else "it is not here"
            if is_held and entry and not found.stamp:
                why = "the publisher does not say whether it changed: asked only for a newer one"
            return Outcome(file, WOULD, f"{why}: {found.address}", found.size, newer)
        return replace(self._fetched(file, file.origin, found, entry, is_held), newer=newer)

    def _fetched(
        self, file: Wanted, origin: Origin, found: Found, entry: record.Entry | None, is_held: bool
    ) -> Outcome:
        """Fetch a file that was found, and write down where from."""
        got = origin.fetch(self.client, found, self.raw / file.file)
        same = bool(entry and entry.sha256 == got.sha256)
        day = entry.retrieved if entry and same else self.today
        self._enter(file, record.Entry.of(found, got, day))
        if not got.changed:
            return Outcome(file, SAME, "the publisher has still the same", got.size, note=got.note)
        if not is_held:
            return Outcome(file, NEW, f"from {got.address}", got.size, note=got.note)
        again = " without saying so" if entry and found.stamp and entry.stamp == found.stamp else ""
        why = f"the publisher has changed it{again}: {got.address}"
        return Outcome(file, CHANGED, why, got.size, note=got.note)

    def _enter(self, file: Wanted, entry: record.Entry) -> None:
        """Write an entry down at once: a killed run loses nothing."""
        with self._writing:
            if self.entries.get(file.file) != entry and not self.dry:
                self.entries[file.file] = entry
                record.write(self.raw, self.entries)


def held(files: list[Wanted], raw: Path) -> list[Outcome]:
    """The files as they are here, nobody asked."""
    return [
        Outcome(file, HELD, "not asked for: offline")
        if (raw / file.file).is_file()
        else Outcome(file, ABSENT if file.origin is None else file.failed, OFFLINE)
        for file in files
    ]
