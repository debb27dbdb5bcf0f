"""A corrupted input stops its dataset by name; the last good table stays and the others are built."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.__main__ import DATA, main

EHC_PLANS = "dfe/ehc-plans"
ZIP_2025 = f"{EHC_PLANS}/education-health-and-care-plans_2025.zip"
TIMELINESS_2026 = f"{EHC_PLANS}/timeliness_20_week_2026_extract.csv"
REQUESTS_2026 = f"{EHC_PLANS}/requests_2026_extract.csv"
SEN2_MI_2023 = f"{EHC_PLANS}/sen2_mi_2023.csv"
Change = Callable[[bytes], bytes]


def checksums(data: Path) -> dict[str, str]:
    """Every file of a data folder and its hash."""
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return {str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def corrupted(published: Path, tmp_path: Path) -> Callable[[str, Change], Path]:
    """A function that gives the published folder with one file changed."""

    def change(file: str, how: Change) -> Path:
        folder = tmp_path / "published"
        for path in published.rglob("*"):
            if path.is_file():
                link = folder / path.relative_to(published)
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(path)
        content = (published / file).read_bytes()
        changed = how(content)
        assert changed != content, "the change found nothing to change"
        (folder / file).unlink()
        (folder / file).write_bytes(changed)
        return folder

    return change


@pytest.fixture
def last_good(tmp_path: Path) -> Path:
    """A copy of the committed tables, lock and changes."""
    copy = tmp_path / "data"
    shutil.copytree(DATA / "tidy", copy / "tidy")
    for name in ("sources.lock", "CHANGES.md"):
        shutil.copy(DATA / name, copy)
    return copy


def fails(folder: Path, last_good: Path, failing: str, other: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Build two datasets of which one must fail; what was said of it."""
    before = checksums(last_good)
    (last_good / "tidy" / f"{other}.parquet").unlink()
    assert main(["--from", str(folder), "--to", str(last_good), failing, other]) == 1
    after = checksums(last_good)
    assert after.pop("CHANGES.md") != before.pop("CHANGES.md"), "the table that was put back is recorded"
    assert after == before, "the last good table stays, the other is built again"
    said = capsys.readouterr().err
    assert f"Not built: {failing}: " in said
    assert f"Not built: {other}" not in said
    return said.partition(f"Not built: {failing}: ")[2]


def replaced(old: bytes, new: bytes, times: int = 1) -> Change:
    return lambda content: content.replace(old, new, times)


def test_a_renamed_column_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = corrupted(TIMELINESS_2026, replaced(b",plans_issued_den,", b",plans_issued_all,"))
    said = fails(folder, last_good, "ehc_plan_timeliness", "ehc_plan_requests", capsys)
    assert TIMELINESS_2026 in said
    assert "unknown column 'plans_issued_all'" in said
    assert "ingest/datasets/ehc_plan_timeliness.py" in said


def test_an_unknown_symbol_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = corrupted(REQUESTS_2026, replaced(b",x,", b",..,"))
    said = fails(folder, last_good, "ehc_plan_requests", "ehc_plan_timeliness", capsys)
    assert REQUESTS_2026 in said
    assert "unknown symbol '..'" in said
    assert "data/reference/symbols.csv" in said


def test_a_code_that_contradicts_its_name_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = corrupted(SEN2_MI_2023, replaced(b'E08000035,383,"Leeds"', b'E08000036,383,"Leeds"'))
    said = fails(folder, last_good, "ehc_plan_assessments", "new_ehc_plans", capsys)
    assert SEN2_MI_2023 in said
    assert "E08000036" in said
    assert "Leeds" in said
    assert "data/reference/code_corrections.csv" in said


def test_a_truncated_zip_stops_its_datasets(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = corrupted(ZIP_2025, lambda content: content[: len(content) // 2])
    said = fails(folder, last_good, "ehc_plans_ceased", "statistical_neighbours_2025", capsys)
    assert ZIP_2025 in said
    assert "damaged zip or cut short" in said
    assert "fetch it again" in said


@pytest.mark.parametrize(
    ("start", "place"),
    [(b"2025,Calendar year,National", "England"), (b"2025,Calendar year,Regional", "North East")],
)
def test_a_missing_total_row_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
    start: bytes,
    place: str,
) -> None:
    def without_first_row(content: bytes) -> bytes:
        rows = content.splitlines(keepends=True)
        place = next(number for number, row in enumerate(rows) if row.startswith(start))
        return b"".join(rows[:place] + rows[place + 1 :])

    folder = corrupted(TIMELINESS_2026, without_first_row)
    said = fails(folder, last_good, "ehc_plan_timeliness", "ehc_plan_requests", capsys)
    assert TIMELINESS_2026 in said
    assert "National row" in said if place == "England" else f"no total row for {place}" in said
    assert "fetch it again" in said
