"""A corrupted input stops its dataset by name; the last good table stays and the others are built."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ingest.__main__ import main
from tests.fixtures.corrupted import Change, fails

EHC_PLANS = "dfe/ehc-plans"
ZIP_2025 = f"{EHC_PLANS}/education-health-and-care-plans_2025.zip"
TIMELINESS_2026 = f"{EHC_PLANS}/timeliness_20_week_2026_extract.csv"
REQUESTS_2026 = f"{EHC_PLANS}/requests_2026_extract.csv"
SEN2_MI_2023 = f"{EHC_PLANS}/sen2_mi_2023.csv"
NEET = "dfe/neet/UD_NEETNK_LA_dashboard_{}_final.csv"


def replaced(old: bytes, new: bytes, times: int = 1) -> Change:
    return lambda content: content.replace(old, new, times)


def test_a_renamed_column_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = corrupted(TIMELINESS_2026, replaced(b",plans_issued_den,", b",plans_issued_all,"))
    said = fails(folder, last_good, "ehc_plan_timeliness", "statistical_neighbours_2025", capsys)
    assert TIMELINESS_2026 in said
    assert "unknown column 'plans_issued_all'" in said
    assert "ingest/datasets/ehc_plan_timeliness.py" in said


def test_an_unknown_symbol_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = corrupted(REQUESTS_2026, replaced(b",x,", b",..,"))
    said = fails(folder, last_good, "ehc_plan_requests", "statistical_neighbours_2025", capsys)
    assert REQUESTS_2026 in said
    assert "unknown symbol '..'" in said
    assert "data/reference/symbols.csv" in said


def test_a_code_that_contradicts_its_name_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = corrupted(SEN2_MI_2023, replaced(b'E08000035,383,"Leeds"', b'E08000036,383,"Leeds"'))
    said = fails(folder, last_good, "ehc_plan_assessments", "statistical_neighbours_2025", capsys)
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
    said = fails(folder, last_good, "ehc_plan_timeliness", "statistical_neighbours_2025", capsys)
    assert TIMELINESS_2026 in said
    assert "National row" in said if place == "England" else f"no total row for {place}" in said
    assert "fetch it again" in said


def rows_changed(change: Callable[[list[bytes]], list[bytes]]) -> Change:
    """A change of the lines of a file, each with its end."""
    return lambda content: b"".join(change(content.splitlines(keepends=True)))


def without(text: bytes) -> Change:
    """A file without the lines that hold a text."""
    return rows_changed(lambda rows: [row for row in rows if text not in row])


def leeds_again(old: bytes, new: bytes) -> Change:
    """A file with a second row of Leeds, in which something is changed."""
    return rows_changed(
        lambda rows: [*rows[:-1], next(row for row in rows if LEEDS in row).replace(old, new, 1), rows[-1]]
    )


def exchanged(first: bytes, second: bytes) -> Change:
    """A file with two of its texts in each other's place."""
    return lambda content: second.join(part.replace(second, first) for part in content.split(first))


LEEDS = b"E08000035,383,Leeds"
# What is done to a file -> file, how, what must be said of it.
CORRUPTED: dict[str, tuple[str, Change, tuple[str, ...]]] = {
    "cut at the end of a line": (
        TIMELINESS_2026,
        rows_changed(lambda rows: rows[:-63]),
        ("no row for Barking and Dagenham (E09000002), ", " and 58 more in 2025", "absences.csv"),
    ),
    "without a council": (
        TIMELINESS_2026,
        without(LEEDS),
        ("no row for Leeds (E08000035) in 2025", "fetch the file again", "absences.csv"),
    ),
    "without a region and its councils": (
        TIMELINESS_2026,
        without(b"E12000001"),
        ("no row for Darlington (E06000005)", "fetch the file again", "absences.csv"),
    ),
    "two column names exchanged": (
        TIMELINESS_2026,
        exchanged(b",plans_issued_den,", b",plans_issued_within_20_weeks,"),
        (
            " figures of plans_issued",
            " in 2025 (Total) cannot be right",
            "two columns have changed names",
            "corrections.csv",
        ),
    ),
    "a row twice": (
        TIMELINESS_2026,
        leeds_again(b",1843,", b",1844,"),
        ("two rows for 2026, 2025, ", "prints 1843.0; ", "prints 1844.0: ", "ask the publisher"),
    ),
    "a figure below 0": (
        TIMELINESS_2026,
        replaced(b",1843,", b",-1843,"),
        ("-1843 at E08000035 2025 plans_issued is below 0", "fetch the file again", "below_zero"),
    ),
    "a part of a plan": (
        TIMELINESS_2026,
        replaced(b",1843,", b",1843.4,"),
        (
            "1843.4 at E08000035 2025 plans_issued is a count and not whole",
            "fetch the file again",
            "fractions",
        ),
    ),
    "a figure of a milliard": (
        TIMELINESS_2026,
        replaced(b",1843,", b",1000000000,"),
        ("1,000,000,000 at E08000035", "more than England's 102,203", "corrections.csv"),
    ),
    "a percent sign": (
        TIMELINESS_2026,
        replaced(b",7.3,", b",7.3%,"),
        ("unknown symbol '7.3%'", "symbols.csv"),
    ),
    "a council that nobody knows": (
        TIMELINESS_2026,
        leeds_again(LEEDS, b"E08999999,399,Nowhere"),
        ("No area has the code 'E08999999'", "areas.csv"),
    ),
    "without a year": (
        SEN2_MI_2023,
        without(b"2022,Calendar year"),
        ("missing time_period '2022'", "fetch it again"),
    ),
    "empty": (TIMELINESS_2026, lambda content: b"", ("is empty", "fetch it again")),
}


@pytest.mark.parametrize("what", CORRUPTED)
@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_a_corrupted_file_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
    what: str,
) -> None:
    file, change, words = CORRUPTED[what]
    said = fails(
        corrupted(file, change), last_good, "ehc_plan_timeliness", "statistical_neighbours_2025", capsys
    )
    for part in (file, *words):
        assert part in said


def test_a_file_of_another_year_stops_its_dataset(
    corrupted: Callable[[str, Change], Path],
    last_good: Path,
    capsys: pytest.CaptureFixture[str],
    published: Path,
) -> None:
    older = (published / NEET.format(2022)).read_bytes()
    folder = corrupted(NEET.format(2023), lambda content: older)
    said = fails(folder, last_good, "neet_by_send", "statistical_neighbours_2025", capsys)
    assert f"{NEET.format(2023)}: unknown time_period '2022'" in said


def test_nothing_is_written_of_a_dataset_that_fails_in_its_first_build(
    corrupted: Callable[[str, Change], Path], tmp_path: Path
) -> None:
    folder = corrupted(NEET.format(2023), rows_changed(lambda rows: rows[:-63]))
    assert main(["--from", str(folder), "--to", str(tmp_path / "first"), "neet_by_send"]) == 1
    assert not list((tmp_path / "first").rglob("neet_by_send*"))


def test_rows_in_another_order_give_the_same_table(
    corrupted: Callable[[str, Change], Path], last_good: Path
) -> None:
    before = pd.read_parquet(last_good / "tidy" / "ehc_plan_requests.parquet")
    folder = corrupted(REQUESTS_2026, rows_changed(lambda rows: [rows[0], *reversed(rows[1:])]))
    assert main(["--from", str(folder), "--to", str(last_good), "ehc_plan_requests"]) == 0
    after = pd.read_parquet(last_good / "tidy" / "ehc_plan_requests.parquet")
    pd.testing.assert_frame_equal(after, before)
