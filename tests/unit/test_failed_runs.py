"""A run that meets a damaged file of our own, or a full disk, says what to mend and claims nothing that is not so."""

import errno
import re
from pathlib import Path

import pytest

from ingest import __main__ as command
from ingest import last_good, staging, store
from tests.fixtures.small_datasets import observed, published, run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return published(tmp_path)


DAMAGED = {
    "sources.lock": (b'{"good.csv": {"sha', "put the last committed one back, or remove it", ()),
    ".changes.json": (b'["- `good', "remove it: what it noted", ()),
    ".staged/moves.json": (b'{"tidy/goo', "remove .*staged and build every dataset again", ()),
    "tidy/good.parquet": (b"PAR1 cut short", "put the last committed one back, or build", ("--accept-changes",)),
    "tidy/quarantine.parquet": (b"PAR1", "put the last committed one back, or build", ("--accept-changes",)),
}  # fmt: skip


@pytest.mark.parametrize("file", DAMAGED)
def test_a_damaged_file_of_our_own_is_named_with_its_mend_and_the_mend_helps(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    content, mend, accepted = DAMAGED[file]
    assert run(monkeypatch, files, [observed("good")]) == 0
    whole = store.read_table(files.parent / "data", "good")
    (files / "good.csv").write_text("area_code,plans\nE09000003,13\nE06000066,x\n")
    path = files.parent / "data" / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    capsys.readouterr()
    assert run(monkeypatch, files, [observed("good")]) == 1
    told = capsys.readouterr().err
    assert re.search(f"{re.escape(str(path))}.*{mend}", told)
    assert "Traceback" not in told
    if not accepted:
        path.unlink()
    assert run(monkeypatch, files, [observed("good")], *accepted) == 0
    table = store.read_table(files.parent / "data", "good")
    assert table is not None
    assert whole is not None
    assert table["value"].sum() == whole["value"].sum() + 1


def test_when_the_end_of_a_run_fails_the_list_of_mends_is_told_all_the_same(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, written = files.parent / "data", staging.written
    is_full = False

    def full(path: Path, content: bytes) -> None:
        if is_full:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        written(path, content)

    def worked_out(*_: object) -> bytes:
        nonlocal is_full
        is_full = True
        return b"a ledger"

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(staging, "written", full)
        meanwhile.setattr(command.revisions, "ledger", worked_out)
        meanwhile.setattr(command.revisions, "in_words", lambda *_: [])
        assert run(meanwhile, files, [observed("bad"), observed("good")]) == 1
    told = capsys.readouterr().err
    assert "2 of 3 tables not built" in told
    assert "Not built: bad: bad.csv: unknown symbol '?'" in told
    assert re.search("Not built: revisions: .*No space left on device.*make room.*after the next run", told)
    assert not (data / "CHANGES.md").exists()
    assert run(monkeypatch, files, [observed("good")]) == 0
    assert "`good`: first build, 2 rows" in (data / "CHANGES.md").read_text(encoding="utf-8")


def test_of_a_table_that_could_not_be_placed_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = files.parent / "data"
    (data / "tidy").mkdir(parents=True)
    (data / "tidy" / "good.parquet").mkdir()
    other = observed("other")
    (files / "other.csv").write_text((files / "good.csv").read_text())
    monkeypatch.setattr(last_good, "held", lambda *_: last_good.Held(None, None, None, {}))
    assert run(monkeypatch, files, [observed("good"), other]) == 1
    assert re.search(
        r"Not built: good: .*good\.parquet: .*Nothing was put in place: make room", capsys.readouterr().err
    )
    assert list(store.read_lock(data)) == ["other.csv"]
    said = (data / "CHANGES.md").read_text(encoding="utf-8")
    assert "other.csv" in said
    assert "good" not in said
