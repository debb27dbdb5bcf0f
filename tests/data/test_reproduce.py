"""The snapshot made again: what the comparison names, and three headlines worked out with another library."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from reproduce import __main__ as reproduce
from reproduce import recompute

TABLE, DERIVED = "tidy/a.parquet", "derived/gaps.parquet"


@pytest.fixture
def snapshots(tmp_path: Path) -> tuple[Path, Path]:
    """Two data folders with the same files."""
    for folder in ("held", "made"):
        for name in (TABLE, DERIVED, "derived/figures.parquet"):
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
    return tmp_path / "held", tmp_path / "made"


def test_the_same_bytes_are_no_difference(snapshots: tuple[Path, Path]) -> None:
    assert list(reproduce.differences(*snapshots, only_tables=False)) == []


def test_each_difference_is_named(snapshots: tuple[Path, Path]) -> None:
    held, made = snapshots
    (made / TABLE).write_bytes(b"otherwise")
    (made / DERIVED).unlink()
    (made / "tidy" / "b.parquet").write_bytes(b"new")
    (made / "derived" / "figures.parquet").write_bytes(b"made anew on each machine")
    assert list(reproduce.differences(held, made, only_tables=False)) == [
        "data/derived/gaps.parquet is in the snapshot and was not made again",
        "data/tidy/a.parquet differs: 14 bytes held, 9 made",
        "data/tidy/b.parquet was made and is not in the snapshot",
    ]
    assert len(list(reproduce.differences(held, made, only_tables=True))) == 2


def test_without_published_files_nothing_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reproduce.main(["--from", str(tmp_path)]) == 2
    assert "make data" in capsys.readouterr().err


def test_a_table_is_made_again_byte_for_byte(published: Path, tmp_path: Path) -> None:
    """One of the quick ones; `make reproduce` makes all of them."""
    made = tmp_path / "data"
    reproduce.prepare(made)
    command = ["ingest", "--from", str(published), "--to", str(made), "--quiet", "ehc_plan_work_based"]
    subprocess.run([sys.executable, "-m", *command], cwd=reproduce.ROOT, check=True, capture_output=True)
    name = "tidy/ehc_plan_work_based.parquet"
    assert (made / name).read_bytes() == (reproduce.DATA / name).read_bytes()


def test_the_headlines_agree_with_another_library_cell_by_cell(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = 0
    for metric, second in recompute.recomputed(published):
        ours = recompute.printed(metric)
        assert recompute.compared(metric, ours, second).is_empty(), metric
        changed = ours.with_columns(pl.col("value") + 0.1, pl.col("numerator") + 1)
        there = ours.drop_nulls("value").height
        assert recompute.compared(metric, changed, second).height >= there - 2, "a difference is seen"
        assert recompute.compared(metric, ours.drop_nulls("value").tail(-1), second).height >= 1, (
            "a lack is seen"
        )
        seen += there
    assert seen > 3500
    assert "0 differ" in capsys.readouterr().out


def test_a_symbol_in_a_newer_release_takes_a_figure_back() -> None:
    rows = [{"area_code": "A", "period": "2022", "top": top, "bottom": 4.0} for top in (1.0, None)]
    old, new = (pl.DataFrame([row], schema_overrides={"top": pl.Float64}) for row in rows)
    assert recompute.newest([old, new])["value"].to_list() == [None]
    assert recompute.newest([new, old])["value"].to_list() == [25.0]


def test_what_is_kept_by_hand_goes_in_and_what_is_made_does_not(tmp_path: Path) -> None:
    reproduce.prepare(tmp_path / "data")
    assert (tmp_path / "data" / "reference" / "areas.csv").is_file()
    assert (tmp_path / "data" / "sources.lock").is_file()
    assert not list((tmp_path / "data").glob("tidy"))
    assert not list((tmp_path / "data").rglob("derived"))
