"""How a build puts its files in place: all of them together, or none.

They are written to `data/.staged` first. `moves.json`, put there last and in one step, is the moment from which they
count; only then is each moved to its place. A run killed before that moment leaves a folder that the next run throws
away; one killed after it leaves moves that the next run makes before anything else. So no run ever starts from files
of which some are of one build and some of another.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

STAGED, MOVES = ".staged", "moves.json"
Files = Mapping[str, bytes | None]
"""Path under the data folder -> its whole content, None for a file that is to be no more."""


class Busy(ValueError):
    """Another run is writing to the same data folder."""


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder against other runs, after finishing or throwing away what an interrupted one left."""
    data.mkdir(parents=True, exist_ok=True)
    folder = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(folder)
        raise Busy(f"{data}: another run is writing here: wait for it to end, or stop it") from None
    try:
        recover(data)
        yield
    finally:
        os.close(folder)


def changed(data: Path, files: Files) -> set[str]:
    """The paths of the files that are not there with this content."""
    return {path for path, content in files.items() if differs(data, path, content)}


def differs(data: Path, path: str, content: bytes | None) -> bool:
    """Whether a file is not there with this content."""
    place = data / path
    return place.exists() if content is None else not place.is_file() or place.read_bytes() != content


def put(data: Path, files: Files) -> bool:
    """Put all files in place, or none if the run is killed; False, and nothing touched, when they are there already."""
    paths = sorted(changed(data, files))
    if not paths:
        return False
    staged, moves = data / STAGED, {}
    staged.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(paths):
        content = files[path]
        moves[path] = None if content is None else str(number)
        if content is not None:
            written(staged / str(number), content)
    written(staged / f"{MOVES}.part", json.dumps(moves, indent=2).encode())
    settled(staged)
    (staged / f"{MOVES}.part").replace(staged / MOVES)
    recover(data)
    return True


def recover(data: Path) -> None:
    """Make the moves that were settled and not all made, and throw away what was staged and not settled."""
    staged = data / STAGED
    if not staged.is_dir():
        return
    if (staged / MOVES).is_file():
        settled(staged)
        moves: dict[str, str | None] = json.loads((staged / MOVES).read_bytes())
        for path, name in moves.items():
            place = data / path
            if name is None:
                place.unlink(missing_ok=True)
            elif (staged / name).is_file():
                place.parent.mkdir(parents=True, exist_ok=True)
                (staged / name).replace(place)
        for folder in {data, *((data / path).parent for path in moves)}:
            settled(folder)
        (staged / MOVES).unlink()
    shutil.rmtree(staged)


def written(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settled(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    entry = os.open(folder, os.O_RDONLY)
    os.fsync(entry)
    os.close(entry)
