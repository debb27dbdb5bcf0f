"""Rebuilds the snapshot into a temporary folder and compares its bytes: `python -m reproduce [--from DIR]`.

Without a folder of published files those in `data/raw` are read, which `make data` fetched. Exit code 0: every table
and every derived file has the same bytes, and three headlines agree when worked out with another library; 1: something
differs, and each difference is named; 2: there are no published files to build from.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
KEPT = ("reference", "versions")
"""What is kept by hand, or was kept of older versions: it goes in, and is not made again."""
MADE = ("tidy/*.parquet", "derived/*.parquet", "derived/manifest.json", "versions/*/derived/*.parquet")
NOT_COMPARED = "figures.parquet"
"""Made anew on each machine, and not part of the snapshot."""


def main(arguments: list[str] | None = None) -> int:
    """Rebuild, compare, recompute; the exit code."""
    asked = parser().parse_args(arguments)
    folder = (asked.folder or DATA / "raw").resolve()
    if not folder.is_dir() or not any(folder.iterdir()):
        print(
            f"no published files in {folder}: run `make data` first, or name a folder: FROM=DIR",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory(prefix="reproduce-") as into:
        made = Path(into) / "data"
        prepare(made)
        done = all(step(*each) for each in steps(folder, made, asked.tables))
        found = list(differences(DATA, made, asked.tables))
    for line in found:
        print(line)
    print("The snapshot is reproduced." if done and not found else "The snapshot is NOT reproduced.")
    recomputed = step("three headlines with another library", ["reproduce.recompute", str(folder)], {})
    return 0 if done and not found and recomputed else 1


def parser() -> argparse.ArgumentParser:
    """What the command understands."""
    found = argparse.ArgumentParser(
        prog="python -m reproduce", description="Rebuild the snapshot and compare bytes."
    )
    found.add_argument("--from", dest="folder", type=Path, metavar="DIR", help="published files (data/raw)")
    found.add_argument(
        "--tables", action="store_true", help="only the tidy tables, not what is derived from them"
    )
    return found


def prepare(made: Path) -> None:
    """A data folder with what is kept by hand, and the lock, which says on which day each file was first seen."""
    made.mkdir(parents=True)
    for part in KEPT:
        shutil.copytree(DATA / part, made / part, ignore=shutil.ignore_patterns("derived"))
    shutil.copy(DATA / "sources.lock", made)


def steps(folder: Path, made: Path, only_tables: bool) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Name, module with its arguments, and environment of each step of the rebuild."""
    yield "the tables, from the published files", ["ingest", "--from", str(folder), "--to", str(made)], {}
    if not only_tables:
        yield "what is derived from them", ["metrics", "build"], {"SEND_DATA": str(made)}


def step(name: str, command: list[str], more: dict[str, str]) -> bool:
    """Run one step in a process of its own, which shows its progress; whether it went well."""
    print(f"Making again: {name}.", flush=True)
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=os.environ | more, check=False)
    print(
        f"{'Done' if done.returncode == 0 else 'Failed'} after {time.monotonic() - start:.0f} s: {name}.",
        flush=True,
    )
    return done.returncode == 0


def differences(held: Path, made: Path, only_tables: bool) -> Iterator[str]:
    """A line for each file that one of the folders lacks, or that has other bytes."""
    patterns = MADE[:1] if only_tables else MADE
    for name in sorted(names(held, patterns) | names(made, patterns)):
        here, there = held / name, made / name
        if not there.is_file():
            yield f"data/{name} is in the snapshot and was not made again"
        elif not here.is_file():
            yield f"data/{name} was made and is not in the snapshot"
        elif digest(here) != digest(there):
            yield f"data/{name} differs: {here.stat().st_size:,} bytes held, {there.stat().st_size:,} made"


def names(folder: Path, patterns: tuple[str, ...]) -> set[str]:
    """The files that are compared, as paths under the data folder."""
    found = (path for pattern in patterns for path in folder.glob(pattern))
    return {path.relative_to(folder).as_posix() for path in found if path.name != NOT_COMPARED}


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
