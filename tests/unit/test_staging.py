"""Files that belong together are put in place together, whenever the run is killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import staging

BEFORE = {"tidy/a": b"old a", "tidy/b": b"old b", "gone": b"old", "same": b"same"}
NOW: dict[str, bytes | None] = {
    "tidy/a": b"new a",
    "new/c": b"new c",
    "gone": None,
    "same": b"same",
    "tidy/b": b"new b",
}
KILLED_AT = """
import os, signal, sys
from pathlib import Path
from ingest import staging

data, number, files = Path(sys.argv[1]), int(sys.argv[2]), {files!r}
with staging.alone(data):
    touched = 0
    def kill(event, arguments):
        global touched
        if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"):
            if touched == number:
                os.kill(os.getpid(), signal.SIGKILL)
            touched += 1
    sys.addaudithook(kill)
    staging.put(data, files)
"""


def held(data: Path) -> dict[str, bytes]:
    """Every file of a folder and its content."""
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def folder(place: Path) -> Path:
    """A data folder with the files of BEFORE."""
    assert staging.put(place, BEFORE)
    return place


def test_files_are_put_changed_and_taken_away(tmp_path: Path) -> None:
    data = folder(tmp_path / "data")
    untouched = (data / "same").stat().st_mtime_ns
    assert staging.put(data, NOW)
    assert held(data) == {path: content for path, content in NOW.items() if content is not None}
    assert (data / "same").stat().st_mtime_ns == untouched
    assert not staging.put(data, NOW), "nothing is touched when all is there already"
    assert not (data / staging.STAGED).exists()


def test_killed_at_any_step_all_files_are_old_or_all_are_new(tmp_path: Path) -> None:
    """Killed before each touch of a file or folder in turn, until one run is not killed any more."""
    script = KILLED_AT.replace("{files!r}", repr(NOW))
    ends, number = [], 0
    while True:
        data = folder(tmp_path / str(number))
        ended = subprocess.run([sys.executable, "-c", script, str(data), str(number)], check=False).returncode
        for path, content in held(data).items():
            if not path.startswith(staging.STAGED):
                assert content in (BEFORE.get(path), NOW.get(path)), "a file is whole at any moment"
        with staging.alone(data):
            found = held(data)
        ends.append(found == {path: content for path, content in NOW.items() if content is not None})
        assert ends[-1] or found == BEFORE, f"mixed when killed at step {number}"
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        number += 1
    assert number > 15
    assert ends == sorted(ends), "old up to one moment, new from it on"
    assert not ends[0]
    assert ends[-2]


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with (
        staging.alone(tmp_path),
        pytest.raises(staging.Busy, match="another run is writing here"),
        staging.alone(tmp_path),
    ):
        pass
    with staging.alone(tmp_path):
        pass
