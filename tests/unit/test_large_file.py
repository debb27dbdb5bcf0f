"""A large file of which few rows are kept is built in little memory."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from bench.large_file import FIGURES, GROUPS, dataset, figures_of, make, make_kept, measured, rows
from ingest import ees
from ingest.dataset import Release, Unreadable
from ingest.read import Source, load


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows_that_are_left_out(tmp_path: Path) -> None:
    peaks = {}
    for megabytes in (30, 90):
        folder = tmp_path / str(megabytes)
        folder.mkdir()
        make(folder / "large.csv", megabytes)
        taken = measured(folder)
        assert abs(taken["file_mb"] - megabytes) <= 1
        peaks[megabytes] = taken["peak_mb"]
        kept = pd.read_parquet(folder / "data" / "tidy" / "large.parquet")
        by_group = pd.read_parquet(folder / "data" / "tidy" / "large_by_group.parquet")
        assert (len(kept) + len(by_group)) == len(list(rows())) * len(FIGURES)
        england = kept.query("geographic_level == 'National' and time_period == '2024'")["value"]
        assert england.tolist() == [GROUPS[0][2] * 153] * len(FIGURES)
    assert peaks[90] - peaks[30] < 60 / 3, "a third of what the larger file has more"


def test_rows_left_out_are_told_by_a_column_that_is_there(tmp_path: Path) -> None:
    content = b"level,plans\nSchool,1\nNational,2\nSchool,3\n"
    left = Release("2025", "file.csv", "", "", (), rows_not_kept={"level": frozenset({"School"})})
    assert Source(left, content).table().to_numpy().tolist() == [["National", "2"]]
    other = Release("2025", "file.csv", "", "", (), rows_not_kept={"place": frozenset({"School"})})
    with pytest.raises(Unreadable, match="no column 'place'; correct `rows_not_kept`"):
        Source(other, content).table()


def test_a_zip_whose_checksum_is_wrong_is_refused_where_it_is_read_in_pieces(tmp_path: Path) -> None:
    make(tmp_path / "large.csv", 2)
    with zipfile.ZipFile(tmp_path / "large.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.write(tmp_path / "large.csv", "large.csv")
    content = bytearray((tmp_path / "large.zip").read_bytes())
    place = content.rindex(b",12\n")
    content[place + 1 : place + 3] = b"13"
    (tmp_path / "large.zip").write_bytes(content)
    with pytest.raises(Unreadable, match=r"large\.zip is a damaged zip or cut short .*CRC"):
        load(tmp_path, dataset("large.csv").releases[0]).table()


def test_the_file_whose_rows_are_all_kept_is_as_large_as_asked_and_loses_none(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    make_kept(path, 8)
    assert path.stat().st_size == pytest.approx(8e6, rel=0.1)
    figures = figures_of(path)
    large = dataset(figures=figures)
    wide = ees.wide(load(tmp_path, large.releases[0]), large)
    with path.open(encoding="utf-8") as file:
        assert len(wide) == sum(1 for _ in file) - 1
    assert wide[figures].notna().all(axis=None)
    total = wide["breakdown_topic"].eq("Total")
    assert wide.loc[total, figures[0]].astype(int).sum() == wide.loc[~total, figures[0]].astype(int).sum()
