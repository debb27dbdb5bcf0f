"""How a build puts its files in place: all of them together, or none.

They are written to a folder of their own in `data/.staged` first. `moves.json`, put there last and in one step, is the
moment from which they count; only then is each moved to its place, in the order given. A run killed before that moment
leaves a folder that the next one throws away; one killed after it, or whose moves fail half-way, leaves moves that are
made before anything else is put. They name the SHA-256 of each file, so that no bytes come under another's name.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

STAGED, MOVES = ".staged", "moves.json"
ROOM = "make room on the disk, see that you may write there, and run again"
Files = Mapping[str, bytes | None]
"""Path under the data folder -> its whole content, None for a file that is to be no more."""


class Move(TypedDict):
    """Where a staged file is under `.staged`, and its SHA-256."""

    staged: str
    sha256: str


Moves = dict[str, Move | None]


class Busy(ValueError):
    """Another run is writing to the same data folder."""


class Unplaced(ValueError):
    """Files could not be put in place; the message names the file, what became of the rest, and the mend."""


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
    """Put all files in place, or none if the run is killed; False, and nothing touched, when they are there already.

    They are moved in the order given: what tells of other files comes after them. Raises when it cannot be done, with
    nothing moved if it was the first move that failed, else with moves that are made before anything else is put.
    """
    recover(data)
    stale = changed(data, files)
    if not stale:
        return False
    try:
        settle(data, {path: content for path, content in files.items() if path in stale})
    except OSError as problem:
        shutil.rmtree(data / STAGED, ignore_errors=True)
        raise Unplaced(f"{named(problem, data)}. Nothing was put in place: {ROOM}") from problem
    recover(data, may_withdraw=True)
    return True


def settle(data: Path, files: Files) -> None:
    """Write files beside their places, and the moves from which on they count."""
    staged = data / STAGED
    staged.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=staged))
    moves: Moves = {}
    for number, (path, content) in enumerate(files.items()):
        moves[path] = None
        if content is not None:
            written(folder / str(number), content)
            moves[path] = {"staged": f"{folder.name}/{number}", "sha256": hashlib.sha256(content).hexdigest()}
    settled(folder)
    written(staged / f"{MOVES}.part", json.dumps(moves, indent=2).encode())
    settled(staged)
    (staged / f"{MOVES}.part").replace(staged / MOVES)


def recover(data: Path, may_withdraw: bool = False) -> None:
    """Make the moves that were settled and not all made, and throw away what was staged and not settled.

    Raises when they cannot be made. If not one of them was, they may be withdrawn: then it is as if nothing had been.
    """
    staged = data / STAGED
    if not staged.is_dir():
        return
    made = 0
    try:
        if (staged / MOVES).is_file():
            moves = outstanding(data)
            settled(staged)
            for path, move in moves.items():
                made += moved(data, path, move)
            for folder in {data, *((data / path).parent for path in moves)}:
                if folder.is_dir():
                    settled(folder)
            (staged / MOVES).unlink()
        shutil.rmtree(staged)
    except OSError as problem:
        if may_withdraw and not made:
            (staged / MOVES).unlink(missing_ok=True)
            shutil.rmtree(staged, ignore_errors=True)
            raise Unplaced(f"{named(problem, data)}. Nothing was put in place: {ROOM}") from problem
        raise Unplaced(
            f"{named(problem, data)}. Files that belong with it may be in place already; the rest waits in "
            f"{staged} and is put in place before anything else is built: {ROOM}"
        ) from problem


def outstanding(data: Path) -> Moves:
    """The moves that are settled; raises unless each file is as it was then, staged or in its place."""
    path = data / STAGED / MOVES
    mend = f"remove {path.parent} and build every dataset again, of whose files some may be older than others"
    try:
        moves: Moves = json.loads(path.read_bytes())
        for name, move in moves.items():
            if move is None:
                continue
            there = path.parent / move["staged"]
            there = there if there.is_file() else data / name
            if not there.is_file() or hashlib.sha256(there.read_bytes()).hexdigest() != move["sha256"]:
                raise Unplaced(f"{there} is not what an interrupted build wrote for {name}: {mend}")
    except (ValueError, TypeError, AttributeError, KeyError) as problem:
        if isinstance(problem, Unplaced):
            raise
        raise Unplaced(f"{path}, left by an interrupted build, cannot be read ({problem}): {mend}") from None
    return moves


def moved(data: Path, path: str, move: Move | None) -> bool:
    """Make one move; False when it was made before."""
    place = data / path
    if move is None:
        there = place.exists()
        place.unlink(missing_ok=True)
        return there
    from_here = data / STAGED / move["staged"]
    if not from_here.is_file():
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    from_here.replace(place)
    return True


def named(problem: OSError, data: Path) -> str:
    """What the system said, with the file that it said it of."""
    return f"{problem.filename2 or problem.filename or data}: {problem.strerror or problem}"


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
