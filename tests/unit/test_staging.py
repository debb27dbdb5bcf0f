"""Files that belong together are put in place together, whenever the run is killed."""

import errno
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


A: dict[str, bytes | None] = {"tidy/a": b"A now", "tidy/a_by_group": b"A by group", "lock": b"lock A"}
B: dict[str, bytes | None] = {"tidy/b": b"B now", "tidy/b_by_group": b"B by group", "lock": b"lock B"}


class Killed(BaseException):
    """Stands for the end of a process at any moment."""


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Places to which no file can be moved while they are in the set."""
    places: set[Path] = set()
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target in places:
            raise OSError(errno.ENOSPC, "No space left on device", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    return places


def test_a_build_that_is_killed_after_one_whose_moves_failed_mixes_no_bytes(
    tmp_path: Path, refusing: set[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far the second came: each file has the bytes that were written for it."""
    written = staging.written
    for number in range(6):
        data = tmp_path / str(number)
        refusing.add(data / "tidy/a_by_group")
        with pytest.raises(staging.Unplaced, match=r"tidy/a_by_group: No space left.*make room"):
            staging.put(data, A)
        refusing.clear()
        left = number

        def killed(path: Path, content: bytes) -> None:
            nonlocal left
            if left == 0:
                path.write_bytes(content[:4])
                raise Killed
            left -= 1
            written(path, content)

        monkeypatch.setattr(staging, "written", killed)
        if number < 4:
            with pytest.raises(Killed):
                staging.put(data, B)
        else:
            staging.put(data, B)
        monkeypatch.setattr(staging, "written", written)
        with staging.alone(data):
            assert held(data) == (A if number < 4 else A | B)


def test_nothing_is_put_while_the_moves_of_another_build_cannot_be_made(
    tmp_path: Path, refusing: set[Path]
) -> None:
    refusing.add(tmp_path / "tidy/a_by_group")
    for files in (A, B):
        with pytest.raises(staging.Unplaced, match=r"tidy/a_by_group.* waits in .*staged"):
            staging.put(tmp_path, files)
    assert not (tmp_path / "tidy/b").exists()
    assert not (tmp_path / "lock").exists(), "it is moved last"
    refusing.clear()
    assert staging.put(tmp_path, B)
    assert held(tmp_path) == A | B


def test_when_the_first_move_fails_it_is_as_if_nothing_had_been(tmp_path: Path, refusing: set[Path]) -> None:
    refusing.add(tmp_path / "tidy/a")
    with pytest.raises(staging.Unplaced, match=r"tidy/a: No space left on device\. Nothing was put in place"):
        staging.put(tmp_path, A)
    assert held(tmp_path) == {}
    assert staging.put(tmp_path, B)
    assert held(tmp_path) == B


def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / staging.STAGED).write_bytes(b"a file where a folder is wanted")
    with pytest.raises(
        staging.Unplaced, match=r"\.staged: File exists\. Nothing was put in place: make room"
    ):
        staging.put(tmp_path, A)


@pytest.mark.parametrize("moment", ["staged", "in place"])
def test_bytes_that_are_not_those_written_are_not_put_in_place(
    tmp_path: Path, refusing: set[Path], moment: str
) -> None:
    refusing.add(tmp_path / "tidy/a_by_group")
    with pytest.raises(staging.Unplaced):
        staging.put(tmp_path, A)
    refusing.clear()
    spoilt = next((tmp_path / ".staged").glob("*/1")) if moment == "staged" else tmp_path / "tidy/a"
    spoilt.write_bytes(b"other bytes")
    said = f"{spoilt} is not what an interrupted build wrote for tidy/a.*remove .*staged and build every"
    with pytest.raises(staging.Unplaced, match=said), staging.alone(tmp_path):
        pass
    assert not (tmp_path / "tidy/a_by_group").exists()


@pytest.mark.parametrize("content", [b'{"tidy/a": {"stag', b"[]", b'{"tidy/a": "0"}'])
def test_moves_that_cannot_be_read_are_named_with_the_mend(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".staged").mkdir()
    (tmp_path / ".staged/moves.json").write_bytes(content)
    said = r"\.staged/moves\.json, left by an interrupted build, cannot be read .*remove .*\.staged and build"
    with pytest.raises(staging.Unplaced, match=said), staging.alone(tmp_path):
        pass


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells the name of an open file")
def test_all_is_on_the_disk_before_the_moves_are_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    replace = Path.replace
    monkeypatch.setattr(
        staging.os, "fsync", lambda file: steps.append(str(Path(f"/proc/self/fd/{file}").readlink()))
    )

    def noted(self: Path, target: Path) -> Path:
        steps.append(f"-> {target.name}")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", noted)
    staging.put(tmp_path, A)
    ahead = [Path(step).name for step in steps[: steps.index("-> moves.json")]]
    assert ahead[:3] == ["0", "1", "2"]
    assert ahead[-2:] == ["moves.json.part", ".staged"]
    assert Path(steps[steps.index("-> moves.json") + 1]).name == ".staged"
