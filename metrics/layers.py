"""Where the files of the version that is read are: `data` for the newest, layers over it for older ones.

`data/versions/versions.csv` declares the versions, the oldest first; the last is the one in `data`. An older version
has a folder of its own with a manifest of all its tables and those files that differ from the version after it: what
is not there is found in the next one's folder, and at last in `data`. `SEND_DATA` in the environment names another
data folder.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from metrics.memory import ACTIVE, remembered, under

CONTENT = (("tidy", "*.parquet"), ("reference", "*.csv"))
"""The files that make a version what it is; maps and postcodes are those of today."""
COLUMNS = ("version", "built", "label")


class WrongVersions(ValueError):
    """The table of versions, or a version's manifest, is not as it must be; the message names the mend."""


def folder() -> Path:
    """Where the data is: `SEND_DATA`, or `data` beside the package.

    A link is followed once: when it is led to newer data, a process stays with those that it began with.
    """
    with under(""):
        return _followed(os.environ.get("SEND_DATA", ""))


@remembered()
def _followed(named: str) -> Path:
    return Path(named or Path(__file__).parent.parent / "data").resolve()


@remembered()
def declared() -> tuple[dict[str, str], ...]:
    """The rows of versions.csv, the oldest first; of a folder without it, one without a name."""
    path = folder() / "versions" / "versions.csv"
    if not path.is_file():
        return (dict.fromkeys(COLUMNS, ""),)
    with path.open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file))
    if not rows or any(not row.get(column) for row in rows for column in COLUMNS):
        raise WrongVersions(f"{path} must have a row for each version, with {', '.join(COLUMNS)}; fill it in")
    return rows


def names() -> list[str]:
    """The versions as the memory knows them: '' for the newest, then the older ones, the oldest last."""
    return ["", *[row["version"] for row in reversed(declared()[:-1])]]


def after() -> str | None:
    """The version after the one that is read; None for the newest."""
    listed = names()
    here = listed.index(ACTIVE.get())
    return listed[here - 1] if here else None


def own() -> Path:
    """The folder of the version that is read."""
    return of(ACTIVE.get())


def of(version: str) -> Path:
    """The folder of a version; '' is the newest."""
    return folder() / "versions" / version if version else folder()


@remembered()
def manifest() -> dict[str, str]:
    """The tables of the version that is read, 'tidy/new_ehc_plans.parquet', with the SHA-256 of each."""
    if not ACTIVE.get():
        return digests(folder())
    return kept_manifest(ACTIVE.get())


def kept_manifest(version: str) -> dict[str, str]:
    """The tables of a version as they were when it was kept, with the SHA-256 of each."""
    path = of(version) / "manifest.json"
    if not path.is_file():
        raise WrongVersions(f"version {version} is declared but not kept: there is no {path}; restore it")
    return dict(json.loads(path.read_text("utf-8")))


def digests(place: Path) -> dict[str, str]:
    """The SHA-256 of each of the tables in a folder."""
    found = [path for part, files in CONTENT for path in sorted((place / part).glob(files))]
    return {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in found
    }


def content(files: Iterable[tuple[str, str]]) -> str:
    """What tables with these names and digests are called together: eight characters that no others have."""
    return hashlib.sha256("\n".join(" ".join(each) for each in sorted(files)).encode()).hexdigest()[:8]


@remembered(256)
def path(part: str, file: str) -> Path:
    """Where a file of the version that is read is, or would be."""
    here = ACTIVE.get()
    if not here:
        return folder() / part / file
    if Path(file).match(dict(CONTENT)[part]) and f"{part}/{file}" not in manifest():
        return own() / part / file
    layers = [of(name) / part / file for name in reversed(names()[: names().index(here) + 1])]
    return next((each for each in layers if each.is_file()), layers[0])


@remembered()
def tidy_names() -> frozenset[str]:
    """The names of the tidy tables of the version that is read."""
    if not ACTIVE.get():
        return frozenset(each.stem for each in (folder() / "tidy").glob("*.parquet"))
    return frozenset(Path(name).stem for name in manifest() if name.startswith("tidy/"))
