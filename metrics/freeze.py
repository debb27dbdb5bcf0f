"""Keeps a state of the data as a version under `data/versions`, in as few files as tell it from the version after it.

Before a refresh: `make keep`, a row for the next version in `data/versions/versions.csv`, then `make data`. Until then
the version's folder holds a copy of every table; the build drops the tidy tables that the refresh left as they were.
The reference tables stay: they are edited by hand, at any time.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from metrics import layers, memory
from metrics.layers import WrongVersions


def keep(version: str, source: Path) -> Path:
    """Keep the tables of the folder `source` as a version that versions.csv declares; gives the version's folder."""
    declared = [row["version"] for row in layers.declared()]
    if version not in declared:
        raise WrongVersions(
            f"{version!r} is not declared: add a row for it to {layers.folder()}/versions/versions.csv"
        )
    into = layers.of(version)
    if into.exists():
        raise WrongVersions(
            f"{version} is kept already in {into}: a version that readers cite is never replaced"
        )
    files = layers.digests(source)
    for name in files:
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, into / name)
    (into / "manifest.json").write_text(json.dumps(files, indent=1) + "\n", encoding="utf-8")
    memory.forget()
    return into


def thin() -> list[Path]:
    """Drop what older versions hold that is the same in the version after them; gives the files dropped."""
    newest = layers.declared()[-1]["version"]
    if newest and layers.of(newest).exists() and _changed(newest):
        raise WrongVersions(
            f"the data are not those kept as {newest}: add a row for the next version to "
            f"{layers.folder()}/versions/versions.csv"
        )
    dropped = []
    for version in layers.names()[1:]:
        with memory.under(version):
            dropped += [_drop(each) for each in _same_after()]
        memory.forget()
    return dropped


def _changed(version: str) -> bool:
    return layers.kept_manifest(version) != layers.digests(layers.folder())


def _same_after() -> list[Path]:
    """The files of the version that is read that the version after it would give in their stead."""
    mine, following = layers.manifest(), layers.after()
    with memory.under(following or ""):
        theirs = layers.manifest()
    there = [name for name, digest in mine.items() if theirs.get(name) == digest and name.startswith("tidy/")]
    return [layers.own() / name for name in there if (layers.own() / name).is_file()]


def _drop(path: Path) -> Path:
    path.unlink()
    return path
